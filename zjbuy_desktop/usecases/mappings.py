"""表头对应方案：看一张表的各列，试着指明，记住，忘掉，用它导入。"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.header_mapping import HeaderMapping
from zjbuy_desktop.core.case.mapping_faults import check_mapping, faults
from zjbuy_desktop.core.case.needs import ReadReturn
from zjbuy_desktop.core.case.tally import Total, total
from zjbuy_desktop.store import header_mappings as stored
from zjbuy_desktop.store.header_mappings import KeptMapping as KeptMapping
from zjbuy_desktop.usecases import collecting
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.form_keys import known_key
from zjbuy_desktop.usecases.mapping_drafts import draft, samples
from zjbuy_desktop.usecases.mapping_text import mappings_text
from zjbuy_desktop.usecases.whole_files import write_whole

if TYPE_CHECKING:
    from zjbuy_desktop.excel.peeking import SheetPeek as SheetPeek


@dataclass(frozen=True, slots=True)
class Trial:
    """What a mapping makes of a file; nothing is written.

    Attributes:
        result: the reading, with its lines, problems and notes.
        sums: Σ of its lines, also of those of a refused file: 行数, 数量, 金额.
        applied: whether the mapping was used at all; if not, the notes say why.
    """

    result: ReadReturn
    sums: Total
    applied: bool


def look(desk: Desk, project_id: int, path: Path) -> "tuple[SheetPeek, ...]":
    """The sheets of a file: first rows, and what each column might be; read in a child process.

    Raises:
        UserError: the file can't be shown, with the reason.
    """
    from zjbuy_desktop.excel.peeking import peek

    if not path.exists():
        raise UserError(f"找不到文件“{path}”。", "核对文件夹和文件名。")
    found = peek(path, collecting.roster_of(desk.case(project_id), None))
    if isinstance(found, str):
        raise UserError(f"“{path.name}”看不了：{found}。", "请对方另存为新的 xlsx 后重新发送。")
    return found


def kept_file(desk: Desk, project_id: int, return_id: int) -> Path:
    """A copy of a kept original under its own name, for `look`, `try_mapping` and the import.

    Raises:
        UserError: it is missing or was changed.
    """
    records = collecting.list_returns(desk, project_id)
    record = next(r for r in records if r.id == return_id)
    return collecting.copy_original(desk, record.sha256, record.file)


def problems_of(mapping: HeaderMapping) -> tuple[str, ...]:
    """What still keeps a mapping from being used, in Chinese; pure."""
    return tuple(f"{message}：{hint}" for _place, message, hint in faults(mapping))


def try_mapping(desk: Desk, project_id: int, path: Path, mapping: HeaderMapping) -> Trial:
    """Read a file by a mapping at once; nothing is written.

    Raises:
        UserError: the mapping is not complete.
    """
    from zjbuy_desktop.excel.pool import read_many

    check_mapping(mapping)
    roster = collecting.roster_of(desk.case(project_id), known_key(desk, project_id), (mapping,))
    (result,) = read_many([path], roster, workers=1)
    return Trial(result, total(result.lines), mapping.name in result.mappings)


def list_mappings(desk: Desk) -> tuple[KeptMapping, ...]:
    """Every mapping the office remembers, by name."""
    with desk.store.read() as view:
        return stored.list_header_mappings(view)


def remember(desk: Desk, mapping: HeaderMapping) -> None:
    """Keep a mapping for every later import; it replaces the one of its name.

    Raises:
        UserError: the mapping is not complete.
    """
    check_mapping(mapping)
    summary = f"记住对应方案“{mapping.name}”：{mapping.words}"
    with desk.store.begin("mapping_remembered", summary, desk.now()) as work:
        stored.save_header_mapping(work, mapping)
        work.payload["mapping"] = mapping.name


def forget(desk: Desk, name: str) -> None:
    """Remember a mapping no longer; returns read by it stay as they are.

    Raises:
        UserError: there is none of that name.
    """
    known = {kept.mapping.name: kept.mapping for kept in list_mappings(desk)}
    if name not in known:
        names = "、".join(known) or "还没有记住任何方案"
        raise UserError(f"没有叫“{name}”的对应方案。", f"有：{names}。")
    summary = f"删去对应方案“{name}”：{known[name].words}"
    with desk.store.begin("mapping_forgotten", summary, desk.now()) as work:
        stored.drop_header_mapping(work, name)
        work.payload["mapping"] = name


def write_mappings(desk: Desk, file: Path) -> tuple[HeaderMapping, ...]:
    """Write every remembered mapping into one file another office can use.

    Raises:
        UserError: none is remembered, or the file can't be written.
    """
    known = tuple(kept.mapping for kept in list_mappings(desk))
    if not known:
        raise UserError("还没有记住任何对应方案。", "导入时加 --remember 就会记住。")
    write_whole(file, mappings_text(known).encode("utf-8"))
    return known


def write_drafts(desk: Desk, project_id: int, path: Path, file: Path) -> tuple[HeaderMapping, ...]:
    """Write what the program makes of a file's tables, as a mapping file to be completed.

    Raises:
        UserError: the file holds nothing like a table, a file can't be read or written, or there
            is one already, which somebody may have filled in.
    """
    if file.exists():
        raise UserError(f"已经有“{file.name}”这个文件。", "换一个文件名，以免盖掉填好的内容。")
    sheets = [s for s in look(desk, project_id, path) if s.proposal and not s.hidden]
    drafts = tuple(
        replace(
            draft(s.proposal, _name(path, s.sheet, len(sheets))),
            sheet=s.sheet if len(sheets) > 1 else "",
        )
        for s in sheets
        if s.proposal
    )
    if not drafts:
        raise UserError(f"“{path.name}”里没有像表格的内容。", "请核对是不是这个文件。")
    text = mappings_text(drafts, [_samples(s) for s in sheets])
    write_whole(file, text.encode("utf-8"))
    return drafts


def _samples(sheet: "SheetPeek") -> dict[str, tuple[str, ...]]:
    row = sheet.proposal.first_row if sheet.proposal else 1
    return {letter: samples(sheet, place, row) for place, letter in enumerate(sheet.letters)}


def _name(path: Path, sheet: str, sheets: int) -> str:
    name = path.stem if sheets == 1 else f"{path.stem} {sheet}"
    return "".join(c for c in name if c.isprintable())[:40]


def unused(
    report: collecting.ImportReport, mappings: Sequence[HeaderMapping]
) -> tuple[HeaderMapping, ...]:
    """Mappings given for an import by which no file of it was read."""
    used = {name for result in report.results for name in result.mappings}
    return tuple(mapping for mapping in mappings if mapping.name not in used)
