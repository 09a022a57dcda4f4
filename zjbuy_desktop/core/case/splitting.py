"""最大余数法怎样分到一家单位，用一句话说清。"""

from collections.abc import Sequence
from functools import lru_cache

from zjbuy_desktop.core.base import money


def split_words(total_fen: int, weights: Sequence[int], place: int) -> str:
    """How the largest remainder gave one unit its share, in a sentence."""
    whole, ranks, cents = _ranks(total_fen, tuple(weights))
    floor, rest = divmod(total_fen * weights[place], whole)
    exact = f"总价 × 本单位预算 ÷ 预算合计 {money.yuan(whole)} 元 = {money.yuan(floor)} 元"
    if not rest:
        return f"{exact}，恰好除尽"
    rank = ranks[place]
    got = "加 1 分" if rank <= cents else "不加"
    return (
        f"{exact}余不足一分的零头；全部单位共余 {cents} 分，按零头从大到小（相同的按名册先后）"
        f"各给 1 分，本单位排第 {rank}，{got}"
    )


@lru_cache(maxsize=8)
def _ranks(total_fen: int, weights: tuple[int, ...]) -> tuple[int, tuple[int, ...], int]:
    """Σ of the weights, each one's place by its remainder from 1, and how many 分 are left."""
    whole = sum(weights)
    remainders = [total_fen * weight % whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-remainders[i], i))
    ranks = [0] * len(weights)
    for rank, i in enumerate(order, 1):
        ranks[i] = rank
    return whole, tuple(ranks), sum(remainders) // whole
