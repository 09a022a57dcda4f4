"""The tables of 归档: what the law wants, the volumes, what is there of each unit."""

from zjbuy_desktop.core.case.archive_kinds import how_to_get
from zjbuy_desktop.core.case.archiving import Required, UnitHolding
from zjbuy_desktop.gui.models.columns import Column, count_column, text_column
from zjbuy_desktop.usecases.archive_check import Difference
from zjbuy_desktop.usecases.archive_view import Volume, state_of

_MARKS = {"有": ("ok", "check"), "缺": ("warn", "warn"), "没有（已说明）": ("quiet", "circle")}


def required_columns() -> tuple[Column[Required], ...]:
    """法定材料 | 哪一份 | 现状 | 从哪里来 | 怎么补."""
    return (
        text_column("法定材料", lambda r: r.word, 96),
        text_column("哪一份", lambda r: r.subject or "整个项目", 216, tip=lambda r: r.subject),
        text_column(
            "现状",
            state_of,
            112,
            tone=lambda r: _MARKS[state_of(r)][0],
            mark=lambda r: _MARKS[state_of(r)][1],
        ),
        text_column("从哪里来、理由", lambda r: r.where or r.reason, 140, tip=_said),
        text_column("怎么补", _how, 220, tip=_how),
    )


def _said(row: Required) -> str:
    return row.where or row.reason


def _how(row: Required) -> str:
    return how_to_get(row.material) if row.lacking else ""


def volume_columns() -> tuple[Column[Volume], ...]:
    """卷 | 件数 | 缺 | 保管至."""
    return (
        text_column("卷", lambda v: v.name, 140),
        count_column("有（件）", lambda v: v.held, 88, total=True),
        text_column(
            "缺（件）",
            lambda v: str(v.lacking) if v.lacking else "不缺",
            90,
            tone=lambda v: "warn" if v.lacking else "ok",
            mark=lambda v: "warn" if v.lacking else "check",
        ),
        text_column("保管期限", lambda v: v.until_words, 220),
    )


def unit_columns() -> tuple[Column[UnitHolding], ...]:
    """单位 | 填报表 | 委托函 | 通知书 | 合同文本 | 验收证明."""
    return (
        text_column("单位", lambda u: u.unit, 200, tip=lambda u: u.unit),
        text_column("填报表", lambda u: f"{u.forms} 份", 72),
        text_column("委托函", lambda u: _own(u, u.letter, "已核章"), 88, tone=_letter_tone),
        text_column("签订合同通知书", lambda u: _own(u, u.notice, "已制作"), 116),
        text_column(
            "合同文本",
            lambda u: _parts(u.contracts),
            108,
            tone=lambda u: _tone(u.contracts),
            mark=lambda u: _mark(u.contracts),
        ),
        text_column(
            "验收证明",
            lambda u: _parts(u.acceptances),
            108,
            tone=lambda u: _tone(u.acceptances),
            mark=lambda u: _mark(u.acceptances),
        ),
    )


def difference_columns() -> tuple[Column[Difference], ...]:
    """情况 | 文件."""
    return (
        text_column("情况", lambda d: d.what, 110, tone=lambda _: "stop", mark=lambda _: "stop"),
        text_column("文件", lambda d: d.path, 480, tip=lambda d: d.path),
    )


def _own(row: UnitHolding, there: bool, word: str) -> str:
    return word if there else "不需要" if row.lead else "没有"


def _letter_tone(row: UnitHolding) -> str:
    return "ok" if row.letter else "quiet"


def _parts(found: tuple[int, int]) -> str:
    held, wanted = found
    if not wanted:
        return "没有份额"
    return f"齐（{wanted} 份）" if held == wanted else f"{held}/{wanted}，缺 {wanted - held}"


def _tone(found: tuple[int, int]) -> str:
    return "quiet" if not found[1] else "ok" if found[0] == found[1] else "warn"


def _mark(found: tuple[int, int]) -> str:
    return "circle" if not found[1] else "check" if found[0] == found[1] else "warn"
