"""节约额和节约率：零、一分、超预算、没有预算，两边都看。"""

import pytest

from zjbuy_desktop.core.case.savings import Saving


@pytest.mark.parametrize(
    ("budget", "award", "words"),
    [
        (10_000, 10_000, "节约 0.00 元（0.00%）"),
        (10_000, 9_999, "节约 0.01 元（0.01%）"),
        (10_000, 10_001, "超预算 0.01 元（-0.01%）"),
        (20_000, 19_999, "节约 0.01 元（0.01%）"),  # 0.005 % is rounded up
        (20_001, 20_000, "节约 0.01 元（0.00%）"),
        (20_001, 20_002, "超预算 0.01 元（0.00%）"),
        (160_000, 150_000, "节约 100.00 元（6.25%）"),
        (0, 0, "节约 0.00 元（–）"),
        (0, 1, "超预算 0.01 元（–）"),
    ],
)
def test_what_is_saved(budget: int, award: int, words: str) -> None:
    saving = Saving(budget, award)
    assert saving.words == words
    assert saving.saved_fen == budget - award
