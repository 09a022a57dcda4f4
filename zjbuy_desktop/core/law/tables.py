"""法规库里的三种东西：文本、数字、期限。"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zjbuy_desktop.core.base.citation import Citation
from zjbuy_desktop.core.base.workdays import Calendar, DayKind, Reckoning, reckon, reckon_back


class Confidence(StrEnum):
    """How sure we are of an entry; shown to the user, who can correct it in a local file."""

    READ = "已读条文"
    UNVERIFIED = "待核对"
    OWN = "本单位服务标准"


class DeadlineSense(StrEnum):
    """Which side of the computed day is right."""

    LATEST = "最迟"
    """不得迟于: the usual duty."""

    EARLIEST = "最早"
    """不得少于: a period that others must be given (投标、响应时间)."""

    PERIOD = "期间"
    """到期自行届满: a period that runs out by itself (公告期限、质疑期); nobody has to act."""


@dataclass(frozen=True, slots=True)
class LawText:
    """One text.

    Attributes:
        id: 代号, e.g. ``guideline``.
        title: 全称.
        number: 文号, e.g. ``浙财采监〔2025〕6号``.
        short: 简称; empty for a text that is cited by its number.
        in_force: 施行日期.
        edition: 版本, e.g. ``2014年修正``.
        checked: 我们最后核对的日期.
        note: what is unsure about it, in words; empty if nothing.
    """

    id: str
    title: str
    number: str
    short: str
    in_force: date
    edition: str
    checked: date
    note: str = ""

    def cite(self, article: str) -> Citation:
        """One article of this text (the text as a whole if empty)."""
        if self.short:
            return Citation(self.id, article, f"《{self.short}》{article}")
        return Citation(self.id, article, f"{self.number} {article}".rstrip())


@dataclass(frozen=True, slots=True)
class LawNumber:
    """One number from the law (or from the office itself), from a day on.

    Attributes:
        id: e.g. ``volume_advice_threshold``.
        what: 中文：是什么.
        value: whole; money in 分.
        unit: 分、日、工作日、%、家、人、年……
        basis: 依据.
        since: 施行日期.
        confidence: 已读条文 / 待核对 / 本单位服务标准.
    """

    id: str
    what: str
    value: int
    unit: str
    basis: Citation
    since: date
    confidence: str


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """One period set by the law between two events.

    Attributes:
        id: e.g. ``D-15``.
        what: 中文：要做什么.
        start: value of the event it is counted from.
        end: value of the event that meets it; empty if none is recorded.
        days: how many.
        kind: 日 / 工作日.
        per_unit: 各单位各算.
        basis: 依据.
        confidence: 已读条文 / 待核对.
        backwards: counted back from ``start`` (“至少若干日前”).
        sense: 最迟 (a duty) or 最早 (a minimum period).
        methods: 采购方式 it applies to; empty for all.
        consequence: 逾期的后果, in words.
        quote: 原文, short.
        who: 谁的期限: 牵头单位、参与单位、采购代理机构、供应商、财政部门……
        given: value of the event without which the clock does not apply at all; empty for none.
        after: id of the rule on whose last day it starts (质疑期自公告期限届满之日起); ``start``
            is then the event that one is counted from.
        stops: values of the events while which it is 暂停.
        extends: whether the law adds the days of a 暂停; false where it is silent.
    """

    id: str
    what: str
    start: str
    end: str
    days: int
    kind: DayKind
    per_unit: bool
    basis: Citation
    confidence: str
    backwards: bool = False
    sense: DeadlineSense = DeadlineSense.LATEST
    methods: tuple[str, ...] = ()
    consequence: str = ""
    quote: str = ""
    who: str = ""
    given: str = ""
    after: str = ""
    stops: tuple[str, ...] = ()
    extends: bool = False

    def count(self, start: date, calendar: Calendar) -> Reckoning:
        """What the period comes to, counted from the day of its ``start`` event."""
        counted = reckon_back if self.backwards else reckon
        return counted(start, self.days, self.kind, calendar)


@dataclass(frozen=True, slots=True)
class LawDuty:
    """What the law asks beside the clocks: a limit, a condition, or no number of days at all.

    Attributes:
        id: e.g. ``D-14``.
        what: 中文：要做什么.
        who: 谁.
        basis: 依据.
        confidence: 已读条文 / 待核对.
        quote: 原文, short.
        served: where the program looks after it, or that it leaves it to people: 给人看的话.
    """

    id: str
    what: str
    who: str
    basis: Citation
    confidence: str
    quote: str
    served: str
