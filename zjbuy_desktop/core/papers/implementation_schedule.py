"""采购实施计划的时间安排：从计划的公告日、开标日起，各步按法规库的期限推算最迟日期。"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zjbuy_desktop.core.base.workdays import DayKind, Reckoning
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.words import Words, words_for
from zjbuy_desktop.core.law.tables import DeadlineRule, DeadlineSense
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import Column, TableBlock
from zjbuy_desktop.core.papers.spec import Setting

Row = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the plan counted by the law book.

    Attributes:
        rule: the period.
        days: what it comes to; ``None`` while the day it counts from isn't planned.
    """

    rule: DeadlineRule
    days: Reckoning | None

    @property
    def last(self) -> date | None:
        """The last lawful day."""
        return self.days.last_day if self.days else None


def schedule_table(setting: Setting) -> TableBlock:
    """时间安排: planned or latest day, period of the law and its basis, step by step."""
    rows = tuple((str(n), *row) for n, row in enumerate(_rows(setting), 1))
    columns = (
        Column("序号", 5, "center"),
        Column("采购步骤", 22),
        Column("计划时间（最迟）", 16, "center"),
        Column("期限要求", 23),
        Column("依据", 23),
    )
    return TableBlock(columns, rows)


def minimum_step(setting: Setting) -> Step | None:
    """The least time from announcement to opening that the method must be given, if any."""
    method = setting.case.project.method.value
    rules = (
        r
        for r in setting.law.deadlines
        if r.sense is DeadlineSense.EARLIEST
        and r.start == EventKind.ANNOUNCEMENT_PUBLISHED
        and r.end == EventKind.BIDS_OPENED
        and (not r.methods or method in r.methods)
    )
    rule = next(rules, None)
    announced = setting.entered.day("plan_announcement")
    return _counted(setting, rule, announced) if rule else None


def schedule_gaps(setting: Setting) -> Iterator[str]:
    """A plan that leaves suppliers too little time is no lawful plan."""
    least, opening = minimum_step(setting), setting.entered.day("plan_opening")
    announced = setting.entered.day("plan_announcement")
    if opening and least and least.last and opening < least.last:
        yield (
            f"合法的开标（响应截止）日期（{period(least.rule)}，"
            f"不得早于{facts.day(least.last)}，依据{least.rule.basis}）"
        )
    elif opening and announced and opening <= announced:
        yield "晚于公告日期的开标（响应截止）日期"


def provisional_note(setting: Setting) -> str:
    """Said under the table when a year's schedule isn't published; empty when all is certain."""
    steps = [*_chain(setting).values(), minimum_step(setting)]
    unsure = any(step and step.days and step.days.provisional for step in steps)
    return "有关年度放假安排尚未公布，表中日期暂按周末推算，以公布后的安排为准。" if unsure else ""


def period(rule: DeadlineRule) -> str:
    """不少于20日 / 2个工作日内, from the law book."""
    unit = "日" if rule.kind is DayKind.CALENDAR else "个工作日"
    if rule.sense is DeadlineSense.EARLIEST:
        return f"公告发布后不少于{rule.days}{unit}"
    return f"{rule.days}{unit}内"


def _counted(setting: Setting, rule: DeadlineRule, start: date | None) -> Step:
    return Step(rule, rule.count(start, setting.calendar) if start else None)


def _chain(setting: Setting) -> dict[str, Step]:
    """Each step from the one before; evaluation is taken to end on the day of the opening."""
    start = setting.entered.day("plan_opening")
    steps: dict[str, Step] = {}
    for rule_id in ("D-10", "D-11", "D-12", "D-15", "D-16", "D-17"):
        steps[rule_id] = _counted(setting, setting.law.deadline(rule_id), start)
        # 合同公告、备案都从签订之日起算，不是一个接一个。
        start = steps["D-15"].last if "D-15" in steps else steps[rule_id].last
    return steps


def _rows(setting: Setting) -> Iterator[Row]:
    entered, words = setting.entered, words_for(setting.case.project.method)
    yield _intention(setting)
    yield (
        f"发布{words.announcement}、发出{words.document}",
        facts.day(entered.day("plan_announcement")),
        "审查通过后",
        str(setting.law.cite("requirement_measures", "第二十九条")),
    )
    least = minimum_step(setting)
    opening = facts.day(entered.day("plan_opening"))
    asked = (period(least.rule), str(least.rule.basis)) if least else ("按采购程序", "—")
    yield ("开标" if words.won == "中标" else "响应文件提交截止", opening, *asked)
    yield from _after_opening(setting, words)
    yield ("履约验收", "", entered.text("acceptance_time"), "采购合同")
    paying = setting.law.deadline("D-21")
    limit = f"收到发票后{period(paying)}，合同另有约定的从其约定"
    yield ("支付资金", "", limit, str(paying.basis))


def _after_opening(setting: Setting, words: Words) -> Iterator[Row]:
    told = {
        "D-10": ("收到评审报告", "评审结束后"),
        "D-11": (f"确定{words.won}供应商", "收到评审报告后"),
        "D-12": (f"发出{words.award_notice}、公告结果", "供应商确定后"),
        "D-15": ("签订采购协议和政府采购合同", f"{words.award_notice}发出后"),
        "D-16": ("公告合同", "合同签订后"),
        "D-17": ("合同副本备案", "合同签订后"),
    }
    for rule_id, step in _chain(setting).items():
        what, since = told[rule_id]
        yield (what, facts.day(step.last), f"{since}{period(step.rule)}", str(step.rule.basis))


def _intention(setting: Setting) -> Row:
    rule = setting.law.deadline("D-01")
    published = setting.case.happened(EventKind.INTENTION_PUBLISHED)
    announced = setting.entered.day("plan_announcement")
    latest = _counted(setting, rule, announced).last
    limit = f"原则上不晚于采购活动开始前{rule.days}日"
    when = facts.day(latest)
    if published:
        when = f"{facts.day(published)}（已公开）"
        if announced and (announced - published).days < rule.days:
            limit += "（本项目不足，应当留存说明）"
    return ("公开采购意向", when, limit, str(rule.basis))
