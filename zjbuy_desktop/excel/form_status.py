"""填报表边填边查：每行一格“填写提示”，缺的格子变色，表头上面写着还有几处要填。

Only for whoever fills in: nothing of it is ever read back, and a program that doesn't calculate
leaves it as it is. Only functions that Excel 2007, WPS and LibreOffice have.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zjbuy_desktop.core.base.quantity import must_be_whole
from zjbuy_desktop.excel.form_columns import (
    FIRST_ROW,
    HEADER_ROW,
    LAST_LETTER,
    LAST_ROW,
    LETTERS,
)
from zjbuy_desktop.excel.form_data import NeedForm
from zjbuy_desktop.excel.form_lists import LIMITS, list_area
from zjbuy_desktop.excel.safe import write_text
from zjbuy_desktop.excel.sheet_style import dress

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

STATUS = chr(ord(LAST_LETTER) + 1)
"""Column of the hints: behind the last one, outside the printed page."""

CAPTION = "填写提示"
FINE = "✓"
MESSAGE = "M6"
_LATER = ("funding", "budget_item", "funds", "delivery_time", "delivery_place", "intention")
"""May stay empty for now, but not until the plan."""

_RED, _GREEN, _PINK = "FFC00000", "FF1E7B34", "FFFBD5D5"


@dataclass(frozen=True, slots=True)
class RowCheck:
    """One thing that can be wrong in a row.

    Attributes:
        field: the cell it is mended in.
        wrong: a condition for one row; ``{item}`` … stand for the row's cells.
        says: what the row's hint says.
    """

    field: str
    wrong: str
    says: str


def checks(form: NeedForm) -> tuple[RowCheck, ...]:
    """Everything the reader would send a row back for, as formulas."""
    items = list_area("A", len(form.items))
    chosen = f"MATCH({{item}},{items},0)"
    found = [
        RowCheck("item", 'AND({item}="",OR({quantity}<>"",{price}<>""))', "请选标的名称"),
        RowCheck("item", f'AND({{item}}<>"",ISNA({chosen}))', "标的名称请从下拉列表中选"),
        *_figure("quantity", "数量"),
        *_figure("price", "单价"),
    ]
    # N() 让文字不参加计算：有的程序对文字取余会把整条公式变成错误。
    wrong = "AND(ISNUMBER({price}),ROUND(N({price}),2)<>N({price}))"
    found.append(RowCheck("price", wrong, "单价最多两位小数"))
    if form.lacks("measure"):
        wrong = 'AND({item}<>"",TRIM({measure})="")'
        found.append(RowCheck("measure", wrong, "请选计量单位"))
    if all(must_be_whole(item.measure) for item in form.items):
        wrong = "AND(ISNUMBER({quantity}),MOD(N({quantity}),1)<>0)"
        found.append(RowCheck("quantity", wrong, "数量要填整数"))
    if any(item.ceiling_fen for item in form.items):
        limit = f"IFERROR(N(INDEX({list_area(LIMITS, len(form.items))},{chosen})),0)"
        wrong = f"AND(ISNUMBER({{price}}),{limit}>0,N({{price}})>{limit})"
        found.append(RowCheck("price", wrong, "单价超过最高限价"))
    return tuple(found)


def _figure(name: str, word: str) -> tuple[RowCheck, ...]:
    cell = f"{{{name}}}"
    return (
        RowCheck(name, f'AND({{item}}<>"",{cell}="")', f"请填{word}"),
        RowCheck(name, f'AND({cell}<>"",NOT(ISNUMBER({cell})))', f"{word}只填数字"),
        RowCheck(name, f"AND(ISNUMBER({cell}),N({cell})<=0)", f"{word}要大于 0"),
    )


def add_status(sheet: "Worksheet", form: NeedForm) -> None:
    """The column of hints, the coloured cells, and the line that counts what is left."""
    found = checks(form)
    head = sheet[f"{STATUS}{HEADER_ROW}"]
    write_text(head, CAPTION)
    dress(head, "small", "centre", box=False)
    sheet.column_dimensions[STATUS].width = 22
    for row in range(FIRST_ROW, LAST_ROW + 1):
        cell = sheet[f"{STATUS}{row}"]
        cell.value = f"={_hint(found, row)}"
        dress(cell, "small", "left", box=False)
    sheet[MESSAGE].value = f"={_message()}"
    _colour(sheet, found)


def _at(row: int) -> dict[str, str]:
    return {name: f"${letter}{row}" for name, letter in LETTERS.items()}


def _hint(found: tuple[RowCheck, ...], row: int) -> str:
    """All that is wrong in a row, one after the other; ✓ where nothing is."""
    at = _at(row)
    told = "&".join(f'IF({c.wrong.format(**at)},"{c.says}；","")' for c in found)
    empty = "+".join(f'({at[name]}="")' for name in _LATER)
    fine = f'IF({empty}>0,"{FINE} 资金、时间等列入计划前补齐","{FINE}")'
    used = "+".join(f'({at[name]}<>"")' for name in ("item", "quantity", "price"))
    whole = f'IF(({told})="",{fine},{told})'
    return f'IF({used}=0,"",{whole})'


def _message() -> str:
    """还有 N 处要填, from the hints themselves: each ends with ；."""
    hints = f"${STATUS}${FIRST_ROW}:${STATUS}${LAST_ROW}"
    count = f'SUMPRODUCT(LEN({hints})-LEN(SUBSTITUTE({hints},"；","")))'
    item = LETTERS["item"]
    rows = f'SUMPRODUCT((${item}${FIRST_ROW}:${item}${LAST_ROW}<>"")*1)'
    return (
        f'IF({count}>0,"还有 "&{count}&" 处要填，见变色的格子和最右一列",'
        f'IF({rows}=0,"还没有填标的","{FINE} 填好了 "&{rows}&" 行，请保存后发回"))'
    )


def _colour(sheet: "Worksheet", found: tuple[RowCheck, ...]) -> None:
    """Cells to be mended pink, hints and the line above red or green."""
    from openpyxl.styles import Font, PatternFill

    at = _at(FIRST_ROW)
    pink = PatternFill("solid", bgColor=_PINK, fgColor=_PINK)
    red, green = Font(color=_RED, bold=True), Font(color=_GREEN)
    for name in dict.fromkeys(c.field for c in found):
        wrong = ",".join(c.wrong.format(**at) for c in found if c.field == name)
        _when(sheet, _down(LETTERS[name]), f"OR({wrong})", fill=pink)
    for area, first, fill in (
        (_down(STATUS), f"${STATUS}{FIRST_ROW}", None),
        (_down(LETTERS["seq"]), f"${STATUS}{FIRST_ROW}", pink),
        (MESSAGE, f"${MESSAGE[0]}${MESSAGE[1:]}", None),
    ):
        fine = f'LEFT({first},1)="{FINE}"'
        _when(sheet, area, fine, font=green)
        _when(sheet, area, f'AND({first}<>"",NOT({fine}))', font=red, fill=fill)


def _down(letter: str) -> str:
    return f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}"


def _when(sheet: "Worksheet", area: str, condition: str, **look: Any) -> None:
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles.differential import DifferentialStyle

    rule = Rule(type="expression", dxf=DifferentialStyle(**look), formula=[condition])
    sheet.conditional_formatting.add(area, rule)


def settle(sheet: "Worksheet", rows: int) -> None:
    """Put in what a spreadsheet program would have computed for that many right rows."""
    for row in range(FIRST_ROW, LAST_ROW + 1):
        done = row - FIRST_ROW < rows
        sheet[f"{STATUS}{row}"].value = FINE if done else None
    sheet[MESSAGE].value = f"{FINE} 填好了 {rows} 行，请保存后发回"
