"""Returned files: versions per unit, undoing, choosing, sums that agree."""

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.store.conftest import NOW, UNITS, accepted, make_line, refused, sha
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.needs import Funds, Outcome, ReadReturn, UnitFacts
from zjbuy_desktop.core.case.tally import Total, totals_by
from zjbuy_desktop.store import needs, returns
from zjbuy_desktop.store.batches import save_batch
from zjbuy_desktop.store.cases import load_case
from zjbuy_desktop.store.conservation import ConservationError
from zjbuy_desktop.store.returns import Correction, ReturnRecord
from zjbuy_desktop.store.store import Store
from zjbuy_desktop.store.verify import verify

A, B, C = UNITS
Receive = Callable[..., int]


def listed(store: Store, project: int) -> tuple[ReturnRecord, ...]:
    with store.read() as view:
        return returns.list_returns(view, project)


def outcomes(store: Store, project: int) -> list[str]:
    return [record.outcome.value for record in listed(store, project)]


def counting(store: Store, project: int) -> dict[str, str]:
    """Which file counts for which unit, as the need lines themselves say."""
    with store.read() as view:
        lines = load_case(view, project).needs
    return {line.unit: line.source.file for line in lines}


def test_lines_come_back_with_their_source(store: Store, project: int, receive: Receive) -> None:
    result = accepted("甲.xlsx", b"one", B, A)
    receive((result, b"one"))
    with store.read() as view:
        case = load_case(view, project)
    expected = [
        replace(line, source=replace(line.source, file="甲.xlsx", received_at=NOW))
        for unit in (A, B)
        for line in result.lines
        if line.unit == unit
    ]
    assert list(case.needs) == expected
    assert store.originals.read(sha(b"one")) == b"one"
    (record,) = listed(store, project)
    assert (record.units, record.current_units, record.notes) == ((B, A), (B, A), result.notes)
    assert (record.rows, record.quantity) == (4, 14_000)


def test_facts_fill_only_what_is_blank(store: Store, project: int, receive: Receive) -> None:
    receive((accepted("甲.xlsx", b"one", A), b"one"))
    facts = UnitFacts(A, funding="自筹", budget_item="设备购置", funds=Funds.SECURED)
    with store.begin("facts", "补充", NOW, project) as work:
        needs.set_facts(work, project, UnitFacts(A, evidence="电话"))
        needs.set_facts(work, project, facts)
    with store.read() as view:
        case = load_case(view, project)
    assert case.facts == (facts,)
    assert {(n.funding, n.budget_item, n.funds) for n in case.needs} == {
        ("财政拨款", "设备购置", Funds.SECURED)
    }


def test_a_resubmission_supersedes_and_undoing_restores(
    store: Store, project: int, receive: Receive
) -> None:
    receive((accepted("甲.xlsx", b"1", A, count=1), b"1"), (accepted("乙.xlsx", b"2", B), b"2"))
    second = receive((accepted("甲2.xlsx", b"3", A, count=9), b"3"))
    assert outcomes(store, project) == ["superseded", "accepted", "accepted"]
    assert counting(store, project) == {A: "甲2.xlsx", B: "乙.xlsx"}
    with store.begin("undo", "撤销", NOW, project) as work:
        returns.undo_batch(work, second)
    assert outcomes(store, project)[:2] == ["accepted", "accepted"]
    assert counting(store, project) == {A: "甲.xlsx", B: "乙.xlsx"}
    assert listed(store, project)[2].undone
    with (
        pytest.raises(UserError, match="已经撤销"),
        store.begin("undo", "撤销", NOW, project) as work,
    ):
        returns.undo_batch(work, second)


def test_supersession_is_per_unit(store: Store, project: int, receive: Receive) -> None:
    receive((accepted("两家.xlsx", b"1", A, B), b"1"))
    receive((accepted("甲.xlsx", b"2", A), b"2"))
    assert outcomes(store, project) == ["accepted", "accepted"]
    assert listed(store, project)[0].current_units == (B,)
    receive((accepted("乙.xlsx", b"3", B), b"3"))
    assert outcomes(store, project) == ["superseded", "accepted", "accepted"]


def test_within_a_batch_the_last_counts(store: Store, project: int, receive: Receive) -> None:
    batch = receive(
        (accepted("1.xlsx", b"1", A), b"1"),
        (accepted("2.xlsx", b"2", A), b"2"),
        (replace(accepted("3.xlsx", b"3", A), outcome=Outcome.SUPERSEDED), b"3"),
    )
    assert outcomes(store, project) == ["superseded", "accepted", "superseded"]
    assert counting(store, project) == {A: "2.xlsx"}
    with store.begin("undo", "撤销", NOW, project) as work:
        returns.undo_batch(work, batch)
    assert counting(store, project) == {}


def test_undoing_goes_back_past_what_was_undone_before(
    store: Store, project: int, receive: Receive
) -> None:
    batches = [receive((accepted(f"{n}.xlsx", n, A), n)) for n in (b"1", b"2", b"3")]
    for batch, left in ((batches[1], "b'3'.xlsx"), (batches[2], "b'1'.xlsx")):
        with store.begin("undo", "撤销", NOW, project) as work:
            returns.undo_batch(work, batch)
        assert counting(store, project) == {A: left}


def test_choosing_between_two_returns(store: Store, project: int, receive: Receive) -> None:
    receive((accepted("1.xlsx", b"1", A), b"1"))
    receive((accepted("2.xlsx", b"2", A), b"2"))
    first, second = (record.id for record in listed(store, project))
    with store.begin("choose", "选用", NOW, project) as work:
        returns.choose_return(work, project, A, first)
    assert counting(store, project) == {A: "1.xlsx"}
    assert outcomes(store, project) == ["accepted", "superseded"]
    third = receive((accepted("3.xlsx", b"3", A), b"3"))
    with store.begin("undo", "撤销", NOW, project) as work:
        returns.undo_batch(work, third)
    assert counting(store, project) == {A: "1.xlsx"}, "the chosen one, not the latest"
    with pytest.raises(UserError, match="没有.*可用"), store.begin("c", "c", NOW) as work:
        returns.choose_return(work, project, B, second)


def test_refused_files_wait_until_mended(store: Store, project: int, receive: Receive) -> None:
    bad = refused("甲.xlsx", b"bad", A)
    receive((bad, b"bad"), (refused("两家.xlsx", b"two", A, B), b"two"))
    with store.read() as view:
        assert [(o.file, o.units, o.problems) for o in load_case(view, project).open_returns] == [
            ("甲.xlsx", (A,), 1),
            ("两家.xlsx", (A, B), 1),
        ]
    assert listed(store, project)[0].problems == bad.problems
    receive((accepted("新.xlsx", b"good", A), b"good"))
    with store.read() as view:
        assert [o.file for o in load_case(view, project).open_returns] == ["两家.xlsx"]
    with store.begin("settle", "搁置", NOW, project) as work:
        returns.settle_return(work, listed(store, project)[1].id, "单位改报纸质表")
    with store.read() as view:
        assert load_case(view, project).open_returns == ()


def test_a_refused_file_sent_again_waits_once(store: Store, project: int, receive: Receive) -> None:
    for content in (b"bad", b"still bad"):
        receive((refused("甲.xlsx", content, A), content))
    with store.read() as view:
        assert len(load_case(view, project).open_returns) == 1


def test_ignored_files_need_no_original(store: Store, project: int) -> None:
    lock = ReadReturn("~$锁.xlsx", "", Outcome.IGNORED, notes=("临时文件",))
    again = ReadReturn("再来.xlsx", sha(b"again"), Outcome.IGNORED, notes=("已接收过",))
    with store.begin("i", "i", NOW, project) as work:
        save_batch(work, project, [lock, again], {})
    assert outcomes(store, project) == ["ignored", "ignored"]
    with pytest.raises(ValueError, match="not handed over"), store.begin("i", "i", NOW) as work:
        save_batch(work, project, [accepted("甲.xlsx", b"1", A)], {})


def test_bytes_received_before(store: Store, project: int, receive: Receive) -> None:
    first = receive((accepted("1.xlsx", b"1", A), b"1"), (refused("bad.xlsx", b"bad", B), b"bad"))
    hashes = [sha(content) for content in (b"1", b"bad", b"new")]
    with store.read() as view:
        assert returns.received_before(view, project, hashes) == {sha(b"1"): "1.xlsx"}
    with store.begin("undo", "撤销", NOW, project) as work:
        returns.undo_batch(work, first)
    with store.read() as view:
        assert returns.received_before(view, project, hashes) == {}


def test_corrections_are_kept_with_their_reason(
    store: Store, project: int, receive: Receive
) -> None:
    receive((refused("甲.xlsx", b"bad", A), b"bad"))
    file = listed(store, project)[0].id
    correction = Correction("需求表", "E4", "三台左右", "3", "电话核实：王五")
    with store.begin("correct", "更正", NOW, project) as work:
        returns.save_correction(work, file, correction)
    with store.read() as view:
        assert returns.list_corrections(view, file) == (correction,)
    with pytest.raises(Exception, match="ck_correction_reason"), store.begin("c", "c", NOW) as work:
        returns.save_correction(work, file, replace(correction, reason=" "))


def test_sums_in_sql_are_the_sums_of_core(store: Store, project: int, receive: Receive) -> None:
    chance = random.Random(7)
    for number in range(12):
        content = bytes([number])
        units = chance.sample(UNITS, chance.randint(1, 3))
        file = f"{number}.xlsx"
        result = accepted(file, content, *units, count=chance.randint(1, 50), rows=5)
        batch = receive((result, content))
        if chance.random() < 0.3:
            with store.begin("undo", "撤销", NOW, project) as work:
                returns.undo_batch(work, batch)
        with store.read() as view:
            lines = load_case(view, project).needs
            by_unit = needs.totals_by_unit(view, project)
            assert by_unit == totals_by(lines, lambda line: line.unit)
            assert list(by_unit) == [unit for unit in UNITS if unit in by_unit]
            assert needs.totals_by_item(view, project) == totals_by(lines, lambda x: x.item)
    assert verify(store.data_dir).problems == ()


def test_sums_never_touch_the_rows(store: Store, project: int) -> None:
    from zjbuy_desktop.store.conservation import BY_ITEM, BY_UNIT

    with store.read() as view:
        for query in (BY_UNIT, BY_ITEM):
            plan = view.db.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", (1,)).fetchall()
            assert ["COVERING INDEX" in row[3] for row in plan] == [True]


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE need_line SET amount_fen = amount_fen + 1, price_fen = 0", "需求行"),
        ("DELETE FROM need_line WHERE id = 1", "甲.xlsx"),
        ("UPDATE return_unit SET quantity = quantity + 1", A),
        ("UPDATE return_file SET line_count = 7", "甲.xlsx"),
    ],
)
def test_a_lost_or_altered_line_is_found(
    store: Store, project: int, receive: Receive, statement: str, named: str
) -> None:
    receive((accepted("甲.xlsx", b"1", A), b"1"))

    def alter() -> None:
        with store.begin("x", "x", NOW) as work:
            work.db.exec_driver_sql(statement)
            returns.refresh(work, project)

    with pytest.raises(ConservationError, match=named):
        alter()
    with store.begin("x", "x", NOW) as work:
        work.db.exec_driver_sql(statement)
    assert any(named in problem for problem in verify(store.data_dir).problems)


def test_an_amount_that_is_not_quantity_times_price_is_refused(store: Store, project: int) -> None:
    line = make_line(A, source=sha(b"1"))
    wrong = replace(line, amount_fen=line.amount_fen + 1)
    result = ReadReturn("甲.xlsx", sha(b"1"), Outcome.ACCEPTED, (A,), (wrong,))
    with pytest.raises(Exception, match="ck_need_line_amount"), store.begin("i", "i", NOW) as work:
        save_batch(work, project, [result], {sha(b"1"): b"1"})
    with store.read() as view:
        assert needs.totals_by_unit(view, project) == {}


def test_the_audit_event_tells_what_came(store: Store, project: int, receive: Receive) -> None:
    batch = receive((accepted("甲.xlsx", b"1", A), b"1"), (refused("乙.xlsx", b"2", B), b"2"))
    with store.read() as view:
        payload = view.db.exec_driver_sql(
            "SELECT payload FROM audit_event ORDER BY seq DESC LIMIT 1"
        ).scalar_one()
        total = needs.totals_by_unit(view, project)[A]
    assert f'"batch":{batch}' in payload
    assert '"outcomes":{"accepted":1,"rejected":1}' in payload
    assert f'"amount_fen":{total.amount_fen}' in payload
    assert total == Total(2, 7_000, total.amount_fen)


def test_an_original_that_changes_while_it_is_read_is_refused(
    store: Store, project: int, tmp_path: Path
) -> None:
    file = tmp_path / "甲.xlsx"
    file.write_bytes(b"changed")
    with pytest.raises(UserError, match="被改动：甲.xlsx"), store.begin("i", "i", NOW) as work:
        save_batch(work, project, [accepted("甲.xlsx", b"1", A)], {sha(b"1"): file})
    assert listed(store, project) == ()
