"""补充合同 (指引 十一；政府采购法 四十九): more of the same within the law's share of the contract.

The share counts all 补充合同 of one contract together; what passes the limit stays a draft.
"""

from collections.abc import Iterator
from fractions import Fraction

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.case import contracts
from zjbuy_desktop.core.case.contracts import Addition
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import Block, Column, FieldTable, Style, TableBlock
from zjbuy_desktop.core.papers.contract_facts import contract_facts, contract_number
from zjbuy_desktop.core.papers.contract_tables import signatures
from zjbuy_desktop.core.papers.entries import Entry, EntryKind
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Per, Setting
from zjbuy_desktop.core.papers.ticks import YES_NO

_PERCENT = 100
_ENTRIES = (
    Entry("reason", "追加的原因", EntryKind.LONG, hint="接在“因”字后面，例：新增办公人员"),
    Entry("fund_source", "资金来源", hint="例：一般公共预算"),
    Entry("fund_item", "预算项目", required=False),
    Entry(
        "original_date",
        "原合同签订日期",
        EntryKind.DATE,
        required=False,
        hint="不填的用登记的合同签订日期",
    ),
    Entry(
        "added_quantity",
        "追加数量",
        required=False,
        hint="有单价的由程序按金额算出；只有总价的填写，只写数字",
    ),
    Entry(
        "added_delivery",
        "追加部分的履行期限、地点和方式",
        EntryKind.LONG,
        example="与原合同相同，期限自本补充合同生效之日起计算",
    ),
    Entry(
        "secured",
        "追加部分的资金是否已经落实",
        EntryKind.CHOICE,
        choices=YES_NO,
        hint="没有落实的只能出草稿",
    ),
    Entry("copies_note", "补充合同份数", hint="例：一式伍份，甲方执叁份，乙方执贰份"),
)


def _fill(setting: Setting) -> Content:
    addition = contracts.addition_of(setting.case, setting.subject)
    contract = addition.contract if addition else None
    shared = {
        **facts.project_facts(setting),
        **facts.entered_facts(setting),
        **facts.unit_facts(setting.unit),
        **facts.number_facts(setting, _NUMBERS),
        **contract_facts(setting.case, contract),
        **_addition_facts(setting, addition),
        "funds_secured": "采购资金已经落实" if setting.entered.text("secured") == "是" else "",
    }
    blocks: dict[str, Block] = {
        "signatures": signatures(setting, contract, "甲方", "乙方"),
    }
    if addition:
        blocks |= {"added": _added(setting, addition, shared), "sums": _sums(setting, addition)}
    return Content(
        facts=shared,
        blocks=blocks,
        gaps=tuple(_gaps(setting, addition)),
        number=addition.supplement.number if addition else "",
    )


_NUMBERS = {
    "supplement_percent": "supplement_limit_percent",
    "change_days": "contract_change_announce_workdays",
    "filing_days": "contract_file_workdays",
}


def _addition_facts(setting: Setting, addition: Addition | None) -> facts.Facts:
    if addition is None:
        return dict.fromkeys(
            ("original_number", "original_signed", "added", "added_words", "for_unit"), ""
        )
    case, share = setting.case, addition.contract.share
    signed = setting.entered.day("original_date") or case.happened(
        EventKind.CONTRACT_SIGNED, share.unit
    )
    user = addition.supplement.unit
    return {
        "original_number": contract_number(case, addition.contract.key),
        "original_signed": facts.day(signed),
        "added": money.yuan(addition.supplement.amount_fen),
        "added_words": money.in_words(addition.supplement.amount_fen),
        "for_unit": user if addition.contract.parts and user != share.unit else "",
    }


def _quantity(setting: Setting, addition: Addition) -> int | None:
    """追加数量 in 1/1000: what the amount buys at the exact unit price, else as entered."""
    price, amount = addition.contract.share.unit_price_fen, addition.supplement.amount_fen
    if price:
        count, rest = divmod(amount * 1000, price)
        return None if rest else count
    try:
        return quantity.milli(setting.entered.text("added_quantity")) or None
    except ValueError:
        return None


def _added(setting: Setting, addition: Addition, shared: facts.Facts) -> TableBlock:
    share = addition.contract.share
    count, price = _quantity(setting, addition), share.unit_price_fen
    row = (
        share.item,
        facts.measure_of(setting.case, share.item),
        "" if count is None else quantity.show(count),
        "按原合同价格" if price is None else money.yuan(price),
        shared["added"],
    )
    columns = (
        Column("标的名称", 24),
        Column("单位", 8, "center"),
        Column("追加数量", 11, "right"),
        Column("单价（元）", 15, "right"),
        Column("追加金额（元）", 17, "right"),
    )
    return TableBlock(columns, (row,), ("合计", "", "", "", shared["added"]))


def _limit(setting: Setting, addition: Addition) -> tuple[int, int]:
    """The share of the law in %, and what it comes to in 分, rounded down."""
    percent = setting.law.number("supplement_limit_percent", setting.on).value
    return percent, addition.contract.share.contract_fen * percent // _PERCENT


def _sums(setting: Setting, addition: Addition) -> FieldTable:
    """本次、累计追加额 with their shares, and the room that is left."""
    original, this = addition.contract.share.contract_fen, addition.supplement.amount_fen
    until = contracts.added_until(setting.case, addition)
    percent, most = _limit(setting, addition)
    return FieldTable(
        (
            ("原合同金额", f"{money.yuan(original)}元"),
            ("此前累计追加", f"{money.yuan(until - this)}元"),
            ("本次追加", f"{money.yuan(this)}元（{_share(this, original)}）"),
            ("累计追加", f"{money.yuan(until)}元（{_share(until, original)}）"),
            ("追加上限", f"{money.yuan(most)}元（{percent}%）"),
            ("尚可追加", f"{money.yuan(max(0, most - until))}元"),
            ("追加后总额", f"{money.yuan(original + until)}元"),
            ("补充次数", f"第{addition.place}次"),
        ),
        per_row=2,
    )


def _share(part: int, whole: int) -> str:
    """A share in % to two decimals, half up."""
    if not whole:
        return "—"
    hundredths = int(Fraction(part * _PERCENT * 100, whole) + Fraction(1, 2))
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


def _gaps(setting: Setting, addition: Addition | None) -> Iterator[str]:
    if addition is None:
        yield "对应的补充合同登记"
        return
    percent, most = _limit(setting, addition)
    until = contracts.added_until(setting.case, addition)
    if until > most:
        yield (
            f"限额以内的追加金额（累计{money.yuan(until)}元，"
            f"超过原合同金额的{percent}%即{money.yuan(most)}元，多{money.yuan(until - most)}元）"
        )
    yield from _quantity_gaps(setting, addition)
    if setting.entered.text("secured") == "否":
        yield "已经落实的追加资金"
    entered, known = setting.details.number, addition.supplement.number
    if entered and known and entered != known:
        yield f"一致的补充合同编号（登记的是{known}，文件上填的是{entered}）"


def _quantity_gaps(setting: Setting, addition: Addition) -> Iterator[str]:
    price, count = addition.contract.share.unit_price_fen, _quantity(setting, addition)
    measure = facts.measure_of(setting.case, addition.contract.share.item)
    broken = count is not None and count % 1000 and quantity.must_be_whole(measure)
    if price and (count is None or broken):
        amount = money.yuan(addition.supplement.amount_fen)
        yield f"能按单价算出数量的追加金额（{amount}元，单价{money.yuan(price)}元）"
    elif count is None:
        yield "追加数量"


SPEC = PaperSpec(
    kind="supplementary_contract",
    title="补充合同",
    style=Style.CONTRACT,
    basis=guideline("第十一条"),
    fill=_fill,
    per=Per.CONTRACT,
    recipients=lambda case: tuple(a.key for a in contracts.additions(case)),
    unit_of=contracts.unit_of_addition,
    returns=True,
    dated_by_hand=True,
    optional=frozenset({"funds_secured"}),  # 资金是否已经落实 says it: one thing, told once
    entries=_ENTRIES,
)
