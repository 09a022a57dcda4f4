"""The table of 文件台账: its columns, and a paper's story in words."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from zjbuy_desktop.gui.models.columns import Column, count_column, date_column, text_column
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.usecases import register
from zjbuy_desktop.usecases.register import Pair, Passed, RegisterRow, Standing

_TONES = {
    Standing.MISSING: "quiet",
    Standing.DRAFT: "accent",
    Standing.STALE: "warn",
    Standing.MADE: "ok",
    Standing.TO_SEND: "accent",
    Standing.TO_RETURN: "accent",
    Standing.TO_CONFIRM: "warn",
    Standing.REFUSED: "stop",
    Standing.SENT: "ok",
    Standing.CONFIRMED: "ok",
}
_MARKS = {
    Standing.MISSING: "circle",
    Standing.STALE: "refresh",
    Standing.TO_CONFIRM: "stamp",
    Standing.REFUSED: "stop",
    Standing.TO_SEND: "send",
    Standing.MADE: "check",
    Standing.SENT: "check",
    Standing.CONFIRMED: "check",
}
_ORDER = {standing: place for place, standing in enumerate(Standing)}


def register_table(files: Callable[[], Mapping[Pair, str]]) -> DataTable[RegisterRow]:
    """An empty table; ``files`` gives what is known of the files."""
    columns: tuple[Column[RegisterRow], ...] = (
        text_column("文件", lambda r: r.title, 132, tip=lambda r: r.title),
        text_column("对象", lambda r: r.subject, 160, tip=lambda r: r.subject),
        text_column(
            "状态", lambda r: r.standing.value, 82,
            tone=lambda r: _TONES[r.standing],
            mark=lambda r: _MARKS.get(r.standing, "half"),
            key=lambda r: _ORDER[r.standing],
        ),
        text_column("文号", lambda r: r.number, 120, tip=lambda r: r.number),
        date_column("制作", lambda r: r.made.made_at.date() if r.made else None, 86),
        count_column("页数", lambda r: r.made.pages if r.made else None, 46),
        count_column("打印", lambda r: r.printed.copies if r.printed else None, 46,
                     tip=lambda r: f"最近打印 {r.printed.on}" if r.printed else ""),
        date_column("发出", lambda r: _day(r.sent), 86, tip=lambda r: _note(r.sent)),
        date_column("扫回", lambda r: _day(r.scanned), 86, tip=lambda r: _note(r.scanned)),
        date_column("核章", lambda r: _day(r.confirmed), 86, tip=lambda r: _note(r.confirmed)),
        text_column("说明", lambda r: _remark(r, files()), 120, tip=lambda r: _remark(r, files())),
    )  # fmt: skip
    return DataTable(
        "register",
        columns,
        title="文件台账",
        empty="没有这样的文件。换一个筛选条件，或先完成前面的环节。",
    )


def _day(passed: Passed | None) -> date | None:
    return passed.on if passed else None


def _note(passed: Passed | None) -> str:
    return passed.note if passed else ""


def _remark(row: RegisterRow, files: Mapping[Pair, str]) -> str:
    """What is wrong with it: the file, what changed, what is lacking, why refused."""
    said = files.get(row.pair, "")
    if said and not said.startswith("在原处"):
        return f"文件{said}"
    if row.changed:
        return "；".join(row.changed)
    if row.standing is Standing.REFUSED and row.refused:
        return row.refused.note
    if row.lacking and row.standing in (Standing.MISSING, Standing.DRAFT):
        return "、".join(_short(row, text) for text in row.lacking)
    return ""


def _short(row: RegisterRow, message: str) -> str:
    words = message.removeprefix(f"《{row.title}》缺少").removesuffix("，只能出草稿。")
    return f"缺{words}" if words != message else message


def detail_words(row: RegisterRow, files: Mapping[Pair, str]) -> str:
    """The story of the paper in hand: from which data, what changed, where it is, how it went."""
    parts = [f"{row.title}　{row.subject}".strip()]
    made = row.made
    if made is not None:
        data = f"，据第 {made.data_seq} 条操作记录时的数据" if made.data_seq else ""
        parts.append(f"{made.made_at:%Y-%m-%d %H:%M} 制作{data}，版本 {made.edition}")
    for passed, word in ((row.printed, "打印"), (row.sent, "发出"), (row.refused, "退回")):
        if passed is not None:
            how = f"（{passed.note}）" if passed.note else ""
            parts.append(f"{passed.on} {word} {passed.copies} 份{how}")
    if row.changed:
        parts.append("之后变化：" + "；".join(row.changed))
    elif row.lacking:
        parts.append("、".join(_short(row, text) for text in row.lacking))
    if made is not None:
        said = files.get(row.pair, "")
        parts.append(f"{made.file}{f'（{said}）' if said else ''}")
    return "　".join(parts)


def total_words(shown: Sequence[RegisterRow], whole: int) -> str:
    """共 312 份＝已制作 200＋待发出 112 ✓　已打印 340 份."""
    if not shown:
        return ""
    totals = register.totals(shown)
    mark = "✓" if sum(totals.values()) == len(shown) else "✗"
    parts = "＋".join(f"{standing.value} {n:,}" for standing, n in totals.items())
    of = f"（全部 {whole:,} 份）" if len(shown) < whole else ""
    return f"共 {len(shown):,} 份{of}＝{parts} {mark}　已打印 {register.copies(shown):,} 份"
