"""Two returns side by side: 原来、现在、计入 of each line, what changed, the exact difference."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.case.comparing import FIELDS, Change, DifferenceRow, Differences
from zjbuy_desktop.core.case.need_fields import named_cells
from zjbuy_desktop.core.case.needs import Funds, NeedLine
from zjbuy_desktop.core.case.tally import Total
from zjbuy_desktop.gui.models.columns import NONE, Column, text_column
from zjbuy_desktop.gui.widgets.basics import column, label, row
from zjbuy_desktop.gui.widgets.data_table import DataTable

_LOOKS = {
    Change.ADDED: ("plus", "ok"),
    Change.REMOVED: ("close", "stop"),
    Change.CHANGED: ("edit", "warn"),
    Change.SAME: ("circle", "quiet"),
}
_ORDER = (Change.CHANGED, Change.ADDED, Change.REMOVED, Change.SAME)


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One line of the comparison; ``counts`` is what the choice lets count of it."""

    pair: DifferenceRow
    counts: NeedLine | None

    @property
    def line(self) -> NeedLine:
        """Whichever side is there."""
        found = self.pair.new or self.pair.old
        assert found is not None
        return found


def said(line: NeedLine | None) -> str:
    """96台 × 5,200.00 ＝ 499,200.00; – where there is none."""
    if line is None:
        return NONE
    count = f"{quantity.show(line.quantity)}{line.measure}"
    return f"{count} × {money.yuan(line.price_fen)} ＝ {money.yuan(line.amount_fen)}"


def signed_yuan(fen: int) -> str:
    """+1,200.00, -0.01, 0.00."""
    return f"+{money.yuan(fen)}" if fen > 0 else money.yuan(fen)


def signed_count(milli: int) -> str:
    """+12, -0.5, 0."""
    shown = quantity.show(abs(milli))
    return f"{'+' if milli > 0 else '-' if milli < 0 else ''}{shown}"


def changes(pair: DifferenceRow) -> str:
    """数量 96 → 98；规格型号 i5 → i7; empty unless both sides are there."""
    if pair.old is None or pair.new is None:
        return ""
    return "；".join(
        f"{FIELDS[n]} {_value(n, getattr(pair.old, n))} → {_value(n, getattr(pair.new, n))}"
        for n in pair.fields
    )


def _value(name: str, value: Any) -> str:
    if name == "quantity":
        return quantity.show(value)
    if name.endswith("_fen"):
        return money.yuan(value)
    if isinstance(value, Funds):
        return value.value or "（空）"
    return str(value) or "（空）"


def cell(line: NeedLine | None) -> str:
    """The cell of its quantity, else of its amount."""
    at = dict(line.source.cells) if line is not None else {}
    return at.get("quantity") or at.get("amount") or next(iter(at.values()), "")


def _cells(pair: DifferenceRow) -> str:
    return " → ".join(cell(line) or NONE for line in (pair.old, pair.new))


def _where(pair: DifferenceRow) -> str:
    sides = (("原来", pair.old), ("现在", pair.new))
    return "　".join(
        f"{word}：{line.source.file} {line.source.sheet} {named_cells(dict(line.source.cells))}"
        for word, line in sides
        if line is not None
    )


def _tone(shown: ShownRow) -> str:
    return _LOOKS[shown.pair.change][1]


def _columns(choosing: bool, units: bool) -> tuple[Column[ShownRow], ...]:
    counts: Column[ShownRow] = _side("计入", lambda r: r.counts)
    unit: Column[ShownRow] = text_column("单位", lambda r: r.line.unit, 140)
    return (
        text_column(
            "变化", lambda r: r.pair.change.value, 72, tone=_tone,
            mark=lambda r: _LOOKS[r.pair.change][0], key=lambda r: _ORDER.index(r.pair.change),
        ),
        *((unit,) if units else ()),
        text_column(
            "标的", lambda r: r.line.item, 168, tip=lambda r: f"{r.line.item}\n{r.line.spec}"
        ),
        _side("原来", lambda r: r.pair.old),
        _side("现在", lambda r: r.pair.new),
        *((counts,) if choosing else ()),
        _difference("数量差", lambda r: r.pair.quantity, signed_count, 56),
        _difference("金额差（元）", lambda r: r.pair.amount_fen, signed_yuan, 104),
        text_column("格子", lambda r: _cells(r.pair), 72, tip=lambda r: _where(r.pair)),
        text_column(
            "改了什么", lambda r: changes(r.pair), 160, tip=lambda r: changes(r.pair),
            tone=lambda r: "warn" if r.pair.fields else "quiet",
        ),
    )  # fmt: skip


def _side(title: str, get: Callable[[ShownRow], NeedLine | None]) -> Column[ShownRow]:
    return text_column(title, lambda r: said(get(r)), 200, tip=lambda r: said(get(r)))


def _difference(
    title: str, get: Callable[[ShownRow], int], text: Callable[[int], str], width: int
) -> Column[ShownRow]:
    return Column(title, get, text, True, width, total=True, number=True)


class DifferenceTable(QWidget):
    """The lines, those that changed first; long unchanged ones can be left out."""

    def __init__(self, name: str, *, choosing: bool = False, units: bool = False) -> None:
        """``choosing`` shows what would count; ``units`` names the unit of each line."""
        super().__init__()
        self._found: Differences | None = None
        self._choosing = choosing
        self.new_counts = True
        self.counts = label("", "quiet")
        self.changed_only = QCheckBox("只看有变化的行(&G)")
        self.changed_only.setAccessibleName("只看有变化的行")
        self.changed_only.toggled.connect(lambda _: self._refresh())
        self.table: DataTable[ShownRow] = DataTable(
            name, _columns(choosing, units), title="逐行对照", empty="没有变化"
        )
        self.detail = label("", "quiet", wrap=True)
        self.table.selected.connect(self._tell)
        self.proof = label("", wrap=True)
        head = row(self.counts, None, self.changed_only)
        box = column(head, self.table, self.detail, self.proof, gap=6)
        box.setStretch(1, 1)
        self.setLayout(box)

    def show_differences(self, found: Differences) -> None:
        """Show these."""
        self._found = found
        parts = [f"{c.value} {found.count(c)} 行" for c in _ORDER if found.count(c)]
        self.counts.setText("，".join(parts) or "两边都没有需求行")
        self.proof.setText(proof(found))
        self._refresh()

    def let_count(self, new: bool) -> None:
        """Which side would count."""
        self.new_counts = new
        self._refresh()

    def _refresh(self) -> None:
        if self._found is None:
            return
        only = self.changed_only.isChecked()
        pairs = sorted(self._found.rows, key=lambda r: _ORDER.index(r.change))
        self.table.set_rows(
            self._shown(p for p in pairs if not only or p.change is not Change.SAME)
        )
        self.table.set_foot("差额", difference=None)
        self._tell()

    def _tell(self) -> None:
        """All of what was changed in the line in hand, and where each side stands."""
        at = self.table.current()
        if at is None:
            self.detail.setText("")
            return
        what = changes(at.pair) or at.pair.words
        self.detail.setText(f"“{at.line.item}”{what}。{_where(at.pair)}")

    def _shown(self, pairs: Iterable[DifferenceRow]) -> Iterable[ShownRow]:
        return (ShownRow(p, p.new if self.new_counts else p.old) for p in pairs)


def proof(found: Differences) -> str:
    """原来 2 行 … 元，现在 3 行 … 元，差 … 元 ＝Σ各行之差 ✓."""
    whole = found.new.amount_fen - found.old.amount_fen
    agrees = whole == found.amount_fen and found.quantity == (
        found.new.quantity - found.old.quantity
    )
    mark = "＝Σ各行之差 ✓" if agrees else "≠Σ各行之差，请核验数据"
    return (
        f"原来 {_sums(found.old)}，现在 {_sums(found.new)}；"
        f"数量差 {signed_count(found.quantity)}，金额差 {signed_yuan(whole)} 元 {mark}"
    )


def _sums(sums: Total) -> str:
    return f"{sums.rows} 行 {money.yuan(sums.amount_fen)} 元"
