"""参与单位留存表的第一页“办理事项”：报了多少、分到多少、还缺什么、下一步、日期、联系人。"""

from collections.abc import Iterator
from datetime import date

from zjbuy_desktop.core.base.money import yuan
from zjbuy_desktop.core.case.tally import total
from zjbuy_desktop.excel.sheet_links import Link
from zjbuy_desktop.excel.sheet_table import Column
from zjbuy_desktop.excel.stream import StreamBook, StreamSheet
from zjbuy_desktop.excel.summary_data import ParticipantData

_COLUMNS = (
    Column("事项", 26), Column("起算日", 13), Column("建议最后日", 13), Column("法定最后日", 13),
    Column("状态", 12), Column("依据", 58),
)  # fmt: skip
_CONTACTS = ("身份", "联系人", "电话", "单位", "", "")
_UNIT = (3, 5)
"""The columns a contact's unit is written across."""
_NUMBERS = ("一、", "二、", "三、", "四、")


def start_guide(book: StreamBook) -> StreamSheet:
    """办理事项 is the first sheet; it is filled when it is known where the figures stand."""
    return book.sheet("办理事项", _COLUMNS, protected=True)


def fill_guide(table: StreamSheet, data: ParticipantData, needs: Link, shares: Link | None) -> None:
    """Write the sheet; ``needs`` and ``shares`` go to the rows its figures come from."""
    unit, day = data.status.unit, data.made_on
    table.title("参与单位办理事项")
    table.line(f"项目名称：{data.project}")
    table.line(f"采购单位：{unit.name}　　制表日期：{day.year}年{day.month}月{day.day}日")
    _section(table, 0, "接收与分配")
    for text, link in _figures(data, needs, shares):
        table.line(text, link=link)
    _section(table, 1, "下一步")
    for number, step in enumerate(data.steps or ("目前没有需要贵单位办理的事项。",), start=1):
        table.line(f"{number}. {step}")
    _section(table, 2, "日期")
    if data.dates:
        _dates(table, data)
    else:
        table.line("还没有开始计算的期限。")
    _section(table, 3, "联系人")
    table.head(_CONTACTS, repeated=False)
    table.join(*_UNIT)
    for found in data.contacts:
        table.data([found.role, found.person or "未填", found.phone or "未填", found.name, "", ""])
        table.join(*_UNIT)
    table.finish()


def _section(table: StreamSheet, number: int, name: str) -> None:
    table.line(f"{_NUMBERS[number]}{name}", "head")


def _figures(
    data: ParticipantData, needs: Link, shares: Link | None
) -> Iterator[tuple[str, Link | None]]:
    sums, unit = total(data.lines), data.status.unit
    yield (
        f"已接收需求 {sums.rows} 行，预算合计 {yuan(sums.amount_fen)} 元"
        "（逐行见“需求确认表”，读自哪份文件哪一格见“数据来源”）。",
        needs if data.lines else None,
    )
    if data.shares:
        contract = sum(share.contract_fen for share in data.shares)
        budget = sum(share.budget_fen for share in data.shares)
        yield (
            f"{data.result_word}后贵单位合同金额 {yuan(contract)} 元，"
            f"对应预算 {yuan(budget)} 元（各标项见“{data.result_word}分配”）。",
            shares,
        )
    missing = "、".join(data.status.missing) or "无"
    yield f"状态：{data.status.status}　　待补内容：{missing}", None
    yield f"本单位联系人：{unit.contact or '未填'}　　电话：{unit.phone or '未填'}", None


def _dates(table: StreamSheet, data: ParticipantData) -> None:
    table.head(repeated=False)
    for found in data.dates:
        table.data(
            [
                found.what,
                _day(found.start),
                _day(found.advised),
                _day(found.last),
                found.state,
                found.basis,
            ]
        )


def _day(day: date | None) -> str:
    return day.isoformat() if day else "—"
