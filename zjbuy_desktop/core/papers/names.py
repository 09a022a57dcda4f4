"""Names that stand in a paper and are not to be broken."""

from collections.abc import Iterator

from zjbuy_desktop.core.papers.entries import EntryKind
from zjbuy_desktop.core.papers.spec import Setting

_PERSON = 4
"""A typed text of so many characters may be the name of a person."""


def names_in(setting: Setting, text: str) -> tuple[str, ...]:
    """Names of the persons and bodies of this paper that its text holds, the longest first."""
    found = {name for name in _known(setting) if len(name) > 1 and name in text}
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


def _known(setting: Setting) -> Iterator[str]:
    case = setting.case
    yield case.project.lead_unit
    for unit in (setting.unit, case.lead):
        if unit:
            yield from (unit.name, unit.contact)
    if case.agency:
        yield from (case.agency.name, case.agency.contact)
    for award in case.awards:
        yield from (award.supplier, award.contact)
    for entry in setting.entered.entries:
        if entry.kind is EntryKind.TEXT:
            text = setting.entered.text(entry.name)
            yield text if len(text) <= _PERSON else ""
