"""离群界限, as the office set them: keys of the table of settings."""

from zjbuy_desktop.core.case.limits import Limits
from zjbuy_desktop.store import settings
from zjbuy_desktop.store.unit_of_work import View, Work

_PREFIX = "outliers."
_NAMES = ("units", "price", "quantity")


def load_limits(view: View) -> Limits:
    """The limits as kept, or as they are at first."""
    kept = settings.load_settings(view)
    return Limits(**{n: int(kept[_PREFIX + n]) for n in _NAMES if _PREFIX + n in kept})


def save_limits(work: Work, limits: Limits) -> None:
    """Keep them in place of those before."""
    settings.set_settings(work, {_PREFIX + n: str(getattr(limits, n)) for n in _NAMES})
