"""What a stage is: one definition that rail, page, panels and checklist derive from."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from zjbuy_desktop.core.base.citation import Citation
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.papers.spec import PaperSpec
from zjbuy_desktop.core.rules import Rule


class Phase(StrEnum):
    """阶段, as the rail groups the stages."""

    AGGREGATION = "汇总"
    DELEGATION = "计划与委托"
    AWARD = "定标与签约"
    PERFORMANCE = "履约与归档"


@dataclass(frozen=True, slots=True)
class CheckItem:
    """办理事项: an event the clerk records at this stage.

    Attributes:
        event: what happens on paper or on the platform.
        basis: 依据.
        required: the stage can't be completed without it.
        fix: what to do while it is missing.
        rare: it happens in few projects (质疑、澄清、暂停): kept out of sight until asked for.
    """

    event: EventKind
    basis: Citation
    required: bool = True
    fix: str = "办理后登记日期。"
    rare: bool = False


@dataclass(frozen=True, slots=True)
class StageSpec:
    """The one definition of a stage.

    Attributes:
        id: noun, same stem on every floor (core/stages, core/rules, gui/pages).
        title: 环节名称.
        phase: 阶段.
        section: 依据: articles of the guideline.
        purpose: one sentence: what is done here.
        action: text of the primary button; says what it does.
        rules: rules checked here.
        papers: papers made here.
        papers_note: where there are none: what is made on the page itself.
        checklist: events recorded here.
        applies_when: whether the stage is part of this project.
        begun_when: whether facts of this stage are there, beside those of its checklist: its
            rules are then checked, even while an earlier stage is still open.
        along: it runs beside the others: never the stage in hand, never completed; in hand once
            begun, and its blocking findings come before any other next step.
        settled_when: of a stage that runs beside the others: nothing of it is open now.
    """

    id: str
    title: str
    phase: Phase
    section: Citation
    purpose: str
    action: str
    rules: tuple[Rule, ...] = ()
    papers: tuple[PaperSpec, ...] = ()
    papers_note: str = ""
    checklist: tuple[CheckItem, ...] = ()
    applies_when: Callable[[Case], bool] = lambda case: True
    begun_when: Callable[[Case], bool] = lambda case: False
    along: bool = False
    settled_when: Callable[[Case], bool] = lambda case: False

    def begun(self, case: Case) -> bool:
        """Whether anything of this stage has been entered or recorded."""
        return self.begun_when(case) or recorded(*(i.event for i in self.checklist))(case)


def recorded(*kinds: EventKind) -> Callable[[Case], bool]:
    """Whether an event of one of these kinds was recorded, for the project or for any unit."""
    return lambda case: any(event.kind in kinds for event in case.events)
