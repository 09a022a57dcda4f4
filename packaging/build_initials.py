"""Writes resources/pinyin/initials.toml: the first letter of each character's reading.

    python packaging/build_initials.py

The readings come from ICU's Han-Latin transliteration (Unicode licence) as the system has it;
that of a character that is read in several ways is the usual one, the others of those that stand
in names of units, places and persons are listed below.
"""

import ctypes
import ctypes.util
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "resources" / "pinyin" / "initials.toml"
RANGES = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x2EBE0), (0x30000, 0x3134A))
ALSO = {
    "重": "cz", "长": "cz", "行": "hx", "乐": "ly", "单": "ds", "曾": "cz", "解": "jx",
    "朝": "cz", "调": "dt", "系": "jx", "藏": "cz", "厦": "sx", "会": "hk", "校": "jx",
    "传": "cz", "省": "sx", "区": "oq", "仇": "cq", "查": "cz", "盛": "cs", "石": "ds",
    "给": "gj", "车": "cj", "参": "cs", "覃": "qt", "尉": "wy", "翟": "dz",
    "宿": "sx", "率": "ls", "便": "bp", "种": "cz", "降": "jx", "卡": "kq",
    "壳": "kq", "泊": "bp", "堡": "bp", "强": "jq", "圈": "jq", "弹": "dt", "圩": "wx",
    "奇": "jq", "洞": "dt", "贾": "gj", "颉": "jx", "铅": "qy", "莘": "sx",
    "褚": "cz", "祭": "jz", "召": "sz", "句": "gj", "番": "fp", "繁": "fp", "适": "sk",
    "隗": "kw", "万": "mw", "晟": "cs", "澄": "cd", "乘": "cs",
    "秘": "bm", "谷": "gy", "蔚": "wy", "佃": "dt", "裨": "bp",
    "属": "sz", "囤": "dt", "蛤": "gh", "畜": "cx",
    "吁": "xy", "艾": "ay", "阿": "ae", "虹": "hj", "夹": "jg", "信": "sx",
    "亟": "jq", }  # fmt: skip
"""Characters read in several ways: the initials of all readings a name may have."""
_HEAD = """\
# 汉字读音的首字母，供查找（Ctrl+K）按拼音首字母找单位、人名、文件。
# 由 packaging/build_initials.py 从 ICU 的汉字读音（Unicode 许可）写成，不要手改；
# 多音字写在 [also]，列出各读音的首字母。
"""


def main() -> None:
    """Write the table."""
    read = _reader()
    groups: dict[str, list[str]] = defaultdict(list)
    for first, last in RANGES:
        for code in range(first, last + 1):
            letter = _initial(read(chr(code)))
            if letter:
                groups[letter].append(chr(code))
    lines = [_HEAD, "[initials]"]
    lines += [f'{letter} = "{"".join(found)}"' for letter, found in sorted(groups.items())]
    lines += ["", "[also]"]
    lines += [f'"{c}" = "{also}"' for c, also in ALSO.items()]
    TARGET.parent.mkdir(exist_ok=True)
    text = "\n".join(lines) + "\n"
    TARGET.write_text(text, encoding="utf-8")


def _initial(reading: str) -> str:
    plain = unicodedata.normalize("NFD", reading)
    letter = plain[:1].lower()
    return letter if letter.isascii() and letter.isalpha() else ""


def _reader() -> Callable[[str], str]:
    """The reading of a character, or nothing where ICU knows none."""
    name = ctypes.util.find_library("icui18n")
    if not name:
        raise SystemExit("ICU is not on this system.")
    version = name.rsplit(".", 1)[1]
    icu = ctypes.CDLL(name)
    opened, status = getattr(icu, f"utrans_openU_{version}"), ctypes.c_int(0)
    opened.restype = ctypes.c_void_p
    trans = getattr(icu, f"utrans_transUChars_{version}")
    key = "Han-Latin".encode("utf-16-le")
    handle = opened(key, 9, 0, None, 0, None, ctypes.byref(status))
    if status.value > 0:
        raise SystemExit(f"ICU refused: {status.value}")

    def read(char: str) -> str:
        given = char.encode("utf-16-le")
        buffer = ctypes.create_string_buffer(given + bytes(256))
        length, limit = ctypes.c_int32(len(given) // 2), ctypes.c_int32(len(given) // 2)
        error = ctypes.c_int(0)
        trans(
            ctypes.c_void_p(handle), buffer, ctypes.byref(length), 128, 0,
            ctypes.byref(limit), ctypes.byref(error),
        )  # fmt: skip
        said = buffer.raw[: length.value * 2].decode("utf-16-le", "ignore")
        return said if said != char else ""

    return read


if __name__ == "__main__":
    main()
