"""一条规则看了案卷里的哪些事实：读的时候记下来，新规则不用另外声明。"""

from dataclasses import fields
from typing import Any

from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.project import Project

Seen = str | EventKind
"""A field of the case, ``project.`` and a field of the project, or a kind of event."""

_FIELDS = {f.name for f in fields(Case) if f.init}
_BEHIND = {
    "_units": "units",
    "_leads": "units",
    "_details": "details",
    "_entered": "particulars",
    "_made": "papers",
}
"""Indexes of the case and the fields they are made of."""
_CARD = {f.name for f in fields(Project)}


class _WatchedProject(Project):
    """A project card that notes which of its entries are read."""

    __slots__ = ("_log",)
    _log: dict[Seen, None]

    def __getattribute__(self, name: str) -> Any:
        if name == "__class__":
            return Project  # 复制出来的（replace）是普通的项目
        if name in _CARD:
            _note(object.__getattribute__(self, "_log"), f"project.{name}")
        return object.__getattribute__(self, name)


class WatchedCase(Case):
    """The same facts as a case; ``seen`` says which of them were read."""

    __slots__ = ("_log",)
    _log: dict[Seen, None]

    def __getattribute__(self, name: str) -> Any:
        if name == "__class__":
            return Case
        field = name if name in _FIELDS else _BEHIND.get(name, "")
        if field and field != "project":
            _note(object.__getattribute__(self, "_log"), field)
        return object.__getattribute__(self, name)

    def event(self, kind: EventKind, unit: str = "") -> Event | None:
        """Override Case.event: the kind is noted."""
        _note(object.__getattribute__(self, "_log"), kind)
        return super().event(kind, unit)

    @property
    def seen(self) -> tuple[Seen, ...]:
        """What was read, in the order it first was."""
        return tuple(object.__getattribute__(self, "_log"))


def watched(case: Case) -> WatchedCase:
    """The case under watch; its values are shared, nothing is copied."""
    log: dict[Seen, None] = {}
    whole = object.__new__(WatchedCase)
    for name in Case.__slots__:
        object.__setattr__(whole, name, object.__getattribute__(case, name))
    card = object.__new__(_WatchedProject)
    for name in _CARD:
        object.__setattr__(card, name, getattr(case.project, name))
    for made in (whole, card):
        object.__setattr__(made, "_log", log)
    object.__setattr__(whole, "project", card)
    return whole


def _note(log: dict[Seen, None], what: Seen) -> None:
    log.setdefault(what)
