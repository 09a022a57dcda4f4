"""每种文件里印的每个金额和数量都有来历，重算一致，找的是对的那个数。"""

import re
from dataclasses import replace

import pytest

from tests.core.builders import (
    BASIC,
    BUREAU,
    OFFICE_TEXTS,
    SUPPLIER,
    TODAY,
    calendar,
    law,
    make_case,
    make_project,
    paper_text,
    setting_for,
)
from tests.core.deriving import nodes
from zjbuy_desktop.core.case.awards import LotAward
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.derivation import Way
from zjbuy_desktop.core.case.ground import Ground
from zjbuy_desktop.core.case.project import Lot, Mode
from zjbuy_desktop.core.case.recomputing import recomputed
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.papers.compose import compose
from zjbuy_desktop.core.papers.figures import Printed, printed_figures

AMOUNT = re.compile(r"(?<![\d.])\d{1,3}(?:,\d{3})*\.\d{2}(?![\d%])")


def figures(case: Case, kind: str, subject: str) -> tuple[Printed, ...]:
    spec = PAPERS[kind]
    setting = setting_for(spec, case, law(), calendar(), TODAY, subject, OFFICE_TEXTS)
    paper = compose(spec, paper_text(spec.text_key(case)), setting).paper
    found = printed_figures(Ground(case), spec, setting, paper.facts)
    seen = {(p.fact, p.text) for p in found}
    for name, text in paper.facts:
        if name not in ("whole_text", "number", "dated"):
            assert {(name, t) for t in AMOUNT.findall(text)} <= seen
    return found


def lump() -> Case:
    award = LotAward("标项一", SUPPLIER, "91350100M000100Y43", total_fen=84_660_001)
    case = make_case()
    return replace(case, awards=(award, case.awards[1]))


def together() -> Case:
    return replace(lump(), project=make_project(mode=Mode.SIGN_TOGETHER))


def with_ceilings() -> Case:
    lots = (
        Lot("标项一", BASIC, ceiling_fen=530_000),
        replace(make_project().lots[1], ceiling_total_fen=9_180_600),
    )
    return make_case(project=make_project(lots=lots))


CASES = {
    "单价": make_case(),
    "总价": lump(),
    "统采统签": together(),
    "限价": with_ceilings(),
    "未定标": replace(make_case(), awards=(), supplements=()),
}


@pytest.mark.parametrize("name", list(CASES))
def test_every_figure_of_every_paper_has_a_source(name: str) -> None:
    """Completeness: whoever prints another figure is told here which fact has none."""
    case = CASES[name]
    unknown, count = [], 0
    for kind, spec in PAPERS.items():
        for subject in spec.subjects(case):
            for printed in figures(case, kind, subject):
                count += 1
                if printed.figure is None:
                    unknown.append(f"{kind} {subject} {printed.fact}: {printed.text}")
    assert not unknown
    assert count > 60


@pytest.mark.parametrize("name", ["单价", "总价", "统采统签"])
def test_figures_of_papers_recompute(name: str) -> None:
    case = CASES[name]
    for kind, spec in PAPERS.items():
        for subject in spec.subjects(case):
            for printed in figures(case, kind, subject):
                assert printed.figure is not None
                for node in nodes(printed.figure):
                    assert recomputed(node) == node.value, (kind, printed.fact, node.what)
                    assert not node.leaf or node.origin is not None, node.what


def what(case: Case, kind: str, subject: str, fact: str, text: str) -> tuple[str, Way]:
    found = next(p for p in figures(case, kind, subject) if (p.fact, p.text) == (fact, text))
    assert found.figure is not None
    return found.figure.what, found.figure.way


@pytest.mark.parametrize(
    ("kind", "subject", "fact", "text", "expected"),
    [
        (
            "delegation_letter", BUREAU, "amount", "591,006.00",
            (f"{BUREAU}　需求金额", Way.SUM),
        ),
        (
            "intention_notice", "", "amount", "903,006.00",
            ("委托公开意向的金额", Way.SUM),
        ),
        (
            "survey_report", "", "prices/标项一", "5,125.00",
            ("标项一　平均报价", Way.MEAN),
        ),
        (
            "survey_report", "", "prices/标项一", "5,197.26",
            ("标项一　预算均价", Way.AVERAGE),
        ),
        (
            "result_confirmation", "", "results/第1段", "4,980.00",
            ("标项一　中标（成交）单价", Way.ENTERED),
        ),
        (
            "result_confirmation", "", "candidates/标项一（单价）第2行", "5,050.00",
            ("评审报告推荐的候选人", Way.ENTERED),
        ),
        (
            "signing_notice", BUREAU, "amount", "567,080.05",
            (f"{BUREAU}　合同金额合计", Way.SUM),
        ),
        (
            "contract", f"{BUREAU}（标项一）", "bond_amount", "9,561.60",
            ("履约保证金", Way.PORTION),
        ),
        (
            "contract", f"{BUREAU}（标项一）", "payments/预付款", "143,424.00",
            ("付款安排　预付款", Way.SHARE),
        ),
        (
            "supplementary_contract", f"{BUREAU}（标项一）补充1", "sums/追加上限", "47,808.00",
            (f"{BUREAU}（标项一）　累计最多追加", Way.PORTION),
        ),
        (
            "statistics", "", "lots/标项二：台式计算机（增强型）", "89,000.05",
            ("标项二　中标（成交）金额", Way.SAME),
        ),
        (
            "statistics", "", "totals/中小企业承接金额（元）", "89,000.05",
            ("中小企业承接的金额（元）", Way.ENTERED),
        ),
        (
            "statistics", "", f"money/{BUREAU}", "23,925.95",
            (f"{BUREAU}　节约额", Way.DIFFERENCE),
        ),
    ],
)  # fmt: skip
def test_the_figure_found_is_the_one_meant(
    kind: str, subject: str, fact: str, text: str, expected: tuple[str, Way]
) -> None:
    assert what(CASES["单价"], kind, subject, fact, text) == expected
