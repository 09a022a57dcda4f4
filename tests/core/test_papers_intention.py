"""采购意向公开文本：只含委托公开的单位，万元与元各在其表，一家单位只算一次。"""

from dataclasses import replace

import pytest

from tests.core.builders import (
    ADVANCED,
    BASIC,
    BUREAU,
    LEAD,
    SCHOOL,
    composed,
    entering,
    make_case,
    make_needs,
    need,
    with_project,
)
from tests.core.ruling import and_events, at
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.project import Lot
from zjbuy_desktop.core.papers.blocks import Annex, TableBlock, plain_text

KIND = "intention_notice"


def tables(case: Case) -> list[TableBlock]:
    """Public table, portal table, coverage table."""
    blocks = composed(KIND, case).paper.blocks
    flat = [b for block in blocks for b in (block.blocks if isinstance(block, Annex) else (block,))]
    return [b for b in flat if isinstance(b, TableBlock)]


def gaps(case: Case) -> list[str]:
    return [f.message for f in composed(KIND, case).findings]


def test_only_units_that_entrusted_are_in_the_public_amounts() -> None:
    public, portal, coverage = tables(make_case())
    entrusted = sum(n.amount_fen for n in make_needs() if n.intention == "委托牵头单位公开")
    assert public.foot[3] == money.wan(entrusted) == "90.3006"
    assert portal.foot[3] == money.yuan(entrusted) == "903,006.00"
    assert coverage.foot[4] == money.yuan(sum(n.amount_fen for n in make_needs()))
    assert [row[1:3] for row in coverage.rows] == [
        (LEAD, "本单位公开"), (BUREAU, "委托公开"), (SCHOOL, "自行公开"),
    ]  # fmt: skip


def test_each_table_keeps_to_one_unit_of_money_and_its_rows_come_to_its_foot() -> None:
    public, portal, _ = tables(make_case())
    assert [c.title for c in public.columns][3] == "预算金额（万元）"
    assert [c.title for c in portal.columns][3] == "预算金额（元）"
    in_wan = [money.exact(row[3], money.FEN_PER_WAN) for row in public.rows]
    in_yuan = [money.fen(row[3].replace(",", "")) for row in portal.rows]
    assert in_wan == in_yuan
    assert sum(in_yuan) == money.fen(portal.foot[3].replace(",", ""))
    text = plain_text(composed(KIND, make_case()).paper)
    assert "公开的采购意向是本单位政府采购工作的初步安排" in text
    assert "财政部《关于开展政府采购意向公开工作的通知》（财库〔2020〕10号）" in text


def test_the_month_alone_is_published_and_the_lead_is_not_counted_as_entrusting() -> None:
    paper = composed(KIND, make_case()).paper
    assert tables(make_case())[0].rows[0][4] == "2026年9月"
    assert "受1家参与单位委托" in plain_text(paper)
    alone = make_case(needs=(need(LEAD, BASIC, "60", "5200.00"),))
    one_lot = with_project(alone, lots=(Lot("标项一", BASIC),))
    told = entering(one_lot, KIND, outline=(("", "办公", "质量保修三年"),))
    assert gaps(told) == []
    assert "家参与单位委托" not in plain_text(composed(KIND, told).paper)
    assert "各单位均委托牵头单位公开" in plain_text(composed(KIND, told).paper)


def test_when_everybody_publishes_alone_there_is_nothing_to_publish() -> None:
    own = tuple(replace(n, intention="自行公开") for n in make_needs())
    assert any("选择“委托牵头单位公开”的单位" in m for m in gaps(make_case(needs=own)))


def test_a_unit_is_covered_once() -> None:
    other = need(SCHOOL, ADVANCED, "1", "7600", intention="委托牵头单位公开")
    found = gaps(make_case(needs=(*make_needs(), other)))
    assert found == [f"《采购意向公开文本》缺少{SCHOOL}唯一的意向公开方式，只能出草稿。"]


def test_without_included_units_it_stays_a_draft() -> None:
    assert any("缺少纳入计划的单位" in m for m in gaps(make_case(events=(), needs=())))


@pytest.mark.parametrize(
    ("outline", "told"),
    [
        ((("标项一", "办公", "三年"),), "标项二的采购需求概况"),
        (
            (("标项一", "办公", "三年"), ("标项二", "办公", "三年"), ("标项三", "办公", "三年")),
            "“采购需求概况”第3行的标项（“标项三”不是本项目的标项）",
        ),
    ],
)
def test_every_lot_is_outlined_and_no_other(
    outline: tuple[tuple[str, ...], ...], told: str
) -> None:
    found = gaps(entering(make_case(), KIND, outline=outline))
    assert found == [f"《采购意向公开文本》缺少{told}，只能出草稿。"]


def test_own_notices_are_told_beside_the_units_they_are_of() -> None:
    own = at(EventKind.OWN_INTENTION_PUBLISHED, "2026-08-03", SCHOOL, "实验小学2026年8月采购意向")
    coverage = tables(and_events(make_case(), own))[2]
    assert coverage.rows[2][5] == "2026年8月3日　实验小学2026年8月采购意向"
    assert [row[5] for row in tables(make_case())[2].rows] == ["", "", ""]


def test_an_item_without_a_lot_is_never_left_out_in_silence() -> None:
    case = with_project(make_case(), lots=(Lot("标项一", BASIC),))
    told = entering(case, KIND, outline=(("标项一", "办公", "三年"),))
    assert gaps(told) == [f"《采购意向公开文本》缺少标的“{ADVANCED}”对应的标项，只能出草稿。"]
