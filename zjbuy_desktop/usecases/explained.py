"""追溯的结果怎么说：JSON，一行一行的文字，出处的一句话。"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from zjbuy_desktop.core.case.derivation import Derivation, Number
from zjbuy_desktop.core.case.origins import CellOrigin, Corrected, EntryOrigin, Origin

DEPTH = 4
"""Levels shown unless asked otherwise: 合计、单位、需求行、格子。"""


def as_json(figure: Derivation, depth: int = DEPTH) -> dict[str, Any]:
    """One figure as JSON; below ``depth`` levels only the number of parts is told."""
    shown: dict[str, Any] = {
        "what": figure.what,
        "value": _plain(figure.value),
        "unit": figure.scale.value,
        "shown": figure.shown,
        "rule": figure.way.value,
        "how": figure.how,
    }
    if figure.origin is not None:
        shown["origin"] = origin_json(figure.origin)
    if figure.leaf:
        return shown
    if depth <= 1:
        return shown | {"parts_not_shown": len(figure.parts)}
    return shown | {"parts": [as_json(part, depth - 1) for part in figure.parts]}


def _plain(value: Number) -> int | str:
    return value if isinstance(value, int) else str(Fraction(value))


def origin_json(origin: Origin) -> dict[str, Any]:
    """Where a figure stands, as JSON."""
    if isinstance(origin, CellOrigin):
        at = origin.received_at
        return {
            "file": origin.file,
            "sheet": origin.sheet,
            "cell": origin.cell,
            "received_at": at.isoformat() if at else None,
            "sha256": origin.sha256,
            "correction": _correction_json(origin.corrected),
            "remarks": list(origin.remarks),
        }
    if isinstance(origin, EntryOrigin):
        return {
            "entry": origin.what,
            "audit": origin.seq or None,
            "at": origin.at.isoformat() if origin.at else None,
            "by": origin.by,
            "summary": origin.summary,
            "reason": origin.reason,
        }
    return {"where": origin.where}


def remark_words(origin: Origin | None) -> str:
    """What was said when the file a figure stands in was read; empty if nothing was."""
    if not isinstance(origin, CellOrigin) or not origin.remarks:
        return ""
    return "读入时说明：" + "；".join(remark.rstrip("。") for remark in origin.remarks)


def _correction_json(given: Corrected | None) -> dict[str, Any] | None:
    if given is None:
        return None
    return {
        "old": given.old,
        "new": given.new,
        "reason": given.reason,
        "at": given.at.isoformat(),
        "by": given.by,
        "audit": given.seq or None,
    }


def origin_words(origin: Origin | None) -> str:
    """Where a figure stands, in one line; empty for one that only comes of others."""
    if origin is None:
        return ""
    if isinstance(origin, CellOrigin):
        return f"《{origin.file}》{origin.sheet} {origin.cell}".rstrip() + _corrected_words(origin)
    if isinstance(origin, EntryOrigin):
        return entry_words(origin)
    return origin.where.replace("!", " ")


def entry_words(origin: EntryOrigin) -> str:
    """An entry: by whom, when, its record and reason."""
    who = f"{origin.by} " if origin.by else ""
    when = f"{who}{origin.at:%Y-%m-%d %H:%M} 录入" if origin.at else "录入"
    reason = f"，{origin.reason}" if origin.reason else ""
    comma = "，" if origin.seq else ""
    return f"{origin.what}：{when}{comma}{_record(origin)}{reason}"


def record_words(origin: EntryOrigin) -> str:
    """Which record an entry has, and who made it."""
    return f"{_record(origin)}　{origin.by}".rstrip()


def _record(origin: EntryOrigin) -> str:
    if origin.seq:
        return f"操作记录第 {origin.seq} 条"
    return "（没有操作记录：尚未保存，或接手前已有）"


def _corrected_words(origin: CellOrigin) -> str:
    return "" if origin.corrected is None else f"（{corrected_words(origin.corrected)}）"


def corrected_words(given: Corrected) -> str:
    """What a cell said, who reads it otherwise since when, and why."""
    old = f"原写“{given.old}”，" if given.old else ""
    who = f"{given.by} " if given.by else ""
    return f"{old}{who}{given.at:%Y-%m-%d} 更正为“{given.new}”：{given.reason}"


def text_lines(figure: Derivation, depth: int = DEPTH, level: int = 0) -> Iterator[str]:
    """One figure as an indented list of lines."""
    where = origin_words(figure.origin)
    how = f"　{figure.way.value}" + (f"　{figure.how}" if figure.how else "")
    if said := remark_words(figure.origin):
        where += f"（{said}）"
    yield f"{'  ' * level}{figure.what}：{figure.shown}{how}" + (f"　{where}" if where else "")
    if figure.leaf:
        return
    if depth <= 1:
        yield f"{'  ' * (level + 1)}……还有 {len(figure.parts)} 项，用 --depth 看下一层"
        return
    for part in figure.parts:
        yield from text_lines(part, depth - 1, level + 1)
