"""However a unit lays its table out, it is read exactly or sent back: never read wrongly."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from zjbuy_desktop.core.base.money import amount
from zjbuy_desktop.excel.grid import Grid, Merge
from zjbuy_desktop.excel.roster import Roster, RosterBook
from zjbuy_desktop.excel.sheets import read_sheet

UNITS = ("之江市教育局", "之江市第一中学", "之江市城东区教育局")
ITEMS = ("台式计算机（基础型）", "台式计算机（增强型）")
BOOK = RosterBook(Roster(UNITS, ITEMS, ""))
WORDS = {
    "item": ("标的名称", "货物名称", "采购内容", "品名及规格"),
    "quantity": ("数量", "采购数量(台)", "数 量", "拟采购数量", "申请数量"),
    "price": ("单价", "预算单价", "单价限价", "参考价"),
    "amount": ("金额", "预算金额", "合价", "资金预算", "小计", "预算控制数"),
    "unit": ("采购单位", "需求单位", "申报单位", "单位名称"),
    "measure": ("计量单位", "计量 单位", "单位"),
    "spec": ("规格型号", "技术参数"),
    "seq": ("序号",),
    "stock": ("现有数量",),
    "brand": ("产地",),
    "last": ("去年金额",),
}
SCALES = {"元": 1, "千元": 1000, "万元": 10_000}

MONEY = [("元", "元"), ("元", "万元"), ("万元", "万元"), ("千元", "千元")]

Line = tuple[str, str, int, int]
"""Unit, item, quantity and price in 分."""


@dataclass(frozen=True)
class Layout:
    """Everything a unit may do with its table."""

    words: dict[str, str]
    columns: tuple[str, ...]
    money: tuple[str, str]
    said: str
    units: str
    totals: str
    merged: bool
    numbered: bool
    repeated: int
    gap: int


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    units = draw(st.sampled_from(["column", "continued", "merged", "heading", "line", "tables"]))
    fields = ["item", "quantity", "price", "amount"]
    fields += draw(st.lists(st.sampled_from(["spec", "stock", "brand", "last"]), unique=True))
    fields += ["measure"] if draw(st.booleans()) else []
    if units in ("column", "continued", "merged"):
        fields.append("unit")
    order = draw(st.permutations(fields))
    seq = ["seq"] if draw(st.booleans()) else []
    said = draw(st.sampled_from(["captions", "line", "group", "amount", "content"]))
    money = draw(
        st.sampled_from([("元", "元"), ("元", "万元"), ("万元", "万元"), ("千元", "千元")])
    )
    if said == "content":
        money = draw(st.sampled_from(MONEY[:2]))
    if said in ("line", "group"):
        money = (money[1], money[1])
    return Layout(
        {name: draw(st.sampled_from(words)) for name, words in WORDS.items()},
        (*seq, *order),
        money,
        said,
        units,
        draw(st.sampled_from(["none", "foot", "top", "parts"])),
        draw(st.booleans()),
        draw(st.booleans()),
        draw(st.sampled_from([0, 0, 1, 2])),
        draw(st.integers(0, 3)),
    )


LINES = st.lists(
    st.tuples(
        st.sampled_from(UNITS),
        st.sampled_from(ITEMS),
        st.integers(2, 400),
        st.integers(1000, 20_000).map(lambda yuan: yuan * 100),
    ),
    min_size=1,
    max_size=8,
)


class Sheet:
    """The table as a unit would type it."""

    def __init__(self, layout: Layout, lines: list[Line]) -> None:
        self.layout = layout
        self.rows: list[list[Any]] = []
        self.merges: list[Merge] = []
        by_unit = {unit: [line for line in lines if line[0] == unit] for unit in UNITS}
        self.groups = [group for group in by_unit.values() if group]
        if layout.units in ("line", "tables"):
            self.groups = self.groups if layout.units == "tables" else self.groups[:1]
        self.lines = [line for group in self.groups for line in group]

    def grid(self) -> Grid:
        layout = self.layout
        self.rows.append(["带量采购需求表"])
        self.money_line()
        if layout.units == "tables":
            for group in self.groups:
                self.rows += [[]] * layout.gap
                self.rows.append([f"填报单位：{group[0][0]}"])
                self.table([group])
        else:
            if layout.units == "line":
                self.rows.append([f"填报单位：{self.lines[0][0]}（盖章）"])
            self.table(self.groups)
        self.rows.append(["填表人：王喆    联系电话：0571-88000000"])
        grid = Grid("S", [list(row) for row in self.rows], self.merges)
        grid.level()
        return grid

    def first(self) -> list[Line]:
        """The lines of the first table, whose money the others follow."""
        return self.groups[0] if self.layout.units == "tables" else self.lines

    def money_line(self) -> None:
        if self.layout.said == "line":
            self.rows.append(["", f"金额单位：{self.layout.money[1]}"])

    def table(self, groups: list[list[Line]]) -> None:
        layout, lines = self.layout, [line for group in groups for line in group]
        self.head()
        if layout.numbered:
            self.rows.append(list(range(1, len(layout.columns) + 1)))
        if layout.totals == "top":
            self.total("合计", lines)
        count = 0
        for group in groups:
            top = len(self.rows)
            if layout.units == "heading":
                self.rows.append([f"一、{group[0][0]}"])
            for number, line in enumerate(group):
                self.rows.append([self.value(c, line, count, number) for c in layout.columns])
                count += 1
                if layout.repeated and count == layout.repeated and layout.units != "merged":
                    self.head()
            if layout.units == "merged" and len(group) > 1:
                column = layout.columns.index("unit")
                self.merges.append(((top, column), (len(self.rows) - 1, column)))
            if layout.totals == "parts":
                self.total("小计", group)
        if layout.totals in ("foot", "parts"):
            self.total("总计" if layout.totals == "parts" else "合计", lines)

    def head(self) -> None:
        layout, row = self.layout, len(self.rows)
        texts = [self.caption(name) for name in layout.columns]
        if layout.said != "group":
            self.rows.append(texts)
            return
        first, second = sorted(layout.columns.index(name) for name in ("price", "amount"))
        if second - first > 1:  # 组名只能盖住相邻的列
            both = f"（{layout.money[1]}）"
            named = ("price", "amount")
            self.rows.append(
                [t + both if n in named else t for n, t in zip(layout.columns, texts, strict=True)]
            )
            return
        upper = [("" if first <= i <= second else text) for i, text in enumerate(texts)]
        upper[first] = f"预算（{layout.money[1]}）"
        lower = [text if first <= i <= second else "" for i, text in enumerate(texts)]
        self.rows += [upper, lower]
        if layout.merged:
            self.merges.append(((row, first), (row, second)))
            others = [i for i in range(len(texts)) if not first <= i <= second]
            self.merges += [((row, i), (row + 1, i)) for i in others]

    def caption(self, name: str) -> str:
        text, said = self.layout.words[name], self.layout.said
        if name == "price" and said == "captions":
            text += f"（{self.layout.money[0]}）"
        if name == "amount" and said in ("captions", "amount"):
            text += f"({self.layout.money[1]})"
        return text

    def value(self, name: str, line: Line, count: int, number: int) -> Any:
        unit, item, quantity, price = line
        if name == "unit":
            return "" if number and self.layout.units in ("continued", "merged") else unit
        return {
            "item": item,
            "quantity": quantity,
            "price": self.written(price, self.layout.money[0]),
            "amount": self.written(amount(quantity * 1000, price), self.layout.money[1]),
            "measure": "台",
            "spec": "8核",
            "seq": count + 1,
            "stock": count * 7 + 3,
            "brand": "浙江",
            "last": 1234.5 + count,
        }[name]

    def written(self, fen: int, unit: str) -> float:
        return float(Decimal(fen) / (100 * SCALES[unit]))

    def total(self, label: str, lines: list[Line]) -> None:
        row: list[Any] = [""] * len(self.layout.columns)
        sums = {
            "quantity": sum(line[2] for line in lines),
            "amount": self.written(
                sum(amount(q * 1000, p) for _u, _i, q, p in lines), self.layout.money[1]
            ),
        }
        for name, value in sums.items():
            row[self.layout.columns.index(name)] = value
        place = next(i for i, text in enumerate(row) if text == "")
        row[place] = label
        self.rows.append(row)


@settings(max_examples=400, deadline=None)
@given(layouts(), LINES)
def test_read_exactly(layout: Layout, lines: list[Line]) -> None:
    sheet = Sheet(layout, lines)
    reading = read_sheet(sheet.grid(), BOOK, "汇总.xlsx", "0" * 64)
    if reading.problems and layout.said == "content":
        # 哪里都没写、又只有一行时，金额单位无从核对。
        assert layout.money[1] == "万元"
        assert len({line[2:] for line in sheet.first()}) == 1
        return
    assert not reading.problems
    found = [(x.unit, x.item, x.quantity // 1000, x.price_fen) for x in reading.lines]
    assert found == sheet.lines


@settings(max_examples=300, deadline=None)
@given(layouts(), LINES, st.data())
def test_one_wrong_figure_is_never_accepted(
    layout: Layout, lines: list[Line], data: st.DataObject
) -> None:
    sheet = Sheet(layout, lines)
    grid = sheet.grid()
    first = read_sheet(grid, BOOK, "汇总.xlsx", "0" * 64)
    assume(first.lines)
    source = data.draw(st.sampled_from(first.lines)).source
    name = data.draw(st.sampled_from(["quantity", "price", "amount"]))
    cell = dict(source.cells)[name]
    old = grid.put(cell, "")
    assert isinstance(old, int | float)
    grid.put(cell, f"{old * 3}")
    reading = read_sheet(grid, BOOK, "汇总.xlsx", "0" * 64)
    assert reading.problems
