"""读表进程与主进程之间的一根线：读出的结果压成元组传回，比逐个对象序列化快得多。"""

import marshal
from functools import lru_cache
from typing import Any

from zjbuy_desktop.core.base.findings import CellProblem, fields_of
from zjbuy_desktop.core.case.mapping_need import packed, unpacked
from zjbuy_desktop.core.case.needs import Funds, NeedLine, Outcome, ReadReturn, Source


def pack(result: ReadReturn) -> bytes:
    """A result as bytes for the same program at the other end (never to be stored)."""
    return marshal.dumps(
        (
            result.file,
            result.sha256,
            str(result.outcome),
            result.units,
            tuple([_line(line) for line in result.lines]),
            tuple([fields_of(p) for p in result.problems]),
            result.notes,
            tuple([packed(need) for need in result.needs_mapping]),
            result.mappings,
        )
    )


def unpack(data: bytes) -> ReadReturn:
    """What `pack` packed."""
    file, sha256, outcome, units, lines, problems, notes, needs, mappings = marshal.loads(data)
    return ReadReturn(
        file,
        sha256,
        Outcome(outcome),
        units,
        tuple([_need_line(line, file, sha256) for line in lines]),
        tuple([CellProblem(*problem) for problem in problems]),
        notes,
        tuple([unpacked(need) for need in needs]),
        mappings,
    )


def _line(line: NeedLine) -> tuple[Any, ...]:
    return (
        line.unit,
        line.item,
        line.spec,
        line.measure,
        line.quantity,
        line.price_fen,
        line.amount_fen,
        line.source.sheet,
        _one_text(line.source.cells),
        line.category_code,
        line.funding,
        line.budget_item,
        str(line.funds),
        line.delivery,
        line.intention,
        line.note,
    )


def _need_line(packed: tuple[Any, ...], file: str, sha256: str) -> NeedLine:
    (unit, item, spec, measure, quantity, price, amount, sheet, cells) = packed[:9]
    code, funding, budget_item, funds, delivery, intention, note = packed[9:]
    return NeedLine(
        unit,
        item,
        spec,
        measure,
        quantity,
        price,
        amount,
        Source(file, sha256, sheet, _cells(cells)),
        code,
        funding,
        budget_item,
        _FUNDS[funds],
        delivery,
        intention,
        note,
    )


@lru_cache(maxsize=4096)
def _one_text(cells: tuple[tuple[str, str], ...]) -> str:
    """Addresses as one text: forms being alike, rows of many files share it, and what it means."""
    return "\n".join([f"{name}\t{cell}" for name, cell in cells])


@lru_cache(maxsize=4096)
def _cells(text: str) -> tuple[tuple[str, str], ...]:
    found = [line.partition("\t") for line in text.split("\n")] if text else []
    return tuple([(name, cell) for name, _, cell in found])


_FUNDS = {str(funds): funds for funds in Funds}
