"""法规没有规定的事: whose choice counts, which papers print it, nothing printed while open."""

from dataclasses import replace

import pytest

from tests.core.builders import composed, make_case, subject_of, with_project
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.gaps import GAPS, GapChoice, choice_of, gap, gaps_of, practice
from zjbuy_desktop.core.case.words import Method
from zjbuy_desktop.core.papers.blocks import plain_text
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.stages.book import STAGES

PRINTING = [(one.id, kind) for one in GAPS for kind in one.papers]


def deciding(case: Case, *choices: GapChoice) -> Case:
    return replace(case, gap_choices=choices)


def text_of(case: Case, kind: str) -> str:
    return plain_text(composed(kind, case, subject_of(kind, case)).paper)


def test_every_gap_is_at_a_stage_and_names_real_papers() -> None:
    assert len({one.id for one in GAPS}) == len({one.title for one in GAPS}) == len(GAPS)
    assert {one.stage for one in GAPS} <= {spec.id for spec in STAGES}
    assert {kind for _, kind in PRINTING} <= set(PAPERS)
    assert all(len(one.choices) > 1 and one.silent for one in GAPS)
    assert gap("代理费用怎样分担") is gap("fee_sharing") is gaps_of("agency")[0]
    with pytest.raises(UserError, match="没有“别的”这一项"):
        gap("别的")


def test_the_project_goes_before_the_office() -> None:
    office = GapChoice("fee_sharing", "牵头单位承担", "惯例", office=True)
    own = GapChoice("fee_sharing", "按比例分担", "会商")
    assert choice_of(make_case(), "fee_sharing") is None
    assert choice_of(deciding(make_case(), office), "fee_sharing") == office
    assert choice_of(deciding(make_case(), office, own), "fee_sharing") == own
    assert (own.whose, office.whose) == ("本项目", "本单位")


@pytest.mark.parametrize(("gap_id", "kind"), PRINTING)
def test_a_choice_is_printed_where_it_belongs_and_only_there(gap_id: str, kind: str) -> None:
    words = f"按{gap(gap_id).title}的约定办理"
    case = deciding(make_case(), GapChoice(gap_id, words, "会商"))
    assert words in text_of(case, kind)
    assert words not in text_of(make_case(), kind)
    others = {k for _, k in PRINTING} - set(gap(gap_id).papers)
    assert not [other for other in others if words in text_of(case, other)]
    assert not composed(kind, case, subject_of(kind, case)).findings


def test_the_report_lists_every_choice_with_its_reason() -> None:
    own = GapChoice("prompt_notice", "当日通知各单位", "人手够")
    text = text_of(deciding(make_case(), own), "red_line_report")
    assert "“及时”通知签约是几天" in text
    assert "当日通知各单位｜本项目｜人手够" in text
    assert "法规没有规定、自行确定的做法" not in text_of(make_case(), "red_line_report")


def test_several_choices_make_one_sentence_in_the_words_of_the_method() -> None:
    case = deciding(
        make_case(),
        GapChoice("dropout_before", "书面告知牵头单位。", "惯例"),
        GapChoice("late_joiners", "中标（成交）后不再加入", "惯例"),
    )
    assert practice(case, "call_notice") == "书面告知牵头单位；中标后不再加入"
    assert practice(case, "delegation_letter") == "书面告知牵头单位"
    talks = with_project(case, method=Method.CONSULTATION)
    assert practice(talks, "call_notice").endswith("成交后不再加入")
