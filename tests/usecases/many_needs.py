"""A project with as many units, each needing as many items, as a test wants."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from tests.usecases import many_units
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.needs import NeedLine, Outcome, ReadReturn, Source
from zjbuy_desktop.core.case.project import Lot
from zjbuy_desktop.store.batches import save_batch
from zjbuy_desktop.usecases.desk import Desk

_PRICE = 520_000


def project(
    desk: Desk,
    units: int,
    items: int,
    odd: int = 0,
    called: Sequence[str] = (),
    *,
    a_lot_each: bool = False,
) -> int:
    """A project whose ``units`` returned a line for each of ``items``; its id.

    ``called`` are names of the items, if they matter; the first ``odd`` units ask
    three times the usual price for the first item.
    """
    called = called or [f"标的{item + 1:02d}" for item in range(items)]
    lots = tuple(
        Lot(f"标项{n:02d}", item, spec="8核/16G/512G", measure="台")
        for n, item in enumerate(called, 1)
    )
    made = many_units.project(desk, units, lots if a_lot_each else ())
    names = many_units.names(desk, made)
    results, originals = [], {}
    for at, name in enumerate(names):
        content = name.encode()
        mark = sha256(content).hexdigest()
        originals[mark] = content
        lines = tuple(
            replace(_line(name, mark, at, item, at < odd), item=called[item])
            for item in range(items)
        )
        results.append(ReadReturn(f"{name}.xlsx", mark, Outcome.ACCEPTED, (name,), lines))
    with desk.store.begin("import_returns", "导入", desk.now(), made) as work:
        save_batch(work, made, results, originals)
    return made


def _line(unit: str, mark: str, at: int, item: int, odd: bool) -> NeedLine:
    quantity = (10 + (at + item) % 9) * 1000
    price = _PRICE * 3 if odd and item == 0 else _PRICE
    cells = (("quantity", f"E{item + 4}"), ("price", f"F{item + 4}"), ("amount", f"G{item + 4}"))
    return NeedLine(
        unit,
        "",
        "8核/16G/512G",
        "台",
        quantity,
        price,
        money.amount(quantity, price),
        Source(f"{unit}.xlsx", mark, "填报表", cells),
    )
