"""Workbooks that can be read with certainty, each laid out as some office would."""

from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from tests.samples2.making.facts import A3_70, A4_70, A4_80, LEAD, MEASURE, SPEC, Line, Round
from tests.samples2.making.numbers import THOUSAND, WAN, cell, grouped
from tests.samples2.making.parts import Page, Raw, cells, pieces, spoken, workbook
from tests.samples2.making.plain import book, put


def add_all(made: Round) -> None:
    """Every workbook of this module."""
    layouts = [three_row_head, stray_cell, groups, merged_units, two_tables, letter]
    layouts += [typed_as_text, half_a_digit, two_kinds_of_unit, corrected, one_of_three]
    for one in layouts:
        one(made)


def three_row_head(made: Round) -> None:
    """WPS: a head of three rows, money unit in the group's caption, helper sheet in front."""
    lines = [Line(LEAD, A4_70, 120, 12850), Line(LEAD, A4_80, 64, 14600),
             Line(LEAD, A3_70, 35, 25980)]  # fmt: skip
    total = sum(line.amount for line in lines)
    head: list[list[Any]] = [
        ["2026年度复印纸带量集中采购需求申报表"],
        [pieces("申报单位：", LEAD)],
        ["序号", "采购内容", None, None, None, spoken("需求数量", "xuqiu"), "预算（万元）"],
        [None, "货物", None, "计量", "附注", None, "单价", "金额"],
        [None, pieces("品", "名"), "型号规格"],
    ]
    rows = [
        [n, pieces(line.item[:4], line.item[4:]), SPEC[line.item], MEASURE, "送货上门",
         line.quantity, cell(line.price, WAN), cell(line.amount, WAN)]
        for n, line in enumerate(lines, 1)
    ]  # fmt: skip
    foot = [None, "合计", None, None, None, sum(x.quantity for x in lines), None, cell(total, WAN)]
    merged = ("A1:H1", "A2:H2", "A3:A5", "B3:E3", "B4:C4", "D4:D5", "E4:E5", "F3:F5", "G3:H3",
              "G4:G5", "H4:H5")  # fmt: skip
    helper = Page("数据源", cells(1, [[item, SPEC[item], MEASURE] for item in SPEC]), (), "A1:C3",
                  "hidden")  # fmt: skip
    images = Page("WpsReserved_CellImgList", {}, (), "A1", "veryHidden")
    names = (
        '<definedName name="_xlnm._FilterDatabase" localSheetId="1" hidden="1">'
        "需求申报表!$A$5:$H$8</definedName>"
        '<definedName name="_xlnm.Print_Titles" localSheetId="1">需求申报表!$3:$5</definedName>'
        '<definedName name="品名清单">数据源!$A$1:$A$3</definedName>'
    )
    page = Page("需求申报表", cells(1, [*head, *rows, foot]), merged, "A1")
    made.accept(
        f"{LEAD}.xlsx", workbook([helper, page, images], names), lines,
        "WPS: dimension A1, three-row merged head, 万元 in the group's caption for both columns, "
        "strings in runs and with phonetic text, hidden helper sheet in front, print titles",
    )  # fmt: skip


def stray_cell(made: Round) -> None:
    """No dimension, a space at the last cell of all, 千元, three sheets of which two are empty."""
    unit = "清渚市财政局"
    lines = [Line(unit, A4_70, 200, 12800), Line(unit, A3_70, 50, 26000)]
    rows: list[list[Any]] = [
        ["清渚市财政局复印纸需求统计表"],
        ["项次", "采购品目", "技术要求", "采购数量(箱)", "预估单价（元）", "采购预算（千元）"],
        *([n, x.item, SPEC[x.item], x.quantity, cell(x.price), cell(x.amount, THOUSAND)]
          for n, x in enumerate(lines, 1)),
        ["总计", None, None, 250, None, cell(sum(x.amount for x in lines), THOUSAND)],
    ]  # fmt: skip
    far = {**cells(1, rows), "XFD1048576": " ", "ZZ3": Raw(' s="1">')}
    pages = [Page("Sheet1", far, ("A1:F1",), None), Page("Sheet2"), Page("Sheet3", {}, (), None)]
    made.accept(
        "附件：清渚市财政局复印纸需求.xlsx", workbook(pages, empty_fill=True), lines,
        "no dimension, a space at XFD1048576, amounts in 千元, an empty fill, empty sheets behind",
    )  # fmt: skip


def groups(made: Round) -> None:
    """Group headings, a subtotal under each group, 合计 at the foot as formulas with values."""
    unit = "清渚市住房和城乡建设局"
    office = [Line(unit, A4_70, 86, 12650), Line(unit, A4_80, 12, 14780)]
    windows = [Line(unit, A4_70, 140, 12650), Line(unit, A3_70, 22, 25850)]

    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, [["2026年复印纸需求"], ["填报部门：清渚市住房和城乡建设局"]])
        put(sheet, 3, [["采购标的", "参数", "需求量", "参考单价（元）", "金额小计（元）"]])
        top = 4
        for title, part in (("一、机关本级", office), ("二、办事窗口", windows)):
            top = put(sheet, top, [[title]])
            sheet.merge_cells(f"A{top - 1}:E{top - 1}")
            top = put(sheet, top, ([x.item, SPEC[x.item], x.quantity, cell(x.price), cell(x.amount)]
                                   for x in part))  # fmt: skip
            top = put(sheet, top, [["小计", None, sum(x.quantity for x in part), None,
                                    cell(sum(x.amount for x in part))]])  # fmt: skip
        every = [*office, *windows]
        top = put(sheet, top, [["合　计", None, sum(x.quantity for x in every), None,
                                cell(sum(x.amount for x in every))]])  # fmt: skip
        put(sheet, top + 1, [["填表人：钱乙", None, "审核人：孙丙", None, "2026年8月14日"]])

    made.accept(
        "住建局-复印纸（清渚市住房和城乡建设局）.xlsx", book(fill), [*office, *windows],
        "group headings 一、二、, a subtotal under each, 合计 with a space inside at the foot",
    )  # fmt: skip


THREE = ("清渚市临湖区教育局", "清渚市临湖区第一小学", "清渚市临湖区实验幼儿园")
OLD_SCHOOL = [Line(THREE[1], A4_70, 150, 12700), Line(THREE[1], A4_80, 20, 14500)]
NEW_SCHOOL = [Line(THREE[1], A4_70, 165, 12700), Line(THREE[1], A3_70, 4, 25900)]
OTHERS = [Line(THREE[0], A4_70, 60, 12700), Line(THREE[0], A3_70, 10, 25900),
          Line(THREE[2], A4_70, 31, 12700), Line(THREE[2], A4_80, 9, 14500)]  # fmt: skip


def merged_units(made: Round) -> None:
    """Three units, each merged over its rows, with 合计 above all rows and 小计 within."""
    lines = [*OTHERS[:2], *OLD_SCHOOL, *OTHERS[2:]]

    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, [["临湖区教育系统复印纸需求汇总"], ["金额单位：元"],
                       ["需求单位", "采购货物名称", "申购数量", "单位价格", "总价", "交货地点"],
                       ["全区合计", None, sum(x.quantity for x in lines), None,
                        cell(sum(x.amount for x in lines))]])  # fmt: skip
        top = 5
        for unit in THREE:
            own = [x for x in lines if x.unit == unit]
            put(sheet, top, ([None, x.item, x.quantity, cell(x.price), cell(x.amount), "总务处"]
                             for x in own))  # fmt: skip
            sheet.cell(top, 1, unit)
            sheet.merge_cells(start_row=top, end_row=top + 2, start_column=1, end_column=1)
            top = put(sheet, top + 2, [[None, "小计", sum(x.quantity for x in own), None,
                                        cell(sum(x.amount for x in own))]])  # fmt: skip
        sheet.merge_cells("A1:F1")

    made.accept(
        "临湖区教育系统汇总.xlsx", book(fill, "汇总"), lines,
        "several units, each name merged over its rows, subtotals within the merged rows, "
        "合计 on top; one of the units sends a newer return of its own, the others stay",
    )  # fmt: skip
    for told in ("rows", "quantity", "amount_fen"):
        made.expected["临湖区教育系统汇总.xlsx"][told] = None
    made.expected["临湖区教育系统汇总.xlsx"]["units"] = None


def one_of_three(made: Round) -> None:
    """A newer return of one unit of the table above."""

    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, [["清渚市临湖区第一小学2026年复印纸需求（更正）"],
                       ["序号", "采购货物", "数量/箱", "单价/元", "总额/元"],
                       *([n, x.item, x.quantity, cell(x.price), cell(x.amount)]
                         for n, x in enumerate(NEW_SCHOOL, 1))])  # fmt: skip

    made.accept(
        "清渚市临湖区第一小学.xlsx", book(fill), NEW_SCHOOL,
        "newer than the part of a table of several units; measure and money unit after a slash",
    )  # fmt: skip


def two_tables(made: Round) -> None:
    """Two departments of one unit, one table under the other, their columns in another order."""
    unit = "清渚市中医院"
    desks = [Line(unit, A4_70, 75, 12900), Line(unit, A3_70, 6, 26150)]
    wards = [Line(unit, A4_70, 310, 12900), Line(unit, A4_80, 45, 14650)]

    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, [
            ["清渚市中医院复印纸需求表", None, None, None, "单位：元"],
            ["（一）行政科室"],
            ["物品名称", "规格要求", "领用数量", "单价", "小计"],
            *([x.item, SPEC[x.item], x.quantity, cell(x.price), cell(x.amount)] for x in desks),
            ["小计", None, 81, None, cell(sum(x.amount for x in desks))],
            [],
            ["（二）临床医技科室"],
            ["物品名称", "单价", "领用数量", "小计", "规格要求"],
            *([x.item, cell(x.price), x.quantity, cell(x.amount), SPEC[x.item]] for x in wards),
            ["小计", None, 355, cell(sum(x.amount for x in wards))],
        ])  # fmt: skip

    made.accept(
        "清渚市中医院.xlsx", book(fill, "需求"), [*desks, *wards],
        "two tables under each other with columns in another order; 小计 is a caption and a row",
    )  # fmt: skip


def letter(made: Round) -> None:
    """A letter with the table in it; its head is repeated on the second page."""
    unit = "清渚市市场监督管理局"
    offices = ("办公室", "登记注册科", "广告监管科", "食品生产科", "质量发展科", "稽查支队")
    lines = [Line(unit, item, 3 + 2 * n + m, price)
             for n, _office in enumerate(offices)
             for m, (item, price) in enumerate(((A4_70, 12745), (A4_80, 14660)))]  # fmt: skip
    head = ["序号", "使用部门", "商品名称", "计量单位", "申报数量", "核定单价(元)", "资金预算(元)"]

    def page(begin: int, part: list[Line]) -> list[list[Any]]:
        rows = [[begin + n, offices[(begin + n - 1) // 2], x.item, MEASURE, x.quantity,
                 cell(x.price), cell(x.amount)] for n, x in enumerate(part)]  # fmt: skip
        whole = sum(x.amount for x in part)
        return [head, *rows, [None, "本页小计", None, None, sum(x.quantity for x in part), None,
                              cell(whole)]]  # fmt: skip

    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, [
            ["清渚市市场监督管理局"], ["清市监函〔2026〕18号"],
            ["清渚市市场监督管理局关于报送2026年度复印纸采购需求的函"],
            [f"{LEAD}："], ["　　根据贵中心通知要求，现将我局复印纸采购需求12项报送如下："],
            *page(1, lines[:7]), *page(8, lines[7:]),
            [None, "总计", None, None, sum(x.quantity for x in lines), None,
             cell(sum(x.amount for x in lines))],
            ["　　特此函告。"], [None, None, None, None, "清渚市市场监督管理局（盖章）"],
            [None, None, None, None, "2026年8月17日"],
            ["联系人：赵甲", None, "联系电话：0571-86000005", None, "邮编：310000"],
        ])  # fmt: skip
        for row in (1, 2, 3, 4, 5):
            sheet.merge_cells(f"A{row}:G{row}")

    made.accept(
        "关于报送复印纸采购需求的函.xlsx", book(fill, "函"), lines,
        "letterhead, addressee (the lead unit's name), seal, date, contact below; head repeated "
        "on the second page, 本页小计 on each, 总计 at the end",
    )  # fmt: skip


def typed_as_text(made: Round) -> None:
    """Everything typed as text, captions broken over lines, a row of column numbers."""
    unit = "清渚市疾病预防控制中心"
    lines = [Line(unit, A4_70, 1120, 12850), Line(unit, A3_70, 48, 26005)]

    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, [
            ["报送单位：清渚市疾病预防控制中心（公章）"],
            ["序\n号", "采购物品\n名称", "规 格", "拟购\n数量（箱）", "单 价\n（元/箱）",
             "预算资金\n（元）", "备 注"],
            ["１", "A4复印纸(70克)", SPEC[A4_70], "1,120箱", "￥128.50",
             f"￥{grouped(lines[0].amount)}元", "8月底前送达"],
            ["２", "A3复印纸(70克)", SPEC[A3_70], "４８", "２６０．０５元",
             "１２，４８２．４０", "无"],
            ["合计", None, None, "1,168箱", None,
             f"¥{grouped(lines[0].amount + lines[1].amount)}"],
        ])  # fmt: skip

    made.accept(
        "疾控中心.xlsx", book(fill), lines,
        "numbers as text with ￥, ¥, 元, 箱, separators, full-width digits; broken captions",
    )  # fmt: skip


def half_a_digit(made: Round) -> None:
    """万元 beside prices in 元: off by exactly half of the last digit written, both ways."""
    unit = "清渚市水文监测中心"
    lines = [Line(unit, A4_70, 1000, 12355), Line(unit, A4_80, 1000, 14645),
             Line(unit, A3_70, 90, 25900)]  # fmt: skip
    amounts = ["12.35", "14.65", "2.331"]
    rows: list[list[Any]] = [
        [f"{unit}采购复印纸经费测算"],
        ["货物或服务名称", "预计用量", "测算单价（元）", "测算金额（万元）"],
        *([x.item, Raw(f"><v>{x.quantity / 1000:g}E+3</v>"), cell(x.price), Raw(f"><v>{a}</v>")]
          for x, a in zip(lines, amounts, strict=True)),
    ]  # fmt: skip
    page = Page("Sheet1", cells(1, rows), ("A1:D1",), "A1:D5")
    made.accept(
        "清渚市水文监测中心.xlsx", workbook([page]), lines,
        "万元 amounts off by exactly half of the last digit (12.35 for 123,550 元, 14.65 for "
        "146,450 元) and exact; quantities stored as 1E+3",
    )  # fmt: skip


def two_kinds_of_unit(made: Round) -> None:
    """Two columns called 单位: who buys, and what it is counted in."""
    first, second = "清渚市体育馆", "清渚市图书馆"
    lines = [Line(first, A4_70, 18, 12880), Line(second, A4_70, 96, 12880),
             Line(second, A3_70, 14, 26020)]  # fmt: skip

    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, [
            ["单位", "用品", "单位", "数量", "单价（元）", "合价（元）", "资金来源", "资金已落实"],
            *([x.unit, x.item, MEASURE, x.quantity, cell(x.price), cell(x.amount),
               "一般公共预算", "是"] for x in lines),
        ])  # fmt: skip

    made.accept(
        "场馆合报.xlsx", book(fill, "Sheet1"), lines,
        "two columns with the caption 单位, told apart by what is in them; no title",
    )  # fmt: skip


def corrected(made: Round) -> None:
    """A return, its correction, and the correction once more under another name."""
    unit = "清渚市博物馆"
    versions = ([Line(unit, A4_70, 40, 12800)],
                [Line(unit, A4_70, 46, 12800), Line(unit, A4_80, 7, 14700)])  # fmt: skip

    def form(lines: list[Line]) -> bytes:
        rows = [["清渚市博物馆复印纸需求"], ["申购物品", "数目", "价格（元）", "金额（元）"],
                *([x.item, x.quantity, cell(x.price), cell(x.amount)] for x in lines)]  # fmt: skip
        return book(lambda sheet: put(sheet, 1, rows) and None)

    old, new = map(form, versions)
    made.accept("清渚市博物馆.xlsx", old, versions[0], "corrected by a later return", "superseded")
    made.accept(
        "清渚市博物馆（更正）.xlsx", new, versions[1], "the correction of an earlier return"
    )
    made.ignore("清渚市博物馆（更正）_副本.xlsx", new, "the same bytes once more", [unit])
