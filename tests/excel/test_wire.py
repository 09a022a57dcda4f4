"""What a reader found arrives as it was found."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.core.case.needs import Funds, NeedLine, Outcome, ReadReturn, Source
from zjbuy_desktop.excel.wire import pack, unpack

TRACES = st.lists(
    st.tuples(
        st.sampled_from(["amount", "item", "price"]),
        st.from_regex(r"[A-Z]{1,2}[1-9][0-9]?", fullmatch=True),
    ),
    max_size=4,
).map(tuple)


def line(cells: tuple[tuple[str, str], ...]) -> NeedLine:
    source = Source("甲局.xlsx", "0" * 64, "需求表", cells)
    return NeedLine(
        "甲局", "台式计算机", "8核", "台", 3000, 450_000, 1_350_000, source,
        funds=Funds.NOT_SECURED, note="急",
    )  # fmt: skip


@given(st.lists(TRACES, max_size=4))
def test_lines_come_with_their_cells(traces: list[tuple[tuple[str, str], ...]]) -> None:
    found = ReadReturn(
        "甲局.xlsx", "0" * 64, Outcome.ACCEPTED, ("甲局",), tuple(map(line, traces)), notes=("注",)
    )
    assert unpack(pack(found)) == found


def test_problems_come_with_their_suggestions() -> None:
    problem = CellProblem("需求表", "E4", "约30", "一个确定的数", "请填写确定的数字", "30")
    refused = ReadReturn(
        "甲局.xlsx", "0" * 64, Outcome.REJECTED, problems=(problem, replace(problem, cell="E5"))
    )
    assert unpack(pack(refused)) == refused
