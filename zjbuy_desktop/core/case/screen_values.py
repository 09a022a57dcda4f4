"""录入助手：平台界面上每一项该录什么、这个值从哪里来。"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.contracts import Contract, contract_of, contracts
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.plans import PlanKind
from zjbuy_desktop.core.case.reconciling import need_source
from zjbuy_desktop.core.case.screens import Asked, Per, Screen, ScreenField, ScreenRow
from zjbuy_desktop.core.case.signed import by_place, place
from zjbuy_desktop.core.case.tally import included_lines

_FEN_PER = {"元": 100, "万元": money.FEN_PER_WAN}
_SETUP, _PLAN, _AGENCY, _AWARD = (
    "立项与名册",
    "临时采购计划",
    "代理委托",
    "结果确认与采购协议",
)


class Known(NamedTuple):
    """A value, or an amount in 分, and where it comes from."""

    value: str | int | None
    source: str


Values = Mapping[str, Known]

PROJECT_VALUES = (
    "project", "project_number", "category_code", "category_name", "kind", "mode", "method",
    "fiscal_year", "lead_unit", "lead_uscc", "lead_budget_code", "lead_contact", "lead_phone",
    "plan_type", "plan_number", "amount", "unit_count", "quantity", "payment_way", "agency",
    "agency_uscc", "agency_central", "agency_contact", "agency_phone", "agency_agreement",
    "agency_fee",
)  # fmt: skip
UNIT_VALUES = (
    "unit", "uscc", "budget_code", "unit_plan_number", "unit_amount", "unit_quantity",
)  # fmt: skip
CONTRACT_VALUES = (
    "contract_number", "supplier", "supplier_uscc", "supplier_contact", "supplier_phone", "lot",
    "item", "spec", "measure", "contract_quantity", "contract_price", "contract_amount",
    "delivery", "signed_on",
)  # fmt: skip
MONEY_VALUES = frozenset({"amount", "unit_amount", "contract_price", "contract_amount"})


def values_allowed(per: Per) -> tuple[str, ...]:
    """Names that may stand in ``fields`` of a screen."""
    return PROJECT_VALUES + (UNIT_VALUES + CONTRACT_VALUES if per is Per.CONTRACT else ())


def subjects(case: Case, screen: Screen) -> tuple[str, ...]:
    """What the screen is filled in for: the project itself (empty), or each contract."""
    if screen.per is Per.PROJECT:
        return ("",)
    return tuple(contract.key for contract in contracts(case))


def rows_of(case: Case, screen: Screen, subject: str) -> tuple[ScreenRow, ...]:
    """Every field of the screen in order, with value and source; none for an unknown contract."""
    lines = included_lines(case)
    known = dict(_project(case, lines))
    if screen.per is Per.CONTRACT:
        contract = contract_of(case, subject)
        if contract is None:
            return ()
        known |= dict(_unit(case, contract.share.unit, lines)) | dict(_contract(case, contract))
    rows = [_row(field, known, "") for field in screen.fields]
    if screen.unit_fields:
        by_unit = _by_unit(case, lines)
        for unit in by_unit:
            own = dict(_unit(case, unit, by_unit[unit]))
            rows += [_row(field, own, unit) for field in screen.unit_fields]
    return tuple(rows)


def number_of(case: Case, screen: Screen, subject: str) -> str:
    """The number the platform gave back, as the program keeps it; empty before."""
    kept: Mapping[Asked, Callable[[], str]] = {
        Asked.NOTHING: lambda: "",
        Asked.PLAN_NUMBER: lambda: case.filing.number,
        Asked.PROJECT_NUMBER: lambda: case.project.project_number,
        Asked.CONTRACT_NUMBER: lambda: case.details_of("contract", subject).number,
    }
    return kept[screen.asks]()


def _by_unit(case: Case, lines: Sequence[NeedLine]) -> dict[str, list[NeedLine]]:
    found: dict[str, list[NeedLine]] = {u.name: [] for u in case.units}
    for line in lines:
        found.setdefault(line.unit, []).append(line)
    return {unit: own for unit, own in found.items() if own}


def _row(field: ScreenField, known: Values, unit: str) -> ScreenRow:
    value, source = known[field.value]
    if isinstance(value, int):
        value = _plain(value, field.money)
    return ScreenRow(field.caption, unit, value or "", source)


def _plain(fen: int, unit: str) -> str:
    """An amount as a platform takes it: digits and one point, no separators."""
    if unit == "万元":
        return money.wan(fen)
    whole, rest = divmod(abs(fen), _FEN_PER["元"])
    return f"{'-' if fen < 0 else ''}{whole}.{rest:02d}"


def _project(case: Case, lines: Sequence[NeedLine]) -> Iterator[tuple[str, Known]]:
    project, lead = case.project, case.unit(case.project.lead_unit)
    year = str(project.fiscal_year) if project.fiscal_year else ""
    card = {
        "project": project.name,
        "project_number": project.project_number,
        "category_code": project.category_code,
        "category_name": project.category_name,
        "kind": project.kind.value,
        "mode": project.mode.value,
        "method": project.method.value,
        "fiscal_year": year,
        "lead_unit": project.lead_unit,
        "lead_uscc": lead.uscc if lead else "",
        "lead_budget_code": lead.budget_code if lead else "",
        "lead_contact": lead.contact if lead else "",
        "lead_phone": lead.phone if lead else "",
    }
    yield from _from(f"“{_SETUP}”", card.items())
    units = len({line.unit for line in lines})
    told = f"纳入计划的 {units} 家单位 {len(lines)} 行需求合计" if lines else "还没有纳入计划的单位"
    yield "amount", Known(sum(line.amount_fen for line in lines) if lines else None, told)
    yield "unit_count", Known(str(units) if units else "", told)
    yield "quantity", Known(_quantity(lines), told)
    ways = dict(case.particulars_of("provisional_plan").values)
    way = ways.get("payment_way", "")
    yield from _from(
        f"“{_PLAN}”",
        [
            ("plan_type", case.filing.plan_type),
            ("plan_number", case.filing.number),
            ("payment_way", way if isinstance(way, str) else ""),
        ],
    )
    yield from _from(f"“{_AGENCY}”", _agency(case))


def _from(place_: str, values: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Known]]:
    for name, value in values:
        yield name, Known(value, place_ if value else f"没有登记，在{place_}填写")


def _quantity(lines: Sequence[NeedLine]) -> str:
    """Σ quantity, where all is counted in one measure; several measures have no sum."""
    measures = {line.common_measure or line.measure for line in lines}
    return quantity.show(sum(line.quantity for line in lines)) if len(measures) == 1 else ""


def _agency(case: Case) -> Iterator[tuple[str, str]]:
    agency = case.agency
    yield "agency", agency.name if agency else ""
    yield "agency_uscc", agency.uscc if agency else ""
    yield "agency_central", ("是" if agency.is_central else "否") if agency else ""
    yield "agency_contact", agency.contact if agency else ""
    yield "agency_phone", agency.phone if agency else ""
    yield "agency_agreement", agency.agreement_number if agency else ""
    yield "agency_fee", agency.fee if agency else ""


def _unit(case: Case, name: str, lines: Sequence[NeedLine]) -> Iterator[tuple[str, Known]]:
    unit, own = case.unit(name), [line for line in lines if line.unit == name]
    yield from _from(
        "名册",
        [
            ("unit", name),
            ("uscc", unit.uscc if unit else ""),
            ("budget_code", unit.budget_code if unit else ""),
        ],
    )
    plans = [p for p in case.plans_of(PlanKind.PROVISIONAL) if p.unit == name and p.number]
    number = "；".join(p.number for p in plans)
    read = "；".join(dict.fromkeys(p.source for p in plans if p.source)) or "单位的采购计划"
    missing = f"还没有这家单位的采购计划编号，在“{_PLAN}”导入或填写"
    yield "unit_plan_number", Known(number, read if number else missing)
    where = need_source(own) or "还没有纳入的需求"
    yield "unit_amount", Known(sum(line.amount_fen for line in own) if own else None, where)
    yield "unit_quantity", Known(_quantity(own), where)


def _contract(case: Case, contract: Contract) -> Iterator[tuple[str, Known]]:
    share, award = contract.share, contract.award
    lot = next((x for x in case.project.lots if x.name == share.lot), None)
    units = {part.unit for part in contract.parts} or {share.unit}
    own = [n for n in included_lines(case) if n.unit in units and n.item == share.item]
    result = f"采购结果（{share.lot}）"
    yield "contract_number", Known(case.details_of("contract", contract.key).number, "合同编号")
    words = {
        "supplier": award.supplier,
        "supplier_uscc": award.supplier_uscc,
        "supplier_contact": award.contact,
        "supplier_phone": award.phone,
    }
    for name, value in words.items():
        yield name, Known(value, result if value else f"没有登记，在“{_AWARD}”填写")
    yield "lot", Known(share.lot, result)
    yield "item", Known(share.item, result)
    for name, common in (
        ("spec", lot.spec if lot else ""),
        ("measure", lot.measure if lot else ""),
    ):
        written = _joined(getattr(line, name) for line in own)
        yield name, Known(common or written, f"“{_SETUP}”的标项" if common else _read(own, name))
    yield "contract_quantity", Known(quantity.show(share.quantity), _read(own, "quantity"))
    priced = share.unit_price_fen is not None
    price = result if priced else "总价合同没有整到分的单价，按采购文件填写"
    yield "contract_price", Known(share.unit_price_fen, price)
    yield "contract_amount", Known(share.contract_fen, f"{result}按单位分配，精确到分")
    yield "delivery", Known(_joined(n.delivery for n in own), _read(own, "delivery"))
    yield "signed_on", _signed_on(case, contract)


def _read(lines: Sequence[NeedLine], field: str) -> str:
    """Where a field was read; what units told beside their forms stands in no cell."""
    if all(dict(line.source.cells).get(field) for line in lines):
        return need_source(lines, field) or "需求表"
    return f"需求表（{need_source(lines, field)}）及单位补充的内容"


def _signed_on(case: Case, contract: Contract) -> Known:
    written = by_place(case.signed).get(place(contract))
    if written is not None:
        return Known(written.signed_on.isoformat(), "录入的已签合同")
    day = case.happened(EventKind.CONTRACT_SIGNED, contract.share.unit)
    told = "登记的签订日期" if day else "没有登记，在“通知与签约”登记合同签订"
    return Known(day.isoformat() if day else "", told)


def _joined(words: Iterable[str]) -> str:
    return "；".join(dict.fromkeys(w.strip() for w in words if w.strip()))
