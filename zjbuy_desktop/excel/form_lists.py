"""填报表的下拉列表、取值限制和填写提示；选项和表的身份放在隐藏的“字典”表里。"""

from typing import TYPE_CHECKING

from zjbuy_desktop.excel.form_columns import (
    COLUMNS,
    FIRST_ROW,
    FUNDING,
    INTENTIONS,
    LAST_ROW,
    LETTERS,
    MEASURE_CHOICES,
    YES_NO,
    FormColumn,
)
from zjbuy_desktop.excel.form_data import NeedForm
from zjbuy_desktop.excel.form_marks import write_identity
from zjbuy_desktop.excel.header_words import FORM_MARK
from zjbuy_desktop.excel.safe import write_text

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FORM_VERSION = "1"
DICTIONARY = "字典"
LIMITS = "H"
"""Column of the highest prices of the items; empty where there is none."""

LISTS_FROM = 4
"""First row of the lists; row 1 says whose form this is."""


_HEADS = ("标的", "规格", "计量", "单位列表", "资金", "是否", "意向", "上限")


def list_area(letter: str, count: int) -> str:
    """Where the entries of one list stand, for formulas."""
    end = LISTS_FROM + max(count, 1) - 1
    return f"{DICTIONARY}!${letter}${LISTS_FROM}:${letter}${end}"


def write_dictionary(book: "Workbook", form: NeedForm) -> list[str]:
    """Lists for the drop-downs, and who this form is for; hidden."""
    sheet = book.create_sheet(DICTIONARY)
    identity = (FORM_MARK, FORM_VERSION, form.project, form.project_number, form.unit.name)
    notes = [write_text(sheet.cell(1, i), text) for i, text in enumerate(identity, start=1)]
    for i, text in enumerate(_HEADS, start=1):
        write_text(sheet.cell(LISTS_FROM - 1, i), text)
    for row, item in enumerate(form.items, start=LISTS_FROM):
        for column, text in enumerate((item.name, item.spec, item.measure), start=1):
            notes.append(write_text(sheet.cell(row, column), text))
        if item.ceiling_fen:
            sheet[f"{LIMITS}{row}"].value = item.ceiling_fen / 100
    for column, words in enumerate((MEASURE_CHOICES, FUNDING, YES_NO, INTENTIONS), start=4):
        for row, word in enumerate(words, start=LISTS_FROM):
            write_text(sheet.cell(row, column), word)
    if form.identity:
        write_identity(book, sheet, form.identity)
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True
    return notes


def add_validations(sheet: "Worksheet", form: NeedForm) -> None:
    """Drop-downs, limits and input hints of the input columns."""
    lists = {
        "item": ("A", len(form.items), True),
        "measure": ("D", len(MEASURE_CHOICES), False),
        "funding": ("E", len(FUNDING), False),
        "funds": ("F", len(YES_NO), True),
        "intention": ("G", len(INTENTIONS), True),
        "sme": ("F", len(YES_NO), False),
    }
    for column in COLUMNS:
        if column.input:
            hint = hint_of(column, form)
            _validation(sheet, column.name, column.caption, hint, lists.get(column.name))


def hint_of(column: FormColumn, form: NeedForm) -> str:
    """What to say of a column: 规格 and 计量单位 come by themselves only where they are known."""
    by_hand = column.name in ("spec", "measure") and form.lacks(column.name)
    return column.told(by_hand=by_hand)


def _validation(
    sheet: "Worksheet", name: str, caption: str, hint: str, choice: tuple[str, int, bool] | None
) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(allow_blank=True, promptTitle=caption, prompt=hint)
    rule.showInputMessage = True
    if choice:
        letter, count, strict = choice
        # 选项放在隐藏表里引用：直接写在规则里超过 255 个字符，Excel 会报文件损坏。
        rule.type = "list"
        rule.formula1 = list_area(letter, count)
        rule.showErrorMessage = strict
    elif name in ("quantity", "price"):
        rule.type, rule.operator, rule.formula1 = "decimal", "greaterThan", "0"
        rule.showErrorMessage = True
    rule.errorTitle, rule.error = caption, hint
    letter = LETTERS[name]
    rule.add(f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}")
    sheet.add_data_validation(rule)
