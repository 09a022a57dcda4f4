"""年鉴：一年里所有项目的预算、中标、节约、签约，按品目、方式、供应商、单位各加一遍，互相核对。"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from zjbuy_desktop.core.case.allocation import lot_results
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.disputes import DisputeKind
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.progress import unit_records
from zjbuy_desktop.core.case.renewing import year_of
from zjbuy_desktop.core.case.savings import Saving
from zjbuy_desktop.core.case.tally import remaining_needs
from zjbuy_desktop.core.stages import flow

_DONE = "各环节已完成"


@dataclass(frozen=True, slots=True)
class Share:
    """A part of one project's result: who bought from whom, for how much.

    Attributes:
        unit: 单位.
        supplier: 供应商.
        budget_fen: 预算（分） of the part.
        award_fen: 合同金额（分） of the part.
    """

    unit: str
    supplier: str
    budget_fen: int
    award_fen: int


@dataclass(frozen=True, slots=True)
class YearLine:
    """One project in the year book.

    Attributes:
        project_id: its id.
        name: 项目名称.
        category: 品目.
        method: 采购方式.
        agency: 采购代理机构; empty while not chosen.
        stage: 环节 in hand.
        units: how many units need something and have not left.
        need_fen: Σ their needs（分）.
        budget_fen: Σ budget（分） of the awarded lots.
        award_fen: Σ 中标（成交）金额（分）.
        signing: how many units have contracts to sign.
        signed: how many of them signed.
        supplement_fen: Σ 补充合同（分）.
        withdrawn: how many units left.
        complaints: how many 质疑 and 投诉 were received.
        shares: the parts the award is split into.
    """

    project_id: int
    name: str
    category: str
    method: str
    agency: str
    stage: str
    units: int
    need_fen: int
    budget_fen: int
    award_fen: int
    signing: int
    signed: int
    supplement_fen: int
    withdrawn: int
    complaints: int
    shares: tuple[Share, ...]

    @property
    def saving(self) -> Saving:
        """节约额、节约率."""
        return Saving(self.budget_fen, self.award_fen)


@dataclass(frozen=True, slots=True)
class Group:
    """Some of the year's results under one heading.

    Attributes:
        name: 品目, 采购方式, 供应商 or 单位.
        projects: in how many projects.
        budget_fen: Σ budget（分） of what was awarded.
        award_fen: Σ 中标（成交）金额（分）.
    """

    name: str
    projects: int
    budget_fen: int
    award_fen: int

    @property
    def saving(self) -> Saving:
        """节约额、节约率."""
        return Saving(self.budget_fen, self.award_fen)


@dataclass(frozen=True, slots=True)
class YearBook:
    """All projects of one year.

    Attributes:
        year: 预算年度.
        lines: one per project, the largest need first.
    """

    year: int
    lines: tuple[YearLine, ...]

    @property
    def need_fen(self) -> int:
        """Σ 需求预算（分）."""
        return sum(line.need_fen for line in self.lines)

    @property
    def saving(self) -> Saving:
        """Of everything that was awarded."""
        return Saving(
            sum(line.budget_fen for line in self.lines),
            sum(line.award_fen for line in self.lines),
        )

    @property
    def by_category(self) -> tuple[Group, ...]:
        """按品目."""
        return self._of_lines(lambda line: line.category)

    @property
    def by_method(self) -> tuple[Group, ...]:
        """按采购方式."""
        return self._of_lines(lambda line: line.method)

    @property
    def by_supplier(self) -> tuple[Group, ...]:
        """按供应商."""
        return self._of_shares(lambda share: share.supplier)

    @property
    def by_unit(self) -> tuple[Group, ...]:
        """按单位."""
        return self._of_shares(lambda share: share.unit)

    @property
    def agrees(self) -> bool:
        """Whether every grouping adds up to the same award and budget, to the 分."""
        whole = self.saving
        groups = (self.by_category, self.by_method, self.by_supplier, self.by_unit)
        return all(
            Saving(sum(g.budget_fen for g in some), sum(g.award_fen for g in some)) == whole
            for some in groups
        )

    def _of_lines(self, key: Callable[[YearLine], str]) -> tuple[Group, ...]:
        awarded = [line for line in self.lines if line.shares]
        return _grouped((key(x), x.project_id, x.budget_fen, x.award_fen) for x in awarded)

    def _of_shares(self, key: Callable[[Share], str]) -> tuple[Group, ...]:
        return _grouped(
            (key(share), line.project_id, share.budget_fen, share.award_fen)
            for line in self.lines
            for share in line.shares
        )


def _grouped(parts: Iterable[tuple[str, int, int, int]]) -> tuple[Group, ...]:
    found: dict[str, tuple[set[int], int, int]] = {}
    for name, project, budget, award in parts:
        projects, budgets, awards = found.get(name, (set(), 0, 0))
        found[name] = ({*projects, project}, budgets + budget, awards + award)
    groups = (Group(name, len(ids), b, a) for name, (ids, b, a) in found.items())
    return tuple(sorted(groups, key=lambda g: (-g.award_fen, g.name)))


def book_year(case: Case) -> int:
    """The year a project counts in: 预算年度, else the year it was begun; 0 for neither."""
    return year_of(case.project) or (case.created_at.year if case.created_at else 0)


def year_book(cases: Sequence[Case], year: int) -> YearBook:
    """The book of one year."""
    lines = [_line(case) for case in cases if book_year(case) == year]
    return YearBook(year, tuple(sorted(lines, key=lambda x: (-x.need_fen, x.name))))


def _line(case: Case) -> YearLine:
    needs, records = remaining_needs(case), unit_records(case)
    shares = tuple(_shares(case))
    stage = flow.current(case)
    return YearLine(
        project_id=case.id,
        name=case.project.name,
        category=case.project.category_name,
        method=case.project.method.value,
        agency=case.agency.name if case.agency else "",
        stage=stage.title if stage else _DONE,
        units=len({need.unit for need in needs}),
        need_fen=sum(need.amount_fen for need in needs),
        budget_fen=sum(share.budget_fen for share in shares),
        award_fen=sum(share.award_fen for share in shares),
        signing=len(records),
        signed=sum(record.signed is not None for record in records),
        supplement_fen=sum(record.supplement_fen for record in records),
        withdrawn=len({e.unit for e in case.events if e.kind is EventKind.WITHDRAWN}),
        complaints=_received(case),
        shares=shares,
    )


def _received(case: Case) -> int:
    """质疑 and 投诉; where they were not entered one by one, each 质疑 has its reply."""
    if case.disputes:
        return sum(d.kind is not DisputeKind.ENQUIRY for d in case.disputes)
    replies = {p.subject for p in case.particulars if p.kind == "challenge_reply" and p.subject}
    challenged = case.happened(EventKind.CHALLENGE_RECEIVED) is not None
    complained = case.happened(EventKind.COMPLAINT_RECEIVED) is not None
    return max(len(replies), int(challenged)) + int(complained)


def _shares(case: Case) -> Iterator[Share]:
    for result in lot_results(case):
        for part in result.allocations:
            yield Share(part.unit, part.supplier, part.budget_fen, part.contract_fen)
