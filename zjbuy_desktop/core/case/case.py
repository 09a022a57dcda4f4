"""一个项目在某一刻的全部事实；规则、文件、环节都只看它。"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from zjbuy_desktop.core.case.archive_files import ArchiveFile
from zjbuy_desktop.core.case.awards import (
    LotAward,
    PerformanceStep,
    SignedContract,
    Supplement,
)
from zjbuy_desktop.core.case.disputes import Assistance, Dispute
from zjbuy_desktop.core.case.documents import MadePaper, PaperDetails, PaperMove, Particulars
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.gaps import GapChoice
from zjbuy_desktop.core.case.limits import Limits
from zjbuy_desktop.core.case.needs import NeedLine, UnitFacts
from zjbuy_desktop.core.case.plans import Agency, PlanEntry, PlanFiling, PlanKind
from zjbuy_desktop.core.case.project import Lot, Project
from zjbuy_desktop.core.case.tender import Tender
from zjbuy_desktop.core.case.units import Recommendation, Role, Unit


@dataclass(frozen=True, slots=True)
class StageRecord:
    """How far one stage has come.

    Attributes:
        stage: stage id.
        completed_on: 完成日期; ``None`` while open.
        stale: a stage before it was reopened after it had been completed.
        taken_over: entered as already done when the project was taken over (接手).
        note: 备注.
    """

    stage: str
    completed_on: date | None = None
    stale: bool = False
    taken_over: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """经办人对一条“请注意”说明理由后继续.

    Attributes:
        rule: rule id.
        subject: unit or lot; empty for all.
        reason: 理由.
    """

    rule: str
    subject: str
    reason: str


@dataclass(frozen=True, slots=True)
class OpenReturn:
    """A returned file that still waits for somebody: refused, or one of two of the same unit.

    Attributes:
        file: 文件名.
        units: units named in it.
        problems: how many cells are to be mended.
    """

    file: str
    units: tuple[str, ...]
    problems: int


@dataclass(frozen=True, slots=True)
class Case:
    """All facts of one project, read in one transaction.

    Attributes:
        id: project id in the store.
        project: 项目.
        units: 名册, in roster order.
        recommendations: 牵头单位推荐.
        needs: current need lines (latest accepted return of each unit).
        facts: 待补内容 given afterwards; already filled into ``needs``.
        open_returns: refused files nobody has mended yet.
        withdrawn: (单位, 理由) of units that took their need back and sent none since.
        events: 里程碑, in order of entry.
        plans: 采购计划.
        filing: 临时采购计划的办理.
        agency: 采购代理机构.
        tender: 公告、开标、评审、澄清修改.
        awards: 定标结果.
        supplements: 补充合同.
        signed: contracts as signed, where they were entered.
        steps: 履约：验收、发票、支付、保证金, in order of entry.
        disputes: 询问、质疑、投诉, in order of entry.
        assistance: 请参与单位协助答复, in order of entry.
        details: 文号与成文日期.
        particulars: 各文件填写的内容.
        papers: papers made, the newest last.
        moves: what became of papers (打印、发出、扫回、核章), in order of entry.
        stages: stage records.
        overrides: 已说明理由的提醒.
        created_at: when the project was created.
        born_as: its number where it began, before it was handed over; 0 for the same as ``id``.
        limits: 离群的界限, as the office set them.
        archive_files: 补进档案的文件, in order of entry.
        gap_choices: what is done where the law says nothing, the project's own first.
        sealed_on: the day the last 归档文件夹 was made; ``None`` while there is none.
    """

    id: int
    project: Project
    units: tuple[Unit, ...]
    recommendations: tuple[Recommendation, ...] = ()
    needs: tuple[NeedLine, ...] = ()
    facts: tuple[UnitFacts, ...] = ()
    open_returns: tuple[OpenReturn, ...] = ()
    withdrawn: tuple[tuple[str, str], ...] = ()
    events: tuple[Event, ...] = ()
    plans: tuple[PlanEntry, ...] = ()
    filing: PlanFiling = PlanFiling()
    agency: Agency | None = None
    tender: Tender = Tender()
    awards: tuple[LotAward, ...] = ()
    supplements: tuple[Supplement, ...] = ()
    signed: tuple[SignedContract, ...] = ()
    steps: tuple[PerformanceStep, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    assistance: tuple[Assistance, ...] = ()
    details: tuple[PaperDetails, ...] = ()
    particulars: tuple[Particulars, ...] = ()
    papers: tuple[MadePaper, ...] = ()
    moves: tuple[PaperMove, ...] = ()
    stages: tuple[StageRecord, ...] = ()
    overrides: tuple[Override, ...] = ()
    created_at: datetime | None = None
    born_as: int = 0
    limits: Limits = Limits()
    archive_files: tuple[ArchiveFile, ...] = ()
    gap_choices: tuple[GapChoice, ...] = ()
    sealed_on: date | None = None
    _last: dict[tuple[EventKind, str], Event] = field(init=False, repr=False, compare=False)
    _units: dict[str, Unit] = field(init=False, repr=False, compare=False)
    _leads: tuple[Unit, ...] = field(init=False, repr=False, compare=False)
    _details: dict[tuple[str, str], PaperDetails] = field(init=False, repr=False, compare=False)
    _entered: dict[tuple[str, str], Particulars] = field(init=False, repr=False, compare=False)
    _made: dict[tuple[str, str], MadePaper] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # 几百家单位、每家几件事、几十种文件，规则和文件要问上万次，所以先编好索引。
        indexes = {
            "_last": {(e.kind, e.unit): e for e in self.events},
            "_units": {u.name: u for u in reversed(self.units)},
            "_leads": tuple(u for u in self.units if u.role is Role.LEAD),
            "_details": {(d.kind, d.unit): d for d in reversed(self.details)},
            "_entered": {(p.kind, p.subject): p for p in reversed(self.particulars)},
            "_made": {(p.kind, p.unit): p for p in self.papers},
        }
        for name, index in indexes.items():
            object.__setattr__(self, name, index)

    def unit(self, name: str) -> Unit | None:
        """The unit of that name, if it is on the roster."""
        return self._units.get(name)

    @property
    def lead(self) -> Unit | None:
        """牵头单位, if the roster names exactly one."""
        return self._leads[0] if len(self._leads) == 1 else None

    def event(self, kind: EventKind, unit: str = "") -> Event | None:
        """The event of that kind (and unit) that counts: the last one entered."""
        return self._last.get((kind, unit))

    def happened(self, kind: EventKind, unit: str = "") -> date | None:
        """The day of that event, if it was recorded."""
        event = self.event(kind, unit)
        return event.on if event else None

    def plans_of(self, kind: PlanKind) -> Iterator[PlanEntry]:
        """计划 of one kind."""
        return (p for p in self.plans if p.kind is kind)

    def lot_for(self, item: str) -> Lot | None:
        """The lot whose item this is."""
        return next((lot for lot in self.project.lots if lot.item == item), None)

    def details_of(self, kind: str, unit: str = "") -> PaperDetails:
        """文号与成文日期 entered for a paper; blank ones if none were."""
        return self._details.get((kind, unit)) or PaperDetails(kind, unit)

    def particulars_of(self, kind: str, subject: str = "") -> Particulars:
        """What was entered for a paper; nothing if nothing was."""
        return self._entered.get((kind, subject)) or Particulars(kind, subject, ())

    def made_of(self, kind: str, subject: str = "") -> MadePaper | None:
        """The paper of that kind and subject as it was last made."""
        return self._made.get((kind, subject))

    def stage(self, stage_id: str) -> StageRecord:
        """The record of one stage; an open one if none was kept."""
        return next((s for s in self.stages if s.stage == stage_id), StageRecord(stage_id))
