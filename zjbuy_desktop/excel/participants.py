"""参与单位留存表：牵头单位接收了什么、还缺什么、定标后分到什么。"""

from pathlib import Path

from zjbuy_desktop.core.case.tally import total
from zjbuy_desktop.excel.participant_guide import write_guide
from zjbuy_desktop.excel.sheet_table import Column, Fen, Milli
from zjbuy_desktop.excel.stream import StreamBook, StreamSheet
from zjbuy_desktop.excel.summary_data import ParticipantData

_NEEDS = (
    Column("序号", 6),
    Column("标的名称", 22),
    Column("规格型号/服务要求", 26),
    Column("计量单位", 8),
    Column("数量", 9),
    Column("单价(元)", 13),
    Column("预算金额(元)", 17),
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
    Column("合同单价(元)", 16),
    Column("合同金额(元)", 20),
)


def write_participant(path: Path, data: ParticipantData) -> tuple[str, ...]:
    """Write one participant's workbook.

    Returns:
        Notes about characters that couldn't be kept.
    """
    book = StreamBook(f"{data.project} {data.status.unit.name}", data.lead_unit)
    write_guide(book, data)
    _needs(book, data)
    if data.shares:
        _shares(book, data)
    book.save(path)
    return book.notes


def _needs(book: StreamBook, data: ParticipantData) -> None:
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
    first = table.row
    for number, line in enumerate(data.lines, start=1):
        cells = dict(line.source.cells)
        where = "、".join(cells[name] for name in ("quantity", "price", "amount") if name in cells)
        table.data(
            [
                number,
                line.item,
                line.spec,
                line.measure,
                Milli(line.quantity),
                Fen(line.price_fen),
                Fen(line.amount_fen),
                line.funding or "待补",
                line.budget_item or "待补",
                line.funds.value,
                line.delivery or "待补",
                line.intention or "待补",
                line.source.file,
                f"{line.source.sheet} {where}",
            ]
        )
    sums = total(data.lines)
    same = len({line.measure for line in data.lines}) <= 1
    quantity = Milli(sums.quantity) if same else "—"
    table.data([None, "合计", "", "", quantity, "", Fen(sums.amount_fen), *[""] * 7], bold=True)
    table.check(first, 6, sums.amount_fen, "各行")
    table.line("请核对以上内容；如有不符，请在牵头单位办理采购计划前提出，并重新报送填报表。")
    table.line("单位（盖章）：　　　　　　　　经办人：　　　　　　　　日期：　　年　　月　　日")
    table.finish()


def _shares(book: StreamBook, data: ParticipantData) -> None:
    table = book.sheet(f"{data.result_word}分配"[:31], _SHARES, protected=True)
    table.title(f"{data.result_word}结果分配表")
    _facts(table, data)
    table.line("金额单位：元")
    table.head()
    first = table.row
    for number, share in enumerate(data.shares, start=1):
        price = share.unit_price_fen
        table.data(
            [
                number,
                share.lot,
                share.item,
                share.supplier,
                Milli(share.quantity),
                Fen(share.budget_fen),
                Fen(price) if price is not None else "总价合同",
                Fen(share.contract_fen),
            ]
        )
    budget = Fen(sum(share.budget_fen for share in data.shares))
    contract = sum(share.contract_fen for share in data.shares)
    table.data([None, "合计", "", "", "", budget, "", Fen(contract)], bold=True)
    table.check(first, 7, contract, "各标项")
    table.finish()


def _facts(table: StreamSheet, data: ParticipantData) -> None:
    unit, day = data.status.unit, data.made_on
    table.line(f"项目名称：{data.project}")
    table.line(f"采购单位：{unit.name}（统一社会信用代码 {unit.uscc or '未填'}）")
    table.line(
        f"牵头单位：{data.lead_unit}　　联系人：{data.lead_contact}　　电话：{data.lead_phone}　　"
        f"制表日期：{day.year}年{day.month}月{day.day}日"
    )
