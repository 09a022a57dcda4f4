"""读经办人写的配置文件（TOML）：写错了说在哪个文件、第几行、那一行写着什么、怎么改。"""

import re
import tomllib
from pathlib import Path
from typing import Any

from zjbuy_desktop.core.base.errors import UserError

_AT = re.compile(r"\(at line (\d+), column \d+\)")
_CODECS = ("utf-8-sig", "gb18030")
_SHOWN = 40
_FAULTS = (
    ("Expected '='", "缺等号", "写成 名称 = 值。"),
    ("Invalid statement", "不是“名称 = 值”的样子", "一行一项，写成 名称 = 值；说明文字前面加 #。"),
    ("Invalid initial character for a key", "名称写法不对", "名称含括号、空格的，加英文引号。"),
    ("Expected newline", "值的后面还有多余的字", "文字两边加英文引号；日期写成 2026-08-20。"),
    ("Invalid date", "日期不存在", "写成 2026-08-20。"),
    ("Invalid value", "值的写法不对", "文字两边加英文引号；是写 true，否写 false。"),
    ("Illegal character", "引号没有配对", "文字两边各加一个英文引号，写在同一行里。"),
    ("Unterminated string", "引号没有配对", "文字两边各加一个英文引号。"),
    ("Unescaped", "引号里有单独的反斜杠 \\", "改用 /，或把 \\ 写成 \\\\。"),
    ("Invalid hex", "引号里有单独的反斜杠 \\", "改用 /，或把 \\ 写成 \\\\。"),
    ("Unclosed array", "方括号没有配对", "补上 ]。"),
    ("Unclosed inline table", "花括号没有配对", "补上 }。"),
    ("Expected ']", "方括号没有配对", "补上 ]。"),
    ("Duplicate inline table key", "同一个名称写了两次", "留一个，删去另一个。"),
    ("Cannot", "同一个名称写了两次", "留一个，删去另一个；几段同样的内容各写一段 [[……]]。"),
)  # fmt: skip
_OTHER = ("写法不对", "照样例改：一行一项，文字加英文引号。")


def read_toml(file: Path) -> dict[str, Any]:
    """A TOML file the user wrote, in UTF-8 or as 记事本 saves it (GB18030).

    Raises:
        UserError: naming the file, the line, what it says and what to do.
    """
    return parse(read_text(file), file.name)


def read_text(file: Path) -> str:
    """The text of such a file.

    Raises:
        UserError: when it isn't there, is a folder, or isn't text.
    """
    try:
        data = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise UserError(f"找不到文件“{file}”。", "核对文件夹和文件名。") from None
    except IsADirectoryError:
        raise UserError(f"“{file}”是文件夹。", "写文件夹里的那个文件。") from None
    except OSError:
        raise UserError(f"打不开文件“{file}”。", "核对有没有权限，关闭正在打开它的程序。") from None
    for codec in _CODECS:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UserError(f"“{file.name}”不是文字文件。", "用记事本写好，编码选 UTF-8 保存。")


def parse(text: str, name: str) -> dict[str, Any]:
    """The table of a TOML text.

    Raises:
        UserError: naming ``name``, the line, what it says and what to do.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        what, fix = next(((w, f) for start, w, f in _FAULTS if said.startswith(start)), _OTHER)
        raise UserError(f"“{name}”{_place(text, said)}：{what}。", fix) from None


def _place(text: str, said: str) -> str:
    """``第 3 行“call_deadline = …”``; 末尾 where the text ends too early."""
    found = _AT.search(said)
    lines = text.split("\n")
    if found is None or int(found[1]) > len(lines):
        return "末尾"
    line = lines[int(found[1]) - 1].strip()
    shown = f"{line[:_SHOWN]}{'……' if len(line) > _SHOWN else ''}"
    return f"第 {found[1]} 行“{shown}”" if shown else f"第 {found[1]} 行"
