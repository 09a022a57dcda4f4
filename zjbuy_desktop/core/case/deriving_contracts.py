"""计划、已签合同、补充合同、最高限价的数怎么来的。"""

from dataclasses import replace

from zjbuy_desktop.core.case.awards import Supplement
from zjbuy_desktop.core.case.contracts import Addition, additions
from zjbuy_desktop.core.case.derivation import Derivation, Scale, Way
from zjbuy_desktop.core.case.deriving_needs import Aspect, needs_figure
from zjbuy_desktop.core.case.deriving_results import contract_amount, unit_contracts
from zjbuy_desktop.core.case.ground import Ground
from zjbuy_desktop.core.case.origins import EntryOrigin, TextOrigin
from zjbuy_desktop.core.case.pairing import pairs
from zjbuy_desktop.core.case.plans import PlanEntry, PlanKind
from zjbuy_desktop.core.case.tally import standings

_NOBODY = "（没有纳入的需求）"


def included_units(ground: Ground) -> tuple[str, ...]:
    """Units whose need goes into the plan, by roster order."""
    return tuple(s.unit for s in standings(ground.case) if s.included)


def included_needs(ground: Ground, aspect: Aspect, item: str = "") -> Derivation:
    """Σ of what goes into the plan."""
    return needs_figure(ground, aspect, item=item, units=included_units(ground))


def left_out_needs(ground: Ground) -> Derivation:
    """Σ of what was accepted and does not go into the plan."""
    left = tuple(s.unit for s in standings(ground.case) if s.reason is not None)
    found = needs_figure(ground, Aspect.AMOUNT, units=left)
    how = f"{len(found.parts)} 家未纳入单位的金额相加"
    return replace(found, what="未纳入的需求金额合计", how=how)


def plan_amount(ground: Ground, entry: PlanEntry) -> Derivation:
    """金额 of one plan, as the platform's export says it, or as entered by hand."""
    entered = ground.entry("plans", entry.kind.value, entry.kind.label)
    return Derivation(
        f"{entry.unit}　{entry.kind.label}{entry.number}　金额",
        entry.amount_fen,
        Scale.FEN,
        Way.CITED if entry.source else Way.ENTERED,
        "平台导出的计划表上的金额" if entry.source else "录入的计划金额",
        origin=TextOrigin(entry.source) if entry.source else entered,
    )


def unit_plan(ground: Ground, unit: str, kind: PlanKind) -> Derivation:
    """Σ of one unit's plans of one kind."""
    entries = [e for e in ground.case.plans_of(kind) if e.unit == unit]
    return Derivation(
        f"{unit}　{kind.label}金额",
        sum(e.amount_fen for e in entries),
        Scale.FEN,
        Way.SUM,
        f"{len(entries)} 条计划的金额相加",
        lambda: tuple(plan_amount(ground, e) for e in entries),
    )


def all_plans(ground: Ground, kind: PlanKind) -> Derivation:
    """Σ of all plans of one kind, by unit."""
    entries = list(ground.case.plans_of(kind))
    units = tuple(dict.fromkeys(e.unit for e in entries))
    return Derivation(
        f"{kind.label}金额合计",
        sum(e.amount_fen for e in entries),
        Scale.FEN,
        Way.SUM,
        f"{len(units)} 家单位的计划相加",
        lambda: tuple(unit_plan(ground, unit, kind) for unit in units),
    )


def plan_gap(ground: Ground, unit: str) -> Derivation:
    """需求纳入额 − 临时计划金额 of one unit."""
    included = unit in included_units(ground)
    need = needs_figure(ground, Aspect.AMOUNT, unit=unit if included else _NOBODY)
    plan = unit_plan(ground, unit, PlanKind.PROVISIONAL)
    return _less(f"{unit}　需求与临时计划之差", "纳入的需求金额 − 计划金额", need, plan)


def formal_gap(ground: Ground, unit: str) -> Derivation:
    """正式计划金额 − 合同金额 of one unit."""
    plan, contract = unit_plan(ground, unit, PlanKind.FORMAL), unit_contracts(ground, unit)
    return _less(f"{unit}　正式计划与合同之差", "正式计划金额 − 合同金额", plan, contract)


def whole_gap(ground: Ground) -> Derivation:
    """纳入的需求 − 临时计划, over all units."""
    need, plan = included_needs(ground, Aspect.AMOUNT), all_plans(ground, PlanKind.PROVISIONAL)
    return _less("需求与临时计划之差合计", "纳入的需求合计 − 计划合计", need, plan)


def whole_formal_gap(ground: Ground) -> Derivation:
    """正式计划 − 合同, over the units that have both."""
    both = [p.unit for p in pairs(ground.case) if p.gap_fen is not None]
    gaps = tuple(formal_gap(ground, unit) for unit in both)
    return Derivation(
        "正式计划与合同之差合计",
        sum(int(gap.value) for gap in gaps),
        Scale.FEN,
        Way.SUM,
        f"既有合同又有正式计划的 {len(both)} 家单位的差相加",
        lambda: gaps,
    )


def _less(what: str, how: str, first: Derivation, second: Derivation) -> Derivation:
    value = int(first.value) - int(second.value)
    return Derivation(what, value, Scale.FEN, Way.DIFFERENCE, how, lambda: (first, second))


def signed_amount(ground: Ground, unit: str, lot: str) -> Derivation | None:
    """合同金额 as signed; ``None`` where none was entered."""
    found = [s for s in ground.case.signed if (s.unit, s.lot) == (unit, lot)]
    if not found:
        return None
    origin = ground.entry("signed", f"{unit}（{lot}）", "已签合同金额")
    where = f"{origin.what}，见 {found[-1].source}" if found[-1].source else origin.what
    return Derivation(
        f"{unit}　{lot}　已签合同金额",
        found[-1].amount_fen,
        Scale.FEN,
        Way.ENTERED,
        "录入的已签合同",
        origin=EntryOrigin(where, origin.seq, origin.at, origin.by, origin.summary),
    )


def supplement_amount(ground: Ground, supplement: Supplement) -> Derivation:
    """增加金额 of one 补充合同, as entered."""
    place = ground.case.supplements.index(supplement)
    return Derivation(
        f"{supplement.unit}　{supplement.lot}　本次追加",
        supplement.amount_fen,
        Scale.FEN,
        Way.ENTERED,
        "登记补充合同时录入的金额",
        origin=ground.entry("supplement", str(place), "追加金额"),
    )


def added_before(ground: Ground, addition: Addition, *, including: bool) -> Derivation:
    """Σ of the 补充合同 of the same contract before this one, or with it."""
    same = [
        a
        for a in additions(ground.case)
        if a.contract.key == addition.contract.key
        and (a.place < addition.place or including and a.place == addition.place)
    ]
    return Derivation(
        f"{addition.contract.key}　{'累计追加' if including else '此前累计追加'}",
        sum(a.supplement.amount_fen for a in same),
        Scale.FEN,
        Way.SUM,
        f"{len(same)} 份补充合同相加" if same else "还没有补充合同",
        lambda: tuple(supplement_amount(ground, a.supplement) for a in same),
    )


def supplement_limit(ground: Ground, addition: Addition, percent: int, basis: str) -> Derivation:
    """累计最多追加: 原合同金额 × the law's percentage, fractions of a 分 dropped."""
    limit = Derivation(
        "补充合同累计上限",
        percent,
        Scale.PERCENT,
        Way.LAW,
        "法规规定的比例",
        origin=TextOrigin(basis),
    )
    whole = contract_amount(ground, addition.contract)
    return Derivation(
        f"{addition.contract.key}　累计最多追加",
        int(whole.value) * percent // 100,
        Scale.FEN,
        Way.PORTION,
        f"原合同金额 × {percent}%，不足一分的舍去",
        lambda: (whole, limit),
    )
