"""合同里的表格：项目信息、标的、付款、验收、专用条款、各单位分配、签署栏。"""

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.case.awards import LotAward
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.contracts import Contract
from zjbuy_desktop.core.case.words import Method
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import Column, FieldTable, Party, Signatures, TableBlock
from zjbuy_desktop.core.papers.contract_entries import (
    ACCEPTED_AT,
    ACCEPTED_BY,
    ASKED_WITH_BOND,
    INVITED,
    MAKERS,
    ORGANISATIONS,
    SPECIAL,
)
from zjbuy_desktop.core.papers.contract_facts import (
    account,
    delivery_of,
    formal_numbers,
    offered,
    payment_amounts,
)
from zjbuy_desktop.core.papers.parties import party
from zjbuy_desktop.core.papers.spec import Setting
from zjbuy_desktop.core.papers.tables import price_text
from zjbuy_desktop.core.papers.ticks import ticks, yes_no

_ACCOUNT = (("开户银行", ""), ("账号", ""))
"""Of the purchaser, written by hand; it keeps both columns of equal height."""

_SERIAL = Column("序号", 4, "center")


def information(setting: Setting, shared: facts.Facts) -> FieldTable:
    """项目信息: plans, form of organisation and method by ticks."""
    return FieldTable(
        (
            ("采购项目", shared["project_full"]),
            ("采购品目", shared["category"]),
            ("采购计划编号", _plans(shared)),
            ("采购组织形式", ticks(ORGANISATIONS, shared["organisation"])),
            ("采购方式", ticks(tuple(Method), setting.case.project.method)),
            ("牵头单位、代理机构", f"{shared['lead_unit']}；{shared['agency']}".rstrip("；")),
            (shared["award_notice"], f"{shared['award_notice_date']}发出"),
        )
    )


def _plans(shared: facts.Facts) -> str:
    """Formal and provisional number, each named; the joint contract has the former by unit."""
    formal = "见附件" if shared["joint"] else shared["formal_plan"]
    provisional = shared["plan_number"]
    return "；".join(
        part for part in (formal, f"临时采购计划{provisional}" if provisional else "") if part
    )


def policies(setting: Setting) -> FieldTable:
    """采购政策: 中小企业, 进口, 外商投资, 节能和环境标志."""
    text = setting.entered.text
    return FieldTable(
        (
            ("中小企业预留合同", yes_no(text("sme_reserved"))),
            ("小微企业评审优惠", yes_no(text("sme_preference"))),
            ("进口产品", yes_no(text("imported"))),
            ("外商投资企业", yes_no(text("foreign"))),
        ),
        per_row=2,
    )


def makers(setting: Setting, lot: str) -> FieldTable:
    """制造商 of the goods and its kind, green products, 分包."""
    row, text = offered(setting, lot), setting.entered.text
    return FieldTable(
        (
            ("制造商", row.get("制造商", "")),
            ("制造商类型", ticks(MAKERS, row.get("制造商类型", ""))),
            ("节能、环境标志产品", text("green")),
            ("分包", text("subcontract")),
        )
    )


def goods(setting: Setting, contract: Contract) -> TableBlock:
    """标的: brand and model as offered, quantity × unit price as awarded."""
    share, row = contract.share, offered(setting, contract.share.lot)
    amount = money.yuan(share.contract_fen)
    cells = (
        share.item,
        row.get("品牌", ""),
        row.get("规格型号", ""),
        row.get("产地", ""),
        facts.measure_of(setting.case, share.item),
        quantity.show(share.quantity),
        price_text(share),
        amount,
    )
    columns = (
        Column("标的名称", 14),
        Column("品牌", 8, "center"),
        Column("规格型号", 13),
        Column("产地", 9, "center"),
        Column("单位", 5, "center"),
        Column("数量", 6, "right"),
        Column("单价（元）", 10, "right"),
        Column("总价（元）", 13, "right"),
    )
    return TableBlock(columns, (cells,), ("合计", "", "", "", "", "", "", amount))


def payments(setting: Setting, contract: Contract) -> TableBlock:
    """付款安排: each 款项 with its amount; Σ is the contract's amount."""
    total = contract.share.contract_fen
    rows = setting.entered.rows("payments")
    amounts = payment_amounts(setting, total) or (None,) * len(rows)
    cells = tuple(
        (name, percent.rstrip("%％"), "" if fen is None else money.yuan(fen), condition)
        for (name, percent, condition), fen in zip(rows, amounts, strict=True)
    )
    columns = (
        Column("款项", 12, "center"),
        Column("比例（%）", 9, "right"),
        Column("金额（元）", 15, "right"),
        Column("付款条件", 34),
    )
    return TableBlock(columns, cells, ("合计", "100", money.yuan(total), ""))


def acceptance(setting: Setting) -> FieldTable:
    """履约验收: 主体、时间、方式、程序、内容、标准 (需求管理办法 二十四)."""
    text = setting.entered.text
    invited = text("invited").split("、")
    days = text("accept_days")
    return FieldTable(
        (
            ("验收组织", f"甲方　{ticks(ACCEPTED_BY, text('accept_by'))}"),
            ("邀请参加验收", ticks((*INVITED, "无"), invited)),
            ("验收时间", f"收到乙方验收申请之日起{days}日内" if days else ""),
            ("验收方式", ticks(ACCEPTED_AT, text("accept_at"))),
            ("验收程序", text("accept_steps")),
            ("验收内容", text("accept_content")),
            ("验收标准", text("accept_standard")),
        )
    )


def special_terms(setting: Setting, shared: facts.Facts) -> TableBlock:
    """专用条款: one row per topic, in the order of the general conditions."""
    said = {e.name: e.title for e in SPECIAL}
    none = dict.fromkeys(ASKED_WITH_BOND, shared["bond_none"]) if shared["bond_none"] else {}
    rows = [(title, none.get(name) or shared[name]) for name, title in said.items()]
    court = shared["dispute_clause"]
    rows.append(("解决争议的方式", f"双方协商解决；协商不成的，{court}" if court else ""))
    rows.append(("其他", shared["other_special"]))
    cells = tuple((str(n), *row) for n, row in enumerate(rows, 1))
    return TableBlock((_SERIAL, Column("条款事项", 18), Column("双方约定", 48)), cells)


def entered_table(setting: Setting, name: str, widths: tuple[int, ...]) -> TableBlock:
    """A table printed as it was entered, with 序号."""
    entry = next(e for e in setting.entered.entries if e.name == name)
    columns = tuple(Column(t, w) for t, w in zip(entry.columns, widths, strict=True))
    rows = tuple((str(n), *row) for n, row in enumerate(setting.entered.rows(name), 1))
    return TableBlock((_SERIAL, *columns), rows)


def parts(case: Case, contract: Contract) -> TableBlock:
    """统采统签: what each unit accepts and pays, with its own plan number; Σ is the contract."""
    rows = tuple(
        (
            str(n),
            p.unit,
            formal_numbers(case, p.unit),
            f"{quantity.show(p.quantity)}{facts.measure_of(case, p.item)}",
            price_text(p),
            money.yuan(p.contract_fen),
            delivery_of(case, p.unit, p.item),
        )
        for n, p in enumerate(contract.parts, 1)
    )
    columns = (
        _SERIAL,
        Column("采购单位", 18),
        Column("采购计划编号", 15, "center"),
        Column("数量", 8, "right"),
        Column("单价（元）", 10, "right"),
        Column("金额（元）", 13, "right"),
        Column("交付时间、地点", 20),
    )
    total = money.yuan(contract.share.contract_fen)
    return TableBlock(columns, rows, ("", "合计", "", "", "", total, ""), landscape=True)


def signatures(setting: Setting, contract: Contract | None, buyer: str, seller: str) -> Signatures:
    """Both parties, the supplier with its account."""
    unit = setting.unit
    left = (
        party(buyer, unit.name, unit.uscc, unit.address, unit.contact, unit.phone, _ACCOUNT)
        if unit
        else party(buyer, "")
    )
    return Signatures(
        left, _supplier(setting.case, contract.award, seller) if contract else party(seller, "")
    )


def _supplier(case: Case, award: LotAward, role: str) -> Party:
    bank, number = account(case, award.supplier)
    return party(
        role,
        award.supplier,
        award.supplier_uscc,
        award.address,
        award.contact,
        award.phone,
        more=(("开户银行", bank), ("账号", number)),
    )
