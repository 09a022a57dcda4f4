"""法规库：文本、数字、期限，各有出处和施行日期；数字只在资源表里，不在代码里。"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from zjbuy_desktop.core.base.citation import Citation
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.workdays import Calendar, Reckoning
from zjbuy_desktop.core.law.reading import read_tables
from zjbuy_desktop.core.law.tables import DeadlineRule, LawDuty, LawNumber, LawText


@dataclass(frozen=True, slots=True)
class LawBook:
    """Everything the program knows of the law.

    Attributes:
        texts: 代号 → 文本.
        numbers: every edition of every number, in order of entry.
        deadlines: 期限, in order of their ids' first appearance.
        duties: 期限以外的要求, in order of entry.
        calendar: 放假安排 that the periods are counted by; without any, weekends alone count
            and every period says that it is provisional.
    """

    texts: Mapping[str, LawText] = field(default_factory=dict)
    numbers: tuple[LawNumber, ...] = ()
    deadlines: tuple[DeadlineRule, ...] = ()
    duties: tuple[LawDuty, ...] = ()
    calendar: Calendar = field(default_factory=lambda: Calendar({}))

    @classmethod
    def from_tables(cls, tables: Iterable[Mapping[str, object]]) -> "LawBook":
        """Build the book from parsed tables, the shipped ones first, a local file last.

        A later text or deadline replaces one of the same id; a later number one of the same id
        and ``since`` (with another ``since`` it is a new edition of it).

        Raises:
            UserError: 表里缺项、多项、类型不对，或引用了没有收录的文本.
        """
        texts, numbers, deadlines, duties = read_tables(tables)
        return cls(texts, numbers, deadlines, duties)

    def text(self, text_id: str) -> LawText:
        """The text of that id.

        Raises:
            UserError: 没有收录.
        """
        if text_id not in self.texts:
            raise UserError(f"法规库没有收录“{text_id}”", "请检查法规库文件。")
        return self.texts[text_id]

    def cite(self, text_id: str, article: str) -> Citation:
        """One article of a text, with the name a user reads."""
        return self.text(text_id).cite(article)

    def number(self, number_id: str, on: date) -> LawNumber:
        """The edition of a number in force on a day: the one with the latest ``since``.

        Raises:
            UserError: 没有收录，或当日尚未施行.
        """
        editions = [n for n in self.numbers if n.id == number_id]
        if not editions:
            raise UserError(f"法规库没有数字“{number_id}”", "请检查法规库文件。")
        in_force = [n for n in editions if n.since <= on]
        if not in_force:
            first = min(n.since for n in editions)
            raise UserError(
                f"“{editions[0].what}”自 {first.isoformat()} 起施行，{on.isoformat()} 尚无规定",
                "请核对日期，或在本地法规文件中补充当时的规定。",
            )
        return max(in_force, key=lambda n: n.since)

    def deadline(self, deadline_id: str) -> DeadlineRule:
        """The deadline of that id, e.g. ``D-15``.

        Raises:
            UserError: 没有收录.
        """
        for rule in self.deadlines:
            if rule.id == deadline_id:
                return rule
        raise UserError(f"法规库没有期限“{deadline_id}”", "请检查法规库文件。")

    def period(self, deadline_id: str, start: date) -> Reckoning:
        """What a period of the law comes to when it starts on a day.

        Raises:
            UserError: 没有收录.
        """
        rule = self.deadline(deadline_id)
        return rule.count(self.begins(rule, start, self.calendar), self.calendar)

    def begins(self, rule: DeadlineRule, event: date, calendar: Calendar) -> date:
        """The day a period is counted from: its event's, or the last day of the one before it."""
        before = self.deadline(rule.after) if rule.after else None
        return before.count(event, calendar).last_day if before else event
