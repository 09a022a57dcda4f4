"""法律规定的期限和要求，写成给人看的行和固定字段的 JSON；不看项目。"""

from collections.abc import Iterator
from typing import Any

from zjbuy_desktop.core.base.workdays import DayKind
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.law.tables import DeadlineRule, DeadlineSense, LawDuty


def law_lines(law: LawBook) -> list[str]:
    """Every clock and duty of the law book: what, how long, from when, whose, by which article."""
    return [*_clocks(law), "另有要求（不是从哪一天起多少天的）：", *map(_duty, law.duties)]


def _clocks(law: LawBook) -> Iterator[str]:
    for rule in law.deadlines:
        methods = f"（{'、'.join(rule.methods)}）" if rule.methods else ""
        parts = [rule.id, rule.what + methods, length(rule), since(law, rule), rule.who]
        yield "　".join([*parts, str(rule.basis), rule.confidence])


def _duty(duty: LawDuty) -> str:
    return "　".join([duty.id, duty.what, duty.who, duty.served, str(duty.basis), duty.confidence])


def length(rule: DeadlineRule) -> str:
    """30日内 / 不少于20日 / 5个工作日（届满）."""
    unit = "个工作日" if rule.kind is DayKind.WORKING else rule.kind.value
    if rule.sense is DeadlineSense.EARLIEST:
        return f"不少于{rule.days}{unit}"
    if rule.backwards:
        return f"{rule.days}{unit}前"
    return f"{rule.days}{unit}" + ("内" if rule.sense is DeadlineSense.LATEST else "（届满）")


def since(law: LawBook, rule: DeadlineRule) -> str:
    """自“采购公告已发布”之日 / 自“答复质疑”期满之日."""
    if rule.after:
        return f"自“{law.deadline(rule.after).what}”期满之日"
    return f"自“{EventKind(rule.start).label}”之日"


def law_json(law: LawBook) -> list[dict[str, Any]]:
    """One object an entry; a duty has no days."""
    clocks = [
        {
            "id": r.id, "what": r.what, "who": r.who, "days": r.days, "kind": r.kind.value,
            "sense": r.sense.value, "start": r.start, "end": r.end, "after": r.after,
            "methods": list(r.methods), "basis": r.basis.label, "confidence": r.confidence,
        }
        for r in law.deadlines
    ]  # fmt: skip
    duties = [
        {
            "id": d.id, "what": d.what, "who": d.who, "days": None, "served": d.served,
            "basis": d.basis.label, "confidence": d.confidence,
        }
        for d in law.duties
    ]  # fmt: skip
    return [*clocks, *duties]
