"""候选人：评审报告怎样排名，登记的采购结果和它是否对得上。"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.quantity import show
from zjbuy_desktop.core.base.text import parse_number, squeeze
from zjbuy_desktop.core.case.allocation import lot_results
from zjbuy_desktop.core.case.awards import LotResult
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.words import Words, words_for
from zjbuy_desktop.core.papers.blocks import Column, Para, Passage, TableBlock
from zjbuy_desktop.core.papers.facts import measure_of
from zjbuy_desktop.core.papers.tables import case_item
from zjbuy_desktop.core.papers.template import BLANK

CANDIDATE_COLUMNS = ("标项", "排名", "候选人全称", "报价（元）", "评审价（元）或得分")
_BY_SCORE = "综合评分法"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One row of the ranking, as the clerk copied it from the report.

    Attributes:
        lot: 标项名称.
        rank: 排名 as typed.
        supplier: 候选人全称.
        offer: 报价 as typed（元）.
        value: 扣除后的评审价（元） or 得分, as typed.
    """

    lot: str
    rank: str
    supplier: str
    offer: str
    value: str

    @property
    def offer_fen(self) -> int | None:
        """报价 in 分; ``None`` where no amount is written."""
        return _fen(self.offer)

    @property
    def value_fen(self) -> int | None:
        """评审价 in 分; ``None`` where no amount is written."""
        return _fen(self.value)


def _fen(text: str) -> int | None:
    try:
        return money.fen(text)
    except ValueError:
        return None


def read_candidates(rows: Iterable[Sequence[str]]) -> tuple[Candidate, ...]:
    """The rows of the entry, in order."""
    return tuple(Candidate(*row) for row in rows)


def by_score(case: Case) -> bool:
    """Whether offers are ranked by 得分 rather than by 评审价."""
    return case.project.evaluation == _BY_SCORE


def first_ranked(case: Case, candidates: Sequence[Candidate]) -> bool:
    """Whether every awarded lot went to the candidate ranked first."""
    firsts = {(c.lot, squeeze(c.supplier)) for c in candidates if c.rank == "1"}
    return all((r.award.lot, squeeze(r.award.supplier)) in firsts for r in lot_results(case))


def candidates_table(case: Case, candidates: Sequence[Candidate]) -> TableBlock:
    """候选人排序, lot by lot, as the report ranks them."""
    value = "评审得分" if by_score(case) else "扣除后评审价（元）"
    columns = (
        Column("标项", 12, "center"),
        Column("排名", 5, "center"),
        Column(f"{words_for(case.project.method).won}候选人", 24),
        Column("报价（元）", 12, "right"),
        Column(value, 16, "right"),
    )
    return TableBlock(columns, tuple(_shown(case, c) for c in candidates))


def _shown(case: Case, candidate: Candidate) -> tuple[str, ...]:
    offer, value = candidate.offer_fen, candidate.value_fen
    award = next((a for a in case.awards if a.lot == candidate.lot), None)
    kind = "" if award is None else "（总价）" if award.unit_price_fen is None else "（单价）"
    return (
        candidate.lot + kind,
        candidate.rank,
        candidate.supplier,
        candidate.offer if offer is None else money.yuan(offer),
        candidate.value if value is None or by_score(case) else money.yuan(value),
    )


def results_passage(case: Case, results: Sequence[LotResult]) -> Passage:
    """Who won which lot, for how much: 小写 and 大写, a paragraph for each lot."""
    words = words_for(case.project.method)
    return Passage(tuple(Para(_result(case, words, r)) for r in results))


def _result(case: Case, words: Words, result: LotResult) -> str:
    award, item = result.award, case_item(case, result.award.lot)
    price = award.unit_price_fen
    quantity = sum(a.quantity for a in result.allocations)
    return (
        f"{award.lot}（{item}，{show(quantity)}{measure_of(case, item)}）："
        f"{words.won}供应商为{award.supplier or BLANK}"
        f"（统一社会信用代码：{award.supplier_uscc or BLANK}），"
        f"{'' if price is None else f'{words.won}单价{money.yuan(price)}元，'}"
        f"{words.won}金额{money.yuan(result.award_fen)}元"
        f"（大写：{money.in_words(result.award_fen)}）。"
    )


def candidate_gaps(case: Case, candidates: Sequence[Candidate]) -> Iterator[str]:
    """Whatever of the ranking is missing or contradicts the result as recorded."""
    lots = {lot.name for lot in case.project.lots}
    for place, candidate in enumerate(candidates, 1):
        yield from _row_gaps(case, place, candidate, lots)
    for result in lot_results(case):
        ranked = [c for c in candidates if c.lot == result.award.lot]
        yield from _rank_gaps(result, ranked)
        yield from _winner_gaps(case, result, ranked)


def _row_gaps(case: Case, place: int, candidate: Candidate, lots: set[str]) -> Iterator[str]:
    if candidate.lot not in lots:
        yield f"候选人第{place}行的标项（项目没有“{candidate.lot}”）"
    if not candidate.rank.isascii() or not candidate.rank.isdigit() or candidate.rank[0] == "0":
        yield f"候选人第{place}行的排名（应为1、2、3）"
    if not candidate.supplier:
        yield f"候选人第{place}行的全称"
    if candidate.offer_fen is None:
        yield f"候选人第{place}行的报价"
    if by_score(case):
        if not _is_score(candidate.value):
            yield f"候选人第{place}行的得分（应为0到100的数）"
    elif candidate.value_fen is None:
        yield f"候选人第{place}行的评审价"


def _is_score(text: str) -> bool:
    try:
        return 0 <= parse_number(text) <= 100
    except ValueError:
        return False


def _rank_gaps(result: LotResult, ranked: Sequence[Candidate]) -> Iterator[str]:
    """Ranks run from 1 without a gap and without two of the same."""
    found = sorted(c.rank for c in ranked)
    if not found:
        yield f"{result.award.lot}的候选人"
    elif found != sorted(str(n) for n in range(1, len(found) + 1)):
        yield f"{result.award.lot}从第1名起不重不漏的排名"


def _winner_gaps(case: Case, result: LotResult, ranked: Sequence[Candidate]) -> Iterator[str]:
    """The winner is a candidate, and at its offer, never at the evaluation price."""
    award = result.award
    chosen = [c for c in ranked if squeeze(c.supplier) == squeeze(award.supplier)]
    if ranked and not chosen:
        yield f"{award.lot}一致的结果（登记的是“{award.supplier}”，不在候选人之列）"
    won = words_for(case.project.method).won
    prices = {award.unit_price_fen, result.award_fen} - {None}
    for candidate in chosen:
        evaluated = not by_score(case) and candidate.value_fen in prices
        if evaluated and candidate.offer_fen not in prices:
            yield f"{award.lot}的{won}金额（登记的是扣除后的评审价，应为报价）"
