"""对应方案写成文件（TOML）的文字：人改得了，程序读得回。"""

from collections.abc import Mapping, Sequence

from zjbuy_desktop.core.case.header_mapping import HeaderMapping
from zjbuy_desktop.core.case.need_fields import FIXABLE, LABELS, REQUIRED

KEYS = {
    "name": "名称",
    "file": "文件",
    "sheet": "工作表",
    "head_row": "表头行",
    "head_rows": "表头行数",
    "first_row": "数据起始行",
    "price_unit": "单价单位",
    "amount_unit": "金额单位",
    "heads": "表头",
    "columns": "列",
    "fixed": "一律",
}
"""Key in a file: either word is understood, the Chinese one is written."""

NUMBERS = ("head_row", "head_rows", "first_row")
_HEAD = """\
# 表头对应方案：写明一种表的各列是什么，用“forms import --mapping 本文件”导入。
# 每种表写一段 [[table]]。“表头”照原表抄写（几行的表头用“/”连起来），表头不同的表不会用这个方案。
# “列”里写每一项在哪一列；规格型号、备注等可以写几列，例如 ["C", "D"]。
# 没有这一列、各行都一样的，写在“一律”里（只有采购单位、标的名称、计量单位可以）。
# 没有这一项的，引号里空着。可以写的项：{fields}。
"""


Samples = Mapping[str, Sequence[str]]
"""Column letter → some of what stands below its head."""


def mappings_text(mappings: Sequence[HeaderMapping], samples: Sequence[Samples] = ()) -> str:
    """The mappings as the text of a file that `read_mappings` reads back.

    A mapping that is not complete yet is written as far as it goes, what is missing left blank:
    a draft to be filled in, with ``samples`` of each table's columns as remarks.
    """
    head = _HEAD.format(fields="、".join(LABELS.values()))
    beside = [*samples, *({} for _ in mappings[len(samples) :])]
    tables = (_table_text(*each) for each in zip(mappings, beside, strict=True))
    return "\n".join([head, *tables])


def _table_text(mapping: HeaderMapping, samples: Samples) -> str:
    lines = ["[[table]]"]
    for key in ("name", "file", "sheet", *NUMBERS, "price_unit", "amount_unit"):
        value = getattr(mapping, key)
        lines.append(f'"{KEYS[key]}" = {value if isinstance(value, int) else _quoted(value)}')
    lines += ["", f'[table."{KEYS["heads"]}"]']
    for letter, text in mapping.heads:
        remark = f"  # {_printable('；'.join(samples[letter]))}" if samples.get(letter) else ""
        lines.append(f"{letter} = {_quoted(text)}{remark}")
    lines += ["", f'[table."{KEYS["columns"]}"]']
    for name, letters in mapping.columns:
        one = _quoted(letters[0]) if len(letters) == 1 else ""
        lines.append(f'"{LABELS[name]}" = {one or _listed(letters)}')
    said = {name for name, _ in (*mapping.columns, *mapping.fixed)}
    lines += [f'"{LABELS[name]}" = ""' for name in REQUIRED if name not in said]
    lines += ["", f'[table."{KEYS["fixed"]}"]']
    lines += [f'"{LABELS[name]}" = {_quoted(text)}' for name, text in mapping.fixed]
    if not mapping.fixed:
        lines.append(f"# {'、'.join(LABELS[name] for name in FIXABLE)}")
    return "\n".join(lines) + "\n"


def _listed(letters: Sequence[str]) -> str:
    return f"[{', '.join(_quoted(letter) for letter in letters)}]" if letters else '""'


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else _escape(c) for c in escaped) + '"'


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)


def _escape(character: str) -> str:
    return f"\\U{ord(character):08X}"
