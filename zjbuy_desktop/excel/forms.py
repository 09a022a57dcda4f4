"""采购需求意向填报表：每个单位一份，填好发回后能原样读进来。"""

from pathlib import Path
from typing import TYPE_CHECKING

from zjbuy_desktop.core.base.quantity import must_be_whole
from zjbuy_desktop.excel.form_columns import (
    COLUMNS,
    FIRST_ROW,
    HEADER_ROW,
    LAST_LETTER,
    LAST_ROW,
    LETTERS,
    SHEET,
    SIGN_ROW,
    STEPS,
    TOTAL_ROW,
)
from zjbuy_desktop.excel.form_data import FormItem, NeedForm
from zjbuy_desktop.excel.form_lists import (
    DICTIONARY,
    LISTS_FROM,
    add_validations,
    hint_of,
    write_dictionary,
)
from zjbuy_desktop.excel.form_status import MESSAGE, add_status
from zjbuy_desktop.excel.safe import notes_of, write_text
from zjbuy_desktop.excel.sheet_style import (
    MONEY,
    TEXT,
    WHOLE,
    dress,
    lock,
    merge,
    row_height,
    set_up_page,
)

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["FormItem", "NeedForm", "write_form"]


def write_form(path: Path, form: NeedForm) -> tuple[str, ...]:
    """Write one unit's form.

    Returns:
        Notes about characters that couldn't be kept.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(SHEET)
    notes = [*_head_block(sheet, form), *_table(sheet, form)]
    _foot(sheet)
    _instructions(book, form)
    notes += write_dictionary(book, form)
    add_validations(sheet, form)
    add_status(sheet, form)
    _finish(sheet)
    book.properties.title = form.project
    book.properties.creator = form.lead_unit
    book.save(path)
    return notes_of(notes)


def _head_block(sheet: "Worksheet", form: NeedForm) -> list[str]:
    notes = [_merged(sheet, f"A1:{LAST_LETTER}1", f"{form.project}采购需求意向填报表", "title")]
    dress(sheet["A1"], "title", "centre", box=False)
    sheet.row_dimensions[1].height = 32
    deadline = (
        f"{form.deadline.year}年{form.deadline.month}月{form.deadline.day}日"
        if form.deadline
        else ""
    )
    lines = (
        (2, "项目名称", form.project, "牵头单位", form.lead_unit, ""),
        (3, "填报单位", form.unit.name, "统一社会信用代码", form.unit.uscc, ""),
        (
            4,
            "填报截止日",
            deadline,
            "牵头单位联系人",
            f"{form.contact}　{form.phone}".strip("　"),
            "",
        ),
        (5, "填报日期", "", "填表人及电话", "", "input"),
    )
    for row, left, left_value, right, right_value, fill in lines:
        notes += [
            _label(sheet, f"A{row}:C{row}", left),
            _value(sheet, f"D{row}:H{row}", left_value, fill),
            _label(sheet, f"I{row}:K{row}", right),
            _value(sheet, f"L{row}:{LAST_LETTER}{row}", right_value, fill),
        ]
        sheet.row_dimensions[row].height = 21
    text = "金额单位：元　　只填浅黄色的格子，填写要求见“填表说明”；预算金额自动计算。"
    notes.append(_merged(sheet, "A6:L6", text, "small"))
    _merged(sheet, f"{MESSAGE}:{LAST_LETTER}6", "", "bold", "centre")
    return notes


def _label(sheet: "Worksheet", area: str, text: str) -> str:
    return _merged(sheet, area, text, "head", "centre", box=True, fill="grey")


def _value(sheet: "Worksheet", area: str, text: str, fill: str) -> str:
    note = _merged(sheet, area, text, "body", "left", box=True, fill=fill)
    cell = sheet[area.split(":")[0]]
    cell.number_format = TEXT
    _unlock(sheet, area, bool(fill))
    return note


def _merged(
    sheet: "Worksheet",
    area: str,
    text: str,
    font: str,
    align: str = "left",
    *,
    box: bool = False,
    fill: str = "",
) -> str:
    for line in sheet[area]:
        for cell in line:
            dress(cell, font, align, box=box, fill=fill)
    note = write_text(sheet[area.split(":")[0]], text)
    merge(sheet, area)
    return note


def _unlock(sheet: "Worksheet", area: str, unlocked: bool) -> None:
    for line in sheet[area]:
        for cell in line:
            lock(cell, locked=not unlocked)


def _table(sheet: "Worksheet", form: NeedForm) -> list[str]:
    notes = []
    for column in COLUMNS:
        letter = LETTERS[column.name]
        head = sheet[f"{letter}{HEADER_ROW}"]
        write_text(head, column.caption)
        dress(head, "head", "centre", fill="grey")
        sheet.column_dimensions[letter].width = column.width
        for row in range(FIRST_ROW, LAST_ROW + 1):
            cell = sheet[f"{letter}{row}"]
            centred = column.name in ("seq", "measure", "funds", "sme", "intention")
            dress(
                cell, "body", "centre" if centred else "left", fill="input" if column.input else ""
            )
            if column.text:
                cell.number_format = TEXT
            lock(cell, locked=not column.input)
    sheet.row_dimensions[HEADER_ROW].height = 56
    for row in range(FIRST_ROW, LAST_ROW + 1):
        notes += _row(sheet, form, row)
    return notes


def _row(sheet: "Worksheet", form: NeedForm, row: int) -> list[str]:
    at = {name: sheet[f"{letter}{row}"] for name, letter in LETTERS.items()}
    sheet.row_dimensions[row].height = 42
    at["seq"].value = row - FIRST_ROW + 1
    whole = all(must_be_whole(item.measure) for item in form.items)
    at["quantity"].number_format = WHOLE if whole else "General"
    for name in ("price", "amount"):
        at[name].number_format = MONEY
    for name in ("quantity", "price", "amount"):
        dress(at[name], "body", "right", fill="" if name == "amount" else "input")
    quantity, price = at["quantity"].coordinate, at["price"].coordinate
    at["amount"].value = f'=IF(COUNT({quantity},{price})=2,ROUND({quantity}*{price},2),"")'
    items = f"{DICTIONARY}!$A${LISTS_FROM}:$C${LISTS_FROM + len(form.items) - 1}"
    item = at["item"].coordinate
    for name, index in (("spec", 2), ("measure", 3)):
        if not any(getattr(each, name).strip() for each in form.items):
            continue  # 没有可带出的：留给单位自己填
        at[name].value = f'=IF({item}="","",IFERROR(VLOOKUP({item},{items},{index},0)&"",""))'
    return [
        write_text(at["category_code"], form.category_code),
        write_text(at["category_name"], form.category_name),
    ]


def _foot(sheet: "Worksheet") -> None:
    for column in COLUMNS:
        dress(sheet[f"{LETTERS[column.name]}{TOTAL_ROW}"], "bold", "centre", fill="grey")
    write_text(sheet[f"{LETTERS['item']}{TOTAL_ROW}"], "合计")
    for name, look in (("quantity", WHOLE), ("amount", MONEY)):
        letter = LETTERS[name]
        cell = sheet[f"{letter}{TOTAL_ROW}"]
        cell.value = f"=SUM({letter}{FIRST_ROW}:{letter}{LAST_ROW})"
        dress(cell, "bold", "right", fill="grey")
        cell.number_format = look
    sheet[f"{LETTERS['quantity']}{TOTAL_ROW}"].number_format = "General"
    for area, text in (
        (f"A{SIGN_ROW}:F{SIGN_ROW}", "单位（盖章）："),
        (f"G{SIGN_ROW}:L{SIGN_ROW}", "负责人（签字）："),
        (
            f"M{SIGN_ROW}:{LAST_LETTER}{SIGN_ROW}",
            "填表人（签字）：　　　　　　　　日期：　　　年　　月　　日",
        ),
    ):
        _merged(sheet, area, text, "body")
    sheet.row_dimensions[SIGN_ROW].height = 36


def _instructions(book: "Workbook", form: NeedForm) -> None:
    sheet = book.create_sheet("填表说明")
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 90
    lines = [("填表说明", ""), *((f"第{i}条", step) for i, step in enumerate(STEPS, start=1))]
    lines += [("", ""), ("列", "怎样填")]
    lines += [(column.caption, hint_of(column, form) or "不用填写") for column in COLUMNS]
    for row, (left, right) in enumerate(lines, start=1):
        write_text(sheet.cell(row, 1), left)
        write_text(sheet.cell(row, 2), right)
        dress(sheet.cell(row, 1), "title" if row == 1 else "head", "left", box=bool(right))
        dress(sheet.cell(row, 2), "body", "left", box=bool(right))
        sheet.row_dimensions[row].height = 32 if row == 1 else row_height(right, 90)
    sheet.protection.sheet = True
    set_up_page(sheet, 1, "B", len(lines), pages_high=1)


def _finish(sheet: "Worksheet") -> None:
    sheet.freeze_panes = f"E{FIRST_ROW}"
    protection = sheet.protection
    protection.sheet = True  # 没有密码：防误改，不防人
    protection.formatColumns = False
    protection.formatRows = False
    sheet.sheet_view.zoomScale = 90
    set_up_page(sheet, HEADER_ROW, LAST_LETTER, SIGN_ROW, pages_high=1)
