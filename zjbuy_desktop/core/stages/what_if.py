"""如果……会怎样：把假设的改动放进案卷，前后比较；只算给人看，不改任何数据。"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.base.findings import Finding
from zjbuy_desktop.core.base.workdays import Calendar
from zjbuy_desktop.core.case.allocation import lot_results
from zjbuy_desktop.core.case.awards import Allocation
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.contracts import contracts
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.supposing import DateMoves, Supposition, UnitLeaves
from zjbuy_desktop.core.case.tally import included_lines, remaining_needs, total
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.rules import clocks
from zjbuy_desktop.core.rules.clocks import Deadline
from zjbuy_desktop.core.stages import flow

_THRESHOLDS = (
    ("volume_advice_threshold", "鼓励开展带量集中采购（建议）"),
    ("goods_open_tender_threshold", "公开招标数额标准"),
    ("survey_threshold", "应当开展需求调查、重点审查"),
)
NOTHING = "没有"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing before and after.

    Attributes:
        group: 门槛、合计和标项、分配和合同、检查、期限、文件.
        what: 什么.
        before: 现在.
        after: 那时.
        note: 依据、差额、说明.
    """

    group: str
    what: str
    before: str
    after: str
    note: str = ""

    @property
    def differs(self) -> bool:
        """Whether anything changes; some rows stand there to say that nothing does."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What would come of a supposition.

    Attributes:
        words: 如果…….
        on: the day both cases are looked at.
        changes: rows by group, in working order.
        notes: what has to be known besides.
    """

    words: str
    on: date
    changes: tuple[Change, ...]
    notes: tuple[str, ...] = ()

    @property
    def differing(self) -> tuple[Change, ...]:
        """Only what changes."""
        return tuple(c for c in self.changes if c.differs)


def supposed_day(supposition: Supposition, today: date) -> date:
    """The day on which before and after are compared: today, or a later day supposed."""
    later = supposition.on if isinstance(supposition, DateMoves | UnitLeaves) else today
    return max(today, later)


def what_if(
    case: Case, supposition: Supposition, law: LawBook, calendar: Calendar, today: date
) -> WhatIf:
    """Compare the case as it is with the case as supposed; neither is changed.

    Raises:
        UserError: the supposition doesn't fit the case.
    """
    on, after = supposed_day(supposition, today), supposition.applied(case)
    changes = (
        *_thresholds(case, after, law, on),
        *_sums(case, after),
        *_shares(case, after),
        *_signed(case, after),
        *_findings(case, after, law, on),
        *_clocks(case, after, law, calendar, on),
    )
    return WhatIf(supposition.words, on, changes, tuple(_notes(case, supposition)))


def _planned(case: Case) -> tuple[NeedLine, ...]:
    """What the budget is: the included needs or, before any is, all that remain."""
    return included_lines(case) or remaining_needs(case)


def _thresholds(before: Case, after: Case, law: LawBook, on: date) -> Iterator[Change]:
    was, now = total(_planned(before)).amount_fen, total(_planned(after)).amount_fen
    for number, title in _THRESHOLDS:
        limit = law.number(number, on)

        def said(amount: int, least: int = limit.value) -> str:
            return "达到" if amount >= least else "未达到"

        note = f"{money.wan(limit.value)} 万元（含）；{limit.basis.label}；{limit.confidence}"
        yield Change("门槛", title, said(was), said(now), note)
    least = law.number("min_units", on)
    old, new = _unit_count(before), _unit_count(after)
    note = f"不少于 {least.value} 家；{least.basis.label}"
    yield Change("门槛", "采购单位家数", f"{old} 家", f"{new} 家", note)


def _unit_count(case: Case) -> int:
    return len({line.unit for line in _planned(case)})


def _sums(before: Case, after: Case) -> Iterator[Change]:
    group = "合计和标项"
    for title, lines in (("已接收的需求（未退出）", remaining_needs), ("纳入采购", included_lines)):
        old, new = total(lines(before)), total(lines(after))
        yield Change(
            group, title, _sum_words(old.quantity, old.amount_fen),
            _sum_words(new.quantity, new.amount_fen), _more(new.amount_fen - old.amount_fen),
        )  # fmt: skip
    for lot in before.project.lots:
        old = total([n for n in _planned(before) if n.item == lot.item])
        new = total([n for n in _planned(after) if n.item == lot.item])
        yield Change(
            group, f"{lot.name}　{lot.item}", _sum_words(old.quantity, old.amount_fen),
            _sum_words(new.quantity, new.amount_fen), _more(new.amount_fen - old.amount_fen),
        )  # fmt: skip


def _sum_words(count: int, amount: int) -> str:
    return f"{quantity.grouped(count)}，{money.yuan(amount)} 元"


def _more(fen: int) -> str:
    if not fen:
        return ""
    return f"{'多' if fen > 0 else '少'} {money.yuan(abs(fen))} 元"


def _shares(before: Case, after: Case) -> Iterator[Change]:
    """Each unit's share of each lot that changes, and the sums that prove the split."""
    group, old, new = "分配和合同", _by_share(before), _by_share(after)
    for key in dict.fromkeys((*old, *new)):
        was, now = old.get(key), new.get(key)
        if was != now:
            difference = (now.contract_fen if now else 0) - (was.contract_fen if was else 0)
            what = f"{key[0]}　{key[1]}"
            yield Change(group, what, _share(was), _share(now), _more(difference))
    later = {r.award.lot: r for r in lot_results(after)}
    for result in lot_results(before):
        sums = [
            (r.award_fen, sum(a.contract_fen for a in r.allocations))
            for r in (result, later[result.award.lot])
        ]
        words = [
            f"{money.yuan(award)} 元{'＝' if award == parts else '≠'}Σ各单位"
            for award, parts in sums
        ]
        yield Change(group, f"{result.award.lot}　{result.award.supplier}", *words)


def _by_share(case: Case) -> dict[tuple[str, str], Allocation]:
    return {(a.unit, a.lot): a for r in lot_results(case) for a in r.allocations}


def _share(share: Allocation | None) -> str:
    if share is None:
        return NOTHING
    return _sum_words(share.quantity, share.contract_fen)


def _signed(before: Case, after: Case) -> Iterator[Change]:
    """Contracts that were signed and would no longer be what was agreed."""
    old = {c.key: c.share for c in contracts(before)}
    new = {c.key: c.share for c in contracts(after)}
    entered = {(s.unit, s.lot) for s in before.signed}
    for key, share in old.items():
        day = before.happened(EventKind.CONTRACT_SIGNED, share.unit)
        if new.get(key) == share or (day is None and (share.unit, share.lot) not in entered):
            continue
        now = new.get(key)
        said = "不再有这份合同" if now is None else f"应为 {money.yuan(now.contract_fen)} 元"
        was = f"已签 {money.yuan(share.contract_fen)} 元"
        note = "已签的合同不能单方改变，要与供应商另行约定（政府采购法 第五十条）"
        yield Change("分配和合同", f"合同　{key}", was, said, note)


def _findings(before: Case, after: Case, law: LawBook, on: date) -> Iterator[Change]:
    old = {_key(f): f for f in flow.findings(before, law, on)}
    new = {_key(f): f for f in flow.findings(after, law, on)}
    for key in (k for k in new if k not in old):
        yield Change("检查", new[key].message, NOTHING, new[key].severity.label, _why(new[key]))
    for key in (k for k in old if k not in new):
        yield Change("检查", old[key].message, old[key].severity.label, "不再有", _why(old[key]))


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.subject, finding.message


def _why(finding: Finding) -> str:
    return finding.basis.label if finding.basis else ""


def _clocks(
    before: Case, after: Case, law: LawBook, calendar: Calendar, on: date
) -> Iterator[Change]:
    old = _by_unit(clocks.deadlines(before, law, calendar, on))
    new = _by_unit(clocks.deadlines(after, law, calendar, on))
    for key in dict.fromkeys((*old, *new)):
        was, now = old.get(key), new.get(key)
        words = [_clock(was), _clock(now)]
        if words[0] != words[1]:
            clock = now or was
            assert clock is not None
            what = f"{clock.what}　{clock.unit}".rstrip("　")
            yield Change("期限", what, words[0], words[1], clock.basis.label)


def _by_unit(found: Iterable[Deadline]) -> dict[tuple[str, str], Deadline]:
    return {(d.id, d.unit): d for d in found}


def _clock(deadline: Deadline | None) -> str:
    if deadline is None:
        return NOTHING
    if deadline.last_day is None:
        return deadline.state.value
    return f"{deadline.sense.value} {deadline.last_day}，{deadline.state.value}"


def _notes(case: Case, supposition: Supposition) -> Iterator[str]:
    if case.awards and not isinstance(supposition, DateMoves):
        yield "采购结果已登记：真要这样改，先撤销采购结果并写明理由。"
    announced = case.happened(EventKind.ANNOUNCEMENT_PUBLISHED)
    if isinstance(supposition, UnitLeaves):
        if announced and supposition.on >= announced:
            yield "采购公告已发布：无正当理由不得退出（浙财采监〔2025〕6号 第十二条（一））。"
        else:
            yield "公告发布前退出，指引没有规定；按本单位的做法办理，写明理由。"
