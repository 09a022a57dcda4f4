"""参与单位留存表：牵头单位接收了什么、还缺什么、定标后分到什么。"""

from pathlib import Path

from zjbuy_desktop.core.case.awards import Allocation
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.tally import total
from zjbuy_desktop.excel.own_sources import OwnPlaces, fill_sources, start_sources
from zjbuy_desktop.excel.participant_guide import fill_guide, start_guide
from zjbuy_desktop.excel.sheet_links import Span
from zjbuy_desktop.excel.sheet_table import Column, Fen, Milli, Value
from zjbuy_desktop.excel.stream import Formula, StreamBook, StreamSheet, plain_yuan
from zjbuy_desktop.excel.summary_data import ParticipantData

_NEEDS = (
    Column("序号", 6),
    Column("标的名称", 22),
    Column("规格型号/服务要求", 26),
    Column("计量单位", 8),
    Column("数量", 9),
    Column("单价(元)", 13),
    Column("预算金额(元)", 17),
    Column("数据来源(行)", 10),
    Column("资金来源", 12),
    Column("预算项目", 14),
    Column("资金落实", 8),
    Column("交付时间、地点", 18),
    Column("意向公开", 10),
    Column("来源文件", 22),
    Column("单元格", 12),
)
_SHARES = (
    Column("序号", 6),
    Column("标项", 14),
    Column("标的名称", 28),
    Column("供应商", 36),
    Column("数量", 12),
    Column("预算(元)", 18),
    Column("需求来源(行)", 12),
    Column("合同单价(元)", 16),
    Column("合同金额(元)", 20),
    Column("结果来源(行)", 12),
)


def write_participant(path: Path, data: ParticipantData) -> tuple[str, ...]:
    """Write one participant's workbook.

    Returns:
        Notes about characters that couldn't be kept.
    """
    book = StreamBook(f"{data.project} {data.status.unit.name}", data.lead_unit)
    guide = start_guide(book)
    needs = _start_needs(book, data)
    shares = _start_shares(book, data) if data.shares else None
    sources = start_sources(book, data)
    # 先写“数据来源”，行号就定了；各表再照着链接。
    places = fill_sources(sources, data, needs, shares)
    _needs(needs, data, places)
    if shares:
        _shares(shares, data, places)
    fill_guide(guide, data, places.link(0, 0, places.rows.whole), places.award_link(0, 0))
    book.save(path)
    return book.notes


def _start_needs(book: StreamBook, data: ParticipantData) -> StreamSheet:
    table = book.sheet("需求确认表", _NEEDS, protected=True)
    unit = data.status.unit
    table.title("采购需求确认表")
    _facts(table, data)
    missing = "、".join(data.status.missing) or "无"
    table.line(f"状态：{data.status.status}　　待补内容：{missing}")
    table.line(
        f"本单位联系人：{unit.contact or '未填'}　　电话：{unit.phone or '未填'}　　金额单位：元"
    )
    table.head()
    return table


def _needs(table: StreamSheet, data: ParticipantData, places: OwnPlaces) -> None:
    first = table.row
    for number, line in enumerate(data.lines, start=1):
        span = places.of_line(line)
        table.data(_need(number, line, span), links=(places.link(4, 7, span),))
    sums = total(data.lines)
    same = len({line.measure for line in data.lines}) <= 1
    quantity = Milli(sums.quantity) if same else "—"
    links = [places.link(i, i, places.rows.whole) for i in (4, 6)] if data.lines else ()
    values: list[Value] = [None, "合计", "", "", quantity, "", Fen(sums.amount_fen)]
    table.data([*values, *[""] * 8], bold=True, links=links)
    table.check(first, 6, sums.amount_fen, "各行")
    table.line("请核对以上内容；如有不符，请在牵头单位办理采购计划前提出，并重新报送填报表。")
    table.line("单位（盖章）：　　　　　　　　经办人：　　　　　　　　日期：　　年　　月　　日")
    table.finish()


def _need(number: int, line: NeedLine, span: Span) -> list[Value]:
    cells = dict(line.source.cells)
    where = "、".join(cells[name] for name in ("quantity", "price", "amount") if name in cells)
    return [
        number,
        line.item,
        line.spec,
        line.measure,
        Milli(line.quantity),
        Fen(line.price_fen),
        Fen(line.amount_fen),
        span.shown,
        line.funding or "待补",
        line.budget_item or "待补",
        line.funds.value,
        line.delivery or "待补",
        line.intention or "待补",
        line.source.file,
        f"{line.source.sheet} {where}",
    ]


def _start_shares(book: StreamBook, data: ParticipantData) -> StreamSheet:
    table = book.sheet(f"{data.result_word}分配"[:31], _SHARES, protected=True)
    table.title(f"{data.result_word}结果分配表")
    _facts(table, data)
    table.line("金额单位：元")
    table.head()
    return table


def _shares(table: StreamSheet, data: ParticipantData, places: OwnPlaces) -> None:
    first = table.row
    for number, share in enumerate(data.shares):
        needs, award = places.of_item(share.item), places.of_award(number)
        links = [places.link(7, 9, award), *([places.link(4, 6, needs)] if needs else [])]
        table.data(_share(number + 1, share, needs, award), links=links)
    budget = plain_yuan(sum(share.budget_fen for share in data.shares))
    contract = sum(share.contract_fen for share in data.shares)
    table.data(
        [
            None,
            "合计",
            *["", "", ""],
            Formula(f"SUM(F{first}:F{table.row - 1})", budget),
            *["", ""],
            Fen(contract),
            "",
        ],
        bold=True,
        links=[link for link in (places.award_link(8, 8),) if link],
    )
    table.check(first, 8, contract, "各标项")
    table.finish()


def _share(number: int, share: Allocation, needs: Span | None, award: Span) -> list[Value]:
    price = share.unit_price_fen
    return [
        number,
        share.lot,
        share.item,
        share.supplier,
        Milli(share.quantity),
        Fen(share.budget_fen),
        needs.shown if needs else "—",
        Fen(price) if price is not None else "总价合同",
        Fen(share.contract_fen),
        award.shown,
    ]


def _facts(table: StreamSheet, data: ParticipantData) -> None:
    unit, day = data.status.unit, data.made_on
    table.line(f"项目名称：{data.project}")
    table.line(f"采购单位：{unit.name}（统一社会信用代码 {unit.uscc or '未填'}）")
    table.line(
        f"牵头单位：{data.lead_unit}　　联系人：{data.lead_contact}　　电话：{data.lead_phone}　　"
        f"制表日期：{day.year}年{day.month}月{day.day}日"
    )
