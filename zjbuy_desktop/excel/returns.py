"""读一份报回的需求表：认文件、认单位、认表头、读需求行，问题一次说全。"""

import hashlib
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.core.case.needs import NeedLine, Outcome, ReadReturn
from zjbuy_desktop.excel import problems
from zjbuy_desktop.excel.form_check import Recognition, recognise
from zjbuy_desktop.excel.form_tidy import tidy
from zjbuy_desktop.excel.grid import Grid, read_grids
from zjbuy_desktop.excel.header_words import FORM_MARK
from zjbuy_desktop.excel.kinds import Kind, is_helper_file, promises_table, sniff
from zjbuy_desktop.excel.mending_marks import without_mending_sheet
from zjbuy_desktop.excel.precheck import MAX_FILE_BYTES, left_alone
from zjbuy_desktop.excel.roster import Roster, RosterBook
from zjbuy_desktop.excel.sheets import SheetReading, read_sheet

Corrections = Mapping[tuple[str, str], str]
"""(工作表名, 单元格) → 更正后的内容, entered by a clerk with a reason."""

__all__ = ["Corrections", "Roster", "read_return", "read_with"]

_EXAMPLE_SHEET = re.compile("示例|样例|范例|样表|例表|填报?说明|填写说明")

_IGNORED = frozenset({Kind.PDF, Kind.IMAGE, Kind.DOCUMENT})


def read_return(path: Path, roster: Roster, corrections: Corrections | None = None) -> ReadReturn:
    """Read one returned file against the roster; never raises for what is in the file."""
    return read_with(path, RosterBook(roster), lambda _sha256: corrections or {})


def read_with(
    path: Path, book: RosterBook, corrections_of: Callable[[str], Corrections]
) -> ReadReturn:
    """As `read_return`, with a roster ready to be looked up and corrections by SHA-256."""
    name = path.name
    sha256 = ""
    try:
        if is_helper_file(name):
            raise problems.FileIgnored("Office 打开文件时的临时文件或隐藏文件，不是报表")
        data = _bytes(path)
        sha256 = hashlib.sha256(data).hexdigest()
        grids = without_mending_sheet(read_grids(data, _kind(data, name)))
        notes = _correct(grids, corrections_of(sha256)) + left_alone(data)
        form = recognise(grids, data, book)
        if form and form.problems:
            units = (form.unit,) if form.unit else ()
            return ReadReturn(
                name, sha256, Outcome.REJECTED, units, problems=form.problems, notes=tuple(notes)
            )
        return _interpreted(name, sha256, grids, book, form, notes)
    except problems.FileIgnored as ignored:
        return ReadReturn(name, sha256, Outcome.IGNORED, notes=(ignored.reason,))
    except problems.FileRefused as refused:
        unit = book.units.inside(_stem(name))
        return ReadReturn(
            name, sha256, Outcome.REJECTED, (unit,) if unit else (), problems=refused.problems
        )


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise problems.whole_file(
            "这个文件夹没有进去：没有权限，或只是一个链接",
            "能打开的文件夹",
            "请检查文件夹的权限；是链接的，请直接导入它指向的文件夹",
        )
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise problems.whole_file(
                f"文件有 {path.stat().st_size // 1_000_000} MB",
                f"不超过 {MAX_FILE_BYTES // 1_000_000} MB 的需求表",
                "请删去图片和无关的工作表，另存后重新发送",
            )
        return path.read_bytes()
    except OSError as error:
        raise problems.whole_file(
            "文件读不出来",
            "可以打开的文件",
            "请关闭正在打开它的程序，或把文件复制到本机后再导入",
        ) from error


def _kind(data: bytes, name: str) -> Kind:
    kind = sniff(data)
    if kind in _IGNORED:
        raise problems.FileIgnored(f"这是{kind.value}，不是表格，未读取")
    if kind in (Kind.EMPTY, Kind.UNKNOWN, Kind.TEXT) and not promises_table(name):
        # 没有表格扩展名的文本也可能是表；读不出表头时再当作不是表格。
        if kind is Kind.TEXT:
            return kind
        raise problems.FileIgnored(f"{kind.value}，不是表格，未读取")
    return kind


def _interpreted(
    name: str,
    sha256: str,
    grids: list[Grid],
    book: RosterBook,
    form: Recognition | None,
    notes: list[str],
) -> ReadReturn:
    if any(grid.hidden and grid.at(0, 0) == FORM_MARK for grid in grids):
        notes += tidy(grids)
        for grid in grids:
            grid.formulas = False
    readings = [read_sheet(grid, book, name, sha256) for grid in grids]
    tables = [r for r in readings if r.has_table and not r.hidden]
    notes += [f"隐藏的工作表“{r.sheet}”没有读取" for r in readings if r.has_table and r.hidden]
    notes += _left_out(tables)
    filled = [r for r in tables if r.lines or r.problems] or tables[:1]
    units = tuple(dict.fromkeys(unit for r in filled for unit in r.units))
    found = [problem for r in filled for problem in r.problems]
    if not filled:
        found = [_no_table(name, grids)]
        notes += [note for r in readings if not r.hidden for note in r.notes]
        unit = book.units.inside(_stem(name))
        units = (unit,) if unit else ()
    found += [*_twice(filled), *_of_another(form, units)]
    notes += [form.note] if form else []
    notes += [note for r in filled for note in r.notes]
    notes += [
        f"工作表“{r.sheet}”像有一张表，认不出表头，没有读取" for r in _strange(readings, filled)
    ]
    if len(filled) > 1:
        notes.append("共读取了 " + "、".join(f"“{r.sheet}”" for r in filled) + " 几张工作表")
    lines: list[NeedLine] = [line for r in filled for line in r.lines]
    return ReadReturn(
        name,
        sha256,
        Outcome.REJECTED if found else Outcome.ACCEPTED,
        units,
        () if found else tuple(lines),
        problems.limited(found),
        tuple(dict.fromkeys(notes)),
        tuple(r.need for r in filled or readings if found and r.need and not r.hidden),
        tuple(dict.fromkeys(r.mapping.name for r in filled if r.mapping)),
    )


def _strange(readings: list[SheetReading], filled: list[SheetReading]) -> list[SheetReading]:
    """Beside sheets that were read, those that look like a table nobody can read."""
    return [r for r in readings if filled and r.need and not r.has_table and not r.hidden]


def _left_out(tables: list[SheetReading]) -> list[str]:
    """Take out empty templates and sheets of examples beside a filled one; say so."""
    notes = []
    for reading in list(tables):
        others = any(r.lines and r is not reading for r in tables)
        example = bool(_EXAMPLE_SHEET.search(reading.sheet))
        if others and (reading.empty or example):
            what = "有表头没有需求行" if reading.empty else "是填写示例"
            notes.append(f"工作表“{reading.sheet}”{what}，没有读取")
            tables.remove(reading)
    return notes


def _of_another(form: Recognition | None, units: tuple[str, ...]) -> list[CellProblem]:
    """A form answers for the unit it was given to and for no other."""
    others = [unit for unit in units if form and unit != form.unit]
    if not form or not others:
        return []
    return [
        CellProblem(
            None,
            None,
            f"表是发给“{form.unit}”的，表内却是“{'、'.join(others)}”的需求",
            f"只有“{form.unit}”的需求",
            "各单位请用发给自己的那份表填报",
        )
    ]


def _correct(grids: list[Grid], corrections: Corrections) -> list[str]:
    notes = []
    by_sheet = {grid.sheet: grid for grid in grids}
    for (sheet, cell), text in corrections.items():
        grid = by_sheet.get(sheet)
        if grid is None:
            notes.append(f"更正 {sheet} {cell} 没有用上：文件里没有这张工作表")
            continue
        old = problems.shown(grid.put(cell, text))
        notes.append(f"{sheet} {cell} 按更正读取：{old} → {problems.shown(text)}")
    return notes


def _no_table(name: str, grids: list[Grid]) -> CellProblem:
    if not promises_table(name) and all(grid.sheet == "表1" for grid in grids):
        raise problems.FileIgnored("没有找到需求表，未读取")
    sheet = next((grid.sheet for grid in grids if grid.rows and not grid.hidden), None)
    return CellProblem(
        sheet,
        None,
        problems.NO_TABLE,
        "有一行表头，含标的名称、数量、单价、预算金额",
        "请改用统一的填报表填写；如表头用了别的说法，请改成这几个词",
    )


def _twice(readings: list[SheetReading]) -> list[CellProblem]:
    """One unit's lines on two sheets may be a copy or a continuation: nobody can tell."""
    seen: dict[str, str] = {}
    found = []
    for reading in readings:
        for unit in dict.fromkeys(line.unit for line in reading.lines):
            if unit in seen:
                found.append(
                    problems.at(
                        reading.sheet,
                        None,
                        f"“{unit}”在“{seen[unit]}”里也有需求行",
                        "一个单位的需求只在一张工作表里",
                        "请合到一张表里；旧稿、副本请删去或隐藏",
                    )
                )
            seen.setdefault(unit, reading.sheet)
    return found


def _stem(name: str) -> str:
    return re.sub(r"\.[^.]*$", "", name)
