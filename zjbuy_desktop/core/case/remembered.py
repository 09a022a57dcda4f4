"""What hundreds of papers of one run ask about the same case is worked out once."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from zjbuy_desktop.core.case.case import Case

T = TypeVar("T")


def once_for_a_case(work_out: Callable[[Case], T]) -> Callable[[Case], T]:
    """Keep the answer for the case asked about last; a case is frozen, so it stays right.

    Only for answers that nobody changes: tuples, and mappings that are only read.
    """
    held: tuple[Case, T] | None = None

    @wraps(work_out)
    def answer(case: Case) -> T:
        nonlocal held
        kept = held  # another thread may ask about another case meanwhile
        if kept is None or kept[0] is not case:
            kept = held = (case, work_out(case))
        return kept[1]

    return answer
