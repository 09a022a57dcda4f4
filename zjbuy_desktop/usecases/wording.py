"""改文件的文本：列出、查错、保存、恢复、比较。"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from zjbuy_desktop import __version__
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.project import Kind
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.papers.comparing import Difference, compare
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, setting_for
from zjbuy_desktop.core.papers.wording import (
    Offer,
    OfficeText,
    TextProblem,
    check,
    offer_of,
    plain,
    text_title,
)
from zjbuy_desktop.usecases import library, office_texts
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.sample_case import sample_case

LONGEST = 200_000
"""Characters of a text at most: a paper's wording is a few pages."""


@dataclass(frozen=True, slots=True)
class TextState:
    """One text as the list of texts shows it.

    Attributes:
        key: its key.
        kind: the paper it belongs to.
        title: 名称.
        own: the office has its own words.
        outdated: the shipped text has changed since the office's words came from it.
        editable: it belongs to a paper; else it is only supplied by the office (通用条款).
        version: version of the program the own words came from; empty for shipped ones.
        source: file it was read from; empty if none.
        changed_at: when the office last changed it.
    """

    key: str
    kind: str
    title: str
    own: bool
    outdated: bool = False
    editable: bool = True
    version: str = ""
    source: str = ""
    changed_at: datetime | None = None

    @property
    def word(self) -> str:
        """The state in words."""
        if not self.editable:
            return "本单位已提供" if self.own else "本单位尚未提供"
        if self.outdated:
            return "本单位改过，程序自带的文本有更新"
        return "本单位改过" if self.own else "程序自带"


def texts(desk: Desk) -> list[TextState]:
    """Every text there is, in the order of the papers."""
    states = {
        key: _state(desk, spec, key)
        for spec in PAPERS.values()
        for key in (*spec.text_keys, *spec.uses)
    }
    return list(states.values())


def text_state(desk: Desk, key: str) -> TextState:
    """One text.

    Raises:
        UserError: there is no text of that key.
    """
    return _state(desk, spec_of(key, supplied=True), key)


def _state(desk: Desk, spec: PaperSpec, key: str) -> TextState:
    own = office_texts.office_texts(desk).get(key)
    editable = key in spec.text_keys
    title = text_title(spec, key)
    if own is None:
        return TextState(key, spec.kind, title, own=False, editable=editable)
    outdated = editable and own.base != office_texts.shipped(key)
    return TextState(
        key, spec.kind, title, True, outdated, editable, own.version, own.source, own.changed_at
    )


def spec_of(key: str, *, supplied: bool = False) -> PaperSpec:
    """The paper a text belongs to.

    Args:
        supplied: also look among texts only the office has.

    Raises:
        UserError: there is no text of that key.
    """
    for spec in PAPERS.values():
        if key in spec.text_keys or (supplied and key in spec.uses):
            return spec
    known = "、".join(key for spec in PAPERS.values() for key in spec.text_keys)
    raise UserError(f"没有“{key}”这个文本。", f"文本有：{known}")


@lru_cache(maxsize=64)
def offer(key: str) -> Offer:
    """What a text may name; the same for every project.

    Raises:
        UserError: there is no text of that key.
    """
    spec = spec_of(key)
    content = _content(spec, sample_for(spec, key))
    return offer_of(spec, content.facts, content.blocks, office_texts.shipped(key))


def sample_for(spec: PaperSpec, key: str) -> Case:
    """A sample project that this text serves."""
    cases = (sample_case(kind) for kind in Kind)
    return next((case for case in cases if spec.text_key(case) == key), sample_case())


def _content(spec: PaperSpec, case: Case) -> Content:
    subject = next(iter(spec.subjects(case)), "")
    law, calendar = library.law_book(), library.calendar()
    on = max(event.on for event in case.events)
    return spec.fill(setting_for(spec, case, law, calendar, on, subject))


def problems(key: str, text: str) -> tuple[TextProblem, ...]:
    """Everything wrong with a text, written with Chinese or English names."""
    known = offer(key)
    if len(text) > LONGEST:
        return (TextProblem(0, f"文本有 {len(text)} 字，太长。", f"最多 {LONGEST} 字。"),)
    return check(known.stored(text), known)


def checked(key: str, text: str) -> str:
    """A text as it is kept.

    Raises:
        UserError: something is wrong with it; the line, what was found, how to mend it.
    """
    if wrong := problems(key, text):
        more = f"（共 {len(wrong)} 处）" if len(wrong) > 1 else ""
        title = text_title(spec_of(key), key)
        raise UserError(f"《{title}》的文本{wrong[0]}{more}", wrong[0].fix)
    return offer(key).stored(text)


def shown(desk: Desk, key: str) -> str:
    """The text that serves now, with Chinese names."""
    if not text_state(desk, key).editable:
        return "".join(office_texts.supplied(desk, [key]).values())
    return offer(key).shown(office_texts.text_of(desk, key))


def shipped_shown(key: str) -> str:
    """The program's own text, with Chinese names."""
    return offer(key).shown(office_texts.shipped(key))


def save(desk: Desk, key: str, text: str, source: str = "") -> TextState:
    """Keep the office's own words; papers made before with other words become stale.

    Words equal to the shipped ones are not kept: the shipped text serves again.

    Args:
        text: with Chinese or English names.
        source: name of the file it was read from.

    Raises:
        UserError: something is wrong with it; the line, what was found, how to mend it.
    """
    given = own_text(desk, key, text, source)
    if given is None:
        return reset(desk, key)
    if given.text != office_texts.text_of(desk, key):
        summary = f"改《{text_state(desk, key).title}》的文本"
        office_texts.write(desk, "text_saved", summary, [given])
    return text_state(desk, key)


def own_text(desk: Desk, key: str, text: str, source: str) -> OfficeText | None:
    """What would be kept of an edited text; ``None`` when it is the shipped one.

    Raises:
        UserError: something is wrong with it.
    """
    words, shipped = checked(key, text), office_texts.shipped(key)
    if words == plain(shipped):
        return None
    before = office_texts.office_texts(desk).get(key)
    base, version = (before.base, before.version) if before else (shipped, __version__)
    return OfficeText(key, words, base, version, source, desk.now())


def reset(desk: Desk, key: str) -> TextState:
    """Let the shipped text serve again; the office's words stay in the audit trail."""
    state = text_state(desk, key)
    if state.own:
        what = "恢复程序自带的文本" if state.editable else "删去文本"
        office_texts.write(desk, "text_reset", f"《{state.title}》{what}", [], [key])
    return text_state(desk, key)


def keep_own(desk: Desk, key: str) -> TextState:
    """The update of the shipped text was seen; the office's words stay as they are."""
    state = text_state(desk, key)
    own = office_texts.office_texts(desk).get(key)
    if own and state.outdated:
        seen = OfficeText(
            key, own.text, office_texts.shipped(key), __version__, own.source, desk.now()
        )
        summary = f"《{state.title}》看过程序文本的更新，仍用本单位的文本"
        office_texts.write(desk, "text_kept", summary, [seen])
    return text_state(desk, key)


def own_changes(desk: Desk, key: str, text: str | None = None) -> list[Difference]:
    """From the shipped words to the office's (or to ``text``), with Chinese names."""
    known = offer(key)
    now = known.stored(text) if text is not None else office_texts.text_of(desk, key)
    return compare(shipped_shown(key), known.shown(now))


def updates(desk: Desk, key: str) -> list[Difference]:
    """From the shipped text the office's words came from to the shipped text of today."""
    own = office_texts.office_texts(desk).get(key)
    if own is None or own.base == office_texts.shipped(key):
        return []
    return compare(offer(key).shown(own.base), shipped_shown(key))
