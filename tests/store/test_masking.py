"""Whatever stands in a row is written masked, however the number is parted or written."""

import pytest

from zjbuy_desktop.core.base.identifiers import mask_identity
from zjbuy_desktop.store.masking import masked

INTO = "INSERT INTO unit (name, note) VALUES (?, ?)"
FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


@pytest.mark.parametrize(
    "written",
    [
        "339900198503121227",
        "33990019900716104X",
        "339900 19850312 1227",
        "339900-19850312-1227",
        "339900 198503121227",
        "339900198503121227".translate(FULL_WIDTH),
        "联系人张三，身份证339900198503121227，电话0571-88001234",
        "第一行\n339900198503121227",
    ],
)
def test_a_number_is_masked_in_every_kind_of_row(written: str) -> None:
    hidden = mask_identity(written)
    assert hidden != written
    assert masked(INTO, ("之江市第一中学", written), many=False) == ("之江市第一中学", hidden)
    assert masked(INTO, {"note": written}, many=False) == {"note": hidden}
    rows = [("之江市图书馆", None), ("之江市第一中学", written)]
    assert masked(INTO, rows, many=True) == [rows[0], ("之江市第一中学", hidden)]


def test_two_values_side_by_side_make_no_number() -> None:
    row = ("采购需求意向填报表第339900", "19850312", "1227的那一份，另见附件说明和清单")
    assert masked(INTO, row, many=False) == row
