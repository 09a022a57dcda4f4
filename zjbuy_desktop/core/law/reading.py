"""把资源表读成法规库的条目；有一处不对就整体拒绝，并说明在哪里。"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TypeVar

from zjbuy_desktop.core.base.citation import Citation
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.tables import Row
from zjbuy_desktop.core.base.workdays import DayKind
from zjbuy_desktop.core.law.tables import (
    Confidence,
    DeadlineRule,
    DeadlineSense,
    LawDuty,
    LawNumber,
    LawText,
)

_SECTIONS = ("text", "number", "deadline", "duty")

Read = tuple[
    dict[str, LawText], tuple[LawNumber, ...], tuple[DeadlineRule, ...], tuple[LawDuty, ...]
]
Choice = TypeVar("Choice", bound=StrEnum)


def read_tables(tables: Iterable[Mapping[str, object]]) -> Read:
    """Texts, numbers, deadlines and duties; later entries replace earlier ones of the same key.

    Raises:
        UserError: 缺项、多项、类型不对，或引用了没有收录的文本.
    """
    whole = tuple(tables)
    for table in whole:
        Row("法规库文件", {k: v for k, v in table.items() if k not in _SECTIONS}).done()
    texts = {t.id: t for t in map(_text, _rows(whole, "text", "文本"))}
    numbers = [_number(row, texts) for row in _rows(whole, "number", "数字")]
    rules = {r.id: r for r in (_deadline(w, texts) for w in _rows(whole, "deadline", "期限"))}
    duties = (_duty(row, texts) for row in _rows(whole, "duty", "要求"))
    _require_chains(rules)
    return (
        texts,
        tuple({(n.id, n.since): n for n in numbers}.values()),
        tuple(rules.values()),
        tuple({duty.id: duty for duty in duties}.values()),
    )


def _require_chains(rules: Mapping[str, DeadlineRule]) -> None:
    """A period that starts when another is over needs that one, from the same event."""
    for rule in rules.values():
        before = rules.get(rule.after) if rule.after else rule
        if before is None or before.start != rule.start or (rule.after and before.after):
            raise UserError(
                f"期限“{rule.id}”接在“{rule.after}”之后，但找不到同一起算日的这项期限",
                "请改正 after，或把 start 写成与它相同。",
            )


def _rows(tables: Iterable[Mapping[str, object]], section: str, word: str) -> Iterator[Row]:
    for table in tables:
        entries = Row("法规库文件", {section: table.get(section, [])}).items(section)
        for place, entry in enumerate(entries, 1):
            if not isinstance(entry, Mapping):
                raise UserError(f"法规库的{word}第 {place} 条不是表", f"应写作 [[{section}]]。")
            yield Row(f"{word}“{entry.get('id', f'第 {place} 条')}”", entry)


def _text(row: Row) -> LawText:
    text = LawText(
        id=row.text("id"),
        title=row.text("title"),
        number=row.text("number", ""),
        short=row.text("short", ""),
        in_force=row.day("in_force"),
        edition=row.text("edition", ""),
        checked=row.day("checked"),
        note=row.text("note", ""),
    )
    row.done()
    if not text.number and not text.short:
        raise UserError(f"{row.what}既没有文号也没有简称", "请至少填写一项，引用时要用。")
    return text


def _number(row: Row, texts: Mapping[str, LawText]) -> LawNumber:
    number = LawNumber(
        id=row.text("id"),
        what=row.text("what"),
        value=row.whole("value"),
        unit=row.text("unit"),
        basis=_basis(row, texts),
        since=row.day("since"),
        confidence=_choice(row, "confidence", Confidence, None),
    )
    row.done()
    if number.value < 0:
        raise UserError(f"{row.what}的“value”不能是负数", "请改正后重试。")
    return number


def _deadline(row: Row, texts: Mapping[str, LawText]) -> DeadlineRule:
    methods = tuple(str(method) for method in row.items("methods"))
    rule = DeadlineRule(
        id=row.text("id"),
        what=row.text("what"),
        start=row.text("start"),
        end=row.text("end", ""),
        days=row.whole("days"),
        kind=_choice(row, "kind", DayKind, None),
        per_unit=row.flag("per_unit"),
        basis=_basis(row, texts),
        confidence=_choice(row, "confidence", Confidence, None),
        backwards=row.flag("backwards"),
        sense=_choice(row, "sense", DeadlineSense, DeadlineSense.LATEST),
        methods=methods,
        consequence=row.text("consequence", ""),
        quote=row.text("quote", ""),
        who=row.text("who", ""),
        given=row.text("given", ""),
        after=row.text("after", ""),
        stops=tuple(str(event) for event in row.items("stops")),
        extends=row.flag("extends"),
    )
    row.done()
    if rule.days < 1:
        raise UserError(f"{row.what}的“days”至少是 1", "请改正后重试。")
    return rule


def _duty(row: Row, texts: Mapping[str, LawText]) -> LawDuty:
    duty = LawDuty(
        id=row.text("id"),
        what=row.text("what"),
        who=row.text("who"),
        basis=_basis(row, texts),
        confidence=_choice(row, "confidence", Confidence, None),
        quote=row.text("quote", ""),
        served=row.text("served"),
    )
    row.done()
    return duty


def _basis(row: Row, texts: Mapping[str, LawText]) -> Citation:
    text_id, article = row.text("text"), row.text("article", "")
    if text_id not in texts:
        raise UserError(f"{row.what}引用的文本“{text_id}”没有收录", "请先写明该文本（[[text]]）。")
    return texts[text_id].cite(article)


def _choice(row: Row, key: str, kind: type[Choice], default: Choice | None) -> Choice:
    word = row.text(key, default)
    if word not in list(kind):
        allowed = "、".join(kind)
        raise UserError(f"{row.what}的“{key}”写的是“{word}”", f"只能写：{allowed}。")
    return kind(word)
