"""需求调查、编制和审查：登记调查的情形和不重复调查的依据、审查结论；看办到了哪里。"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case import reviewing, surveying
from zjbuy_desktop.core.case.answering import requirement_answers
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.drafting import PLAN, REQUIREMENT, drafted_on
from zjbuy_desktop.core.case.review_items import ITEMS
from zjbuy_desktop.core.case.reviewing import OPINION, Verdict
from zjbuy_desktop.core.case.surveying import OTHER_TRIGGERS, REPORT
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.usecases import particulars
from zjbuy_desktop.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class SurveyGround:
    """What only people know of the survey.

    Attributes:
        other_triggers: 其他应当调查的情形, one of ``OTHER_TRIGGERS`` or empty.
        waiver: 不重复开展需求调查的说明; empty when a survey is made.
        earlier_on: when the earlier survey ended; ``None`` when 可行性研究 is relied on.
    """

    other_triggers: str = ""
    waiver: str = ""
    earlier_on: date | None = None


def survey_ground(case: Case) -> SurveyGround:
    """What stands in the papers."""
    held = case.particulars_of(OPINION)
    return SurveyGround(
        surveying.other_triggers(case), surveying.waiver(case), held.day("earlier_survey_on")
    )


def set_survey(desk: Desk, project_id: int, ground: SurveyGround) -> None:
    """Keep it in the survey report and the review opinion, at once.

    Raises:
        UserError: there is no such case, or a day stands without an explanation.
    """
    if ground.other_triggers and ground.other_triggers not in OTHER_TRIGGERS:
        raise UserError(
            f"没有“{ground.other_triggers}”这种情形。", f"可以写：{'、'.join(OTHER_TRIGGERS)}。"
        )
    waiver = ground.waiver.strip()
    if ground.earlier_on and not waiver:
        raise UserError(
            "写了以前调查完成的日期，没有写不重复调查的依据。", "写明依据的是哪一次调查。"
        )
    day = ground.earlier_on.isoformat() if ground.earlier_on else ""
    particulars.amend(
        desk,
        project_id,
        {
            REPORT: {"other_triggers": ground.other_triggers},
            OPINION: {"survey_waiver": waiver, "earlier_survey_on": day},
        },
    )


def verdicts_of(case: Case, law: LawBook, on: date) -> tuple[Verdict, ...]:
    """The items this review goes through."""
    triggered = bool(surveying.triggers(case, law, on))
    return reviewing.verdicts(case, reviewing.is_key(case, triggered))


def set_verdicts(
    desk: Desk, project_id: int, said: Iterable[tuple[int, str, str]], kind: str | None = None
) -> None:
    """Keep (项号, 结论, 意见); items that are not told of stay as they are.

    Args:
        kind: 审查类型 to be kept as well; ``None`` leaves it.

    Raises:
        UserError: there is no such item, or its 结论 is no word it may be answered with.
    """
    case = desk.case(project_id)
    told = {v.item.number: (v.said, v.opinion) for v in reviewing.verdicts(case, key=True)}
    allowed = {i.number: Verdict(i).allowed for i in ITEMS}
    for number, word, opinion in said:
        if number not in told:
            raise UserError(f"没有第 {number} 项审查内容。", f"项号是 1 到 {len(ITEMS)}。")
        if word and word not in allowed[number]:
            raise UserError(
                f"第 {number} 项的结论写的是“{word}”。", f"只能写：{'、'.join(allowed[number])}。"
            )
        told[number] = (word, opinion.strip())
    limit = desk.law.number("track_record_limit", desk.today).value
    rows = tuple((str(i.number), i.words(limit), *told[i.number]) for i in ITEMS)
    more = {} if kind is None else {"review_kind": kind}
    particulars.amend(desk, project_id, {OPINION: {"results": rows, **more}})


def as_json(desk: Desk, project_id: int) -> dict[str, Any]:
    """Survey, drafts and the units' answers."""
    case = desk.case(project_id)
    found = surveying.triggers(case, desk.law, desk.today)
    earlier = surveying.earlier_survey(case)
    return {
        "triggers": [{"item": t.item, "why": t.why} for t in found],
        "waiver": surveying.waiver(case),
        "earlier_survey_on": earlier,
        "surveyed_on": surveying.finished(case),
        "respondents": list(surveying.respondents(case)),
        "drafted": {kind: drafted_on(case, kind) for kind in (REPORT, REQUIREMENT, PLAN)},
        "answers": [
            {
                "unit": a.unit,
                "answered_on": a.event.on if a.event else None,
                "answer": a.event.note if a.event else "",
            }
            for a in requirement_answers(case)
        ],
    }


def review_json(desk: Desk, project_id: int) -> dict[str, Any]:
    """Every item with its 结论, and who reviews."""
    case = desk.case(project_id)
    said = verdicts_of(case, desk.law, desk.today)
    failure = reviewing.open_failure(case)
    return {
        "key_review": len(said) == len(ITEMS),
        "items": [_item(v, desk) for v in said],
        "counts": counts(said),
        "reviewers": [list(pair) for pair in reviewing.reviewers(case)],
        "absent": list(reviewing.absent_departments(case)),
        "not_independent": list(reviewing.not_independent(case)),
        "open_failure": failure.note if failure else None,
    }


def _item(verdict: Verdict, desk: Desk) -> dict[str, Any]:
    item = verdict.item
    return {
        "number": item.number,
        "group": item.group,
        "question": item.words(desk.law.number("track_record_limit", desk.today).value),
        "article": item.article,
        "said": verdict.said,
        "opinion": verdict.opinion,
    }


def counts(said: Sequence[Verdict]) -> dict[str, int]:
    """How many items were answered with which word; the open ones under an empty one."""
    words = [v.said for v in said]
    return {word: words.count(word) for word in dict.fromkeys(words)}
