"""一项期限要走几次：整个项目一次，每家单位一次，各合同签订日不同的每份合同一次。"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from zjbuy_desktop.core.case.allocation import allocations_of, contract_signers
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.disputes import DisputeKind
from zjbuy_desktop.core.case.disputing import ANSWERING
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.pausing import Pause, pauses_of
from zjbuy_desktop.core.case.project import Mode
from zjbuy_desktop.core.case.remembered import once_for_a_case
from zjbuy_desktop.core.case.tally import remaining_needs, standings
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.law.tables import DeadlineRule

_SIGNED = EventKind.CONTRACT_SIGNED


@dataclass(frozen=True, slots=True)
class Run:
    """One period for all the units it runs alike for: begun and met on the same days.

    A stage that keeps records of its own (每件质疑) hands its runs in.

    Attributes:
        rule: rule id, e.g. ``D-15``.
        units: 单位名称, in the order of the roster; one empty name for the whole project.
        start: the day of its start event; ``None`` before it happened.
        done: the day it was met; ``None`` while open.
        lot: 标项 of the contract, where a unit's contracts have days of their own.
        pauses: what stopped or stops it.
    """

    rule: str
    units: tuple[str, ...]
    start: date | None
    done: date | None
    lot: str = ""
    pauses: tuple[Pause, ...] = ()


def runs(
    case: Case, law: LawBook, paused: Sequence[Pause] = (), records: Sequence[Run] = ()
) -> tuple[Run, ...]:
    """Every period of the case, whatever the day: ``clocks.period`` says how each stands on one.

    Args:
        case: the facts.
        law: its deadlines; those for other methods than the case's are left out, and so are
            those for what did not happen here (``DeadlineRule.given``).
        paused: pauses beside those recorded as milestones (``pauses_of``).
        records: clocks of records that are no milestones, beside those of the disputes; they
            stand in for what the milestones say of the same rule.
    """
    records = (*records, *dispute_runs(case))
    pauses = (*pauses_of(case), *paused)
    found: list[Run] = []
    for rule in law.deadlines:
        if not rule.methods or case.project.method in rule.methods:
            alike: dict[Run, list[str]] = {}
            for run in _runs_of(case, rule, records):
                (unit,) = run.units
                stopped = tuple(p for p in pauses if p.stops(rule, unit))
                alike.setdefault(replace(run, units=(), pauses=stopped), []).append(unit)
            found += [replace(run, units=tuple(units)) for run, units in alike.items()]
    return tuple(found)


def dispute_runs(case: Case) -> Iterator[Run]:
    """One clock for each 询问, 质疑 and 投诉, and for the complaint that may follow a challenge."""
    for d in case.disputes:
        done = d.answered or (d.received if d.outcome else None)
        yield Run(ANSWERING[d.kind], (d.name,), d.received, done)
        if d.kind is DisputeKind.CHALLENGE:
            yield Run("D-26", (d.name,), d.received, None)


def _runs_of(case: Case, rule: DeadlineRule, records: Sequence[Run]) -> Iterator[Run]:
    """Every run of one clock, one for each unit."""
    own = [run for run in records if run.rule == rule.id]
    for run in own:
        yield from (replace(run, units=(unit,)) for unit in run.units)
    if own:
        return
    for unit in _subjects(case, rule):
        if not rule.given or _happened(case, rule.given, unit):
            yield from _of_unit(case, rule, unit)


def _happened(case: Case, event: str, unit: str) -> date | None:
    if not event:
        return None
    kind = EventKind(event)
    return case.happened(kind, unit if kind.per_unit else "")


def _subjects(case: Case, rule: DeadlineRule) -> Iterator[str]:
    """The units a clock runs for; a running clock is never left out for want of included units."""
    if not rule.per_unit:
        return iter(("",))
    signers = contract_signers(case) if _of_contract(rule) else ()
    if signers and case.project.mode is Mode.SIGN_TOGETHER:
        return iter(signers)
    included = [s.unit for s in standings(case) if s.included]
    if included or not _happened(case, rule.start, ""):
        return iter(included)
    return iter(dict.fromkeys(line.unit for line in remaining_needs(case)) or ("",))


def _of_contract(rule: DeadlineRule) -> bool:
    """Whether the clock is one of whoever signs: signing, announcing, filing, changing."""
    return bool({rule.start, rule.end} & {k.value for k in (_SIGNED, EventKind.CONTRACT_CHANGED)})


def _of_unit(case: Case, rule: DeadlineRule, unit: str) -> Iterator[Run]:
    start, done = _happened(case, rule.start, unit), _happened(case, rule.end, unit)
    signing = _SIGNED.value
    days = _contract_days(case, unit) if signing in (rule.start, rule.end) else {}
    if not days:
        yield Run(rule.id, (unit,), start, done)
    for lot, day in days.items():
        began = day or start if rule.start == signing else start
        met = day or done if rule.end == signing else done
        yield Run(rule.id, (unit,), began, met, lot)


def _contract_days(case: Case, unit: str) -> dict[str, date | None]:
    """标项 → 签订日 of a unit's contracts, where these differ; empty where one day does for all."""
    entered = _entered(case).get(unit, {})
    if len(set(entered.values())) < 2:
        return {}
    lots = dict.fromkeys([*(share.lot for share in allocations_of(case, unit)), *entered])
    return {lot: entered.get(lot) for lot in lots}


@once_for_a_case
def _entered(case: Case) -> Mapping[str, dict[str, date]]:
    days: dict[str, dict[str, date]] = {}
    for contract in case.signed:
        days.setdefault(contract.unit, {})[contract.lot] = contract.signed_on
    return days
