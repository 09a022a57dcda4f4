"""各单位签好的合同清单：一行一份，读不出的指到格子。"""

import re
from datetime import date
from pathlib import Path

from zjbuy_desktop.core.base.identifiers import check_uscc
from zjbuy_desktop.core.case.awards import SignedContract
from zjbuy_desktop.core.case.entering import Entered
from zjbuy_desktop.excel.listing import Columns, Listing, open_listing
from zjbuy_desktop.excel.values import BadCell, is_blank, quantity_of

SIGNED = Columns(
    "已签合同",
    {
        "unit": ("单位名称", "单位全称", "采购单位", "签订单位", "甲方", "采购人", "单位"),
        "lot": ("标项", "标项名称", "包号", "标段"),
        "number": ("合同编号", "合同号", "编号"),
        "signed_on": ("签订日期", "合同签订日期", "签约日期", "签订时间"),
        "supplier": ("供应商", "供应商名称", "中标供应商", "成交供应商", "乙方"),
        "supplier_uscc": ("供应商统一社会信用代码", "供应商信用代码", "统一社会信用代码"),
        "quantity": ("数量", "合同数量", "采购数量"),
        "price": ("单价", "合同单价"),
        "amount": ("合同金额", "金额", "合同总价", "合同总金额"),
        "delivery": ("交付时间地点", "交付时间、地点", "交付时间及地点", "交付"),
        "note": ("备注",),
    },
    ("unit", "number", "signed_on", "amount"),
)

_DAY = re.compile(r"(\d{4})\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})\s*日?")


def read_signed(path: Path) -> tuple[Entered, ...]:
    """Read contracts as signed; a blank 标项 is left for the caller to settle.

    A row with unit and lot alone is a contract still to come, as in the list we write.

    Raises:
        UserError: 缺列、缺项或读不出，都带格子地址.
    """
    listing = open_listing(path, SIGNED)
    found = [_entered(listing, row) for row in listing.rows() if _filled(listing, row)]
    if not found:
        listing.problems.append(f"{listing.grid.sheet} 表头下面没有填好的合同")
    listing.finish("请改正后重新录入，本次没有写入")
    return tuple(entry for entry in found if entry)


def _filled(listing: Listing, row: int) -> bool:
    """Whether more than unit and lot stand in the row; a formula without a result counts."""
    grid = listing.grid
    cells = [(row, c) for name, c in listing.columns.items() if name not in ("unit", "lot")]
    written = any(not is_blank(grid.at(*at)) or grid.marks.get(at) for at in cells)
    return written or not listing.text(row, "unit")


def _entered(listing: Listing, row: int) -> Entered | None:
    number = listing.text(row, "number", "合同编号")
    signed_on = _day(listing, row)
    unit = listing.text(row, "unit", "单位名称")
    contract = SignedContract(
        unit=unit,
        lot=listing.text(row, "lot"),
        number=number,
        signed_on=signed_on or date.min,
        amount_fen=listing.money(row, "amount", "合同金额"),
        supplier=listing.text(row, "supplier"),
        supplier_uscc=_uscc(listing, row),
        quantity=_quantity(listing, row),
        unit_price_fen=_price(listing, row),
        delivery=listing.text(row, "delivery"),
        note=listing.text(row, "note"),
        source=listing.cell(row, "amount"),
    )
    where = {name: listing.cell(row, name) for name in listing.columns}
    return Entered(contract, where) if signed_on else None


def _day(listing: Listing, row: int) -> date | None:
    before = len(listing.problems)
    text = listing.text(row, "signed_on", "签订日期")
    match = _DAY.fullmatch(text)
    try:
        if match:
            return date(*(int(part) for part in match.groups()))
    except ValueError:
        match = None
    if len(listing.problems) == before:
        listing.complain(row, "signed_on", f"“{text}”不是日期，写成 2026-09-10")
    return None


def _uscc(listing: Listing, row: int) -> str:
    text = listing.text(row, "supplier_uscc")
    check = check_uscc(text)
    if text and not check.ok_form:
        listing.complain(row, "supplier_uscc", check.message)
    return check.code_normalised


def _quantity(listing: Listing, row: int) -> int | None:
    text = listing.text(row, "quantity")
    if not text:
        return None
    try:
        return quantity_of(text, "")[0]
    except BadCell as bad:
        listing.complain(row, "quantity", f"“{text}”：{bad.hint}")
        return None


def _price(listing: Listing, row: int) -> int | None:
    return listing.money(row, "price", "合同单价") if listing.text(row, "price") else None
