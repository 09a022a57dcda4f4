"""应当开展需求调查的情形 (财库〔2021〕22号 十一), which the review and the plan hang on as well."""

from collections.abc import Sequence
from dataclasses import dataclass

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.tally import included_lines
from zjbuy_desktop.core.papers.spec import Setting

COMPLEX = "技术复杂、专业性较强（第三项）"
WANTED = "主管预算单位或采购人认为需要（第四项）"
BOTH = "同时属于第三项、第四项"
OTHER_TRIGGERS = (COMPLEX, WANTED, BOTH)
"""What only people can judge; chosen in the survey report, where it is asked once for all."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """One item of the article that holds.

    Attributes:
        item: 第（一）项.
        why: the fact that makes it hold.
    """

    item: str
    why: str


def triggers(setting: Setting) -> tuple[Trigger, ...]:
    """Which items hold; the amount is the aggregated budget of the included units (含本数)."""
    return _triggers(setting, included_lines(setting.case))


def _triggers(setting: Setting, lines: Sequence[NeedLine]) -> tuple[Trigger, ...]:
    project, judged = setting.case.project, _judged(setting.case)
    limit = setting.law.number("survey_threshold", setting.on).value
    budget = sum(line.amount_fen for line in lines)
    found = []
    if budget >= limit:
        why = f"汇总预算金额{money.yuan(budget)}元，达到{money.wan(limit)}万元以上"
        found.append(Trigger("第（一）项", f"{why}的{project.kind.value}采购项目"))
    if project.public_attention:
        found.append(Trigger("第（二）项", "涉及公共利益、社会关注度较高的采购项目"))
    if judged in (COMPLEX, BOTH):
        found.append(Trigger("第（三）项", "技术复杂、专业性较强的项目"))
    if judged in (WANTED, BOTH):
        why = "主管预算单位或者采购人认为需要开展需求调查的其他采购项目"
        found.append(Trigger("第（四）项", why))
    return tuple(found)


def _judged(case: Case) -> str:
    return str(dict(case.particulars_of("survey_report").values).get("other_triggers", ""))


def trigger_text(found: Sequence[Trigger]) -> str:
    """The items with their reasons, as one sentence part; empty if none holds."""
    return "；".join(f"{t.item}，{t.why}" for t in found)
