"""每家参与单位要知道的：日期和依据、联系人、下一步。"""

from collections.abc import Iterator, Mapping
from datetime import date

from zjbuy_desktop.core.case.awards import Allocation
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.tally import LeftOut, UnitStanding
from zjbuy_desktop.core.rules import clocks
from zjbuy_desktop.core.rules.clocks import Deadline, State
from zjbuy_desktop.excel.summary_data import Contact, UnitDate
from zjbuy_desktop.usecases.desk import Desk


def dates_by_unit(desk: Desk, case: Case) -> Mapping[str, tuple[UnitDate, ...]]:
    """The periods of each unit that have begun, the most urgent first."""
    found: dict[str, list[UnitDate]] = {}
    for deadline in clocks.deadlines(case, desk.law, desk.calendar, desk.today):
        if deadline.unit and deadline.start:
            found.setdefault(deadline.unit, []).append(_date(deadline))
    return {unit: tuple(dates) for unit, dates in found.items()}


def _date(deadline: Deadline) -> UnitDate:
    notes = (str(deadline.basis), deadline.note)
    return UnitDate(
        deadline.what,
        deadline.start,
        deadline.advised_day,
        deadline.last_day,
        deadline.state.value,
        "；".join(note for note in notes if note),
    )


def contacts(case: Case, shares: tuple[Allocation, ...]) -> tuple[Contact, ...]:
    """The lead unit, the agency, and the suppliers of the unit's lots."""
    lead, agency = case.lead, case.agency
    found = [
        Contact(
            "牵头单位",
            case.project.lead_unit,
            lead.contact if lead else "",
            lead.phone if lead else "",
        )
    ]
    if agency:
        found.append(Contact("采购代理机构", agency.name, agency.contact, agency.phone))
    lots = {share.lot for share in shares}
    for award in case.awards:
        if award.lot in lots:
            found.append(
                Contact(f"供应商（{award.lot}）", award.supplier, award.contact, award.phone)
            )
    return tuple(found)


def steps(
    case: Case, standing: UnitStanding, awarded: bool, dates: tuple[UnitDate, ...]
) -> tuple[str, ...]:
    """What the unit does next, in order."""
    return tuple(_steps(case, standing, awarded, dates))


def _steps(
    case: Case, standing: UnitStanding, awarded: bool, dates: tuple[UnitDate, ...]
) -> Iterator[str]:
    if standing.reason is LeftOut.WITHDRAWN:
        return
    if standing.missing:
        yield f"补齐：{'、'.join(standing.missing)}，附凭据交牵头单位。"
    if standing.reason is LeftOut.NO_LETTER:
        yield "出具自愿参与委托函，盖章后交回牵头单位。"
    if standing.reason is LeftOut.NOT_SECURED:
        yield "落实采购资金后告知牵头单位；资金未落实的需求不列入采购计划。"
    if not awarded:
        yield "核对“需求确认表”；有不符的，在牵头单位办理采购计划前重新报送填报表。"
    elif not case.happened(EventKind.CONTRACT_SIGNED, standing.unit):
        yield f"按“分配”表编制正式采购计划、签订合同{_by(dates)}，并按规定公告。"
    for found in dates:
        if found.state == State.OVERDUE.value:
            yield f"“{found.what}”已逾期，请尽快办理并告知牵头单位。"


def _by(dates: tuple[UnitDate, ...]) -> str:
    signing = next((d for d in dates if d.what == "签订合同" and d.advised), None)
    return f"（建议不晚于 {_words(signing.advised)}）" if signing and signing.advised else ""


def _words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
