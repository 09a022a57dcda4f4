"""把一张认出表头的表读成需求行；每一处不对都记下它的格子。"""

from decimal import Decimal
from typing import TypedDict

from zjbuy_desktop.core.base.money import amount
from zjbuy_desktop.core.case.needs import Funds, NeedLine
from zjbuy_desktop.excel.cells import CellReader
from zjbuy_desktop.excel.facts import code_of, date_of_serial, funds_of, intention_of
from zjbuy_desktop.excel.grid import Grid
from zjbuy_desktop.excel.headers import Header
from zjbuy_desktop.excel.headings import Heading, heading_in
from zjbuy_desktop.excel.missing import unmeasured
from zjbuy_desktop.excel.problems import shown
from zjbuy_desktop.excel.products import Product
from zjbuy_desktop.excel.roster import RosterBook, unknown_item
from zjbuy_desktop.excel.rows import RowKind, RowSorter, is_signature, is_total, remark
from zjbuy_desktop.excel.sheet_unit import unknown_unit
from zjbuy_desktop.excel.subtotals import Sums, TotalChecker
from zjbuy_desktop.excel.suggesting import (
    near_item,
    near_unit,
    price_text,
    product_text,
    quantity_text,
)
from zjbuy_desktop.excel.table_reading import TableReading
from zjbuy_desktop.excel.values import SCALE_NAMES


class _Facts(TypedDict):
    spec: str
    funding: str
    budget_item: str
    note: str
    delivery: str
    funds: Funds
    intention: str


_FACT_FIELDS = (
    "spec",
    "funding",
    "budget_item",
    "note",
    "delivery_time",
    "delivery_place",
    "funds",
    "intention",
)


class TableReader:
    """Reads one table; made for one sheet of one file."""

    def __init__(
        self,
        grid: Grid,
        header: Header,
        book: RosterBook,
        file: str,
        sha256: str,
        before: Sums | None = None,
    ) -> None:
        self._grid = grid
        self._header = header
        self._book = book
        self._file = file
        self._sha256 = sha256
        self._cells = CellReader(grid, header)
        self._totals = TotalChecker(grid, header, before)
        self._unit = ""
        self._heading: Heading | None = None
        self._headed = False
        self._inherited: list[int] = []
        self._unclear: dict[str, None] = {}
        self._unmeasured: dict[str, list[int]] = {}
        self._known_facts: dict[tuple[object, ...], _Facts] = {}
        self._reading = TableReading(problems=self._cells.problems)

    def read(self, default_unit: str) -> TableReading:
        """Read all rows; ``default_unit`` is the unit where no unit column names one."""
        self._unit = default_unit
        reading, sorter = self._reading, RowSorter(self._grid, self._header, self._book)
        end, repeated = self._header.end or len(self._grid.rows), self._header.repeated
        for row in range(self._header.lead, self._header.row):
            if any(is_total(value) for value in self._grid.rows[row]):
                self._totals.total(row)
        for row in range(self._header.first_row, end):
            if repeated and row in repeated:
                continue
            kind = sorter.kind(row, self._cells.raw(row, "item"))
            if kind is RowKind.DATA:
                reading.rows.append(row)
                reading.last_row = row
                self._data_row(row)
            elif kind is not RowKind.BLANK:
                self._other_row(row, kind)
        if not reading.problems:
            reading.problems.extend(self._totals.check())
        reading.sums = self._totals.all()
        self._closing_notes()
        return reading

    def _other_row(self, row: int, kind: RowKind) -> None:
        reading, place = self._reading, f"{self._grid.sheet} 第{row + 1}行"
        if kind is RowKind.TOTAL:
            reading.last_row = row
            self._totals.total(row)
        elif kind is RowKind.GROUP_TOTAL:
            self._heading = heading_in(self._grid, row, self._book.units)
            reading.notes.append(f"{place}“{self._heading.text}”按其下各行的小计读取，未计入")
            self._totals.total(row)
        elif kind is RowKind.HEADING:
            self._heading = heading_in(self._grid, row, self._book.units)
            self._totals.heading()
        elif kind is RowKind.ITEM_ONLY:
            item = self._cells.text(row, "item")
            reading.notes.append(f"{place}只写了“{item}”，没有数量和金额，未计入")
        elif kind is RowKind.EXAMPLE:
            reading.notes.append(f"{place}是填写示例，未计入")
        elif kind is RowKind.REMARK:
            reading.notes.append(f"{place}是说明，没有作为需求读取：{remark(self._grid, row)}")

    def _enter_group(self) -> None:
        """The first line below a heading: what the heading says counts from here on."""
        heading, self._heading = self._heading, None
        if heading is None:
            return
        place = f"{self._grid.sheet} 第{heading.row + 1}行“{heading.text}”"
        if heading.unit:
            self._unit, self._headed = heading.unit, True
            self._reading.units[heading.unit] = None
            self._reading.notes.append(f"{place}是单位名称，其下各行按该单位读取")
        elif heading.claims:
            self._unit, self._headed = "", True
            self._reading.units[heading.claims] = None
            near = near_unit(heading.claims, self._book.units.names)
            self._cells.add(
                (heading.row, heading.column),
                heading.text,
                *unknown_unit(self._book.units, heading.claims),
                heading.text.replace(heading.claims, near) if near else "",
            )
        else:
            self._reading.notes.append(f"{place}是小标题，未计入")

    def _data_row(self, row: int) -> None:
        cells, header = self._cells, self._header
        if self._heading:
            self._enter_group()
        before = len(cells.problems)
        if self._grid.struck:
            cells.ask_if_struck(row)
        unit, item, code = self._unit_of(row), self._item(row), self._code(row)
        measure = cells.text(row, "measure") or header.measure
        quantity = cells.quantity(row, measure)
        price = cells.money(row, "price", header.price_scale)
        written = cells.money(row, "amount", header.amount_scale)
        total = amount(quantity[0], price[0]) if quantity and price else 0
        if quantity and price and written and written[0] != total:
            product = Product(self._grid, header, row, (quantity[0], price[0]), measure)
            wrong = product.mismatch(*written)
            if wrong:
                cells.add(*wrong)
        facts = self._facts(row)
        if quantity is None or price is None or len(cells.problems) > before:
            self._suggest(row, measure, quantity, price, written)
            return
        if not measure and not quantity[1]:
            self._unmeasured.setdefault(unit, []).append(row)
        self._totals.add(unit, quantity[0], total)
        self._reading.lines.append(
            NeedLine(  # by place: by name, and there are eighteen, it takes twice as long
                unit,
                item,
                facts["spec"],
                measure or quantity[1],
                quantity[0],
                price[0],
                total,
                cells.source(row, self._file, self._sha256),
                code,
                facts["funding"],
                facts["budget_item"],
                facts["funds"],
                facts["delivery"],
                facts["intention"],
                facts["note"],
            )
        )

    def _suggest(
        self,
        row: int,
        measure: str,
        quantity: tuple[int, str] | None,
        price: tuple[int, Decimal] | None,
        written: tuple[int, Decimal] | None,
    ) -> None:
        """Where two of 数量, 单价 and 金额 stand, the third may follow from them."""
        if quantity and price and not written:
            scale = self._header.amount_scale
            self._cells.suggest(row, "amount", product_text(quantity[0], price[0], scale))
        if price and written and not quantity and self._header.amount_scale == 1:
            value = self._grid.at(row, self._header.columns["quantity"][0])
            text = quantity_text(value, price[0], written[0], measure)
            self._cells.suggest(row, "quantity", text)
        if quantity and written and not price and self._header.amount_scale == 1:
            value = self._grid.at(row, self._header.columns["price"][0])
            text = price_text(value, quantity[0], written[0], self._header.price_scale)
            self._cells.suggest(row, "price", text)

    def _unit_of(self, row: int) -> str:
        if "unit" not in self._header.columns:
            self._reading.needs_unit = self._reading.needs_unit or not self._headed
            return self._unit
        written = self._cells.text(row, "unit")
        if not written:
            if self._reading.units:
                self._inherited.append(row + 1)
            else:
                self._reading.needs_unit = True
            return self._unit
        name = self._book.units.find(written)
        self._unit = name or ""
        self._reading.units[name or written] = None
        if name is None:
            place = self._cells.origin(row, "unit")
            near = near_unit(written, self._book.units.names)
            self._cells.add(place, written, *unknown_unit(self._book.units, written), near)
        return self._unit

    def _item(self, row: int) -> str:
        written = self._cells.text(row, "item")
        if not written:
            self._cells.missing_item(row)
            return ""
        if written.startswith("其中"):
            self._cells.add(
                self._cells.origin(row, "item"),
                written,
                "一行是一项需求",
                "“其中”是上面一行的一部分，不能再计一遍；请删去这一行，或与上一行分开写",
            )
        item = self._book.item(written)
        if item is None:
            place = self._cells.origin(row, "item")
            near = near_item(written, self._book.items)
            self._cells.add(place, written, *unknown_item(self._book, written), near)
        return item or ""

    def _code(self, row: int) -> str:
        code = code_of(self._cells.text(row, "category_code"))
        wanted = self._book.category_code
        if code and wanted and code != wanted:
            self._cells.add(
                self._cells.origin(row, "category_code"),
                code,
                f"品目编码为 {wanted}",
                "带量采购须为同一品目；请核对编码（2022 年版目录）",
                wanted,
            )
        return code

    def _facts(self, row: int) -> _Facts:
        """What doesn't enter the arithmetic; rows of one table mostly say the same."""
        key = self._cells.key(row, _FACT_FIELDS)
        known = self._known_facts.get(key)
        if known is None:
            before, text = len(self._cells.problems), self._cells.text
            delivery = filter(None, (self._delivery_time(row), text(row, "delivery_place")))
            known = _Facts(
                spec=text(row, "spec"),
                funding=text(row, "funding"),
                budget_item=text(row, "budget_item"),
                note=text(row, "note"),
                delivery="；".join(delivery),
                funds=self._funds(row),
                intention=self._intention(row),
            )
            if len(self._cells.problems) == before:
                self._known_facts[key] = known
        return known

    def _delivery_time(self, row: int) -> str:
        text = self._cells.text(row, "delivery_time")
        day = date_of_serial(text)
        if day:
            self._unclear[f"交付时间写的是日期序号 {text}，按 {day} 读取"] = None
        return day or text

    def _funds(self, row: int) -> Funds:
        text = self._cells.text(row, "funds")
        funds = funds_of(text) if text else Funds.UNKNOWN
        if funds is None:
            self._unclear[f"资金是否落实写的是“{text}”，既非“是”也非“否”，按待补处理"] = None
        return funds or Funds.UNKNOWN

    def _intention(self, row: int) -> str:
        text = self._cells.text(row, "intention")
        intention = intention_of(text) if text else ""
        if intention is None:
            self._unclear[f"采购意向公开写的是“{text}”，看不出由谁公开，按待补处理"] = None
        return intention or ""

    def _closing_notes(self) -> None:
        reading, header = self._reading, self._header
        if self._heading and reading.data_rows and not self._heading.unit:
            text, row = self._heading.text, self._heading.row
            if not is_signature(text):
                place = f"{self._grid.sheet} 第{row + 1}行"
                reading.notes.append(f"{place}没有作为需求读取：{shown(text)}")
        if not reading.data_rows:
            return
        if self._inherited:
            rows = "、".join(map(str, self._inherited))
            reading.notes.append(f"第{rows}行采购单位空白，按上一行的单位读取")
        if header.measure:
            reading.notes.append(f"计量单位取自数量的列名：{header.measure}")
        reading.notes.extend(unmeasured(self._grid, header.columns, self._unmeasured))
        if self._cells.measured:
            reading.notes.append("数量后面带有计量单位，已按数字读取")
        for label, scale in (("单价", header.price_scale), ("预算金额", header.amount_scale)):
            if scale > 1:
                reading.notes.append(f"{label}以{SCALE_NAMES[scale]}填写，已换算为元")
        if not header.scale_stated:
            reading.notes.append("表中没有写明金额单位，按元读取")
        reading.notes.extend(self._unclear)
