"""一种文件自己算的数：履约保证金、分期付款、追加情况、报价的高低和平均。"""

from collections.abc import Iterator, Sequence

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case import deriving_contracts as contracts
from zjbuy_desktop.core.case import deriving_results as results
from zjbuy_desktop.core.case.contracts import addition_of, contract_of, delivery_of
from zjbuy_desktop.core.case.derivation import Derivation, Scale, Way
from zjbuy_desktop.core.case.deriving_needs import Aspect
from zjbuy_desktop.core.case.ground import Ground
from zjbuy_desktop.core.papers.contract_facts import payment_amounts, weights
from zjbuy_desktop.core.papers.lots import rows_by_lot
from zjbuy_desktop.core.papers.spec import PaperSpec, Setting


def of_paper(ground: Ground, spec: PaperSpec, setting: Setting) -> Iterator[Derivation]:
    """Figures only this paper reckons."""
    contract = contract_of(ground.case, setting.subject)
    if contract is not None:
        whole = results.contract_amount(ground, contract)
        yield whole
        if spec.kind == "contract":
            yield from _contract(ground, spec, setting, whole)
    delivery = delivery_of(ground.case, setting.subject)
    if delivery is not None:
        result = results.result_for(ground, delivery.share.lot)
        yield results.share_contract(ground, result, delivery.share)
    yield from _supplement(ground, setting)
    yield from _prices(ground, spec, setting)


def entry(ground: Ground, spec: PaperSpec, setting: Setting, what: str) -> Derivation:
    """A text entered for the paper, to hang a value on."""
    own = ("particulars", f"{spec.kind}/{setting.subject}")
    key = own if own in ground.entries else ("particulars", f"{spec.kind}/")
    origin = ground.entry(*key, what)
    return Derivation(what, 0, Scale.FEN, Way.ENTERED, "填写文件内容时录入", origin=origin)


def entered(
    ground: Ground, spec: PaperSpec, setting: Setting, what: str, value: int, scale: Scale
) -> Derivation:
    """One value entered for the paper."""
    base = entry(ground, spec, setting, what)
    return Derivation(what, value, scale, Way.ENTERED, base.how, origin=base.origin)


def _contract(
    ground: Ground, spec: PaperSpec, setting: Setting, whole: Derivation
) -> Iterator[Derivation]:
    percent = setting.entered.count("bond_percent") or 0
    rate = entered(ground, spec, setting, "履约保证金比例", percent, Scale.PERCENT)
    yield Derivation(
        "履约保证金",
        int(whole.value) * percent // 100,
        Scale.FEN,
        Way.PORTION,
        f"合同金额 × {percent}%，不足一分的舍去",
        lambda: (whole, rate),
    )
    rows = setting.entered.rows("payments")
    amounts = payment_amounts(setting, int(whole.value))
    if not amounts:
        return
    parts = tuple(
        entered(ground, spec, setting, f"{row[0]}比例", weight, Scale.HUNDREDTHS)
        for row, weight in zip(rows, weights(rows), strict=True)
    )
    for place, (row, fen) in enumerate(zip(rows, amounts, strict=True)):
        yield Derivation(
            f"付款安排　{row[0]}",
            fen,
            Scale.FEN,
            Way.SHARE,
            "合同金额按各期比例分配，合计不差一分",
            lambda: (whole, *parts),
            place=place,
        )


def _supplement(ground: Ground, setting: Setting) -> Iterator[Derivation]:
    addition = addition_of(ground.case, setting.subject)
    if addition is None:
        return
    law = setting.law.number("supplement_limit_percent", setting.on)
    whole = results.contract_amount(ground, addition.contract)
    added = contracts.added_before(ground, addition, including=True)
    limit = contracts.supplement_limit(ground, addition, law.value, law.basis.label)
    yield contracts.supplement_amount(ground, addition.supplement)
    yield from (whole, added, limit, contracts.added_before(ground, addition, including=False))
    yield Derivation(
        "追加后总额",
        int(whole.value) + int(added.value),
        Scale.FEN,
        Way.SUM,
        "原合同金额 + 累计追加",
        lambda: (whole, added),
    )
    yield Derivation(
        "尚可追加",
        int(limit.value) - int(added.value),
        Scale.FEN,
        Way.DIFFERENCE,
        "累计最多追加 − 累计追加",
        lambda: (limit, added),
    )
    price = results.result_for(ground, addition.contract.share.lot).award
    yield results.awarded_price(ground, price)


def _prices(ground: Ground, spec: PaperSpec, setting: Setting) -> Iterator[Derivation]:
    """预算均价 and the quotations of each lot."""
    for lot in ground.case.project.lots if spec.kind == "survey_report" else ():
        amount = contracts.included_needs(ground, Aspect.AMOUNT, lot.item)
        count = contracts.included_needs(ground, Aspect.QUANTITY, lot.item)
        if int(count.value):
            yield _average(f"{lot.name}　预算均价", amount, count)
        quoted = rows_by_lot(ground.case, setting.entered.rows("quotes"))[lot.name]
        prices = tuple(
            entered(ground, spec, setting, f"{lot.name}　{who}　报价", fen, Scale.FEN)
            for who, price, _ in quoted
            if (fen := _fen(price)) is not None
        )
        if prices:
            yield from _spread(lot.name, prices)


def _average(what: str, amount: Derivation, count: Derivation) -> Derivation:
    fen, milli = int(amount.value), int(count.value)
    return Derivation(
        what,
        (fen * 2000 + milli) // (2 * milli),
        Scale.FEN,
        Way.AVERAGE,
        "预算金额 ÷ 数量，四舍五入到分",
        lambda: (amount, count),
    )


def _spread(lot: str, prices: Sequence[Derivation]) -> Iterator[Derivation]:
    values = [int(p.value) for p in prices]
    count = len(values)
    for word, way, value in (
        ("最低报价", Way.LEAST, min(values)),
        ("最高报价", Way.MOST, max(values)),
        ("平均报价", Way.MEAN, (2 * sum(values) + count) // (2 * count)),
    ):
        yield Derivation(
            f"{lot}　{word}", value, Scale.FEN, way, f"{count} 个报价", lambda: tuple(prices)
        )


def _fen(text: str) -> int | None:
    try:
        fen = money.fen(text)
    except ValueError:
        return None
    return fen if fen > 0 else None
