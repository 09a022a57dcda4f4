"""把填报表填上内容：示例和大项目演练用；表里的公式换成算好的值，如同在表格软件里保存过。"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.excel.form_columns import (
    COLUMNS,
    FIRST_ROW,
    INPUT_ROWS,
    LAST_ROW,
    LETTERS,
    SHEET,
    TOTAL_ROW,
)
from zjbuy_desktop.excel.form_data import NeedForm
from zjbuy_desktop.excel.form_status import settle
from zjbuy_desktop.excel.safe import write_text

_CENT = 100


def fill_form(path: Path, form: NeedForm, lines: Sequence[Mapping[str, str]], on: date) -> None:
    """Fill one form as a unit would and save it in place.

    Args:
        path: a form written by ``write_form``.
        form: what it was written from.
        lines: field → text; ``item``, ``quantity`` and ``price`` at least.
        on: 填报日期.

    Raises:
        ValueError: more lines than the form has rows, or a wrong number.
    """
    from openpyxl import load_workbook

    if len(lines) > INPUT_ROWS:
        raise ValueError(f"{len(lines)} lines, {INPUT_ROWS} rows")
    book = load_workbook(path)
    sheet = book[SHEET]
    items = {item.name: item for item in form.items}
    write_text(sheet["D5"], f"{on.year}年{on.month}月{on.day}日")
    sums = [0, 0]
    for row in range(FIRST_ROW, LAST_ROW + 1):
        at = {c.name: sheet[f"{LETTERS[c.name]}{row}"] for c in COLUMNS}
        for name in ("spec", "measure", "amount"):
            at[name].value = None
        if row - FIRST_ROW >= len(lines):
            continue
        line = dict(lines[row - FIRST_ROW])
        item = items[line["item"]]
        count, price = quantity.milli(line.pop("quantity")), money.fen(line.pop("price"))
        total = money.amount(count, price)
        sums = [sums[0] + count, sums[1] + total]
        for name, text in {"spec": item.spec, "measure": item.measure, **line}.items():
            write_text(at[name], text)
        at["quantity"].value = count / 1000 if count % 1000 else count // 1000
        at["price"].value, at["amount"].value = price / _CENT, total / _CENT
    settle(sheet, len(lines))
    sheet[f"{LETTERS['quantity']}{TOTAL_ROW}"].value = sums[0] / 1000
    sheet[f"{LETTERS['amount']}{TOTAL_ROW}"].value = sums[1] / _CENT
    book.save(path)
