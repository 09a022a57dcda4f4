"""A strict reader of calendar files (RFC 5545), knowing nothing of how ours are written."""

import re
from dataclasses import dataclass, field

_NAME = re.compile(r"^([A-Z0-9-]+)((?:;[A-Z0-9-]+=[^:;\"]+)*):(.*)$", re.DOTALL)
_ONCE = ("UID", "DTSTAMP", "DTSTART")


@dataclass
class Component:
    """BEGIN … END with its properties by name, and what stands in it."""

    name: str
    values: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    inside: list["Component"] = field(default_factory=list)


def read(content: bytes) -> Component:
    """The calendar of a file; anything the standard forbids fails."""
    top = Component("")
    open_ones = [top]
    for line in _unfolded(content):
        match = _NAME.match(line)
        assert match, f"no content line: {line!r}"
        name, parameters, value = match[1], match[2].lstrip(";"), match[3]
        if name == "BEGIN":
            made = Component(value)
            open_ones[-1].inside.append(made)
            open_ones.append(made)
        elif name == "END":
            assert open_ones.pop().name == value
        else:
            now = open_ones[-1]
            assert name not in now.values, f"{name} twice"
            now.values[name], now.parameters[name] = value, parameters
    assert open_ones == [top]
    (calendar,) = top.inside
    assert calendar.name == "VCALENDAR"
    assert calendar.values["VERSION"] == "2.0"
    assert calendar.values["PRODID"]
    for event in calendar.inside:
        assert event.name == "VEVENT"
        assert all(event.values.get(name) for name in _ONCE)
        for alarm in event.inside:
            assert alarm.name == "VALARM"
            assert {"ACTION", "TRIGGER", "DESCRIPTION"} <= alarm.values.keys()
    return calendar


def _unfolded(content: bytes) -> list[str]:
    assert content.endswith(b"\r\n")
    lines: list[bytes] = []
    for raw in content[:-2].split(b"\r\n"):
        assert b"\n" not in raw, "a bare line feed"
        assert b"\r" not in raw, "a bare carriage return"
        assert len(raw) <= 75, f"{len(raw)} octets"
        raw.decode()  # no character is parted
        assert raw, "an empty line"
        if raw[:1] in (b" ", b"\t"):
            lines[-1] += raw[1:]
        else:
            lines.append(raw)
    return [line.decode() for line in lines]


def text(value: str) -> str:
    """A TEXT value as it was before it was escaped."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value), f"a bare mark in {value!r}"
    assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value)
    found, at = [], 0
    while at < len(value):
        if value[at] == "\\":
            at += 1
            assert value[at] in "\\;,nN", value
            found.append("\n" if value[at] in "nN" else value[at])
        else:
            found.append(value[at])
        at += 1
    return "".join(found)
