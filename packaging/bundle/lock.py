"""What of the lock file goes into the program, for a platform: the tools of developers do not.

    python packaging/bundle/lock.py [--platform linux|win32]      prints it, hashes and all

The names come from ``pyproject.toml``; who needs whom is told by the lock's “via” comments.
"""

import argparse
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLATFORMS: Mapping[str, Mapping[str, str]] = {
    "linux": {"sys_platform": "linux", "platform_machine": "x86_64"},
    "win32": {"sys_platform": "win32", "platform_machine": "AMD64"},
}
_PYTHON = {"platform_python_implementation": "CPython", "implementation_name": "cpython"}


@dataclass(frozen=True, slots=True)
class Locked:
    """One entry of the lock.

    Attributes:
        name, version: as locked.
        marker: when it applies; empty for always.
        hashes: SHA-256 of its files.
        via: names of those that need it.
    """

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    via: frozenset[str]


def read_lock(file: Path = ROOT / "requirements.lock") -> list[Locked]:
    """All entries."""
    starts = r"(?m)^(?=[a-z0-9][\w.-]*==)"
    return [_entry(text) for text in re.split(starts, file.read_text("utf-8")) if text.strip()]


def _entry(text: str) -> Locked:
    head = re.match(r"([\w.-]+)==(\S+)(?: ; ([^\\\n]*))?", text)
    assert head, text
    name, version, marker = head.groups()
    via = re.findall(r"(?m)^    #(?: via)? +([\w.-]+)", text)
    return Locked(
        name,
        version,
        (marker or "").strip(),
        tuple(re.findall(r"sha256:([0-9a-f]{64})", text)),
        frozenset(v for v in via if v != "via"),
    )


def applies(marker: str, platform: str) -> bool:
    """Whether a marker (``a == 'b' and c != 'd'``) holds on a platform.

    Raises:
        ValueError: a marker of another form, which nobody has looked at yet.
    """
    known = {**PLATFORMS[platform], **_PYTHON}
    for part in marker.split(" and ") if marker else ():
        found = re.fullmatch(r"(\w+) (==|!=) '([^']*)'", part.strip())
        if not found or found[1] not in known:
            raise ValueError(marker)
        if (known[found[1]] == found[3]) != (found[2] == "=="):
            return False
    return True


def runtime(platform: str, entries: list[Locked] | None = None) -> list[Locked]:
    """What the program needs there, by name."""
    here = [e for e in entries or read_lock() if applies(e.marker, platform)]
    wanted = set(_named())
    while True:
        more = {e.name for e in here if e.via & wanted} - wanted
        if not more:
            return [e for e in here if e.name in wanted]
        wanted |= more


def _named() -> Iterator[str]:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for line in table["project"]["dependencies"]:
        yield re.split(r"[<>=;\s]", line)[0].lower().replace("_", "-").replace(".", "-")


def as_requirements(entries: list[Locked]) -> str:
    """For ``pip install --require-hashes``."""
    lines = []
    for entry in entries:
        hashes = " \\\n".join(f"    --hash=sha256:{value}" for value in entry.hashes)
        lines.append(f"{entry.name}=={entry.version} \\\n{hashes}\n")
    return "".join(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--platform", choices=PLATFORMS, default=sys.platform)
    print(as_requirements(runtime(parser.parse_args().platform)), end="")
