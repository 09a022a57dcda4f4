"""Workbooks written part by part, for what openpyxl would never write: WPS's way of doing it.

Wrong or missing dimension, shared strings in runs or with phonetic text, an empty fill, cells at
the far end, numbers in powers of ten, formulas that came to an error.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from tests.samples2.making.plain import add

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_FONT = '<font><sz val="11"/><name val="宋体"/></font>'


@dataclass(frozen=True)
class Raw:
    """A cell's own XML: what stands between ``<c …`` and ``</c>``, from the attributes on."""

    xml: str


@dataclass(frozen=True)
class Runs:
    """A shared string's own XML, within ``<si>``."""

    xml: str


Content = str | int | float | Raw | Runs


@dataclass(frozen=True)
class Page:
    """One sheet: cells by address; ``dimension`` None writes none at all."""

    name: str
    cells: Mapping[str, Content] = field(default_factory=dict)
    merged: Sequence[str] = ()
    dimension: str | None = "A1"
    state: str = ""


def pieces(*texts: str) -> Runs:
    """A string cut into runs of several fonts, as when half of it was set in bold."""
    bold = '<rPr><b/><sz val="11"/><rFont val="黑体"/></rPr>'
    runs = (f"<r>{bold if n % 2 else ''}<t xml:space=\"preserve\">{escape(text)}</t></r>"
            for n, text in enumerate(texts))  # fmt: skip
    return Runs("".join(runs))


def spoken(text: str, sound: str) -> Runs:
    """A string with phonetic text, which is not part of it."""
    return Runs(
        f'<t>{escape(text)}</t><rPh sb="0" eb="{len(text)}"><t>{escape(sound)}</t></rPh>'
        '<phoneticPr fontId="0" type="noConversion"/>'
    )


def cells(top: int, rows: Sequence[Sequence[Content | None]]) -> dict[str, Content]:
    """Rows as cells by address, from column A of row ``top`` on."""
    return {
        f"{chr(65 + column)}{top + number}": value
        for number, row in enumerate(rows)
        for column, value in enumerate(row)
        if value is not None
    }


def workbook(pages: Sequence[Page], names: str = "", empty_fill: bool = False) -> bytes:
    """The whole package as WPS writes it. ``names`` is the XML of ``definedNames``."""
    strings: list[str] = []
    sheets = [_sheet(page, strings) for page in pages]
    shared = "".join(f"<si>{text}</si>" for text in strings)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        add(made, "[Content_Types].xml", _types(len(pages)))
        add(made, "_rels/.rels", _links(("officeDocument", "xl/workbook.xml"),
                                        ("extended-properties", "docProps/app.xml")))  # fmt: skip
        add(made, "docProps/app.xml", _application())
        add(made, "xl/workbook.xml", _book(pages, names))
        targets = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(pages) + 1)]
        targets += [("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")]
        add(made, "xl/_rels/workbook.xml.rels", _links(*targets))
        for number, sheet in enumerate(sheets, 1):
            add(made, f"xl/worksheets/sheet{number}.xml", sheet)
        count = f'count="{len(strings)}" uniqueCount="{len(strings)}"'
        add(made, "xl/sharedStrings.xml", f"{_HEAD}<sst {_MAIN} {count}>{shared}</sst>")
        add(made, "xl/styles.xml", _styles(empty_fill))
    return out.getvalue()


def _sheet(page: Page, strings: list[str]) -> str:
    rows: dict[int, list[tuple[int, str]]] = {}
    for place, value in page.cells.items():
        column, row = coordinate_from_string(place)
        xml = f'<c r="{place}"{_content(value, strings)}</c>'
        rows.setdefault(row, []).append((column_index_from_string(column), xml))
    body = "".join(
        f'<row r="{row}">{"".join(xml for _n, xml in sorted(rows[row]))}</row>'
        for row in sorted(rows)
    )
    size = "" if page.dimension is None else f'<dimension ref="{page.dimension}"/>'
    joined = "".join(f'<mergeCell ref="{area}"/>' for area in page.merged)
    merged = f'<mergeCells count="{len(page.merged)}">{joined}</mergeCells>' if joined else ""
    return f"{_HEAD}<worksheet {_MAIN}>{size}<sheetData>{body}</sheetData>{merged}</worksheet>"


def _content(value: Content, strings: list[str]) -> str:
    if isinstance(value, Raw):
        return value.xml
    if isinstance(value, int | float):
        return f"><v>{value}</v>"
    strings.append(value.xml if isinstance(value, Runs) else
                   f'<t xml:space="preserve">{escape(value)}</t>')  # fmt: skip
    return f' t="s"><v>{len(strings) - 1}</v>'


def _types(sheets: int) -> str:
    parts = {f"/xl/worksheets/sheet{n}.xml": f"{_KIND}worksheet+xml" for n in range(1, sheets + 1)}
    parts["/xl/workbook.xml"] = f"{_KIND}sheet.main+xml"
    parts["/xl/sharedStrings.xml"] = f"{_KIND}sharedStrings+xml"
    parts["/xl/styles.xml"] = f"{_KIND}styles+xml"
    every = "".join(f'<Override PartName="{p}" ContentType="{t}"/>' for p, t in parts.items())
    usual = (
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'{_HEAD}<Types xmlns="{_PACKAGE}content-types">{usual}{every}</Types>'


def _links(*targets: tuple[str, str]) -> str:
    every = "".join(
        f'<Relationship Id="rId{n}" Type="{_LINK}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}relationships">{every}</Relationships>'


def _book(pages: Sequence[Page], names: str) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(page.name)} sheetId="{n}"'
        f'{f" state={quoteattr(page.state)}" if page.state else ""} r:id="rId{n}"/>'
        for n, page in enumerate(pages, 1)
    )
    named = f"<definedNames>{names}</definedNames>" if names else ""
    return (
        f'{_HEAD}<workbook {_MAIN} xmlns:r="{_LINK}"><fileVersion appName="xl" lastEdited="3" '
        'lowestEdited="5" rupBuild="9302"/><workbookPr date1904="0"/>'
        f'<sheets>{sheets}</sheets>{named}<calcPr calcId="144525"/></workbook>'
    )


def _application() -> str:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return (
        f'{_HEAD}<Properties xmlns="{space}"><Application>WPS 表格</Application>'
        "<AppVersion>16.0300</AppVersion></Properties>"
    )


def _styles(empty_fill: bool) -> str:
    first = "<fill/>" if empty_fill else '<fill><patternFill patternType="none"/></fill>'
    grey = '<fill><patternFill patternType="gray125"/></fill>'
    day = '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/>'
    plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    return (
        f'{_HEAD}<styleSheet {_MAIN}><fonts count="1">{_FONT}</fonts><fills count="2">{first}{grey}'
        '</fills><borders count="1"><border><left/><right/><top/><bottom/></border></borders>'
        f'<cellStyleXfs count="1">{plain}</cellStyleXfs><cellXfs count="2">'
        f"{plain}{day}</cellXfs>"
        '<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )
