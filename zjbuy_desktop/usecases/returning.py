"""退回修改：把读不准的文件标好错处发还单位，附上发送的话，再列一张打电话用的表。"""

import logging
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.units import Unit
from zjbuy_desktop.core.papers.blocks import chinese_date
from zjbuy_desktop.store import returns, sent_back
from zjbuy_desktop.store.returns import SUFFIX, ReturnRecord
from zjbuy_desktop.usecases import delivering
from zjbuy_desktop.usecases.collecting import list_returns
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.form_keys import key_of
from zjbuy_desktop.usecases.names import file_name
from zjbuy_desktop.usecases.whole_files import unwritable, write_whole

if TYPE_CHECKING:
    from zjbuy_desktop.excel.apart import Apart
    from zjbuy_desktop.excel.form_data import NeedForm
    from zjbuy_desktop.excel.mending_data import MendingNotice
    from zjbuy_desktop.excel.problem_list import UnitProblems

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]

_log = logging.getLogger(__name__)

UNKNOWN = "（单位不明）"
_WORST = 3


@dataclass(frozen=True, slots=True)
class SentBack:
    """One refused file made ready to go back.

    Attributes:
        file: 文件名 of the original.
        unit: 填报单位; empty when unknown.
        workbook: the marked copy; ``None`` when it could not be made.
        cover: the words to send along.
        text: those words.
        problems: how many there are.
        notes: what is to be known about the copy.
        error: why it could not be made; empty when it was.
        sent: when and how it went back before; empty if it did not.
    """

    file: str
    unit: str
    workbook: Path | None
    cover: Path | None
    text: str
    problems: int
    notes: tuple[str, ...] = ()
    error: str = ""
    sent: str = ""


@dataclass(frozen=True, slots=True)
class SentBackFiles:
    """Everything written by one call.

    Attributes:
        files: one per refused file.
        listing: 待改问题 for the phone; ``None`` when nothing waits.
    """

    files: tuple[SentBack, ...] = field(default=())
    listing: Path | None = None

    @property
    def failed(self) -> tuple[SentBack, ...]:
        """Those that could not be made."""
        return tuple(f for f in self.files if f.error)


def unit_problems(case: Case, waiting: Sequence[ReturnRecord]) -> "tuple[UnitProblems, ...]":
    """What the files that wait have to mend, by unit, in roster order; unknown units last."""
    from zjbuy_desktop.excel.problem_list import UnitProblems

    order = {unit.name: place for place, unit in enumerate(case.units)}
    groups: dict[str, UnitProblems] = {}
    for record in sorted(waiting, key=lambda r: r.file):
        unit = _unit(case, record)
        name = unit.name if unit else "、".join(record.units) or UNKNOWN
        who = (unit.contact, unit.phone) if unit else ("", "")
        before = groups[name].problems if name in groups else ()
        told = tuple((record.file, problem) for problem in record.problems)
        groups[name] = UnitProblems(name, *who, (*before, *told))
    return tuple(sorted(groups.values(), key=lambda g: (order.get(g.unit, len(order)), g.unit)))


def waiting(desk: Desk, project_id: int, unit: str = "", file: str = "") -> list[ReturnRecord]:
    """The files that wait to be mended, of one unit or of one name.

    Raises:
        UserError: there are none.
    """
    found = [
        r
        for r in returns.waiting(list_returns(desk, project_id))
        if (not unit or unit in r.units) and (not file or r.file == file)
    ]
    if not found:
        which = f"“{unit or file}”" if unit or file else ""
        raise UserError(f"{which}没有等着改正的文件。", "先导入各单位发回的需求表。")
    return found


def write_errors(
    desk: Desk,
    project_id: int,
    out: Path,
    *,
    unit: str = "",
    file: str = "",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> SentBackFiles:
    """Write a marked copy and a cover text for every refused file nobody has mended yet.

    The originals are only read. A file that can't be made is reported; the rest go on.

    Args:
        desk: the desk.
        project_id: the project.
        out: the folder to write to.
        unit: only files of this unit.
        file: only the file of this name.
        progress: told how many are done.
        cancelled: asked before each file.

    Raises:
        UserError: nothing waits (under that name), or the folder can't be written to.
    """
    case = desk.case(project_id)
    chosen = waiting(desk, project_id, unit, file)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(out, error) from error
    from zjbuy_desktop.excel.apart import Apart

    with desk.store.read() as view:
        before = sent_back.sendings_back(view, project_id)
    made: list[SentBack] = []
    taken: set[str] = set()
    with Apart() as apart:
        for done, record in enumerate(chosen, 1):
            if cancelled and cancelled():
                break
            copy = _send_back(desk, case, record, _target(record, out, taken), apart)
            known = before.get(record.id)
            made.append(replace(copy, sent=known.told if known else ""))
            if progress:
                progress(done, len(chosen), record.file)
    return SentBackFiles(tuple(made), _listing(desk, case, chosen, out))


def _send_back(
    desk: Desk, case: Case, record: ReturnRecord, target: Path, apart: "Apart"
) -> SentBack:
    unit = _unit(case, record)
    name = unit.name if unit else "、".join(record.units)
    text = cover_text(desk, case, record, target.name)
    cover = target.with_suffix(".txt")
    try:
        data = desk.store.originals.read(record.sha256) if record.sha256 else b""
        form = _form(desk, case, unit) if unit else None
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / "copy.xlsx"
            notes = _marked(apart, made, data, notice_of(desk, case, record), form)
            write_whole(target, made.read_bytes())
        write_whole(cover, text.encode("utf-8-sig"))
    except (UserError, OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        # 一份怪文件不该拦住其余的；库抛出的原话是给程序员看的，记进日志。
        reason = str(error)
        if not isinstance(error, UserError):
            _log.exception("修改件没有做成：%s", record.file)
            reason = "修改件没有做成，详情已记入日志"
        return SentBack(record.file, name, None, None, text, len(record.problems), error=reason)
    return SentBack(record.file, name, target, cover, text, len(record.problems), notes)


def _marked(
    apart: "Apart", made: Path, data: bytes, notice: "MendingNotice", form: "NeedForm | None"
) -> tuple[str, ...]:
    """Mark it in a process of its own: the original may cost its opener the life."""
    from zjbuy_desktop.excel.apart import ApartError
    from zjbuy_desktop.excel.mending_book import write_mending_book

    try:
        return apart.call(write_mending_book, made, data, notice, form)
    except ApartError as error:
        _log.warning("原件打不开，改附新的填报表：%s：%s", notice.file, error)
        return apart.call(write_mending_book, made, b"", notice, form)


def _form(desk: Desk, case: Case, unit: Unit) -> "NeedForm":
    return delivering.form_of(case, unit, key_of(desk, case.id))


def notice_of(desk: Desk, case: Case, record: ReturnRecord) -> "MendingNotice":
    """What the first sheet of the copy says."""
    from zjbuy_desktop.excel.mending_data import MendingNotice

    return MendingNotice(
        file=record.file,
        unit="、".join(record.units),
        project=case.project.name,
        lead_unit=case.project.lead_unit,
        until=until(case, desk.today),
        contact=_contact(case),
        problems=record.problems,
    )


def cover_text(desk: Desk, case: Case, record: ReturnRecord, workbook: str) -> str:
    """The words to paste into a message: which file, how many, the worst three, when, how."""
    unit = _unit(case, record)
    who = "、".join(record.units) or "填报单位"
    person = f"　{unit.contact}" if unit and unit.contact else ""
    worst = "\n".join(
        f"{number}. {_place(p)}，应当：{p.expected}。"
        + (f"建议改为：{p.suggestion}。" if p.suggestion else "")
        + ("" if p.cell else f"{p.hint}。")
        for number, p in enumerate(record.problems[:_WORST], 1)
    )
    count = len(record.problems)
    more = f"\n其余 {count - _WORST} 处见附件第一页。" if count > _WORST else ""
    contact = f"\n有不清楚的请联系：{_contact(case)}。" if _contact(case) else ""
    return (
        f"{who}{person}：\n"
        f"“{case.project.name}”收到的“{record.file}”有 {count} 处需要修改，尚未计入汇总：\n"
        f"{worst}{more}\n"
        f"{_attached(record, workbook, unit is not None)}\n"
        f"{until(case, desk.today)}发回{case.project.lead_unit}。{contact}\n"
    )


def _attached(record: ReturnRecord, workbook: str, has_form: bool) -> str:
    from zjbuy_desktop.excel.mending_data import beyond_mending

    if not beyond_mending(record.problems, has_form):
        return (
            f"附件“{workbook}”第一页“请修改”列明了每一处，点一下就到那一格；"
            "改好后保存，把整个文件发回即可。"
        )
    if has_form:
        return f"附件“{workbook}”里有一份新的填报表，填好保存后把这个文件整个发回即可。"
    return f"请照附件“{workbook}”第一页说的重新制作一份发回。"


def _place(problem: CellProblem) -> str:
    if problem.sheet is None or problem.cell is None:
        return f"{f'“{problem.sheet}”：' if problem.sheet else ''}{problem.found}"
    return f"“{problem.sheet}” {problem.cell} 写的是“{problem.found}”"


def until(case: Case, today: date) -> str:
    """请于某日前, while that day has not passed; else 请尽快."""
    day = case.project.call_deadline
    return f"请于{chinese_date(day)}前" if day and day >= today else "请尽快"


def _contact(case: Case) -> str:
    lead = case.lead
    return f"{lead.contact}　{lead.phone}".strip("　") if lead else ""


def _unit(case: Case, record: ReturnRecord) -> Unit | None:
    return next((u for u in case.units if u.name in record.units), None)


def _target(record: ReturnRecord, out: Path, taken: set[str]) -> Path:
    """Same name + （请修改）; a number where two originals differ in their extension only."""
    stem = PurePath(record.file).stem.replace(SUFFIX, "")
    name, number = file_name(stem, f"{SUFFIX}.xlsx"), 2
    while name in taken:
        name, number = file_name(f"{stem} {number}", f"{SUFFIX}.xlsx"), number + 1
    taken.add(name)
    return out / name


def _listing(desk: Desk, case: Case, chosen: Sequence[ReturnRecord], out: Path) -> Path:
    from zjbuy_desktop.excel.problem_list import write_problem_list

    target = out / "待改问题（电话用）.xlsx"
    try:
        write_problem_list(
            target, case.project.name, until(case, desk.today), unit_problems(case, chosen)
        )
    except OSError as error:
        raise unwritable(target, error) from error
    return target


def as_json(sent: SentBackFiles) -> dict[str, Any]:
    """The JSON of ``forms errors``."""
    return {
        "files": [
            {
                "file": f.file,
                "unit": f.unit,
                "workbook": f.workbook,
                "cover": f.cover,
                "problems": f.problems,
                "notes": list(f.notes),
                "error": f.error,
                "sent_back": f.sent,
            }
            for f in sent.files
        ],
        "list": sent.listing,
    }
