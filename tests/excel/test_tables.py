"""Lists from Excel: roster, plans, facts given afterwards."""

from collections.abc import Callable
from pathlib import Path

import pytest

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.needs import Funds, UnitFacts
from zjbuy_desktop.core.case.plans import PlanKind
from zjbuy_desktop.core.case.units import Level, Role
from zjbuy_desktop.excel.tables import read_facts, read_plans, read_roster

Save = Callable[..., Path]
HEAD = [
    "单位名称",
    "统一社会信用代码",
    "预算单位编码",
    "预算级次",
    "行政区划",
    "角色",
    "联系人",
    "联系电话",
]
GOOD = [
    "之江市教育局",
    "11339900D10TACMHQA",
    "102001",
    "设区市级",
    "之江市",
    "参与单位",
    "王喆",
    "0571-88000001",
]


def test_sample_roster(samples: Path) -> None:
    reading = read_roster(samples / "roster.xlsx")
    assert len(reading.units) == 27
    assert [u.name for u in reading.units if u.role is Role.LEAD] == ["之江市机关事务管理局"]
    assert reading.units[-1].name == "之江市堃山县𬭎川实验小学"
    assert (reading.units[3].level, reading.units[3].order) == (Level.CITY, 3)
    assert not reading.warnings


@pytest.mark.parametrize(
    ("column", "value", "word"),
    [
        (1, "11339900D10TACMHQ", "B3 统一社会信用代码应为 18 位"),
        (1, 113399000000000017, "B3 数字超过 15 位"),
        (1, "11339900D10TACMHQI", "B3"),
        (3, "地级", "D3"),
        (5, "成员", "F3"),
        (0, "", "A3 没有填写单位名称"),
    ],
)
def test_roster_problem_names_its_cell(save: Save, column: int, value: object, word: str) -> None:
    bad: list[object] = list(GOOD)
    bad[column] = value
    with pytest.raises(UserError, match=word):
        read_roster(save([HEAD, ["之江市某局", *GOOD[1:]], bad], "名册.xlsx"))


def test_failed_check_character_is_only_a_warning(save: Save) -> None:
    reading = read_roster(save([HEAD, [GOOD[0], "11339900D10TACMHQ0", *GOOD[2:]]]))
    assert reading.units[0].uscc == "11339900D10TACMHQ0"
    assert "B2" in reading.warnings[0]


def test_unit_listed_twice(save: Save) -> None:
    with pytest.raises(UserError, match="A3 .*已经在名册里"):
        read_roster(save([HEAD, GOOD, GOOD]))


def test_not_a_roster(save: Save) -> None:
    with pytest.raises(UserError, match="统一社会信用代码"):
        read_roster(save([["单位名称", "角色"], ["甲", "参与单位"]]))


def test_plans_with_total_and_wan(save: Save) -> None:
    rows = [
        ["采购计划导出"],
        ["单位名称", "采购计划编号", "品目编码", "金额（万元）"],
        ["之江市教育局", "临[2026]0012号", "A02010105", "150.125"],
        ["合计", "", "", 150.125],
    ]
    (entry,) = read_plans(save(rows, "计划.xlsx"), PlanKind.FORMAL)
    assert (entry.amount_fen, entry.kind) == (150_125_000, PlanKind.FORMAL)
    assert entry.source == "计划.xlsx!Sheet!D3"


def test_plan_problem_names_its_cell(save: Save) -> None:
    rows = [
        ["单位名称", "采购计划编号", "品目编码", "金额(元)"],
        ["甲", "1", "A02010105", "约10万"],
    ]
    with pytest.raises(UserError, match="Sheet D2"):
        read_plans(save(rows), PlanKind.PROVISIONAL)


def test_facts(save: Save) -> None:
    head = [
        "单位名称",
        "资金来源",
        "预算项目",
        "资金是否落实",
        "交付时间地点",
        "意向公开方式",
        "凭据",
    ]
    rows = [
        head,
        ["甲", "一般公共预算", "办公设备", "√", "9月，甲楼", "由牵头单位公开", "电话记录"],
        ["乙"],
    ]
    assert read_facts(save(rows)) == (
        UnitFacts(
            "甲",
            "一般公共预算",
            "办公设备",
            Funds.SECURED,
            "9月，甲楼",
            "委托牵头单位公开",
            "电话记录",
        ),
        UnitFacts("乙"),
    )


def test_unclear_fact_is_asked_about(save: Save) -> None:
    with pytest.raises(UserError, match="B2 资金是否落实应填"):
        read_facts(save([["单位名称", "资金是否落实"], ["甲", "部分"]]))
