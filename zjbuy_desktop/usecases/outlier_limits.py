"""离群的界限：本单位觉得差多少才值得提示核对；整个单位一份设置。"""

from dataclasses import replace

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.limits import Limits
from zjbuy_desktop.store import limits as stored
from zjbuy_desktop.usecases.desk import Desk

LEAST = {"units": 2, "price": 2, "quantity": 2}
MOST = {"units": 1_000, "price": 100, "quantity": 10_000}
WORDS = {"units": "最少单位数", "price": "单价倍数", "quantity": "数量倍数"}


def limits(desk: Desk) -> Limits:
    """The limits as kept, or as they are at first."""
    with desk.store.read() as view:
        return stored.load_limits(view)


def keep(
    desk: Desk,
    *,
    units: int | None = None,
    price: int | None = None,
    quantity: int | None = None,
) -> Limits:
    """Set some of the limits; the others stay. Nothing is written when all are so already.

    Raises:
        UserError: a limit that would point at everything, or at nothing ever.
    """
    given = {"units": units, "price": price, "quantity": quantity}
    chosen = {name: value for name, value in given.items() if value is not None}
    for name, value in chosen.items():
        if not LEAST[name] <= value <= MOST[name]:
            raise UserError(
                f"{WORDS[name]}要在 {LEAST[name]} 到 {MOST[name]} 之间。",
                "太小会处处提示，太大就什么也提示不了。",
            )
    before = limits(desk)
    wanted = replace(before, **chosen)
    if wanted == before:
        return wanted
    with desk.store.begin("outlier_limits_kept", f"离群界限：{wanted.told}", desk.now()) as work:
        stored.save_limits(work, wanted)
        work.payload.update({name: getattr(wanted, name) for name in WORDS})
    return wanted
