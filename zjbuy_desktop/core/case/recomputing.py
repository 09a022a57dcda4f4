"""重算：一个数按写明的算法，从它的各项再算一遍。"""

from collections.abc import Callable, Sequence
from fractions import Fraction

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.derivation import Derivation, Number, Way
from zjbuy_desktop.core.case.savings import hundredths


def recomputed(figure: Derivation) -> Number:
    """The value as it follows from the parts; a leaf's is its own.

    Raises:
        ValueError: parts that its way can't be reckoned with.
    """
    if figure.leaf:
        return figure.value
    values = [part.value for part in figure.parts]
    return _REDUCE[figure.way](figure, values)


def _difference(_figure: Derivation, values: Sequence[Number]) -> Number:
    return values[0] - sum(values[1:])


def _product(_figure: Derivation, values: Sequence[Number]) -> Number:
    count, price = values
    return money.amount(int(count), int(price))


def _conversion(_figure: Derivation, values: Sequence[Number]) -> Number:
    count, factor = values
    return count * factor


def _share(figure: Derivation, values: Sequence[Number]) -> Number:
    whole, *weights = map(int, values)
    return money.split(whole, weights)[figure.place]


def _quotient(_figure: Derivation, values: Sequence[Number]) -> Number:
    amount, count = values
    return Fraction(amount * 1000, count)


def _average(_figure: Derivation, values: Sequence[Number]) -> Number:
    amount, count = map(int, values)
    return (amount * 2000 + count) // (2 * count)


def _mean(_figure: Derivation, values: Sequence[Number]) -> Number:
    return (2 * int(sum(values)) + len(values)) // (2 * len(values))


def _rate(_figure: Derivation, values: Sequence[Number]) -> Number:
    part, whole = map(int, values)
    return hundredths(part, whole)


def _portion(_figure: Derivation, values: Sequence[Number]) -> Number:
    whole, percent = map(int, values)
    return whole * percent // 100


def _same(_figure: Derivation, values: Sequence[Number]) -> Number:
    (value,) = values
    return value


_REDUCE: dict[Way, Callable[[Derivation, Sequence[Number]], Number]] = {
    Way.SUM: lambda _figure, values: sum(values),
    Way.DIFFERENCE: _difference,
    Way.PRODUCT: _product,
    Way.CONVERSION: _conversion,
    Way.SHARE: _share,
    Way.QUOTIENT: _quotient,
    Way.AVERAGE: _average,
    Way.MEAN: _mean,
    Way.RATE: _rate,
    Way.PORTION: _portion,
    Way.COUNT: lambda _figure, values: len(values),
    Way.LEAST: lambda _figure, values: min(values),
    Way.MOST: lambda _figure, values: max(values),
    Way.SAME: _same,
}
