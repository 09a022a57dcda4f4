"""复制为下一年项目: what goes along and what never does."""

from dataclasses import replace
from datetime import date

import pytest

from tests.core import builders
from zjbuy_desktop.core.case.documents import Particulars
from zjbuy_desktop.core.case.merging import Assignment
from zjbuy_desktop.core.case.renewing import next_name, next_year, year_of

TEXTS = {"contract": frozenset({"warranty", "days", "counsel"})}
WORDING = ("电脑", "", "台", "")


@pytest.mark.parametrize(
    ("name", "year", "becomes"),
    [
        ("某市2026年度电脑项目", 0, "某市2027年度电脑项目"),
        ("电脑项目", 2026, "电脑项目（2027年）"),
        ("电脑项目", 0, "电脑项目（下一年）"),
        ("电脑20260项目", 0, "电脑20260项目（下一年）"),
    ],
)
def test_the_name_goes_on_by_one_year(name: str, year: int, becomes: str) -> None:
    project = replace(builders.make_case().project, name=name, fiscal_year=year)
    assert next_name(project) == becomes


def test_needs_dates_numbers_and_ceilings_stay_behind() -> None:
    old = builders.make_case()
    lots = tuple(replace(x, ceiling_fen=500_00, spec="统一规格") for x in old.project.lots)
    project = replace(
        old.project,
        name="某市2026年度项目",
        lots=lots,
        call_deadline=date(2026, 8, 20),
        project_number="ZJ-1",
        designation="某府办〔2026〕3号",
        suitability="规格、标准统一",
    )
    made = next_year(replace(old, project=project), TEXTS, ()).project
    assert year_of(made) == 2027
    assert made.call_deadline is None
    assert (made.project_number, made.designation) == ("", "")
    assert made.suitability == "规格、标准统一"
    assert [x.ceiling_fen for x in made.lots] == [None] * len(lots)
    assert [x.spec for x in made.lots] == ["统一规格"] * len(lots)
    assert [x.item for x in made.lots] == [x.item for x in lots]


def test_the_roster_goes_along_whole() -> None:
    old = builders.make_case()
    assert next_year(old, TEXTS, ()).units == old.units


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("整机三年", True),
        ("2026年8月27日审定", False),
        ("8月27日以前", False),
        ("至2026-08-27", False),
        ("某办〔2026〕3号", False),
        ("7", False),
        ("1,200.50", False),
        (" ", False),
        ((("a", "b"),), False),
    ],
)
def test_only_timeless_wording_goes_along(value: object, kept: bool) -> None:
    given = Particulars("contract", "", (("warranty", value),))  # type: ignore[arg-type]
    made = next_year(replace(builders.make_case(), particulars=(given,)), TEXTS, ()).particulars
    assert made == ((given,) if kept else ())


def test_what_is_for_one_unit_or_no_wording_stays_behind() -> None:
    particulars = (
        Particulars("contract", "甲单位（标项一）", (("warranty", "整机三年"),)),
        Particulars("contract", "", (("other", "不是文字项"),)),
        Particulars("review_opinion", "", (("warranty", "整机三年"),)),
    )
    assert (
        next_year(replace(builders.make_case(), particulars=particulars), TEXTS, ()).particulars
        == ()
    )


def test_the_last_merging_of_each_wording_goes_along() -> None:
    old = builders.make_case()
    unit = old.units[0].name
    first = Assignment(None, WORDING, "旧", reason="a")
    last = Assignment(None, WORDING, "台式计算机", reason="b")
    own, strange = Assignment(unit, WORDING, "x"), Assignment("不在名册", WORDING, "y")
    made = next_year(old, TEXTS, (first, last, own, strange)).assignments
    assert made == (last, own)
