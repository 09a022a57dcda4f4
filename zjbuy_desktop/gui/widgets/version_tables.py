"""Tables of versions: returns of a unit, imports, what undoing one would change, sealings."""

from zjbuy_desktop.gui.models.columns import Column, count_column, money_column, text_column
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.difference_table import signed_yuan
from zjbuy_desktop.usecases.freezing import Snapshot
from zjbuy_desktop.usecases.versions import Batch, UnitChange, Version

_LOOKS = {"计入汇总": ("check", "ok"), "未计入": ("circle", "quiet"), "待修改": ("stop", "stop")}


def _look(version: Version) -> tuple[str, str]:
    return _LOOKS.get(version.state, ("circle", "quiet"))


def version_table() -> DataTable[Version]:
    """Every return of one unit, the oldest first."""
    columns: tuple[Column[Version], ...] = (
        text_column("文件", lambda v: v.file, 236, tip=lambda v: f"{v.file}\n{v.sha256}"),
        text_column("收到", lambda v: f"{v.received_at:%Y-%m-%d %H:%M}", 124),
        text_column("批", lambda v: f"第 {v.batch_id} 批", 64),
        count_column("行数", lambda v: v.sums.rows if v.sums else None, 52, total=False),
        money_column(
            "金额（元）", lambda v: v.sums.amount_fen if v.sums else None, 120, total=False
        ),
        text_column(
            "现状", lambda v: v.state, 96, tone=lambda v: _look(v)[1], mark=lambda v: _look(v)[0]
        ),
        text_column("凭什么", lambda v: v.why, 180, tip=lambda v: v.why),
    )
    return DataTable("versions", columns, title="报来的各份", empty="还没有报来文件")


def undo_table() -> DataTable[UnitChange]:
    """What an undo would do to each unit."""
    columns: tuple[Column[UnitChange], ...] = (
        text_column("单位", lambda c: c.unit, 220),
        count_column("现在行数", lambda c: c.before.rows if c.before else None, 72),
        money_column("现在计入（元）", lambda c: c.before.amount_fen if c.before else None, 136),
        count_column("撤销后行数", lambda c: c.after.rows if c.after else None, 84),
        money_column("撤销后计入（元）", lambda c: c.after.amount_fen if c.after else None, 136),
        Column(
            "差额（元）", lambda c: c.amount_fen, signed_yuan, True, 128, total=True, number=True
        ),
    )
    return DataTable("undo", columns, title="撤销会改变的单位", empty="各单位计入的内容不变")


def batch_table() -> DataTable[Batch]:
    """Every import, the newest first."""
    columns: tuple[Column[Batch], ...] = (
        text_column("批", lambda b: f"第 {b.id} 批", 72, key=lambda b: b.id),
        text_column("导入时间", lambda b: f"{b.at:%Y-%m-%d %H:%M}", 132),
        count_column("文件", lambda b: b.files, 56, total=False),
        text_column(
            "现状",
            lambda b: "已撤销" if b.undone else b.words,
            300,
            tone=lambda b: "quiet" if b.undone else "ok",
            mark=lambda b: "undo" if b.undone else "check",
            tip=lambda b: b.words,
        ),
    )
    return DataTable("batches", columns, title="各批导入", filtering=True, empty="还没有导入过")


def snapshot_table() -> DataTable[Snapshot]:
    """Every sealing, the newest first."""
    columns: tuple[Column[Snapshot], ...] = (
        text_column("封存", lambda s: s.name, 180, tip=lambda s: f"校验值 {s.digest}"),
        text_column("时间", lambda s: f"{s.sealed_at:%Y-%m-%d %H:%M}", 132),
        text_column("经办人", lambda s: s.sealed_by, 72),
        count_column("行数", lambda s: s.line_count, 56, total=False),
        money_column("金额（元）", lambda s: s.amount_fen, 128, total=False),
        text_column(
            "现状",
            _sealed,
            200,
            tone=lambda s: "ok" if s.opened_at is None else "quiet",
            mark=lambda s: "lock" if s.opened_at is None else "circle",
            tip=_sealed,
        ),
    )
    return DataTable("snapshots", columns, title="各次封存", empty="还没有封存过")


def _sealed(snapshot: Snapshot) -> str:
    opened = snapshot.opened_at
    if opened is None:
        return "封存中"
    return f"{opened.month}月{opened.day}日解封：{snapshot.opened_reason}"
