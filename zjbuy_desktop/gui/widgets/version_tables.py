"""Tables of versions: every return of a unit, with what became of it."""

from zjbuy_desktop.gui.models.columns import Column, count_column, money_column, text_column
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.usecases.versions import Version

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
