"""统采统签：程序告诉用户的不同，就是真的不同，一样不多、一样不少。"""

from dataclasses import replace
from datetime import date

from tests.core.builders import make_case
from tests.core.covering import ROOT
from tests.core.ruling import law, without
from zjbuy_desktop.core.case.awards import Supplement
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.joint import JOINT_CHANGES, joint_notice
from zjbuy_desktop.core.case.project import Mode
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.stages.book import STAGES

TEXTS = ROOT / "resources" / "texts"
MARKS = ("{?joint}", "{?sign_separately}", "{!sign_separately}")
SOON, LATE = date(2026, 9, 10), date(2026, 12, 20)


def seen(case: Case) -> dict[str, set[tuple[str, str]]]:
    """Rule → what it says of whom, within the periods and after them."""
    rules = {rule.id: rule for stage in STAGES for rule in stage.rules}
    return {
        name: {(f.message, f.subject) for on in (SOON, LATE) for f in rule.check(case, law(), on)}
        for name, rule in rules.items()
    }


def cases() -> list[Case]:
    """Awarded and notified: nothing signed; signed by everybody, too early; more bought."""
    base = make_case()
    told = tuple(e for e in base.events if e.kind is EventKind.AWARD_NOTICE_ISSUED)
    plain = without(base, EventKind.CONTRACT_SIGNED, EventKind.CONTRACT_ANNOUNCED)
    if not told:
        plain = replace(
            plain, events=(*plain.events, Event(EventKind.AWARD_NOTICE_ISSUED, date(2026, 9, 3)))
        )
    early = tuple(Event(EventKind.CONTRACT_SIGNED, date(2026, 9, 1), u.name) for u in base.units)
    lot = base.project.lots[0].name
    more = tuple(Supplement(u.name, lot, 100_000_00) for u in base.units)
    return [
        plain,
        replace(plain, events=(*plain.events, *early)),
        replace(plain, supplements=more),
        replace(base, plans=base.plans),
    ]


def differing() -> set[str]:
    """The rules that say something else once the lead signs for all."""
    found = set()
    for case in cases():
        joint = replace(case, project=replace(case.project, mode=Mode.SIGN_TOGETHER))
        one, other = seen(case), seen(joint)
        found |= {name for name in one if one[name] != other[name]}
    return found


def test_the_checks_named_are_those_that_change() -> None:
    named = {name for change in JOINT_CHANGES for name in change.rules}
    assert named == differing() - FOLLOWING


FOLLOWING = {"formal_plan_is_linked"}
"""The same demand of the same units; only the wording of when it bites follows the signer."""


def test_the_papers_named_are_those_that_are_worded_otherwise() -> None:
    named = {kind for change in JOINT_CHANGES for kind in change.papers}
    worded = {
        file.stem
        for file in TEXTS.glob("*.txt")
        if any(mark in file.read_text(encoding="utf-8") for mark in MARKS)
    }
    assert named == worded
    assert named - {"contract_services"} <= set(PAPERS)


def test_the_notice_numbers_what_is_otherwise() -> None:
    lines = joint_notice().splitlines()
    assert len(lines) == len(JOINT_CHANGES) + 1
    assert lines[1].startswith("1. 合同由牵头单位统一签订")
