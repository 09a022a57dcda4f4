"""How old a system a bundle runs on: the newest symbol versions its files need, and a gate on them.

    python packaging/bundle/glibc.py BUNDLE [--most 2.28] [--most-cxx 3.4.25]

Reads the version tables of every ELF file itself, so it needs no binutils. Exit 1 when a file
needs a newer glibc (or libstdc++, which is the system's too) than allowed; names each.
"""

import argparse
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_VERNEED = 0x6FFFFFFE
Version = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Needed:
    """What one file needs: the newest version of a family (``GLIBC``, ``GLIBCXX``)."""

    file: Path
    family: str
    version: Version


def is_elf(file: Path) -> bool:
    """Whether a file is a 64-bit little-endian ELF file."""
    with file.open("rb") as stream:
        return stream.read(6) == b"\x7fELF\x02\x01"


def versions(file: Path) -> Iterator[str]:
    """Names such as ``GLIBC_2.17`` that a file asks of other libraries."""
    data = file.read_bytes()
    offset, size, count = *struct.unpack_from("<Q", data, 40), *struct.unpack_from("<2H", data, 58)
    sections = [struct.unpack_from("<2I4Q2I2Q", data, offset + n * size) for n in range(count)]
    for section in sections:
        if section[1] == _VERNEED:
            names = sections[section[6]]
            yield from _needed(data, section[4], data[names[4] : names[4] + names[5]])


def _needed(data: bytes, at: int, names: bytes) -> Iterator[str]:
    while True:
        _, count, _, first, after = struct.unpack_from("<2H3I", data, at)
        inner = at + first
        for _ in range(count):
            _, _, _, name, following = struct.unpack_from("<I2H2I", data, inner)
            yield names[name : names.index(b"\0", name)].decode("ascii")
            inner += following
        if not after:
            return
        at += after


def newest(file: Path) -> Iterator[Needed]:
    """The newest version of each family that a file needs."""
    most: dict[str, Version] = {}
    for name in versions(file):
        family, _, number = name.partition("_")
        if family in ("GLIBC", "GLIBCXX") and number[:1].isdigit():
            version = tuple(map(int, number.split(".")))
            most[family] = max(version, most.get(family, ()))
    return (Needed(file, family, version) for family, version in most.items())


def scan(bundle: Path) -> list[Needed]:
    """Every ELF file of a folder, the most demanding first."""
    files = sorted(f for f in bundle.rglob("*") if f.is_file() and not f.is_symlink())
    found = [needed for file in files if is_elf(file) for needed in newest(file)]
    return sorted(found, key=lambda needed: (needed.version, str(needed.file)), reverse=True)


def _version(text: str) -> Version:
    return tuple(map(int, text.split(".")))


def main() -> int:
    """Report and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--most", type=_version, default=(2, 28))
    parser.add_argument("--most-cxx", type=_version, default=(3, 4, 25))
    options = parser.parse_args()
    found, code = scan(options.bundle), 0
    for family, most in (("GLIBC", options.most), ("GLIBCXX", options.most_cxx)):
        own = [needed for needed in found if needed.family == family]
        too_new = [needed for needed in own if needed.version > most]
        for needed in too_new or own[:3]:
            shown = ".".join(map(str, needed.version))
            print(f"{family}_{shown}  {needed.file.relative_to(options.bundle)}")
        limit = ".".join(map(str, most))
        print(f"{family}: {len(own)} files, {len(too_new)} need more than {limit}")
        code |= bool(too_new) or not own
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
