"""Chinese line breaking, on its own: text and advances in, lines out.

ReportLab's ``wordWrap='CJK'`` starts lines with ， after Latin text, ends lines with （ and
cuts numbers in two. Official papers may not: GB/T 15834 forbids some marks at the line's
start or end, and a number, a date or a 文号 reads as one word. This module knows nothing of
fonts; it gets one advance per character.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

NO_START = frozenset("。，、；：！？）》〉」』】〕〗］｝”’…—～·％‰℃％,.;:!?)]}%°")
NO_END = frozenset("（《〈「『【〔〖［｛“‘([{￥¥$□☐☑")
SHRINK = 0.04
"""Most a full-width character may give up, in em, to pull one mark back into the line."""
HOLE = 0.25
"""A gap above this (in em) reads as a hole; the lines before it are loosened to share it."""
LOOSEST = 0.34
"""Above this a line is left ragged: it then ends early, before a word that stays whole."""
_RAGGED = 1.0
"""What a ragged line costs: more than one stretched to the utmost (LOOSEST squared)."""

NARROW = "!-~\u00a1-\u00a6\u00a8-\u00af\u00b2-\u00b6\u00b8-\u00d6\u00d8-\u00f6\u00f8-\u052f"
"""Character class of letters and digits that take less than an em and are never tracked."""

_UNITS = (
    "个工作日|工作日|个月|万元|亿元|美元|欧元|平方米|立方米|千克|公斤|毫米|厘米|千米|公里"
    "|元|角|分|日|天|年|月|周|时|秒|号|条|款|项|次|份|页|台|套|件|个|家|人|批|组|辆|部|张|本"
    "|米|吨|升|名|户|％|‰|℃"
)
_TOKEN = (
    r"(?:(?!根据|依据|按照|遵照|参照|为|经|及|和|与|的|由|据|照|见)[一-鿿]){1,6}(?:〔\d{4}〕|\[\d{4}\])\d+号"
    r"|\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日"
    rf"|[￥]?[{NARROW}]+(?:(?<=[\d%])(?:{_UNITS}))?"
    r"|——|……|[ \u3000]+|.|\n"
)
_PLAIN = re.compile(_TOKEN)
_UNIT_OF_SPACE = re.compile(rf"[{NARROW}]+ *|[^ ] *| +")
_GLUE = " \u3000"


class Line(NamedTuple):
    """One line of a broken text.

    Attributes:
        start: index of its first character.
        shown: end of what is drawn; blanks up to ``end`` hang invisibly.
        end: where the next line starts.
        extra: space to add in each gap (points, may be negative); gaps are where ``units``
            of the drawn text meet.
    """

    start: int
    shown: int
    end: int
    extra: float


class _Cluster(NamedTuple):
    start: int
    shown: int
    end: int


def units(text: str) -> list[str]:
    """Cut into the pieces between which a line may be stretched: 字 by 字, word by word."""
    return _UNIT_OF_SPACE.findall(text)


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """The pieces of a text that a line end may not cut."""
    return tuple(text[start:shown] for start, shown, _ in _clusters(text, ()))


def break_text(
    text: str,
    advances: Sequence[float],
    measure: float,
    em: float,
    first_indent: float = 0.0,
    keep: Sequence[str] = (),
    justify: bool = True,
) -> list[Line]:
    """Break one paragraph (no ``\\n`` in it) into lines of at most ``measure`` points.

    Args:
        text: the paragraph.
        advances: the advance of each character, in points.
        measure: length of a full line.
        em: advance of a full-width character.
        first_indent: taken from the first line.
        keep: words that are not to be broken, such as names of persons.
        justify: whether full lines are stretched to the measure.
    """
    sums = _running(advances)
    clusters = _fitting(_clusters(text, keep), text, sums, measure)
    setting = _Setting(text, sums, clusters, measure, em, first_indent, justify)
    lines = setting.greedy()
    if justify and setting.uneven(lines):
        lines = setting.even()
    return lines


def _running(advances: Sequence[float]) -> list[float]:
    sums = [0.0]
    total = 0.0
    for advance in advances:
        total += advance
        sums.append(total)
    return sums


@dataclass(frozen=True, slots=True)
class _Setting:
    """One paragraph with all that decides its lines."""

    text: str
    sums: list[float]
    clusters: list[_Cluster]
    measure: float
    em: float
    first_indent: float
    justify: bool

    def uneven(self, lines: list[Line]) -> bool:
        """Whether a line after the first has a hole that the lines before it could share."""
        return any(
            line.extra > HOLE * self.em or (line.extra == 0.0 and not self._full(line))
            for line in lines[1:-1]
        )

    def greedy(self) -> list[Line]:
        """Each line takes what it can."""
        lines: list[Line] = []
        index = 0
        while index < len(self.clusters):
            stop = self._fill(index)
            lines.append(self._line(index, stop))
            index = stop
        return lines

    def even(self) -> list[Line]:
        """The lines whose gaps, squared and added up, are least.

        A hole is shared with the lines before it: they pass characters on.
        """
        best: dict[int, tuple[float, int]] = {0: (0.0, 0)}
        for index in range(len(self.clusters)):
            if index not in best:
                continue
            for stop in range(self._fill(index), index, -1):
                cost = self._cost(self._line(index, stop), stop)
                whole = best[index][0] + cost
                if stop not in best or whole < best[stop][0]:
                    best[stop] = (whole, index)
                if cost >= _RAGGED:
                    break  # an even shorter line is even worse
        return self._traced(best)

    def _traced(self, best: dict[int, tuple[float, int]]) -> list[Line]:
        stop = len(self.clusters)
        lines: list[Line] = []
        while stop:
            index = best[stop][1]
            lines.append(self._line(index, stop))
            stop = index
        return lines[::-1]

    def _cost(self, line: Line, stop: int) -> float:
        """A line left ragged costs more than any that is stretched."""
        if stop == len(self.clusters):
            return 0.0
        if line.extra == 0.0 and not self._full(line):
            slack = self._room(line.start) - (self.sums[line.shown] - self.sums[line.start])
            return _RAGGED + slack / self.em
        gap = line.extra / self.em
        return gap * gap

    def _full(self, line: Line) -> bool:
        room = self._room(line.start)
        return abs(self.sums[line.shown] - self.sums[line.start] - room) < 1e-3

    def _room(self, start: int) -> float:
        return self.measure - (self.first_indent if start == 0 else 0.0)

    def _line(self, index: int, stop: int) -> Line:
        start = self.clusters[index].start
        _, shown, end = self.clusters[stop - 1]
        slack = self._room(start) - (self.sums[shown] - self.sums[start])
        last = stop == len(self.clusters)
        return Line(start, shown, end, self._extra(self.text[start:shown], slack, last))

    def _extra(self, shown: str, slack: float, last: bool) -> float:
        if slack >= 0 and (last or not self.justify):
            return 0.0
        gaps = len(units(shown)) - 1
        if gaps <= 0:
            return 0.0
        extra = slack / gaps
        return extra if extra <= LOOSEST * self.em else 0.0

    def _fill(self, index: int) -> int:
        """Index after the last cluster that fits a line starting at ``index``."""
        clusters, sums = self.clusters, self.sums
        start = clusters[index].start
        limit = sums[start] + self._room(start) + 1e-6
        stop = index + 1
        while stop < len(clusters) and sums[clusters[stop].shown] <= limit:
            stop += 1
        if stop < len(clusters) and self._squeezes(start, stop, limit):
            stop += 1
        return stop

    def _squeezes(self, start: int, stop: int, limit: float) -> bool:
        """Whether the cluster at ``stop``, which ends in a mark, is better pulled in."""
        shown = self.clusters[stop].shown
        over = self.sums[shown] - limit
        slack = limit - self.sums[self.clusters[stop - 1].shown]
        if self.text[shown - 1] not in NO_START or over > min(slack, self.em * 1.05):
            return False
        return over <= (len(units(self.text[start:shown])) - 1) * SHRINK * self.em


def _clusters(text: str, keep: Sequence[str]) -> list[_Cluster]:
    """Tokens, with marks joined to the word they may not leave, blanks hanging behind."""
    pattern = _PLAIN
    if keep:
        names = "|".join(re.escape(name) for name in sorted(keep, key=len, reverse=True))
        pattern = re.compile(f"{names}|{_TOKEN}")
    return _joined(text, [match.span() for match in pattern.finditer(text)])


def _joined(text: str, spans: list[tuple[int, int]]) -> list[_Cluster]:
    clusters: list[_Cluster] = []
    opened = False
    for start, end in spans:
        if text[start] in _GLUE and clusters:
            first, shown, _ = clusters[-1]
            clusters[-1] = _Cluster(first, shown, end)
            continue
        if clusters and (opened or text[start] in NO_START):
            clusters[-1] = _Cluster(clusters[-1].start, end, end)
        else:
            clusters.append(_Cluster(start, end, end))
        opened = text[end - 1] in NO_END
    return clusters


def _fitting(
    clusters: list[_Cluster], text: str, sums: list[float], measure: float
) -> list[_Cluster]:
    """The clusters, with those longer than a whole line cut into what fits."""
    fitting: list[_Cluster] = []
    for cluster in clusters:
        if sums[cluster.shown] - sums[cluster.start] <= measure:
            fitting.append(cluster)
        else:
            fitting.extend(_shattered(cluster, text, sums, measure))
    return fitting


def _shattered(cluster: _Cluster, text: str, sums: list[float], measure: float) -> list[_Cluster]:
    spans = [(i, i + 1) for i in range(cluster.start, cluster.shown)]
    parts: list[_Cluster] = []
    for part in _joined(text, spans):
        if sums[part.shown] - sums[part.start] <= measure:
            parts.append(part)
        else:
            parts.extend(_Cluster(i, i + 1, i + 1) for i in range(part.start, part.shown))
    parts[-1] = _Cluster(parts[-1].start, parts[-1].shown, cluster.end)
    return parts
