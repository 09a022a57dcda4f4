"""校验清单（SHA256SUMS）：写、读，和一个文件夹里实际有的文件对照。

The form is that of ``sha256sum``, so that ``sha256sum -c`` reads it: 64 hex digits, two blanks,
the path with ``/``, in UTF-8.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

SUMS = "SHA256SUMS"
"""Name of the list; it can't list itself."""

LITTER = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
"""What systems leave in a folder that was merely looked at."""

_LINE = re.compile(r"([0-9a-fA-F]{64}) [ *](.+)")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a folder came to beside its list.

    Attributes:
        whole: how many files are as listed.
        changed: 被改动.
        missing: 缺少.
        surplus: 多出.
        unread: lines of the list that are none.
    """

    whole: int
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    surplus: tuple[str, ...]
    unread: tuple[int, ...] = ()

    @property
    def same(self) -> bool:
        """Nothing was changed, taken away or added."""
        return not (self.changed or self.missing or self.surplus or self.unread)


def sums_text(sums: Mapping[str, str]) -> str:
    """The list of path → SHA-256, in order of paths.

    Raises:
        ValueError: a path can't stand in such a list.
    """
    for path in sums:
        if "\n" in path or "\\" in path:
            raise ValueError(path)
    return "".join(f"{sha}  {path}\n" for path, sha in sorted(sums.items()))


def read_sums(text: str) -> tuple[dict[str, str], tuple[int, ...]]:
    """Path → SHA-256, and the numbers of lines that say nothing of the kind.

    A path that leads out of the folder counts as such a line.
    """
    found: dict[str, str] = {}
    unread = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        known = _LINE.fullmatch(line)
        if known and _inside(known[2]) and _key(known[2]) not in found:
            found[_key(known[2])] = known[1].lower()
        elif line.strip():
            unread.append(number)
    return found, tuple(unread)


def compare(listed: Mapping[str, str], there: Mapping[str, str]) -> Comparison:
    """What was changed, is missing or was added, each path as ``there`` or the list has it."""
    found = {_key(path): (path, sha) for path, sha in there.items()}
    want = {_key(path): sha for path, sha in listed.items()}
    changed = [found[k][0] for k, sha in want.items() if k in found and found[k][1] != sha]
    missing = [k for k in want if k not in found]
    surplus = [path for key, (path, _) in found.items() if key not in want and not _spared(path)]
    whole = len(want) - len(changed) - len(missing)
    return Comparison(whole, tuple(changed), tuple(missing), tuple(sorted(surplus)))


def _key(path: str) -> str:
    """A name is the same name whether its accents are composed or not (macOS)."""
    return unicodedata.normalize("NFC", path.removeprefix("./"))


def _inside(path: str) -> bool:
    return not path.startswith("/") and "\\" not in path and ".." not in path.split("/")


def _spared(path: str) -> bool:
    name = path.rpartition("/")[2]
    return path == SUMS or name.lower() in LITTER
