"""送达：每家单位一个发送文件夹，以及送达登记。"""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from zjbuy_desktop.core.base.workdays import workdays_between
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import MadePaper
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.form_identity import FormKey
from zjbuy_desktop.core.case.units import Role, Unit
from zjbuy_desktop.core.papers.blocks import chinese_date
from zjbuy_desktop.usecases import papers, recording
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.form_keys import identity, key_of
from zjbuy_desktop.usecases.names import file_name

if TYPE_CHECKING:
    from zjbuy_desktop.excel.form_data import NeedForm


@dataclass(frozen=True, slots=True)
class Sent:
    """Folders ready to send, and what in them is not ready.

    Attributes:
        folders: one for each participant.
        drafts: of each kind of paper that could only be made as 草稿: how many and what lacks.
        lead: the lead unit, which sends nothing to itself and so has no folder.
    """

    folders: tuple[Path, ...]
    drafts: tuple[str, ...]
    lead: str


def export_forms(desk: Desk, project_id: int, out: Path) -> list[Path]:
    """One need form per unit into ``out``."""
    case = desk.case(project_id)
    out.mkdir(parents=True, exist_ok=True)
    targets = {unit: _form_in(out, unit) for unit in case.units}
    _write_forms(case, key_of(desk, project_id), targets)
    return list(targets.values())


def _form_in(folder: Path, unit: Unit) -> Path:
    return folder / file_name(unit.name, "采购需求意向填报表", ".xlsx")


def _write_forms(
    case: Case,
    key: FormKey,
    targets: Mapping[Unit, Path],
    progress: papers.Progress | None = None,
) -> None:
    """Write each unit's form whole or not at all; hundreds are shared by two processes."""
    from zjbuy_desktop.excel.forms import write_form
    from zjbuy_desktop.excel.writing_pool import WORTH, Writers

    units, done = list(targets), 0
    jobs = [(targets[unit], partial(write_form, form=form_of(case, unit, key))) for unit in units]

    def alive(last: int) -> None:
        if progress:
            progress(done, len(units), units[last].name)

    with Writers(2 if len(jobs) >= WORTH else 0) as writers:
        for _number, answer in writers.run(jobs, alive):
            if isinstance(answer, Exception):
                raise answer
            done += 1


def send_folders(
    desk: Desk,
    project_id: int,
    out: Path,
    *,
    progress: papers.Progress | None = None,
    cancelled: papers.Cancelled | None = None,
) -> Sent:
    """Per participant a folder ready to send.

    Before a unit has answered it holds the 征集通知, the form, the 推荐表 to sign and a text to
    paste into a message; once it has, also the 委托函 with its figures to sign.
    """
    case = desk.case(project_id)
    folders = {unit: out / file_name(unit.name, "") for unit in _participants(case)}
    for unit, folder in folders.items():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "发送说明.txt").write_text(message(case, unit), encoding="utf-8-sig")
    forms = {unit: _form_in(folder, unit) for unit, folder in folders.items()}
    _write_forms(case, key_of(desk, project_id), forms, progress)
    made = papers.make(
        desk, project_id, ["lead_recommendation", "delegation_letter"], out,
        folder_each=True, progress=progress, cancelled=cancelled,
    ).made  # fmt: skip
    made += _add_notice(desk, case, list(folders.values()), out)
    return Sent(
        tuple(folders.values()), _drafts(desk, case, made), case.lead.name if case.lead else ""
    )


def _add_notice(
    desk: Desk, case: Case, folders: Sequence[Path], out: Path
) -> tuple[MadePaper, ...]:
    """The 征集通知 goes along with the forms, until every unit has answered."""
    answered = {line.unit for line in case.needs}
    waiting = [f for f in folders if f.name not in answered]
    if not waiting:
        return ()
    run = papers.make(desk, case.id, ["call_notice"], out)
    for paper in run.made:
        for folder in waiting:
            shutil.copyfile(paper.file, folder / Path(paper.file).name)
    return run.made


def _drafts(desk: Desk, case: Case, made: Sequence[MadePaper]) -> tuple[str, ...]:
    """What of these is only a draft: kind by kind, with what lacks in the first of them."""
    drafts = sorted((m for m in made if m.draft), key=lambda m: m.kind)
    said = []
    for kind, group in groupby(drafts, key=lambda m: m.kind):
        own = list(group)
        lacks = papers.lacking(desk, case, kind, own[0].unit)
        why = lacks[0].message if lacks else "内容还不全。"
        title = papers.paper_spec(kind).title
        said.append(f"《{title}》{len(own)} 份是草稿，不要发出：{why}")
    return tuple(said)


def _participants(case: Case) -> list[Unit]:
    return [u for u in case.units if u.role is Role.PARTICIPANT]


def message(case: Case, unit: Unit) -> str:
    """The words to paste into a message to one unit."""
    day = case.project.call_deadline
    until = f"请于{chinese_date(day)}前" if day else "请尽快"
    lead = case.lead
    contact = f"联系人：{lead.contact}，电话：{lead.phone}。" if lead else ""
    if any(line.unit == unit.name for line in case.needs):
        return (
            f"{unit.name}{unit.contact and '　' + unit.contact}：\n"
            f"“{case.project.name}”已收到贵单位的需求。请核对所附委托函的数量和金额，"
            f"签字并加盖公章后将原件送（寄）{case.project.lead_unit}；"
            f"有出入的，改好填报表重新发回。\n{contact}\n"
        )
    return (
        f"{unit.name}{unit.contact and '　' + unit.contact}：\n"
        f"“{case.project.name}”现征集采购需求。{until}填好所附填报表，"
        f"连同盖章的牵头单位推荐表发回{case.project.lead_unit}。\n"
        f"填报表请直接填写后发回，不要改动表头；数量填数字，金额单位为元。\n{contact}\n"
    )


def reminder(desk: Desk, case: Case, units: Sequence[str]) -> str:
    """催报: the words to paste into a group message to the units that have not answered."""
    day = case.project.call_deadline
    left = workdays_between(desk.today, day, desk.calendar) if day else 0
    until = f"请于{chinese_date(day)}前" if day and day >= desk.today else "请尽快"
    days = f"（还有 {left} 个工作日）" if day and day >= desk.today else ""
    if day and day < desk.today:
        days = f"（填报截止日{chinese_date(day)}已过）"
    lead = case.lead
    contact = f"联系人：{lead.contact}，电话：{lead.phone}。" if lead else ""
    return (
        f"“{case.project.name}”需求征集提醒：\n"
        f"以下 {len(units)} 家单位的需求表尚未收齐：{'、'.join(units)}。\n"
        f"{until}把填好的需求表发回{case.project.lead_unit}{days}。"
        f"不参加本次采购的也请告知。\n{contact}\n"
    )


def record_delivery(desk: Desk, project_id: int, units: Sequence[str], on: date, how: str) -> None:
    """登记送达: which units got their material, when and how."""
    events = [Event(EventKind.FORM_DELIVERED, on, unit, how) for unit in units]
    recording.record(desk, project_id, events)


def form_of(case: Case, unit: Unit, key: FormKey) -> "NeedForm":
    """What one unit's form is prefilled with, and who it says it is."""
    from zjbuy_desktop.excel.form_data import FormItem, NeedForm

    project, lead = case.project, case.lead
    return NeedForm(
        project=project.name,
        lead_unit=project.lead_unit,
        unit=unit,
        category_code=project.category_code,
        category_name=project.category_name,
        items=tuple(
            FormItem(lot.item, lot.spec, lot.measure, lot.ceiling_fen or 0) for lot in project.lots
        ),
        deadline=project.call_deadline,
        contact=lead.contact if lead else "",
        phone=lead.phone if lead else "",
        project_number=project.project_number,
        identity=identity(case, unit, key),
    )
