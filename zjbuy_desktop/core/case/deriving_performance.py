"""履约的数怎么来的：应付、已付、未付，追到采购结果和逐笔登记。"""

from collections.abc import Callable

from zjbuy_desktop.core.case.awards import PerformanceStep, StepKind
from zjbuy_desktop.core.case.derivation import Derivation, Scale, Way
from zjbuy_desktop.core.case.deriving_contracts import supplement_amount
from zjbuy_desktop.core.case.deriving_results import result_for, share_contract
from zjbuy_desktop.core.case.ground import Ask, Ground
from zjbuy_desktop.core.case.performance import Standing, standing_of, standings

Figure = Callable[[Ground, Standing], Derivation]


def of_standing(at: Standing, figure: Figure) -> Ask:
    """A figure of one unit's share of one lot."""

    def ask(ground: Ground) -> Derivation | None:
        found = standing_of(ground.case, at.unit, at.lot)
        return figure(ground, found) if found else None

    return ask


def of_all(what: str, figure: Figure) -> Ask:
    """The same over all shares."""

    def ask(ground: Ground) -> Derivation:
        found = standings(ground.case)
        parts = tuple(figure(ground, at) for at in found)
        return _sum(f"{what}合计", f"{len(parts)} 份相加", parts)

    return ask


def due(ground: Ground, at: Standing) -> Derivation:
    """应付: the contract's amount with its 补充合同."""
    share = at.delivery.share
    contract = share_contract(ground, result_for(ground, at.lot), share)
    more = [s for s in ground.case.supplements if (s.unit, s.lot) == (at.unit, at.lot)]
    if not more:
        return contract
    parts = (contract, *(supplement_amount(ground, s) for s in more))
    return _sum(_named(at, "应付金额"), f"原合同与 {len(more)} 份补充合同相加", parts)


def paid(ground: Ground, at: Standing) -> Derivation:
    """已付: Σ of the payments; recorded as a whole, what was owed."""
    if at.paid_as_a_whole and not at.of(StepKind.PAYMENT):
        owed = due(ground, at)
        how = "整家单位登记为“已支付”，没有逐笔登记"
        return Derivation(
            _named(at, "已付"), at.paid_fen, Scale.FEN, Way.SAME, how, lambda: (owed,)
        )
    return _steps(ground, at, StepKind.PAYMENT, "已付")


def unpaid(ground: Ground, at: Standing) -> Derivation:
    """未付: 应付 − 已付."""
    return Derivation(
        _named(at, "未付"),
        at.due_fen - at.paid_fen,
        Scale.FEN,
        Way.DIFFERENCE,
        "应付金额 − 已付金额",
        lambda: (due(ground, at), paid(ground, at)),
    )


def step_amount(ground: Ground, step: PerformanceStep) -> Derivation:
    """The amount of one record, as entered."""
    return Derivation(
        f"{step.unit}　{step.lot}　{step.on} {step.kind.label}",
        step.amount_fen,
        Scale.FEN,
        Way.ENTERED,
        f"登记{step.kind.label}时录入的金额",
        origin=ground.entry("performance", step.about, f"{step.kind.label}金额"),
    )


def all_steps(ground: Ground) -> Derivation:
    """Σ of all records of money."""
    parts = tuple(step_amount(ground, s) for s in ground.case.steps)
    return _sum("登记金额合计", f"{len(parts)} 条登记相加", parts)


def _steps(ground: Ground, at: Standing, kind: StepKind, word: str) -> Derivation:
    found = at.of(kind)
    parts = tuple(step_amount(ground, s) for s in found)
    how = f"{len(found)} 笔{kind.label}相加" if found else f"还没有登记{kind.label}"
    return _sum(_named(at, word), how, parts)


def _named(at: Standing, word: str) -> str:
    return f"{at.unit}　{at.lot}　{word}"


def _sum(what: str, how: str, parts: tuple[Derivation, ...]) -> Derivation:
    value = sum(int(part.value) for part in parts)
    return Derivation(what, value, Scale.FEN, Way.SUM, how, lambda: parts)
