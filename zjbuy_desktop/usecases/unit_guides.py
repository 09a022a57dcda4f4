"""每家参与单位要知道的：日期和依据、联系人、下一步。"""

from collections.abc import Iterator, Mapping

from zjbuy_desktop.core.case.awards import Allocation
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.contract_standing import contract_standings
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.pairing import Fault, Paired, pairs, what_to_link
from zjbuy_desktop.core.case.project import Mode
from zjbuy_desktop.core.case.signed import Match
from zjbuy_desktop.core.case.tally import LeftOut, UnitStanding
from zjbuy_desktop.core.case.words import words_for
from zjbuy_desktop.core.papers.blocks import chinese_date
from zjbuy_desktop.core.rules import clocks
from zjbuy_desktop.core.rules.clocks import Deadline, State
from zjbuy_desktop.excel.summary_data import Contact, UnitDate
from zjbuy_desktop.usecases.desk import Desk

_SIGNING = "签订合同"


def dates_by_unit(desk: Desk, case: Case) -> Mapping[str, tuple[UnitDate, ...]]:
    """The periods of each unit that have begun, the most urgent first."""
    found: dict[str, list[UnitDate]] = {}
    for deadline in clocks.deadlines(case, desk.law, desk.calendar, desk.today):
        if deadline.unit and deadline.start:
            found.setdefault(deadline.unit, []).append(_date(deadline))
    return {unit: tuple(dates) for unit, dates in found.items()}


def _date(deadline: Deadline) -> UnitDate:
    notes = (str(deadline.basis), deadline.note, deadline.reason)
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


class Steps:
    """What each unit does next; what holds for all units is worked out once."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._won = words_for(case.project.method).won
        self._paired = {p.unit: p for p in pairs(case)}
        self._wrong: dict[str, list[str]] = {}
        for contract in contract_standings(case):
            fields = [r.field for r in contract.rows if r.must and r.match is Match.DIFFERENT]
            if fields:
                said = f"{contract.lot}的合同与{self._won}结果不一致（{'、'.join(fields)}）"
                self._wrong.setdefault(contract.unit, []).append(said)

    def of(self, standing: UnitStanding, dates: tuple[UnitDate, ...]) -> tuple[str, ...]:
        """下一步 of one unit, in order."""
        if standing.reason is LeftOut.WITHDRAWN:
            return ()
        return (*self._before(standing), *self._signing(standing.unit, dates), *_days(dates))

    def _before(self, standing: UnitStanding) -> Iterator[str]:
        if standing.missing:
            yield f"补齐：{'、'.join(standing.missing)}，附凭据交牵头单位。"
        if standing.reason is LeftOut.NO_LETTER:
            yield "出具自愿参与委托函，盖章后交回牵头单位。"
        if standing.reason is LeftOut.NOT_SECURED:
            yield "落实采购资金后告知牵头单位；资金未落实的需求不列入采购计划。"
        if not self._case.awards:
            yield "核对“需求确认表”；有不符的，在牵头单位办理采购计划前重新报送填报表。"

    def _signing(self, unit: str, dates: tuple[UnitDate, ...]) -> Iterator[str]:
        paired = self._paired.get(unit)
        if paired is None or paired.contract_fen is None:
            return
        yield from _plan_steps(paired, what_to_link(self._case, paired))
        signed = self._case.happened(EventKind.CONTRACT_SIGNED, unit)
        if not signed and not _stopped(dates):
            if self._signs(unit):
                yield f"按“{self._won}分配”表签订合同{_by(dates)}。"
            else:
                yield f"合同由牵头单位统一签订，贵单位的份额见“{self._won}分配”表。"
        for said in self._wrong.get(unit, ()):
            yield f"{said}，请与供应商核对改正。"

    def _signs(self, unit: str) -> bool:
        project = self._case.project
        return project.mode is Mode.SIGN_SEPARATELY or unit == project.lead_unit


def _plan_steps(paired: Paired, target: str) -> Iterator[str]:
    """What the unit's formal plan still lacks, each fault once (指引 八（七）)."""
    for fault in dict.fromkeys(lack.fault for lack in paired.lacks):
        if fault is Fault.MISSING:
            yield f"编制正式采购计划，关联{target}。"
        elif fault in (Fault.UNLINKED, Fault.ELSEWHERE):
            yield f"正式采购计划{fault.value}，请在系统内关联{target}。"
        else:
            yield f"正式采购计划{fault.value}，请核对改正后告知牵头单位。"


def _days(dates: tuple[UnitDate, ...]) -> Iterator[str]:
    """The other periods that run, and those that ran out."""
    for found in dates:
        if found.state == State.OVERDUE.value:
            yield f"“{found.what}”已逾期，请尽快办理并告知牵头单位。"
        elif found.state == State.PAUSED.value:
            yield f"“{found.what}”暂停中，恢复后按牵头单位的通知办理。"
        elif found.state == State.RUNNING.value and found.what != _SIGNING:
            advised = f"（建议不晚于 {chinese_date(found.advised)}）" if found.advised else ""
            yield f"{found.what}{advised}。"


def _stopped(dates: tuple[UnitDate, ...]) -> bool:
    return any(d.what == _SIGNING and d.state == State.PAUSED.value for d in dates)


def _by(dates: tuple[UnitDate, ...]) -> str:
    signing = next((d for d in dates if d.what == _SIGNING and d.advised), None)
    return f"（建议不晚于 {chinese_date(signing.advised)}）" if signing and signing.advised else ""
