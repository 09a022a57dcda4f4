"""档案目录：有什么列什么，法定清单缺什么写“缺”，保管期限从采购结束之日算起。"""

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.core.builders import (
    BUREAU,
    LEAD,
    SCHOOL,
    composed,
    entering,
    make_case,
    with_project,
)
from zjbuy_desktop.core.case.archive_kinds import GROUP_OF, Material
from zjbuy_desktop.core.case.case import Case, Override
from zjbuy_desktop.core.case.contracts import contracts
from zjbuy_desktop.core.case.documents import MadePaper, MoveKind, PaperMove, Value
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.words import Method
from zjbuy_desktop.core.papers.archive_places import PLACES
from zjbuy_desktop.core.papers.blocks import FieldTable, TableBlock, plain_text
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.papers.compose import HAND_NUMBER

KIND = "archive_catalogue"
WHEN = datetime(2026, 9, 4, 10, 0)
OTHERS = dict(make_case().particulars_of(KIND).values)["others"]


def made(kind: str, subject: str = "", **overrides: object) -> MadePaper:
    paper = MadePaper(kind, subject, "文1号", date(2026, 9, 3), False, (), WHEN, "x.pdf", 2)
    return replace(paper, **overrides)  # type: ignore[arg-type]


def move(kind: str, subject: str, what: MoveKind) -> PaperMove:
    return PaperMove(kind, subject, what, date(2026, 9, 4), "", 1, "", WHEN)


def without(*kinds: str) -> Value:
    """The rows of the sample case, but for those of some kinds."""
    assert not isinstance(OTHERS, str)
    return tuple(row for row in OTHERS if row[0] not in kinds)


def gaps(case: Case) -> list[str]:
    found = composed(KIND, case).findings
    return [f.message.partition("缺少")[2].removesuffix("，只能出草稿。") for f in found]


def rows(case: Case) -> dict[str, tuple[str, ...]]:
    blocks = composed(KIND, case).paper.blocks
    lines = (row for b in blocks if isinstance(b, TableBlock) for row in b.rows)
    return {row[1]: row[2:] for row in lines}


def field(case: Case, name: str) -> str:
    blocks = composed(KIND, case).paper.blocks
    return {k: v for b in blocks if isinstance(b, FieldTable) for k, v in b.pairs}[name]


def test_every_paper_has_its_place() -> None:
    assert {spec.kind for spec, _, _ in PLACES} == set(PAPERS) - {KIND}
    assert len(PLACES) == len(PAPERS) - 1
    assert set(GROUP_OF) == set(Material)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("采购预算、采购活动记录", ["采购活动记录", "采购预算"]),
        ("采购文件、评审标准", ["招标文件", "评审标准"]),
        ("供应商文件", ["投标文件"]),
        ("评审报告、定标文件", ["评审报告", "定标文件"]),
        ("合同文本", [f"合同文本：{LEAD}（标项一）等4份"]),
        ("验收证明", [f"验收证明：{LEAD}（标项一）等4份"]),
        ("质疑答复", ["质疑答复：浙江恒远科技有限公司"]),
    ],
)
def test_what_the_law_lists_is_there_or_missing(row: str, told: list[str]) -> None:
    case = entering(make_case(), KIND, others=without(row))
    assert gaps(case) == [f"归档材料：{what}" for what in told]
    found = rows(case)
    assert all(found[what][-1] == "缺" for what in told)
    assert f"缺{len(told)}项" in field(case, "本卷数量")
    assert "缺" not in field(make_case(), "本卷数量")


def test_the_words_of_the_list_follow_the_method() -> None:
    case = with_project(entering(make_case(), KIND, others=()), method=Method.CONSULTATION)
    told = gaps(case)
    assert "归档材料：磋商文件" in told
    assert "归档材料：响应文件" in told


def test_a_complaint_asks_for_its_decision() -> None:
    assert gaps(entering(make_case(), KIND, complaint="有")) == ["归档材料：投诉处理决定"]
    row = ("投诉处理决定", "", "之财采监〔2026〕3号", "之江市财政局", "2026-09-04", "4", "纸质")
    case = entering(make_case(), KIND, complaint="有", others=(*without(), row))
    assert gaps(case) == []
    assert rows(case)["投诉处理决定"][0] == "之财采监〔2026〕3号"


def test_without_a_challenge_no_reply_is_missing() -> None:
    case = entering(make_case(), KIND, others=without("质疑答复"))
    kept = tuple(p for p in case.particulars if p.kind != "challenge_reply")
    assert gaps(replace(case, particulars=kept)) == []


@pytest.mark.parametrize(
    ("kind", "row", "what"),
    [
        ("result_confirmation", "评审报告、定标文件", "定标文件"),
        ("activity_record", "采购预算、采购活动记录", "采购活动记录"),
        ("provisional_plan", "采购预算、采购活动记录", "采购预算"),
    ],
)
def test_a_final_paper_counts_and_a_draft_does_not(kind: str, row: str, what: str) -> None:
    case = entering(make_case(), KIND, others=without(row))
    assert f"归档材料：{what}" in gaps(case)
    draft = replace(case, papers=(made(kind, draft=True),))
    assert f"归档材料：{what}" in gaps(draft)
    final = replace(case, papers=(made(kind),))
    assert f"归档材料：{what}" not in gaps(final)
    assert rows(final)[PAPERS[kind].title] == (
        "文1号", LEAD, "2026-09-03", "2", "纸质", "15年", ""
    )  # fmt: skip


def test_the_last_final_edition_is_listed() -> None:
    old = made("result_confirmation", number="文1号")
    new = made("result_confirmation", number="文2号", pages=3)
    draft = made("result_confirmation", number="文3号", draft=True)
    case = replace(make_case(), papers=(old, new, draft))
    assert rows(case)["采购结果确认函"][0] == "文2号"
    assert rows(case)["采购结果确认函"][3] == "3"


@pytest.mark.parametrize(
    ("what", "note", "counts"),
    [
        (None, None, False),
        (MoveKind.PRINTED, None, False),
        (MoveKind.REFUSED, None, False),
        (MoveKind.SCANNED, "待核章", False),
        (MoveKind.CONFIRMED, "已核章", True),
    ],
)
def test_a_contract_counts_once_its_seals_are_confirmed(
    what: MoveKind | None, note: str | None, counts: bool
) -> None:
    keys = [c.key for c in contracts(make_case())]
    first, *others = keys
    case = entering(make_case(), KIND, others=without("合同文本"))
    moves = [move("contract", key, MoveKind.CONFIRMED) for key in others]
    moves += [move("contract", first, what)] if what else []
    case = replace(case, papers=tuple(made("contract", k) for k in keys), moves=tuple(moves))
    assert gaps(case) == ([] if counts else [f"归档材料：合同文本：{first}"])
    line = rows(case).get(f"政府采购合同：{first}")
    assert (line[-1] if line else None) == note
    assert rows(case)[f"政府采购合同：{others[0]}"][1] == BUREAU


def test_printing_after_the_seal_changes_nothing() -> None:
    keys = [c.key for c in contracts(make_case())]
    case = entering(make_case(), KIND, others=without("合同文本"))
    moves = [move("contract", key, MoveKind.CONFIRMED) for key in keys]
    moves.append(move("contract", keys[0], MoveKind.PRINTED))
    case = replace(case, papers=tuple(made("contract", k) for k in keys), moves=tuple(moves))
    assert gaps(case) == []


def test_a_letter_confirmed_by_hand_is_listed_with_its_day() -> None:
    returned = Event(EventKind.LETTER_RETURNED, date(2026, 8, 25), SCHOOL)
    paper = made("delegation_letter", SCHOOL, dated=None, number="")
    case = replace(make_case(), papers=(paper,), events=(*make_case().events, returned))
    assert rows(case)["参与带量集中采购委托函"] == (
        "", SCHOOL, "2026-08-25", "2", "纸质", "15年", "已核章"
    )  # fmt: skip


def test_a_number_written_by_hand_is_left_empty() -> None:
    returned = Event(EventKind.LETTER_RETURNED, date(2026, 8, 25), SCHOOL)
    letter = made("delegation_letter", SCHOOL, number=HAND_NUMBER)
    case = replace(make_case(), papers=(letter,), events=(*make_case().events, returned))
    assert not rows(case)["参与带量集中采购委托函"][0]


def test_lines_stand_by_day_and_are_numbered_through() -> None:
    case = replace(make_case(), papers=(made("call_notice", dated=date(2026, 8, 3)),))
    blocks = [b for b in composed(KIND, case).paper.blocks if isinstance(b, TableBlock)]
    lines = [row for b in blocks for row in b.rows]
    assert [row[0] for row in lines] == [str(n) for n in range(1, len(lines) + 1)]
    assert lines[0][1] == PAPERS["call_notice"].title
    assert [b.caption for b in blocks] == [
        "一、立项", "二、采购", "三、评审", "四、合同", "五、履约", "六、争议"
    ]  # fmt: skip


def test_the_catalogue_does_not_list_itself() -> None:
    case = replace(make_case(), papers=(made(KIND),))
    assert PAPERS[KIND].title not in rows(case)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("照片", "", "", LEAD, "2026-09-04", "1", ""), "类别（“照片”不在可填的类别之内）"),
        (("", "照片", "", LEAD, "2026-09-04", "1", ""), "类别（“”不在可填的类别之内）"),
        (("评审", "照片", "", LEAD, "9月4日", "1", ""), "日期（写成2026-09-08）"),
        (("评审", "照片", "", LEAD, "2026-09-04", "", "纸质"), "页数"),
        (("评审", "照片", "", LEAD, "2026-09-04", "0", ""), "页数"),
        (("评审", "照片", "", LEAD, "2026-09-04", "数页", "电子"), "页数"),
        (("评审", "照片", "", LEAD, "2026-09-04", "1", "光盘"), "载体（写纸质或电子）"),
        (("评审", "照片", "", LEAD, "2026-09-04", "", "电子"), ""),
        (("评审", "照片", "", LEAD, "2026-09-04", "1", ""), ""),
    ],
)
def test_a_line_that_is_not_understood_is_told_by_its_place(row: Value, told: str) -> None:
    case = entering(make_case(), KIND, others=(*without(), row))
    place = len(without()) + 1
    assert gaps(case) == ([f"其他材料第{place}行的{told}"] if told else [])
    assert any("照片" in title for title in rows(case))


@pytest.mark.parametrize(
    ("ended", "until"),
    [
        ("2026-09-04", "2041年9月4日"),
        ("2028-02-29", "2043年2月28日"),
        ("2033-02-28", "2048年2月28日"),
    ],
)
def test_fifteen_years_from_the_end(ended: str, until: str) -> None:
    case = entering(make_case(), KIND, ended=ended)
    assert field(case, "保管期限") == f"15年，至{until}"
    assert "至少保存15年" in plain_text(composed(KIND, case).paper)


def test_nothing_ends_before_its_result() -> None:
    assert gaps(entering(make_case(), KIND, ended="2026-09-03")) == []
    assert gaps(entering(make_case(), KIND, ended="2026-09-02")) == [
        "不早于结果公告（2026年9月3日）的采购结束之日"
    ]
    assert gaps(entering(make_case(), KIND, ended="")) == ["采购结束之日"]
    assert gaps(entering(make_case(), KIND, ended_by="")) == ["采购结束之日的确定依据"]


def test_the_end_is_the_milestone_where_it_was_recorded() -> None:
    case = entering(make_case(), KIND, ended="", ended_by="")
    assert gaps(case) == ["采购结束之日", "采购结束之日的确定依据"]
    recorded = Event(EventKind.PROCUREMENT_ENDED, date(2026, 9, 30), "", "最后一份合同验收之日")
    ended = replace(case, events=(*case.events, recorded))
    assert gaps(ended) == []
    assert field(ended, "采购结束之日") == "2026年9月30日（最后一份合同验收之日）"
    assert field(ended, "保管期限") == "15年，至2041年9月30日"
    silent = replace(case, events=(*case.events, replace(recorded, note="")))
    assert gaps(silent) == ["采购结束之日的确定依据"]


def test_what_there_is_none_of_is_told_with_its_reason() -> None:
    case = entering(make_case(), KIND, others=without("供应商文件"))
    assert gaps(case) == ["归档材料：投标文件"]
    why = Override("archive_is_complete", "投标文件", "平台留存")
    told = replace(case, overrides=(why,))
    assert gaps(told) == []
    assert rows(told)["投标文件"][-1] == "无：平台留存"
    assert not rows(told)["投标文件"][-2], "what isn't there is kept for no years"
    assert "本项目没有的1项，理由见备注" in field(told, "本卷数量")
    assert field(told, "本卷数量").split("件")[0] == field(case, "本卷数量").split("件")[0]
