"""需求审查：每一项的结论、谁来审、有没有回避、没通过的改过没有 (22号 二十九至三十四)."""

from dataclasses import dataclass

from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.drafting import drafter_names, names_in
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.review_items import KEY, ReviewItem, items_for

OPINION = "review_opinion"
"""The paper whose entries hold the review."""
PASSED, FAILED, NOT_CONCERNED = "通过", "不通过", "不涉及"
DEPARTMENTS = ("采购", "财务", "业务", "监督")
"""内部机构 that must take part (财库〔2021〕22号 三十二)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was said of one item.

    Attributes:
        item: 审查项目.
        said: 结论 as entered; empty while open.
        opinion: 意见.
    """

    item: ReviewItem
    said: str = ""
    opinion: str = ""

    @property
    def allowed(self) -> tuple[str, ...]:
        """The words this item may be answered with; the empty one stays out."""
        return (PASSED, FAILED, NOT_CONCERNED) if self.item.conditional else (PASSED, FAILED)


def chosen_kind(case: Case) -> str:
    """审查类型 as chosen; empty when it is left to the law."""
    return case.particulars_of(OPINION).text("review_kind")


def is_key(case: Case, triggered: bool) -> bool:
    """Whether both lists are gone through: the law asks for it, or the office chose it."""
    return triggered or chosen_kind(case) == KEY


def verdicts(case: Case, key: bool) -> tuple[Verdict, ...]:
    """Every item of the review with what was said of it so far."""
    rows = case.particulars_of(OPINION).rows("results")
    said = {row[0]: (row[2], row[3]) for row in rows}
    return tuple(Verdict(i, *said.get(str(i.number), ("", ""))) for i in items_for(key))


def conclusion(case: Case) -> str:
    """审查结论 as entered."""
    return case.particulars_of(OPINION).text("conclusion")


def reviewers(case: Case) -> tuple[tuple[str, str], ...]:
    """(机构职能, 姓名) of those who review, one pair per name."""
    rows = case.particulars_of(OPINION).rows("reviewers")
    return tuple((row[0], name) for row in rows for name in names_in(row[2]))


def experts(case: Case) -> tuple[str, ...]:
    """专家和第三方机构 that take part, by name."""
    rows = case.particulars_of(OPINION).rows("experts")
    return tuple(name for row in rows for name in names_in(row[0]))


def absent_departments(case: Case) -> tuple[str, ...]:
    """机构 that must take part and have nobody there."""
    present = {what for what, _ in reviewers(case)}
    return tuple(what for what in DEPARTMENTS if what not in present)


def not_independent(case: Case) -> tuple[str, ...]:
    """Those who review what they drafted, each once."""
    drafted = drafter_names(case)
    names = (*(name for _, name in reviewers(case)), *experts(case))
    return tuple(dict.fromkeys(name for name in names if name in drafted))


def open_failure(case: Case) -> Event | None:
    """The failed review that none passed after."""
    failed = case.event(EventKind.REVIEW_FAILED)
    passed = case.happened(EventKind.REVIEW_PASSED)
    return failed if failed and (passed is None or passed < failed.on) else None
