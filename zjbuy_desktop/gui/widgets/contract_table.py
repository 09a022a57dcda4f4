"""Columns and words of signed contracts held against the award."""

from collections.abc import Sequence

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.contract_standing import Checked, ContractStanding, fix_of
from zjbuy_desktop.core.case.deriving_contracts import signed_amount
from zjbuy_desktop.core.case.deriving_results import all_contracts
from zjbuy_desktop.core.case.deriving_signed import (
    all_signed,
    all_signed_gaps,
    awarded_amount,
    signed_gap,
)
from zjbuy_desktop.core.case.signed import Compared, Match
from zjbuy_desktop.gui.models.columns import Column, date_column, money_column, text_column

_MARKS = {
    Checked.NOT_ENTERED: "clock",
    Checked.SAME: "check",
    Checked.DIFFERENT: "stop",
    Checked.NO_AWARD: "stop",
}


def contract_columns() -> tuple[Column[ContractStanding], ...]:
    """应签金额 | 合同金额 | 差 | 编号 | 签订日期 | 核对."""
    return (
        text_column("单位", lambda r: r.unit, 156, tip=lambda r: r.unit),
        text_column("标项", lambda r: r.lot, 60),
        money_column(
            "应签（元）",
            lambda r: r.awarded_fen,
            104,
            why=lambda r: lambda ground: awarded_amount(ground, r.unit, r.lot),
            why_total=all_contracts,
        ),
        money_column(
            "合同（元）",
            lambda r: r.signed_fen,
            104,
            tip=_source,
            why=lambda r: lambda ground: signed_amount(ground, r.unit, r.lot),
            why_total=all_signed,
        ),
        money_column(
            "差（元）",
            lambda r: r.gap_fen,
            92,
            whole=True,
            tone=lambda r: "stop" if r.gap_fen else "",
            tip=lambda _: "差 ＝ 合同 － 应签",
            why=lambda r: lambda ground: signed_gap(ground, r.unit, r.lot),
            why_total=all_signed_gaps,
        ),
        text_column("合同编号", lambda r: r.signed.number if r.signed else "", 100),
        date_column("签订日期", lambda r: r.signed.signed_on if r.signed else None, 92),
        text_column("核对", word, 108, tone=tone, mark=_mark),
    )


def word(at: ContractStanding) -> str:
    """未录入、一致、不一致 2 处、采购结果里没有."""
    checked = at.checked
    return f"{checked.value} {at.differing} 处" if checked is Checked.DIFFERENT else checked.value


def tone(at: ContractStanding) -> str:
    """Colour token."""
    if at.blocks:
        return "stop"
    return {Checked.SAME: "ok", Checked.NOT_ENTERED: "quiet"}.get(at.checked, "warn")


def _mark(at: ContractStanding) -> str:
    return "warn" if tone(at) == "warn" else _MARKS[at.checked]


def _source(at: ContractStanding) -> str:
    return at.signed.source if at.signed else ""


def waiting_text(rows: Sequence[ContractStanding]) -> str:
    """已录入 12/27 份，差额待全部录入后合计; empty once every contract has both amounts."""
    known = sum(r.gap_fen is not None for r in rows)
    if known == len(rows):
        return ""
    stray = sum(r.checked is Checked.NO_AWARD for r in rows)
    if known + stray == len(rows):
        return f"{stray} 份采购结果里没有，改正后再合计差额"
    return f"已录入 {known}/{len(rows)} 份，差额待全部录入后合计"


def field_columns() -> tuple[Column[Compared], ...]:
    """应为 | 合同所写 | 核对 | 怎么办."""
    return (
        text_column("项目", lambda r: r.field, 128),
        text_column("采购结果（应为）", lambda r: r.expected, 210, tip=lambda r: r.expected),
        text_column("合同所写", lambda r: r.written, 210, tip=lambda r: r.written),
        text_column(
            "核对",
            lambda r: r.match.value,
            84,
            tone=field_tone,
            mark=lambda r: {"ok": "check", "quiet": "info"}.get(field_tone(r), field_tone(r)),
        ),
        text_column("怎么办", fix_of, 180, tip=fix_of),
    )


def field_tone(at: Compared) -> str:
    """Colour token of one field: stop where the award fixes it, warn where it is the office's."""
    if at.match is Match.DIFFERENT:
        return "stop" if at.must else "warn"
    return "ok" if at.match is Match.SAME else "quiet"


def sum_text(rows: Sequence[ContractStanding]) -> str:
    """How many are entered, by how much they depart, how many differ, what is still to come.

    The foot's first sum is of all contracts, so what those entered depart by is said here.
    """
    entered = [r for r in rows if r.signed]
    wrong = sum(r.checked in (Checked.DIFFERENT, Checked.NO_AWARD) for r in rows)
    waiting = sum(r.checked is Checked.NOT_ENTERED for r in rows)
    whole = money.yuan(sum(r.signed_fen or 0 for r in entered))
    gap = sum(r.gap_fen or 0 for r in entered)
    apart = f"，比应签{'多' if gap > 0 else '少'} {money.yuan(abs(gap))} 元" if gap else ""
    told = f"不一致 {wrong} 份" if wrong else "逐项一致 ✓" if entered else ""
    parts = (
        f"已录入 {len(entered)} 份，{whole} 元{apart}",
        told,
        f"未录入 {waiting} 份" if waiting else "",
    )
    return "；".join(part for part in parts if part)
