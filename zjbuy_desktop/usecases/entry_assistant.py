"""录入助手：逐项录进平台，录一项勾一项，记下平台给出的编号，再与平台导出的表对账。"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.text import halfwidth
from zjbuy_desktop.core.case import agreement
from zjbuy_desktop.core.case.plans import PlanEntry, PlanFiling, PlanKind
from zjbuy_desktop.core.case.screen_values import number_of, rows_of, subjects
from zjbuy_desktop.core.case.screens import (
    Asked,
    EntrySheet,
    EntryTick,
    Screen,
    ScreenRow,
    ticked,
)
from zjbuy_desktop.core.case.signed import Match
from zjbuy_desktop.store import entry_ticks as stored
from zjbuy_desktop.store import projects as stored_projects
from zjbuy_desktop.usecases import planning, recording, signed_contracts
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.screens import screen as screen_named

LONGEST = 60


@dataclass(frozen=True, slots=True)
class Comparison:
    """对账: how the platform's own export agrees with what the program holds.

    Attributes:
        words: the result in one sentence.
        lines: every difference in a sentence, with what to do.
        agrees: whether something was compared and nothing differs.
    """

    words: str
    lines: tuple[str, ...]
    agrees: bool


def sheets(desk: Desk, project_id: int, screen: str) -> tuple[EntrySheet, ...]:
    """What is to be typed on one screen: one sheet, or one for each contract.

    Raises:
        UserError: there is no such screen or project.
    """
    one, case = screen_named(desk, screen), desk.case(project_id)
    with desk.store.read() as view:
        ticks = stored.load_ticks(view, project_id, one.id)
    return tuple(
        EntrySheet(
            one,
            subject,
            ticked(rows_of(case, one, subject), ticks.get(subject, ())),
            number_of(case, one, subject),
        )
        for subject in subjects(case, one)
    )


def sheet(desk: Desk, project_id: int, screen: str, subject: str = "") -> EntrySheet:
    """What is to be typed for the project or one contract.

    Raises:
        UserError: there is no such screen or contract.
    """
    found = sheets(desk, project_id, screen)
    for one in found:
        if one.subject == subject:
            return one
    if not found:
        raise UserError("还没有合同可以录入。", "先在“结果确认与采购协议”登记采购结果。")
    known = "、".join(one.subject for one in found if one.subject)
    asked = f"没有“{subject}”这份合同。" if subject else "要写明录哪一份合同。"
    raise UserError(asked, f"有：{known}。" if known else "这个界面整个项目只录一次，不分合同。")


def _row(one: EntrySheet, field: str) -> ScreenRow:
    for row in one.rows:
        if row.key == field:
            return row
    known = "、".join(row.key for row in one.rows)
    raise UserError(f"“{one.screen.name}”里没有“{field}”这一项。", f"有：{known}。")


def tick(desk: Desk, project_id: int, screen: str, field: str, subject: str = "") -> EntrySheet:
    """已录入: keep what was typed of one field, by whom and when.

    Raises:
        UserError: there is no such field, or nothing that could have been typed.
    """
    one = sheet(desk, project_id, screen, subject)
    row = _row(one, field)
    if not row.value:
        raise UserError(f"“{row.key}”还没有内容，不能勾为已录入。", f"{row.source}。")
    kept = EntryTick(row.key, row.value, desk.store.actor, desk.now())
    summary = f"录入{one.screen.platform}“{_title(one)}”：{row.key}＝{row.value}"
    with desk.store.begin("entry_ticked", summary, desk.now(), project_id=project_id) as work:
        stored.set_ticks(work, project_id, one.screen.id, subject, [kept])
        work.payload.update(screen=one.screen.id, subject=subject, field=row.key, value=row.value)
    return sheet(desk, project_id, screen, subject)


def untick(
    desk: Desk, project_id: int, screen: str, fields: Sequence[str], subject: str = ""
) -> EntrySheet:
    """Take ticks off, all of the screen where no field is named: it is to be typed anew.

    Raises:
        UserError: there is no such field, or none of them was ticked.
    """
    one = sheet(desk, project_id, screen, subject)
    rows = [_row(one, field) for field in fields] or one.rows
    gone = [row.key for row in rows if row.tick is not None]
    if not gone:
        raise UserError("这一项没有勾过。" if fields else "还没有勾过任何一项。", "不用撤销。")
    summary = f"撤销录入{one.screen.platform}“{_title(one)}”的勾 {len(gone)} 项：{gone[0]}"
    with desk.store.begin("entry_unticked", summary, desk.now(), project_id=project_id) as work:
        stored.drop_ticks(work, project_id, one.screen.id, subject, gone)
        work.payload.update(screen=one.screen.id, subject=subject, fields=gone)
    return sheet(desk, project_id, screen, subject)


def _title(one: EntrySheet) -> str:
    return f"{one.screen.name} {one.subject}" if one.subject else one.screen.name


def keep_number(desk: Desk, project_id: int, screen: str, number: str, subject: str = "") -> str:
    """Write the number the platform gave back where the program keeps it; what is to be said.

    Raises:
        UserError: it is empty, too long, another contract's, or the screen asks for none.
    """
    one, number = sheet(desk, project_id, screen, subject), " ".join(halfwidth(number).split())
    caption = one.screen.asks_caption
    if one.screen.asks is Asked.NOTHING:
        raise UserError(f"“{one.screen.name}”录完后平台不给编号。", "不用登记。")
    if not number:
        raise UserError(f"还没有填{caption}。", f"照{one.screen.platform}给出的编号填写。")
    if len(number) > LONGEST:
        raise UserError(f"{caption}有 {len(number)} 个字，不像编号。", "只填编号，不填别的。")
    _KEEPING[one.screen.asks](desk, project_id, one, number)
    before = f"（原来是 {one.number}）" if one.number and one.number != number else ""
    said = f"已登记{caption} {number}{before}。"
    if one.screen.asks is Asked.PLAN_NUMBER:
        said += agreement.warning_after_filing(
            desk.case(project_id), planning.check(desk, project_id)
        )
    return said


def _keep_plan_number(desk: Desk, project_id: int, one: EntrySheet, number: str) -> None:
    filing = desk.case(project_id).filing
    planning.set_filing(desk, project_id, PlanFiling(number, filing.plan_type))


def _keep_project_number(desk: Desk, project_id: int, one: EntrySheet, number: str) -> None:
    """The platform's number changes nothing 立项 decided, so no stage is to be looked at again."""
    project = replace(desk.case(project_id).project, project_number=number)
    summary = f"登记{one.screen.asks_caption} {number}（{one.screen.platform}给出）"
    with desk.store.begin("project_number_set", summary, desk.now(), project_id=project_id) as work:
        stored_projects.update_project(work, project_id, project)
        work.payload.update(number=number, before=one.number)


def _keep_contract_number(desk: Desk, project_id: int, one: EntrySheet, number: str) -> None:
    dated = desk.case(project_id).details_of("contract", one.subject).dated
    recording.set_paper_details(desk, project_id, "contract", one.subject, number, dated)


_KEEPING = {
    Asked.PLAN_NUMBER: _keep_plan_number,
    Asked.PROJECT_NUMBER: _keep_project_number,
    Asked.CONTRACT_NUMBER: _keep_contract_number,
}


def can_compare(screen: Screen) -> bool:
    """Whether the platform exports a table of what this screen holds."""
    return screen.asks in (Asked.PLAN_NUMBER, Asked.CONTRACT_NUMBER)


def compare(desk: Desk, project_id: int, screen: str, file: Path | None = None) -> Comparison:
    """对账; with a file, the platform's export is imported first, as on the stage's page.

    Raises:
        UserError: the file can't be read, or there is nothing to compare with.
    """
    one = screen_named(desk, screen)
    if not can_compare(one):
        raise UserError(f"“{one.name}”没有可以对账的导出表。", "逐项与界面核对。")
    if one.asks is Asked.PLAN_NUMBER:
        if file is not None:
            planning.import_plans(desk, project_id, file, PlanKind.PROVISIONAL)
        return _compare_plans(desk, project_id)
    if file is not None:
        _import_contracts(desk, project_id, file)
    return _compare_contracts(desk, project_id)


def _import_contracts(desk: Desk, project_id: int, file: Path) -> None:
    """A list of contracts, or of the units' formal plans: whichever its columns say.

    Raises:
        UserError: it is neither; said of the list of contracts, which is what was asked for.
    """
    try:
        entered = signed_contracts.read(file)
    except UserError as error:
        plans = _formal_plans(file)
        if not plans:
            raise error from None
        planning.keep_plans(desk, project_id, plans, PlanKind.FORMAL, file.name)
    else:
        signed_contracts.enter(desk, project_id, entered, file.name)


def _formal_plans(file: Path) -> tuple[PlanEntry, ...]:
    """Formal plans, known by their column 关联临时采购计划编号; none in any other table."""
    from zjbuy_desktop.excel.tables import read_plans

    try:
        plans = read_plans(file, PlanKind.FORMAL)
    except UserError:
        return ()
    return plans if all(plan.link_source for plan in plans) else ()


def _compare_plans(desk: Desk, project_id: int) -> Comparison:
    case, found = desk.case(project_id), planning.check(desk, project_id)
    lines = tuple(f"{d.mismatch.value}：{d.message}{d.fix}" for d in found.differences)
    compared = bool(found.rows) and any(case.plans_of(PlanKind.PROVISIONAL))
    if not compared:
        return Comparison("还没有导入各单位的采购计划，导入平台导出的表后再对账。", lines, False)
    words = agreement.verdict(case, found) + (agreement.sums(found) if not lines else "")
    return Comparison(words, lines, not lines)


def _compare_contracts(desk: Desk, project_id: int) -> Comparison:
    found = signed_contracts.check(desk, project_id)
    lines = [
        f"{r['unit']}（{r['lot']}）{r['field']}：应为 {r['expected']}，平台上是 {r['written']}。"
        for r in found["rows"]
        if r["match"] == Match.DIFFERENT.value
    ]
    lines += [f"{s['unit']}（{s['lot']}）没有对应的采购结果。" for s in found["without_award"]]
    formal = any(desk.case(project_id).plans_of(PlanKind.FORMAL))
    if formal:
        found_plans = planning.plan_differences(desk, project_id, PlanKind.FORMAL)
        lines += [f"正式采购计划：{f.message}{f.fix}" for f in found_plans]
    entered = len({(r["unit"], r["lot"]) for r in found["rows"]})
    if not (entered or formal):
        words = "还没有录入已签合同、正式采购计划，导入平台导出的表后再对账。"
        return Comparison(words, tuple(lines), agrees=False)
    missing = len(found["not_entered"])
    words = f"已核对 {entered} 份合同{'和正式采购计划' if formal else ''}，不一致 {len(lines)} 处"
    words += f"，另有 {missing} 份合同还没有导入。" if missing else "。"
    return Comparison(words, tuple(lines), not lines and not missing)
