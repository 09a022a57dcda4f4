"""采购需求书：法定内容一项不少，技术、商务要求分开，★▲清楚，分配表之和等于总数。"""

from dataclasses import replace

import pytest

from tests.core.builders import composed, entering, make_case, make_needs, with_project
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.words import Method
from zjbuy_desktop.core.papers.blocks import Annex, TableBlock, plain_text
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.papers.entries import Entry, EntryKind

KIND = "requirement_document"


def gaps(case: Case) -> list[str]:
    return [f.message for f in composed(KIND, case).findings]


def text(case: Case) -> str:
    return plain_text(composed(KIND, case).paper)


@pytest.mark.parametrize("entry", [e for e in PAPERS[KIND].entries if e.required])
def test_nothing_the_law_asks_for_may_be_empty(entry: Entry) -> None:
    name, kind = entry.name, entry.kind
    emptied = entering(make_case(), KIND, **{name: () if kind is EntryKind.TABLE else ""})
    assert [f.field for f in composed(KIND, emptied).findings] == [name]


def test_the_law_of_tenders_is_cited_for_tenders_only() -> None:
    tender = text(make_case())
    talks = text(with_project(make_case(), method=Method.CONSULTATION))
    assert "（财政部令第87号）第十一条" in tender
    assert "财政部令第87号" not in talks
    assert "《政府采购需求管理办法》（财库〔2021〕22号）" in talks
    assert "响应文件按无效处理" in talks


def test_a_lot_with_a_total_ceiling_says_which_ceiling_is_which() -> None:
    case = make_case()
    first, second = case.project.lots
    assert "最高单价（元）" in text(case)
    whole = replace(first, ceiling_fen=510_000, ceiling_total_fen=86_000_000)
    limited = text(with_project(case, lots=(whole, replace(second, ceiling_total_fen=9_000_000))))
    assert "最高限价（元）" in limited
    assert "单价5,100.00，总价860,000.00" in limited
    assert "总价90,000.00" in limited


def test_important_marks_mean_score_or_acceptance() -> None:
    scored = with_project(make_case(), evaluation="综合评分法", evaluation_reason="服务差异大")
    assert "标注“▲”的为重要指标，按招标文件规定的评审规则评审" in text(scored)
    assert "标注“▲”的为重要指标，验收时逐项核验" in text(make_case())


@pytest.mark.parametrize(("mark", "good"), [("★", True), ("▲", True), ("", True), ("*", False)])
def test_only_two_marks_are_known(mark: str, good: bool) -> None:
    rows = (("标项一", "性能", "8核", mark), ("标项二", "性能", "8核", ""))
    found = gaps(entering(make_case(), KIND, technical=rows))
    assert bool(found) is not good
    assert good or "只能写★或▲" in found[0]


def test_each_lot_has_technical_requirements() -> None:
    rows = (
        ("标项一", "性能", "8核", ""),
        ("标项五", "性能", "8核", ""),
        ("标项一", "性能", "", ""),
    )
    told = gaps(entering(make_case(), KIND, technical=rows))
    assert [m.removeprefix("《采购需求书》缺少").removesuffix("，只能出草稿。") for m in told] == [
        "“技术要求”第2行的标项（“标项五”不是本项目的标项）",
        "标项二的技术要求",
        "“技术要求”第3行的要求",
    ]


def test_business_requirements_are_marked_by_name() -> None:
    case = entering(make_case(), KIND, business_marks="付款条件")
    assert "2｜付款条件｜" in text(case)
    (line,) = [row for row in text(case).splitlines() if row.startswith("2｜付款条件｜")]
    assert line.endswith("｜★")
    (other,) = [row for row in text(case).splitlines() if row.startswith("4｜售后服务｜")]
    assert other.endswith("｜")
    wrong = gaps(entering(make_case(), KIND, business_marks="付款条件、价格"))
    assert wrong == [
        "《采购需求书》缺少“属于实质性要求的商务要求”里“价格”对应的商务要求，只能出草稿。"
    ]


def test_the_shares_come_to_the_whole() -> None:
    (annex, _) = (b for b in composed(KIND, make_case()).paper.blocks if isinstance(b, Annex))
    (table,) = (b for b in annex.blocks if isinstance(b, TableBlock))
    rows = sum(money.fen(row[4].replace(",", "")) for row in table.rows)
    assert rows == sum(n.amount_fen for n in make_needs())
    assert table.foot[4] == money.yuan(rows)
    assert table.foot[3] == "182台"
    assert len(table.rows) == len(make_needs())


def test_the_drafters_stand_in_an_annex_that_does_not_go_out() -> None:
    told = text(make_case())
    assert told.index("采购需求确定、编制人员名单\n　　本名单存档备查") > told.index("附件2")
    assert "不随招标文件发出" in told
