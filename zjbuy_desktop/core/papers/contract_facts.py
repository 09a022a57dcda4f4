"""合同、补充合同、验收书共用的事实：标的、金额、计划、交付，以及合同的缺项。"""

from collections import Counter
from collections.abc import Iterator, Mapping

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.case.awards import Allocation
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.contracts import Contract, contracts
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.merging import common_needs
from zjbuy_desktop.core.case.plans import PlanKind
from zjbuy_desktop.core.case.project import Kind, Mode
from zjbuy_desktop.core.case.remembered import once_for_a_case
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.contract_entries import (
    ARBITRATION,
    ASKED_OF_GOODS,
    ASKED_WITH_BOND,
    COURT,
    LARGE,
    MAKERS,
    ORGANISATIONS,
    UNIT_PRICED,
)
from zjbuy_desktop.core.papers.spec import Setting
from zjbuy_desktop.core.papers.tables import plan_numbers

Facts = facts.Facts

_NUMERALS = "零一二三四五六七八九十"
_WHOLE = 10_000
"""100 % in hundredths of a percent."""


def contract_facts(case: Case, contract: Contract | None) -> Facts:
    """Who, what, how much, under which plan; every paper about a contract says the same."""
    share = contract.share if contract else None
    agency = case.agency.name if case.agency else ""
    return {
        "supplier": share.supplier if share else "",
        "lot": share.lot if share else "",
        "item": share.item if share else "",
        "quantity": _quantity(case, share) if share else "",
        "unit_price": _price(share),
        "formal_plan": formal_numbers(case, share.unit) if share else "",
        "plan_number": case.filing.number,
        "agency": agency,
        "award_notice_date": facts.day(case.happened(EventKind.AWARD_NOTICE_ISSUED)),
        "joint": facts.yes(bool(contract and contract.parts)),
        **facts.amount_facts(share.contract_fen if share else 0),
    }


def _price(share: Allocation | None) -> str:
    """The exact 单价; empty for a lump sum that has none."""
    price = share.unit_price_fen if share else None
    return "" if price is None else money.yuan(price)


def _quantity(case: Case, share: Allocation) -> str:
    return f"{quantity.show(share.quantity)}{facts.measure_of(case, share.item)}"


def delivery_of(case: Case, unit: str, item: str) -> str:
    """交付时间、地点 as the unit's own need lines say it."""
    return facts.joined(n.delivery for n in common_needs(case) if (n.unit, n.item) == (unit, item))


def formal_numbers(case: Case, unit: str) -> str:
    """正式采购计划编号 of one unit."""
    return plan_numbers(case, unit, PlanKind.FORMAL)


def contract_number(case: Case, key: str) -> str:
    """合同编号 as entered for the contract, or for all of them."""
    return case.details_of("contract", key).number or case.details_of("contract").number


def term_facts(setting: Setting, contract: Contract | None) -> Facts:
    """Terms that follow from the contract, the law book and what was entered."""
    share = contract.share if contract else None
    bond = bond_fen(setting, share)
    entered = setting.entered
    return {
        "pay_days": str(pay_days(setting)),
        "delivery": entered.text("delivery") or (_delivery(setting.case, contract)),
        "bond": facts.yes(bond > 0),
        "bond_none": "不收取" if entered.count("bond_percent") == 0 else "",
        "bond_amount": money.yuan(bond),
        "bond_amount_words": money.in_words(bond),
        "bond_limit_percent": _law(setting, "performance_bond_limit_percent"),
        "supplement_percent": _law(setting, "supplement_limit_percent"),
        "payment_time": entered.text("payment_time") or _payment_time(setting),
        "late_payment": entered.text("late_payment") or _late_payment(setting),
        "dispute_clause": dispute_clause(setting),
        "sme_reserved": facts.yes(entered.text("sme_reserved") == "是"),
        "pricing": pricing(setting, share),
        "organisation": entered.text("organisation") or _organisation(setting),
    }


def _delivery(case: Case, contract: Contract | None) -> str:
    if contract is None:
        return ""
    if contract.parts:
        return "按照附件所列各采购单位的时间、地点交付"
    return delivery_of(case, contract.share.unit, contract.share.item)


def _law(setting: Setting, number: str) -> str:
    return str(setting.law.number(number, setting.on).value)


def pay_days(setting: Setting) -> int:
    """付款期限 in days after the invoice: as entered, else as the law book has it."""
    entered = setting.entered.count("pay_days")
    return setting.law.deadline("D-21").days if entered is None else entered


def _payment_time(setting: Setting) -> str:
    return f"满足约定的付款条件后，甲方自收到乙方合法有效的发票之日起{pay_days(setting)}日内支付"


def _late_payment(setting: Setting) -> str:
    rate = setting.law.number("late_payment_daily_rate", setting.on).value
    said = _NUMERALS[rate] if rate < len(_NUMERALS) else str(rate)
    return f"甲方逾期支付的，自逾期之日起，按照逾期未付金额每日万分之{said}向乙方支付利息"


def bond_fen(setting: Setting, share: Allocation | None) -> int:
    """履约保证金 in 分, rounded down so that it never passes its percentage."""
    percent = setting.entered.count("bond_percent") or 0
    return share.contract_fen * percent // 100 if share else 0


def pricing(setting: Setting, share: Allocation | None) -> str:
    """定价方式 as entered, else as the 采购实施计划 has it; blank where the award gainsays that.

    A lump sum without a unit price can't be 固定单价, whatever the plan says of all lots.
    """
    planned = dict(setting.case.particulars_of("implementation_plan").values).get("pricing", "")
    if not isinstance(planned, str) or (planned == UNIT_PRICED and not _price(share)):
        planned = ""
    return setting.entered.text("pricing") or planned


def _organisation(setting: Setting) -> str:
    """政府集中采购 follows from what is recorded (指引 四); the other forms somebody must say."""
    agency = setting.case.agency
    central = setting.case.project.in_central_catalogue and agency and agency.is_central
    return ORGANISATIONS[0] if central else ""


def dispute_clause(setting: Setting) -> str:
    """How a dispute is settled, as entered; empty if nobody said, or no commission is named."""
    way, place = setting.entered.text("dispute"), setting.entered.text("dispute_place")
    if way == ARBITRATION:
        return f"提请{place}按照其仲裁规则仲裁" if place else ""
    return f"依法向{place or '有管辖权的人民法院'}提起诉讼" if way == COURT else ""


def weights(rows: tuple[tuple[str, ...], ...]) -> list[int]:
    """比例 of each 款项 in hundredths of a percent.

    Raises:
        ValueError: one is no number.
    """
    return [money.exact(row[1].strip().rstrip("%％"), 100) for row in rows]


def payment_amounts(setting: Setting, total_fen: int) -> tuple[int, ...]:
    """分 of each 款项; together the contract's amount. Empty while the percentages are wrong."""
    rows = setting.entered.rows("payments")
    try:
        shares = weights(rows)
    except ValueError:
        return ()
    if sum(shares) != _WHOLE or min(shares) < 0:
        return ()
    return money.split(total_fen, shares)


def offered(setting: Setting, lot: str) -> Mapping[str, str]:
    """What the supplier offered for a lot, by column title; empty if nobody entered it."""
    entry = next(e for e in setting.entered.entries if e.name == "offered")
    found = (row for row in setting.entered.rows("offered") if row[0] == lot)
    return dict(zip(entry.columns, next(found, ()), strict=False))


def account(case: Case, supplier: str) -> tuple[str, str]:
    """开户银行 and 账号 of a supplier as entered for all contracts, blank where unknown."""
    rows = dict(case.particulars_of("contract").values).get("accounts", ())
    found = (row for row in rows if not isinstance(row, str) and row[0] == supplier)
    _, bank, number = next(found, ("", "", ""))
    return bank, number


def wanted(setting: Setting, terms: Facts) -> tuple[str, ...]:
    """Entries this contract needs beside those every contract does (``terms``: its facts)."""
    services = setting.case.project.kind is Kind.SERVICES
    return (
        *(("renewal",) if services else ASKED_OF_GOODS),
        *(ASKED_WITH_BOND if terms["bond"] else ()),
        *(name for name in ("pricing", "organisation") if not terms[name]),
    )


def contract_gaps(setting: Setting, contract: Contract | None) -> Iterator[str]:
    """What keeps a contract a draft, beside missing entries."""
    if contract is None:
        yield "对应的分配结果"
        return
    yield from _money_gaps(setting, contract)
    yield from _term_gaps(setting)
    yield from _plan_gaps(setting.case, contract)
    if setting.case.project.kind is Kind.GOODS:
        yield from _goods_gaps(setting, contract.share.lot)
    else:
        yield from _service_gaps(setting)


def _money_gaps(setting: Setting, contract: Contract) -> Iterator[str]:
    share = contract.share
    for part in contract.parts or (share,):
        over = part.contract_fen - part.budget_fen
        if over > 0:
            yield f"不超过{part.unit}预算的合同金额（超出{money.yuan(over)}元）"
    given = contract.award.total_fen
    if contract.parts and given is not None and given != share.contract_fen:
        yield f"与采购结果相等的合同金额（相差{money.yuan(abs(given - share.contract_fen))}元）"
    rows = setting.entered.rows("payments")
    if rows and not payment_amounts(setting, share.contract_fen):
        yield "合计为 100 的付款比例"


def _term_gaps(setting: Setting) -> Iterator[str]:
    most = setting.law.number("sme_payment_limit_days", setting.on).value
    if pay_days(setting) > most:
        yield f"不超过 {most} 日的付款期限"
    limit = setting.law.number("performance_bond_limit_percent", setting.on).value
    if (setting.entered.count("bond_percent") or 0) > limit:
        yield f"不超过合同金额 {limit}% 的履约保证金"
    if setting.entered.text("dispute") == ARBITRATION and not dispute_clause(setting):
        yield "仲裁委员会的名称"


@once_for_a_case
def _numbers(case: Case) -> Counter[str]:
    """How many contracts bear each number."""
    own = {d.unit: d.number for d in reversed(case.details) if d.kind == "contract"}
    common = own.get("", "")
    return Counter(own.get(c.key, "") or common for c in contracts(case))


def _plan_gaps(case: Case, contract: Contract) -> Iterator[str]:
    units = [part.unit for part in contract.parts] or [contract.share.unit]
    lacking = [unit for unit in units if not formal_numbers(case, unit)]
    if lacking:
        more = f"等 {len(lacking)} 家单位" if len(lacking) > 1 else ""
        yield f"{lacking[0]}{more}的正式采购计划编号"
    own = contract_number(case, contract.key)
    if own and _numbers(case)[own] > 1:
        yield f"自己的合同编号（{own} 另有合同在用）"
    if case.project.mode is Mode.SIGN_TOGETHER and not case.project.sign_together_note.strip():
        yield "采用统采统签的说明"


def _goods_gaps(setting: Setting, lot: str) -> Iterator[str]:
    if "goods_general_conditions" not in setting.office:
        yield "合同通用条款"
    row = offered(setting, lot)
    for what in ("品牌", "规格型号", "产地"):
        if not row.get(what):
            yield f"{lot}响应产品的{what}"
    maker = row.get("制造商类型", "")
    if maker not in MAKERS:
        yield f"{lot}响应产品的制造商类型"
    elif maker == LARGE and setting.entered.text("sme_reserved") == "是":
        yield f"中小企业制造的{lot}货物（预留合同的制造商是{LARGE}）"


def _service_gaps(setting: Setting) -> Iterator[str]:
    entered = setting.entered
    for name in ("services", "staff", "assessment"):
        if not entered.rows(name):
            yield _title(setting, name)
    if not entered.text("assessment_pay"):
        yield _title(setting, "assessment_pay")
    begin, end = entered.day("service_from"), entered.day("service_to")
    if begin is None or end is None:
        yield "服务期的开始和结束日期"
        return
    if end < begin:
        yield "不早于开始日期的服务期结束日期"
    years = setting.law.number("service_contract_years", setting.on).value
    if (end.year - begin.year, end.month, end.day) >= (years, begin.month, begin.day):
        yield f"不超过 {years} 年的服务期"


def _title(setting: Setting, name: str) -> str:
    return next(e.title for e in setting.entered.entries if e.name == name)
