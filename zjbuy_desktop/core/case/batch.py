"""一批报回的文件放在一起看：重复的不读第二遍，同一单位以后一份为准。"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from zjbuy_desktop.core.case.needs import Outcome, ReadReturn

_NUMBER = re.compile(r"([0-9]+)")

NameKey = tuple[tuple[str | int, ...], str]


@lru_cache(maxsize=8192)
def name_key(name: str) -> NameKey:
    """How file names are ordered: without the extension, numbers as numbers.

    So ``某局.xlsx`` comes before ``某局（修改后）.xlsx``, and ``(2)`` before ``(10)``.
    """
    stem, dot, suffix = name.rpartition(".")
    if not dot or not stem:
        stem, suffix = name, ""
    parts = _NUMBER.split(stem)
    return tuple(int(p) if i % 2 else p for i, p in enumerate(parts)), suffix


_BY_NAME, _BY_CHOICE = "按文件名顺序取后一份", "经办人选定"
KEPT = -1
"""Stands for the return that was kept before, where the clerk lets it count on."""


def decide(
    results: Sequence[ReadReturn],
    known_hashes: Collection[str] = (),
    chosen: Mapping[str, int] | None = None,
) -> tuple[ReadReturn, ...]:
    """Settle repetition and supersession over a batch, in the order given.

    Identical bytes (within the batch, or among ``known_hashes``) are ignored. Of several accepted
    returns of one unit the last in name order is current; a file none of whose units is current
    any more is superseded and keeps its lines to be looked at; a file that keeps some of its
    units loses the lines of the others, with a note.

    Args:
        results: as read.
        known_hashes: SHA-256 of files accepted before.
        chosen: unit → place in ``results`` of the return the clerk lets count, or ``KEPT``.
    """
    order = sorted(range(len(results)), key=lambda i: (name_key(results[i].file), i))
    settled = _without_repetition(results, order, known_hashes)
    winners: dict[str, int] = {}
    for i in order:
        if settled[i].outcome is Outcome.ACCEPTED:
            winners.update(dict.fromkeys(settled[i].units, i))
    picked = {unit: i for unit, i in (chosen or {}).items() if unit in winners}
    winners.update(picked)
    senders = _senders(settled)
    return tuple(
        _settle(i, result, settled, senders, winners, picked) for i, result in enumerate(settled)
    )


def _senders(results: Sequence[ReadReturn]) -> dict[str, list[int]]:
    """Unit → places of its accepted returns."""
    senders: dict[str, list[int]] = {}
    for i, result in enumerate(results):
        for unit in result.units if result.outcome is Outcome.ACCEPTED else ():
            senders.setdefault(unit, []).append(i)
    return senders


def _without_repetition(
    results: Sequence[ReadReturn], order: Sequence[int], known_hashes: Collection[str]
) -> list[ReadReturn]:
    settled = list(results)
    first: dict[str, str] = {}
    for i in order:
        result = results[i]
        if not result.sha256 or result.outcome is Outcome.IGNORED:
            continue
        if result.sha256 in known_hashes:
            settled[i] = _ignored(result, "已接收过：内容与以前收到的文件完全相同")
        elif result.sha256 in first:
            same = first[result.sha256]
            settled[i] = _ignored(result, f"已接收过：内容与“{same}”完全相同")
        else:
            first[result.sha256] = result.file
    return settled


def _ignored(result: ReadReturn, note: str) -> ReadReturn:
    return ReadReturn(result.file, result.sha256, Outcome.IGNORED, result.units, notes=(note,))


def _settle(
    i: int,
    result: ReadReturn,
    all_results: Sequence[ReadReturn],
    senders: Mapping[str, Sequence[int]],
    winners: Mapping[str, int],
    picked: Collection[str],
) -> ReadReturn:
    if result.outcome is not Outcome.ACCEPTED:
        return result
    lost = {unit: winners[unit] for unit in result.units if winners[unit] != i}
    beaten = _beaten(i, result, all_results, senders, winners, picked)
    if not lost:
        return replace(result, notes=(*result.notes, *beaten)) if beaten else result
    if len(lost) == len(result.units):
        names = "、".join(dict.fromkeys(_named(all_results, w) for w in lost.values()))
        why = _why(lost, picked)
        return replace(
            result,
            outcome=Outcome.SUPERSEDED,
            notes=(*result.notes, f"已被 {names} 代替（{why}）"),
        )
    notes = tuple(
        f"“{unit}”的 {sum(line.unit == unit for line in result.lines)} 行"
        f"已被{_named(all_results, winner)}代替（{_why((unit,), picked)}）"
        for unit, winner in lost.items()
    )
    return replace(
        result,
        units=tuple(unit for unit in result.units if unit not in lost),
        lines=tuple(line for line in result.lines if line.unit not in lost),
        notes=(*result.notes, *notes, *beaten),
    )


def _named(results: Sequence[ReadReturn], place: int) -> str:
    return "原来接收的一份" if place == KEPT else f"“{results[place].file}”"


def _why(units: Iterable[str], picked: Collection[str]) -> str:
    return _BY_CHOICE if any(unit in picked for unit in units) else _BY_NAME


def _beaten(
    i: int,
    result: ReadReturn,
    all_results: Sequence[ReadReturn],
    senders: Mapping[str, Sequence[int]],
    winners: Mapping[str, int],
    picked: Collection[str],
) -> tuple[str, ...]:
    """Notes of a winner about the files it takes the place of."""
    won = {unit for unit in result.units if winners[unit] == i}
    # 只看报过同一单位的文件；逐个去比，一千个文件就要比一百万次。
    others = sorted({place for unit in won for place in senders[unit]} - {i})
    return tuple(
        f"代替“{other.file}”（{_why(won & set(other.units), picked)}）"
        for other in (all_results[place] for place in others)
    )
