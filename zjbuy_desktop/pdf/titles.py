"""Breaking a title by meaning, in the shape of a trapezoid or a diamond (GB/T 9704 7.3.1)."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import ceil

from zjbuy_desktop.pdf.breaking import NO_END, NO_START

_WORDS = (
    "政府采购|带量集中采购|集中采购|带量采购|带量|采购|需求|意向|征集|通知书|通知|委托书|委托|参与|牵头|单位|项目"
    "|合同|签订|年度|计划|实施|方案|审查|确认|结果|办公设备|复印纸|办公|设备|计算机|台式|便携式|打印机|服务|文件|协议"
    "|公告|中标|成交|代理|机构|临时|正式|补充|履约|验收|统计|质疑|答复|档案|目录|代表|授权|推荐|调查"
    "|报告|意见|关于|浙江省|浙江|有限公司|公司|中心|机关事务(?:管理局|服务中心)?|学校|医院|委员会|人民|联合|填报|开展|公开"
    "|办理|印发|组织|(?:教育|财政|管理|公安|民政|税务|水利|交通|司法|气象|统计|审计)局|卫生健康委|大学|学院"
)
_WORD = re.compile(rf"{_WORDS}|[0-9A-Za-z.,%〔〕-]+(?:年度|[年月日号台批])?")
_LINE = 1.5
"""What one more line costs: less than a word cut in two."""
_AFTER = frozenset("的、，；：》）〉和与及")
_BEFORE = ("《", "（", "和", "与", "及")


def break_title(
    title: str, advances: Sequence[float], measure: float, names: Sequence[str] = ()
) -> list[str]:
    """Lines of a title; explicit ``\\n`` win, then sense, then an even or widening shape.

    Args:
        title: 标题.
        advances: of each character, in points.
        measure: the longest line.
        names: of bodies and persons; broken only when longer than a line.
    """
    if "\n" in title:
        return _given_lines(title, advances, measure, names)
    if sum(advances) <= measure:
        return [title]
    held = tuple(name for name in names if name in title)
    return list(_broken(title, tuple(advances), measure, held))


@lru_cache(maxsize=256)
def _broken(
    title: str, advances: tuple[float, ...], measure: float, names: tuple[str, ...]
) -> Sequence[str]:
    """A title too long for a line; the papers of a run mostly share one."""
    total = sum(advances)
    inside, named = _inside_words(title), _inside_names(title, advances, measure, names)
    least = max(2, ceil(total / measure))
    for count in range(least, len(title) + 1):
        found = [
            (*_best(title, advances, measure, lines, inside, named), lines)
            for lines in (count, count + 1)
        ]
        found = [(cost + _LINE * lines, shape, lines) for cost, shape, lines in found if shape]
        if found:
            return min(found)[1]
    return list(title)


def _given_lines(
    title: str, advances: Sequence[float], measure: float, names: Sequence[str]
) -> list[str]:
    """The lines as they were given, each broken further only when it is too long."""
    lines: list[str] = []
    at = 0
    for line in title.split("\n"):
        end = at + len(line)
        lines += break_title(line, advances[at:end], measure, names) if line else []
        at = end + 1
    return lines


def _inside_words(title: str) -> set[int]:
    """Positions where a break would cut a word in two."""
    cut: set[int] = set()
    for match in _WORD.finditer(title):
        cut.update(range(match.start() + 1, match.end()))
    return cut


def _inside_names(
    title: str, advances: Sequence[float], measure: float, names: Sequence[str]
) -> set[int]:
    cut: set[int] = set()
    for name in names:
        at = title.find(name)
        while at >= 0:
            if sum(advances[at : at + len(name)]) <= measure:
                cut.update(range(at + 1, at + len(name)))
            at = title.find(name, at + 1)
    return cut


def _best(
    title: str,
    advances: Sequence[float],
    measure: float,
    count: int,
    inside: set[int],
    named: set[int],
) -> tuple[float, list[str]]:
    sums = [0.0]
    for advance in advances:
        sums.append(sums[-1] + advance)
    even = sums[-1] / count
    places = [(i, _penalty(title, i, inside)) for i in range(2, len(title) - 1) if i not in named]
    places = [(i, cost) for i, cost in places if cost is not None]
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [0])}
    for line in range(count):
        ends = [(len(title), 0.0)] if line == count - 1 else places
        best = _extend(best, ends, sums, measure, even)
    if len(title) not in best:
        return 0.0, []
    cost, cuts = best[len(title)]
    return cost, [title[a:b] for a, b in pairwise(cuts)]


def _extend(
    best: dict[int, tuple[float, list[int]]],
    ends: Sequence[tuple[int, float | None]],
    sums: list[float],
    measure: float,
    even: float,
) -> dict[int, tuple[float, list[int]]]:
    longer: dict[int, tuple[float, list[int]]] = {}
    for start, (cost, cuts) in best.items():
        for end, penalty in ends:
            width = sums[end] - sums[start]
            if end <= start or width > measure:
                continue
            off = abs(width - even) / even
            sand_glass = 0.0 if len(cuts) < 3 else _pinch(sums, cuts, width)
            whole = cost + (penalty or 0.0) + off * off * 4 + sand_glass
            if end not in longer or whole < longer[end][0]:
                longer[end] = (whole, [*cuts, end])
    return longer


def _pinch(sums: list[float], cuts: list[int], width: float) -> float:
    """A middle line shorter than both neighbours makes the forbidden hourglass."""
    before = sums[cuts[-2]] - sums[cuts[-3]]
    middle = sums[cuts[-1]] - sums[cuts[-2]]
    return 2.0 if middle < before and middle < width else 0.0


def _penalty(title: str, at: int, inside: set[int]) -> float | None:
    """Cost of breaking before character ``at``; ``None`` where it is forbidden."""
    if title[at] in NO_START or title[at - 1] in NO_END:
        return None
    if title.startswith("关于", at):
        return -2.0
    if title[at - 1] in _AFTER or title.startswith(_BEFORE, at):
        return 0.0
    return 4.0 if at in inside else 0.6
