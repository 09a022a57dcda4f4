"""信息公开台账的表：一项一行，能筛选，最上面是几项公开了、几项没有。"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from zjbuy_desktop.core.stages.disclosing import Disclosure, counted
from zjbuy_desktop.excel.sheet_table import Column
from zjbuy_desktop.excel.stream import StreamBook

NAME = "信息公开台账"
_COLUMNS = (
    Column("序号", 6),
    Column("公开事项", 14),
    Column("单位", 24),
    Column("由谁公开", 24),
    Column("依据", 26),
    Column("法定最后日", 13),
    Column("公开日期", 13),
    Column("现状", 10),
    Column("标题或链接", 44),
    Column("说明", 30),
)
WHOLE = "整个项目"


def write_disclosures(
    path: Path, project: str, lead: str, on: date, rows: Sequence[Disclosure]
) -> tuple[str, ...]:
    """Write the ledger as of a day.

    Returns:
        Notes about characters that couldn't be kept.
    """
    book = StreamBook(f"{project} {NAME}", lead)
    sheet = book.sheet(NAME, _COLUMNS)
    sheet.title(f"{project}　{NAME}")
    sheet.line(f"牵头单位：{lead}　　截至：{on.year}年{on.month}月{on.day}日　　{counted(rows)}")
    sheet.line(
        "依据：浙财采监〔2025〕6号 第六条（七）、第七条（八）。"
        "公开在政府采购云平台和浙江政府采购网上办理，本表只登记已经公开的日期和链接。"
    )
    sheet.head()
    for number, row in enumerate(rows, start=1):
        sheet.data(
            (
                number,
                row.what,
                f"{row.subject}{f'（{row.lot}）' if row.lot else ''}" or WHOLE,
                row.who,
                row.basis.label,
                _day(row.due),
                _day(row.on),
                row.state.value,
                row.link or ("没有登记" if row.lacks_link else ""),
                row.note,
            )
        )
    sheet.filtered(sheet.row - 1)
    sheet.finish()
    book.save(path)
    return book.notes


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
