"""质疑答复函 (指引 十; 政府采购法 五十三; 94号令 十五): one for each challenge."""

from collections.abc import Iterator, Sequence

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.base.text import squeeze
from zjbuy_desktop.core.base.workdays import Reckoning
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.finance import complaint_department, highest, purchasers
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import Block, Heading, Para, Passage, Style
from zjbuy_desktop.core.papers.challenge_entries import (
    CHALLENGE_ENTRIES,
    CONCLUSIONS,
    ISSUE_COLUMNS,
    RESULT,
    UNFOUNDED,
    Action,
    actions_for,
)
from zjbuy_desktop.core.papers.numerals import chinese
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Per, Setting
from zjbuy_desktop.core.papers.template import BLANK

Issues = Sequence[tuple[str, ...]]

_NUMBERS = {"challenge_days": "challenge_reply_workdays", "complaint_days": "complaint_workdays"}


def _fill(setting: Setting) -> Content:
    entered = setting.entered
    issues = entered.rows("issues")
    about = entered.text("about")
    action = entered.text("action")
    founded = any(row[3] != UNFOUNDED for row in issues)
    return Content(
        facts={
            **facts.project_facts(setting),
            **facts.entered_facts(setting),
            **facts.number_facts(setting, _NUMBERS),
            **_days(setting),
            "supplier": _challenger(setting),
            "issue_count": str(len(issues)) if issues else "",
            "about_result": facts.yes(about == RESULT),
            "goes_on": facts.yes(action == Action.GO_ON),
            "clarified": facts.yes(action == Action.CLARIFY),
            "document_redone": facts.yes(action == Action.REDO_DOCUMENT),
            "other_winner": facts.yes(action == Action.OTHER_WINNER),
            "redone": facts.yes(action == Action.REDO),
            "suspended": facts.yes(action in (Action.OTHER_WINNER, Action.REDO)),
            "finance": _department(setting),
            "mixed_levels": facts.yes(len({u.level for u in purchasers(setting.case)}) > 1),
            "copies": "、".join(_copies(setting)),
        },
        blocks={"issues": _passage(issues), "sign_off": facts.lead_sign_off(setting)},
        gaps=(
            *_issue_gaps(issues),
            *_action_gaps(setting, founded),
            *_day_gaps(setting),
            *_department_gaps(setting),
        ),
    )


def _challenger(setting: Setting) -> str:
    return setting.entered.text("challenger") or setting.subject


def _department(setting: Setting) -> str:
    return setting.entered.text("department") or complaint_department(setting.case)


def _started(setting: Setting) -> Reckoning | None:
    """From when the supplier had to know: as entered, else the end of the result's 公告期限."""
    announced = setting.case.happened(EventKind.RESULT_ANNOUNCED)
    if setting.entered.text("about") != RESULT or not announced:
        return None
    return facts.period(setting, announced, "result_announcement_workdays")


def _raising(setting: Setting) -> Reckoning | None:
    """The period in which the challenge had to be raised."""
    computed = _started(setting)
    known = setting.entered.day("known_day") or (computed.last_day if computed else None)
    return facts.period(setting, known, "challenge_raise_workdays") if known else None


def _replying(setting: Setting) -> Reckoning | None:
    received = setting.entered.day("received")
    return facts.period(setting, received, "challenge_reply_workdays") if received else None


def _days(setting: Setting) -> facts.Facts:
    entered = setting.entered
    raising, replying = _raising(setting), _replying(setting)
    raised = entered.day("posted") or entered.day("received")
    late = bool(raising and raised and raised > raising.last_day)
    unsure = any(r.provisional for r in (raising, replying, _started(setting)) if r)
    return {
        "raise_last": facts.day(raising.last_day if raising else None),
        "reply_last": facts.day(replying.last_day if replying else None),
        "raised_on": facts.day(raised),
        "in_time": facts.yes(bool(raising) and not late),
        "late": facts.yes(late),
        "provisional_note": facts.UNSURE if unsure else "",
    }


def _copies(setting: Setting) -> Iterator[str]:
    """抄送: other suppliers concerned (法 五十三), of a result the winners, and the agency."""
    case, challenger = setting.case, squeeze(_challenger(setting))
    named = setting.entered.text("other_suppliers").replace("，", "、").replace("；", "、")
    others = [part.strip() for part in named.split("、")]
    if setting.entered.text("about") == RESULT:
        others += [award.supplier for award in case.awards]
    yield from dict.fromkeys(o for o in others if o and squeeze(o) != challenger)
    if case.agency:
        yield case.agency.name


def _passage(issues: Issues) -> Passage:
    """Each 质疑事项 with facts, basis and conclusion."""
    blocks: list[Block] = []
    for place, (claim, found, basis, conclusion) in enumerate(issues, 1):
        blocks += (
            Heading(2, f"（{chinese(place)}）质疑事项{chinese(place)}"),
            Para(f"质疑内容：{_stopped(claim)}"),
            Para(f"查明事实：{_stopped(found)}"),
            Para(f"答复依据：{_stopped(basis)}"),
            Para(f"答复意见：该质疑事项{conclusion or BLANK}。"),
        )
    return Passage(tuple(blocks))


def _stopped(text: str) -> str:
    """A sentence with one full stop at its end."""
    return f"{text.rstrip('。；，')}。" if text else BLANK


def _issue_gaps(issues: Issues) -> Iterator[str]:
    for place, row in enumerate(issues, 1):
        for title, cell in zip(ISSUE_COLUMNS, row, strict=True):
            if not cell:
                yield f"第{place}项质疑的{title}"
        if row[3] and row[3] not in CONCLUSIONS:
            yield f"第{place}项质疑的结论（只能是{'、'.join(CONCLUSIONS)}）"


def _action_gaps(setting: Setting, founded: bool) -> Iterator[str]:
    """What is done fits what was challenged and what was found (94号令 十六)."""
    about, action = setting.entered.text("about"), setting.entered.text("action")
    if not action or not setting.entered.rows("issues"):
        return
    fitting = actions_for(about) if about else tuple(Action)
    if action not in fitting:
        yield f"与质疑环节相符的处理决定（对{about}的质疑只能是{'、'.join(fitting)}）"
    elif not founded and action != Action.GO_ON:
        yield f"与结论相符的处理决定（各项质疑都不成立，应当{Action.GO_ON}）"
    if founded and action == Action.GO_ON and not setting.entered.text("no_effect"):
        yield "成立的质疑不影响采购结果的说明"


def _day_gaps(setting: Setting) -> Iterator[str]:
    entered, dated = setting.entered, setting.details.dated
    received, posted = entered.day("received"), entered.day("posted")
    if entered.text("about") and _raising(setting) is None:
        yield "质疑期限的起算日"
    if posted and received and posted > received:
        yield "不晚于收到日期的交邮日期"
    replying = _replying(setting)
    if not dated or not received or replying is None:
        return
    if dated < received:
        yield f"不早于收到质疑函（{facts.day(received)}）的成文日期"
    if dated > replying.last_day and not entered.text("delay"):
        yield f"超过答复期限（{facts.day(replying.last_day)}）的说明"


def _department_gaps(setting: Setting) -> Iterator[str]:
    if not _department(setting):
        units = "、".join(unit.name for unit in highest(setting.case)[:3])
        why = f"预算级次最高的是{units}等" if units else "名册里没有采购单位"
        yield f"受理投诉的财政部门（{why}，不能推定，按采购文件的约定填写）"


SPEC = PaperSpec(
    kind="challenge_reply",
    title="质疑答复函",
    style=Style.LETTER,
    basis=guideline("第十条"),
    fill=_fill,
    per=Per.NAMED,
    entries=CHALLENGE_ENTRIES,
)
