"""Workbooks that must go back, with the very cells to mend."""

from collections.abc import Sequence
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from tests.samples2.making.facts import A3_70, A4_70, A4_80, MEASURE, SPEC, Line, Round, Wrong
from tests.samples2.making.numbers import cell
from tests.samples2.making.parts import Page, Raw, cells, workbook
from tests.samples2.making.plain import book, put

HEAD = ["序号", "采购标的", "规格", "计量", "需求数量", "预估单价（元）", "预估金额（元）"]


def table(unit: str, lines: Sequence[Line], total: bool = False) -> list[list[Any]]:
    """Title, unit, head in row 3, lines from row 4 on, and 合计."""
    rows: list[list[Any]] = [
        ["2026年复印纸采购需求表"],
        [f"填报单位：{unit}"],
        HEAD,
        *([n, x.item, SPEC[x.item], MEASURE, x.quantity, cell(x.price), cell(x.amount)]
          for n, x in enumerate(lines, 1)),
    ]  # fmt: skip
    if total:
        rows.append(["合计", None, None, None, sum(x.quantity for x in lines), None,
                     cell(sum(x.amount for x in lines))])  # fmt: skip
    return rows


def of(rows: list[list[Any]]) -> bytes:
    """Those rows as a workbook."""

    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, rows)
        sheet.merge_cells("A1:G1")

    return book(fill)


def add_all(made: Round) -> None:
    """Every workbook of this module."""
    for one in (wrong_total, wrong_subtotal, stranger, below_one, other_item, odd_contents,
                one_fen, beyond_half_a_digit, no_price, empty, one_wrong_of_two,
                hidden_from_total, crosswise, merged_quantity, either_wrong):  # fmt: skip
        one(made)


def wrong_total(made: Round) -> None:
    """合计 of the amounts is 1,000 元 too high, every row is right."""
    unit = "清渚市残疾人联合会"
    lines = [Line(unit, A4_70, 38, 12850), Line(unit, A4_80, 15, 14600)]
    rows = table(unit, lines, total=True)
    rows[-1][-1] += 1000
    made.refuse(
        f"{unit}.xlsx", of(rows), [Wrong("Sheet1", "G6", str(rows[-1][-1]))],
        "合计 of the amounts is wrong", [unit], lines,
    )  # fmt: skip


def wrong_subtotal(made: Round) -> None:
    """The subtotal of the first group counts one box too few; 合计 is right."""
    unit = "清渚市云岭县文化馆"
    lines = [
        Line(unit, A4_70, 25, 12700),
        Line(unit, A3_70, 5, 25900),
        Line(unit, A4_80, 11, 14550),
    ]
    head, first, second = table(unit, lines)[:3], *(table(unit, part)[3:] for part in
                                                     (lines[:2], lines[2:]))  # fmt: skip
    rows = [
        *head, ["一、馆本部"], *first,
        ["小计", None, None, None, 29, None, cell(lines[0].amount + lines[1].amount)],
        ["二、分馆"], *second, ["小计", None, None, None, 11, None, cell(lines[2].amount)],
        ["合计", None, None, None, 41, None, cell(sum(x.amount for x in lines))],
    ]  # fmt: skip
    made.refuse(
        f"{unit}.xlsx", of(rows), [Wrong("Sheet1", "E7", "29")],
        "a subtotal is wrong while 合计 is right", [unit], lines,
    )  # fmt: skip


def stranger(made: Round) -> None:
    """A unit that is not on the roster."""
    unit, real = "清渚市城市规划展览馆", "清渚市信息中心"
    lines = [Line(real, A4_70, 20, 12800)]
    made.refuse(
        f"{unit}.xlsx", of(table(unit, [Line(unit, A4_70, 20, 12800)], total=True)),
        [Wrong("Sheet1", "A2", unit, f"填报单位：{real}")],
        "the unit is not on the roster", [unit], lines,
    )  # fmt: skip


def below_one(made: Round) -> None:
    """WPS, empty fill, wrong dimension: a negative quantity and a quantity of nought."""
    unit = "清渚市卫生监督所"
    lines = [Line(unit, A4_70, 3, 12850), Line(unit, A4_80, 2, 14600), Line(unit, A3_70, 6, 25900)]
    rows = table(unit, lines, total=True)
    rows[3][4], rows[4][4] = -3, 0
    page = Page("Sheet1", cells(1, rows), ("A1:G1",), "A1")
    made.refuse(
        f"{unit}.xlsx", workbook([page, Page("Sheet2"), Page("Sheet3")], empty_fill=True),
        [Wrong("Sheet1", "E4", "-3"), Wrong("Sheet1", "E5", "0", "2")],
        "a negative quantity and a quantity of 0, in a file with wrong dimension and empty fill",
        [unit], lines,
    )  # fmt: skip


def other_item(made: Round) -> None:
    """An item that this procurement does not buy."""
    unit = "清渚市救助管理站"
    lines = [Line(unit, A4_70, 12, 12850), Line(unit, A4_80, 9, 14550)]
    rows = table(unit, lines, total=True)
    rows[4][1], rows[4][2] = "彩色喷墨相片纸", "A4，200g/㎡"
    made.refuse(
        f"{unit}.xlsx", of(rows), [Wrong("Sheet1", "B5", "彩色喷墨相片纸", A4_80)],
        "an item that is not in the project", [unit], lines,
    )  # fmt: skip


def odd_contents(made: Round) -> None:
    """A date as quantity, an error value, a formula that came to one, and words."""
    unit = "清渚市公证处"
    lines = [Line(unit, A4_70, 35, 12850), Line(unit, A4_80, 10, 14600),
             Line(unit, A3_70, 4, 25900), Line(unit, A4_70, 8, 12850)]  # fmt: skip
    rows = table(unit, lines)
    rows[3][4] = Raw(' s="1"><v>46086</v>')  # 2026-03-05: what Excel makes of 3-5
    rows[4][6] = Raw(' t="e"><f>E5*#REF!</f><v>#REF!</v>')
    rows[5][5] = Raw(' t="e"><v>#N/A</v>')
    rows[6][4] = "待定"
    page = Page("Sheet1", cells(1, rows), ("A1:G1",), "A1:G7")
    made.refuse(
        f"{unit}.xlsx", workbook([page]),
        [Wrong("Sheet1", "E4", "2026"), Wrong("Sheet1", "G5", "#REF!"),
         Wrong("Sheet1", "F6", "#N/A"), Wrong("Sheet1", "E7", "待定")],
        "a date as quantity, #REF! in a formula, #N/A as a price, words as a quantity",
        [unit], lines,
    )  # fmt: skip


def one_fen(made: Round) -> None:
    """Amounts in 元 that are one 分 too low and one 分 too high."""
    unit = "清渚市文化馆"
    lines = [Line(unit, A4_70, 33, 12833), Line(unit, A4_80, 7, 14567), Line(unit, A3_70, 3, 25999)]
    rows = table(unit, lines, total=True)
    rows[3][6], rows[4][6] = cell(lines[0].amount - 1), cell(lines[1].amount + 1)
    made.refuse(
        f"{unit}.xlsx", of(rows),
        [Wrong("Sheet1", "G4", str(rows[3][6])), Wrong("Sheet1", "G5", str(rows[4][6]))],
        "amounts one 分 below and above quantity × price", [unit], lines,
    )  # fmt: skip


def beyond_half_a_digit(made: Round) -> None:
    """万元: one 分 over half of the last digit, both ways, beside one that is just within."""
    unit = "清渚市疗养院"
    lines = [
        Line(unit, A4_70, 267, 12603),
        Line(unit, A4_80, 409, 14511),
        Line(unit, A3_70, 150, 25900),
    ]
    amounts = [3.36, 5.94, 3.89]  # 33,650.01、59,349.99、38,850.00 元
    rows = table(unit, lines)
    rows[2] = [*HEAD[:6], "预估金额（万元）"]
    for row, amount in zip(rows[3:], amounts, strict=True):
        row[6] = amount
    made.refuse(
        f"{unit}.xlsx", of(rows), [
            Wrong("Sheet1", "G4", "3.36", "3.365001"),
            Wrong("Sheet1", "G5", "5.94", "5.934999"),
        ],
        "万元 amounts beyond half of the last digit, beside one within", [unit], lines,
    )  # fmt: skip


def no_price(made: Round) -> None:
    """No column of unit prices at all."""
    unit = "清渚市云岭县图书馆"
    lines = [Line(unit, A4_70, 24, 12800), Line(unit, A3_70, 3, 25900)]
    rows = [[*row[:5], *row[6:]] if len(row) > 1 else row for row in table(unit, lines)]
    column = {"Sheet1!G3": "单价（元）", "Sheet1!G4": "128", "Sheet1!G5": "259"}
    made.refuse(
        f"{unit}.xlsx", of(rows), [Wrong("Sheet1", "?3", "单价")],
        "a column that can't be missing is missing: the unit price", [unit], lines, column,
    )  # fmt: skip


def empty(made: Round) -> None:
    """The form with nothing filled in."""
    unit = "清渚市云岭县供销合作社联合社"
    rows = [*table(unit, []), *([n] for n in range(1, 9)), ["合计"]]
    filled = {"B4": A4_80, "D4": MEASURE, "E4": "14", "F4": "145.5", "G4": "2037"}
    made.refuse(
        f"{unit}.xlsx", of(rows), [Wrong("Sheet1", "?4")],
        "head and row numbers, but no row is filled in", [unit],
        [Line(unit, A4_80, 14, 14550)], {f"Sheet1!{at}": text for at, text in filled.items()},
    )  # fmt: skip


def one_wrong_of_two(made: Round) -> None:
    """Two units in one table, a wrong cell of one of them: both wait."""
    first, second = "清渚市云岭县桐坑镇人民政府", "清渚市云岭县石门乡人民政府"
    lines = [
        Line(first, A4_70, 42, 12600),
        Line(second, A4_70, 30, 12600),
        Line(second, A4_80, 6, 14500),
    ]
    rows: list[list[Any]] = [
        ["填报乡镇", "采购标的", "需求数量", "预估单价（元）", "预估金额（元）"]
    ]
    rows += [[x.unit, x.item, x.quantity, cell(x.price), cell(x.amount)] for x in lines]
    rows[3][2] = "6或7"
    made.refuse(
        "云岭县两镇合报.xlsx", book(lambda sheet: put(sheet, 1, rows) and None),
        [Wrong("Sheet1", "C4", "6或7", "6")],
        "a table of two units with one wrong cell: accepted whole or not at all",
        [first, second], lines,
    )  # fmt: skip


def hidden_from_total(made: Round) -> None:
    """A row hidden by a filter that 合计 leaves out: was it to be bought or not?"""
    unit = "清渚市云岭县统计局"
    lines = [Line(unit, A4_70, 19, 12700), Line(unit, A4_80, 8, 14550), Line(unit, A3_70, 2, 25900)]
    rows = table(unit, lines, total=True)
    rows[-1][4], rows[-1][6] = 21, cell(lines[0].amount + lines[2].amount)

    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, rows)
        sheet.row_dimensions[5].hidden = True

    made.refuse(
        f"{unit}.xlsx", book(fill),
        [Wrong("Sheet1", "E7", "21", "29"), Wrong("Sheet1", "G7", "2931", "4095")],
        "a hidden row that 合计 does not count", [unit], lines,
    )  # fmt: skip


def crosswise(made: Round) -> None:
    """Departments down, items across, boxes in the cells: no line has a price or an amount."""
    unit = "清渚市云岭县融媒体中心"
    rows = [["2026年复印纸需求"], [f"填报单位：{unit}"], ["科室", *SPEC],
            ["采编部", 6, 2, 1], ["技术部", 3, 0, 0], ["合计", 9, 2, 1]]  # fmt: skip
    made.refuse(
        f"{unit}.xlsx", book(lambda sheet: put(sheet, 1, rows) and None), [Wrong("*", "*")],
        "items across, departments down, nothing but quantities", [unit],
    )  # fmt: skip


def merged_quantity(made: Round) -> None:
    """One quantity merged over two items: it belongs to neither."""
    unit = "清渚市云岭县妇女联合会"
    lines = [Line(unit, A4_70, 10, 12800), Line(unit, A4_80, 5, 14600)]
    rows = table(unit, lines)
    rows[3][4], rows[4][4] = 15, None

    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, rows)
        sheet.merge_cells("E4:E5")

    made.refuse(
        f"{unit}.xlsx", book(fill),
        [Wrong("Sheet1", "E4", "15"), Wrong("Sheet1", "E5")],
        "a quantity merged over the rows of two items", [unit], lines,
    )  # fmt: skip


def either_wrong(made: Round) -> None:
    """Quantity 12 beside an amount for 21, 137 元 beside an amount at 128: either may be the slip.

    An amount that comes out even with no other quantity or price is a slip by itself.
    """
    unit = "清渚市云岭县档案馆"
    meant = [
        Line(unit, A4_70, 12, 12800),
        Line(unit, A4_80, 40, 13700),
        Line(unit, A3_70, 7, 25900),
    ]
    rows = table(unit, meant)
    rows[3][6], rows[4][6], rows[5][6] = 2688, 5120, 1831
    made.refuse(
        f"{unit}.xlsx", of(rows),
        [Wrong("Sheet1", "G4", "2688", "1536"), Wrong("Sheet1", "G5", "5120", "5480"),
         Wrong("Sheet1", "G6", "1831")],
        "quantity, price and amount each make sense by itself, not together", [unit], meant,
    )  # fmt: skip
