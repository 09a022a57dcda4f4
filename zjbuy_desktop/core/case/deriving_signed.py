"""已签合同的合计、与应签金额之差怎么来的。"""

from zjbuy_desktop.core.case.contracts import contracts_by_share
from zjbuy_desktop.core.case.derivation import Derivation, Scale, Way
from zjbuy_desktop.core.case.deriving_contracts import signed_amount
from zjbuy_desktop.core.case.deriving_results import contract_amount
from zjbuy_desktop.core.case.ground import Ground


def awarded_amount(ground: Ground, unit: str, lot: str) -> Derivation | None:
    """应签金额 of the contract of that unit and lot; ``None`` without an award."""
    contract = contracts_by_share(ground.case).get((unit, lot))
    return contract_amount(ground, contract) if contract else None


def all_signed(ground: Ground) -> Derivation:
    """Σ of the contracts entered."""
    found = [signed_amount(ground, s.unit, s.lot) for s in ground.case.signed]
    parts = tuple(figure for figure in found if figure is not None)
    return _sum("已签合同金额合计", f"录入的 {len(parts)} 份合同相加", parts)


def signed_gap(ground: Ground, unit: str, lot: str) -> Derivation | None:
    """合同 − 应签 of one contract; ``None`` while one of them is missing."""
    awarded, written = awarded_amount(ground, unit, lot), signed_amount(ground, unit, lot)
    if awarded is None or written is None:
        return None
    return Derivation(
        f"{unit}　{lot}　合同与应签之差",
        int(written.value) - int(awarded.value),
        Scale.FEN,
        Way.DIFFERENCE,
        "合同所写金额 − 应签金额",
        lambda: (written, awarded),
    )


def all_signed_gaps(ground: Ground) -> Derivation:
    """Σ of the differences, over the contracts that are entered."""
    found = [signed_gap(ground, s.unit, s.lot) for s in ground.case.signed]
    parts = tuple(gap for gap in found if gap is not None)
    return _sum("合同与应签之差合计", f"录入的 {len(parts)} 份合同的差相加", parts)


def _sum(what: str, how: str, parts: tuple[Derivation, ...]) -> Derivation:
    value = sum(int(part.value) for part in parts)
    return Derivation(what, value, Scale.FEN, Way.SUM, how, lambda: parts)
