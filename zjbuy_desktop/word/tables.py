"""Tables with a fixed grid in twips, which WPS goes by, and heads that are repeated."""

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from zjbuy_desktop.core.papers.blocks import FieldTable, Party, Signatures, TableBlock
from zjbuy_desktop.word.page import Sheet
from zjbuy_desktop.word.shapes import off_grid
from zjbuy_desktop.word.text import Look, write

_LARGE, _MEDIUM, _SMALL = 12.0, 10.5, 9.0
_MANY, _MANY_TURNED = 7, 9
_LABEL_SHARE = 0.28
_THICK, _THIN = 8, 6
"""Rules in 1/8 pt: 0.35 and 0.25 mm."""


def table(document: Any, block: TableBlock, width: int, *, turned: bool) -> None:
    """A table over the whole width; ``width`` in twips."""
    many = _MANY_TURNED if turned else _MANY
    count = len(block.columns)
    size = _LARGE if count < many else _MEDIUM if count < 2 * many else _SMALL
    _caption(document, block.caption)
    whole = sum(column.width for column in block.columns)
    grid = _shared([column.width / whole for column in block.columns], width)
    body, strong = Look("body", size), Look("hei", size)
    made = _new(document, grid)
    _fill(made, grid, [c.title for c in block.columns], strong, ["center"] * count, head=True)
    aligns = [column.align for column in block.columns]
    for row in block.rows:
        _fill(made, grid, row, body, aligns)
    if block.foot:
        _fill(made, grid, block.foot, strong, aligns)


def field_table(document: Any, block: FieldTable, width: int) -> None:
    """Labels and values, ``per_row`` pairs to a row."""
    per_row = max(1, block.per_row)
    _caption(document, block.caption)
    share = 1 / per_row
    shares = [share * _LABEL_SHARE, share * (1 - _LABEL_SHARE)] * per_row
    grid = _shared(shares, width)
    label, value = Look("hei", _LARGE), Look("body", _LARGE)
    made = _new(document, grid)
    for at in range(0, len(block.pairs), per_row):
        pairs = block.pairs[at : at + per_row]
        cells = [text for pair in pairs for text in pair]
        missing = 2 * per_row - len(cells)
        _fill(made, grid, cells + [""] * missing, value, ["center", "left"] * per_row,
              looks=[label, value] * per_row)  # fmt: skip
        if missing:
            row = made.rows[-1].cells
            row[len(cells) - 1].merge(row[-1])


def signatures(document: Any, block: Signatures, sheet: Sheet, width: int) -> None:
    """Both parties side by side, without rules, on one page."""
    document.add_paragraph()
    made = _new(document, _shared([0.5, 0.5], width), ruled=False)
    row = made.add_row()
    _whole_row(row)
    for cell, party in zip(row.cells, (block.left, block.right), strict=True):
        _party(cell, party, sheet)


def _party(cell: Any, party: Party, sheet: Sheet) -> None:
    parts = [(f"{party.role}：", party.name, "hei")]
    parts += [(f"{label}：", value, "body") for label, value in party.details]
    for number, (label, value, role) in enumerate(parts):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        runs = [(label, sheet.look(role)), (value, sheet.body)]
        write(paragraph, runs, align="left", keep=number < len(parts) - 1)


def _caption(document: Any, caption: str) -> None:
    if caption:
        paragraph = document.add_paragraph()
        write(paragraph, [(caption, Look("hei", _LARGE))], align="center", keep=True)


def _shared(shares: Sequence[float], width: int) -> list[int]:
    """Whole twips that add up to the width."""
    ends = [round(sum(shares[: n + 1]) * width) for n in range(len(shares))]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def _new(document: Any, grid: Sequence[int], *, ruled: bool = True) -> Any:
    made = document.add_table(rows=0, cols=len(grid))
    made.autofit = False
    made.alignment = WD_TABLE_ALIGNMENT.CENTER  # else its cells' margin sticks out at the left
    properties = made._tbl.tblPr  # noqa: SLF001  (python-docx sets neither width nor rules)
    size = properties.find(qn("w:tblW"))
    if size is None:
        size = OxmlElement("w:tblW")
        properties.append(size)
    size.set(qn("w:w"), str(sum(grid)))
    size.set(qn("w:type"), "dxa")
    for column, width in zip(made._tbl.tblGrid.findall(qn("w:gridCol")), grid, strict=True):  # noqa: SLF001
        column.set(qn("w:w"), str(width))
    if ruled:
        _rules(properties)
    return made


def _rules(properties: Any) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        rule = OxmlElement(f"w:{side}")
        width = _THIN if side.startswith("inside") else _THICK
        for name, value in (("val", "single"), ("sz", width), ("space", 0), ("color", "000000")):
            rule.set(qn(f"w:{name}"), str(value))
        borders.append(rule)
    layout = properties.find(qn("w:tblLayout"))
    if layout is None:
        properties.append(borders)
    else:
        layout.addprevious(borders)


def _fill(
    made: Any,
    grid: Sequence[int],
    texts: Sequence[str],
    look: Look,
    aligns: Sequence[str],
    *,
    head: bool = False,
    looks: Sequence[Look] = (),
) -> None:
    row = made.add_row()
    _whole_row(row, head=head)
    filled = [*texts, *[""] * (len(grid) - len(texts))]
    for number, cell in enumerate(row.cells):
        _widen(cell, grid[number])
        paragraph = cell.paragraphs[0]
        own = looks[number] if looks else look
        write(paragraph, [(filled[number], own)], align=aligns[number])
        off_grid(paragraph)
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = 38100


def _widen(cell: Any, width: int) -> None:
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001
    size = properties.get_or_add_tcW()
    size.set(qn("w:w"), str(width))
    size.set(qn("w:type"), "dxa")
    middle = OxmlElement("w:vAlign")
    middle.set(qn("w:val"), "center")
    properties.append(middle)


def _whole_row(row: Any, *, head: bool = False) -> None:
    """A row is not cut by the page's end; a head is repeated on each page."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
