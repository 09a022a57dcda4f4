"""更正时所在的整行：内容照原表，数量×单价按金额列的单位。"""

import pytest

from zjbuy_desktop.excel.context import rows_around


def table(unit: str, quantity: str, price: str, amount: str) -> bytes:
    rows = [
        "填报单位：之江市教育局",
        f"标的名称,数量,单价({unit}),预算金额({unit})",
        f"台式计算机（基础配置）,{quantity},{price},{amount}",
    ]
    return "\n".join(rows).encode()


@pytest.mark.parametrize(
    ("unit", "price", "product"), [("元", "5000.5", "15001.50"), ("万元", "0.50005", "1.50015")]
)
def test_the_product_is_in_the_unit_of_the_amount_column(
    unit: str, price: str, product: str
) -> None:
    found = rows_around(table(unit, "3", price, "9"), [("表1", "D3"), ("表1", "D2")], {})
    assert set(found) == {("表1", "D3")}, "the header is no need line"
    row = found["表1", "D3"]
    assert (row.number, row.field, row.product) == (3, "amount", product)
    assert row.cells[1:] == (("数量", "B3", "3"), ("单价", "C3", price), ("预算金额", "D3", "9"))


def test_what_is_typed_already_counts() -> None:
    data = table("元", "约3", "5000.5", "")
    assert rows_around(data, [("表1", "D3")], {})["表1", "D3"].product == ""
    typed = {("表1", "B3"): "2", ("没有的表", "A1"): "x"}
    assert rows_around(data, [("表1", "D3")], typed)["表1", "D3"].product == "10001.00"


def test_each_cell_has_the_columns_of_its_own_table() -> None:
    rows = [
        "填报单位：之江市教育局,,,,",
        "标的名称,数量,单价(元),预算金额(元)",
        "台式计算机（基础配置）,3,5000.5,9",
        "填报单位：之江市第一中学",
        "货物名称,规格,采购数量,单价(万元),总价(万元)",
        "台式计算机（基础配置）,8核,3,0.5,9",
    ]
    places = [("表1", "D3"), ("表1", "E6"), ("表1", "E5")]
    found = rows_around("\n".join(rows).encode(), places, {})
    assert set(found) == set(places[:2])
    assert (found["表1", "D3"].field, found["表1", "D3"].product) == ("amount", "15001.50")
    assert (found["表1", "E6"].field, found["表1", "E6"].product) == ("amount", "1.5")
