"""Leaves of ICU's 32 MB of data what Chinese and English need: ``smaller_icu.py BUNDLE``.

Qt asks ICU for collation and time zones only; the data of the other 200 languages is a sixth of
the bundle. Wants icupkg (Debian: icu-devtools) and gcc; the library keeps its name and symbol.
"""

import fnmatch
import re
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

_DYNSYM = 11
_LANGUAGES = (
    "root",
    "pool",
    "res_index",
    "supplementalData",
    "zh",
    "zh_*",
    "en",
    "en_001",
    "en_US",
)
_BY_LANGUAGE = ("coll", "curr", "lang", "region", "unit", "zone")
_GONE = ("brkitr", "rbnf", "translit")  # Qt breaks lines itself and spells no numbers
_KEPT = ("coll/ucadata.icu", "*.icu", "*.nrm", "*.cfu", "gb18030.cnv", "windows-936*", "ibm-1386*")
_LOCALE = re.compile(r"[a-z]{2,3}(_[A-Za-z0-9_]+)?\.res")
_SHARED = ("curr/supplementalData.res", "zone/tzdbNames.res")


def wanted(item: str) -> bool:
    """Whether an item of the data is kept."""
    folder, _, name = item.rpartition("/")
    if folder in _GONE:
        return False
    if item in _SHARED or any(fnmatch.fnmatchcase(item, pattern) for pattern in _KEPT):
        return True
    if folder in _BY_LANGUAGE or _LOCALE.fullmatch(name):
        return name.endswith(".res") and any(
            fnmatch.fnmatchcase(name, f"{language}.res") for language in _LANGUAGES
        )
    return name.endswith(".res")


def data_of(library: bytes) -> tuple[str, bytes]:
    """The symbol and the data it names."""
    offset, size, count = (
        *struct.unpack_from("<Q", library, 40),
        *struct.unpack_from("<2H", library, 58),
    )
    sections = [struct.unpack_from("<2I4Q2I2Q", library, offset + n * size) for n in range(count)]
    for section in sections:
        if section[1] != _DYNSYM:
            continue
        names = library[sections[section[6]][4] :]
        for at in range(section[4], section[4] + section[5], 24):
            name, _, _, where, value, length = struct.unpack_from("<IBBHQQ", library, at)
            symbol = names[name : names.index(b"\0", name)].decode()
            if re.fullmatch(r"icudt\d+_dat", symbol):
                start = value - sections[where][3] + sections[where][4]
                return symbol, library[start : start + length]
    raise SystemExit("no ICU data in this library")


def shrink(file: Path) -> None:
    """Write the library anew in its own place."""
    symbol, data = data_of(file.read_bytes())
    package = symbol.removesuffix("_dat") + "l.dat"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole, less = folder / package, folder / "less" / package
        less.parent.mkdir()
        whole.write_bytes(data)
        told = subprocess.run(["icupkg", "-l", whole], check=True, capture_output=True, text=True)
        gone = [item for item in told.stdout.split() if not wanted(item)]
        (folder / "gone.txt").write_text("\n".join(gone), "ascii")
        subprocess.run(["icupkg", "-r", folder / "gone.txt", whole, less], check=True)
        (folder / "data.s").write_text(
            f".section .rodata\n.balign 16\n.globl {symbol}\n.type {symbol}, @object\n{symbol}:\n"
            f'.incbin "{less}"\n.size {symbol}, . - {symbol}\n'
            '.section .note.GNU-stack,"",@progbits\n',
            "ascii",
        )
        soname = f"-Wl,-soname,{file.name}"
        made = folder / "library.so"
        subprocess.run(
            ["gcc", "-shared", "-nostdlib", soname, "-o", made, folder / "data.s"], check=True
        )
        print(f"{file.name}: {file.stat().st_size} -> {made.stat().st_size} bytes")
        file.write_bytes(made.read_bytes())


if __name__ == "__main__":
    for found in Path(sys.argv[1]).rglob("libicudata.so.*"):
        if not found.is_symlink():
            shrink(found)
