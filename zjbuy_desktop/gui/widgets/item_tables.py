"""The tables of 统一标的: suggestions, common items with Σ, and the unit lines under one."""

from zjbuy_desktop.core.base import quantity
from zjbuy_desktop.core.case.asking import of_line, of_line_price, of_needs
from zjbuy_desktop.core.case.deriving_needs import Aspect
from zjbuy_desktop.core.case.items import ItemTotal
from zjbuy_desktop.core.case.merging import as_common
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.suggesting import Suggestion
from zjbuy_desktop.gui.models.columns import (
    Column,
    count_column,
    money_column,
    quantity_column,
    text_column,
)
from zjbuy_desktop.gui.widgets.data_table import DataTable


def suggestion_table() -> DataTable[Suggestion]:
    """What looks alike, and why."""
    columns: tuple[Column[Suggestion], ...] = (
        text_column("标的", lambda s: s.item, 220),
        text_column("建议归到", lambda s: s.into, 220),
        count_column("行数", lambda s: s.total.rows, 56, total=False),
        text_column("理由", lambda s: s.reason, 320, tip=lambda s: s.reason),
    )
    return DataTable("suggestions", columns, title="归并建议", filtering=False, empty="没有建议")


def item_table() -> DataTable[ItemTotal]:
    """Common items with their sums."""
    columns: tuple[Column[ItemTotal], ...] = (
        text_column("统一标的", lambda r: r.item, 250, tip=lambda r: r.item),
        count_column(
            "行数",
            lambda r: r.sums.rows,
            70,
            why=lambda r: of_needs(Aspect.ROWS, item=r.item),
            why_total=of_needs(Aspect.ROWS),
        ),
        quantity_column(
            "数量",
            lambda r: r.quantity,
            110,
            total=False,
            why=lambda r: of_needs(Aspect.QUANTITY, item=r.item),
        ),
        text_column("计量", lambda r: "、".join(m or "没有写" for m in r.measures), 64),
        money_column(
            "金额（元）",
            lambda r: r.sums.amount_fen,
            150,
            why=lambda r: of_needs(Aspect.AMOUNT, item=r.item),
            why_total=of_needs(Aspect.AMOUNT),
        ),
    )
    return DataTable("common-items", columns, title="统一标的", filtering=False)


def line_table() -> DataTable[NeedLine]:
    """Unit lines as written, with what they are converted to."""
    columns: tuple[Column[NeedLine], ...] = (
        text_column("单位", lambda n: n.unit, 180, tip=lambda n: n.unit),
        text_column("原填标的", lambda n: n.item, 190, tip=lambda n: n.item),
        text_column("规格", lambda n: n.spec, 150, tip=lambda n: n.spec),
        quantity_column(
            "数量", lambda n: n.quantity, 74, total=False, why=lambda n: of_line(n, Aspect.QUANTITY)
        ),
        text_column("计量", lambda n: n.measure, 52),
        text_column("换算", _converted, 70),
        money_column("单价（元）", lambda n: n.price_fen, 100, total=False, why=of_line_price),
        money_column(
            "金额（元）", lambda n: n.amount_fen, 124, why=lambda n: of_line(n, Aspect.AMOUNT)
        ),
        text_column("文件", lambda n: n.source.file, 150, tip=lambda n: n.source.file),
    )
    return DataTable("common-lines", columns, title="需求行", empty="在上表选一个统一标的")


def _converted(line: NeedLine) -> str:
    if not line.common_measure:
        return ""
    seen = as_common(line)
    if seen.measure != line.common_measure:
        return "除不尽，未换算"
    return f"{quantity.show(seen.quantity)}{seen.measure}"
