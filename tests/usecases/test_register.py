"""文件台账: where every paper stands, what changed since, what was recorded of it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.usecases import many_units
from tests.usecases.many_units import KIND
from zjbuy_desktop.cli.run import run as command
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.documents import MoveKind
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.store.trail import list_audit
from zjbuy_desktop.usecases import paper_moves, papers, recording, register
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.opening import open_desk
from zjbuy_desktop.usecases.register import RegisterRow, Standing

TODAY = date(2026, 8, 17)
CALL = ("call_notice", "")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "data", TODAY)
    yield opened
    opened.store.close()


@pytest.fixture
def project(desk: Desk) -> int:
    return many_units.project(desk, 4)


@pytest.fixture
def unit(desk: Desk, project: int) -> str:
    return many_units.names(desk, project)[0]


def row(desk: Desk, project: int, kind: str, subject: str = "") -> RegisterRow:
    rows = register.register(desk, desk.case(project), [kind])
    return next(r for r in rows if r.subject == subject)


def move(desk: Desk, project: int, unit: str, what: MoveKind, **more: object) -> None:
    paper_moves.record_moves(desk, project, [(KIND, unit)], what, TODAY, **more)  # type: ignore[arg-type]


def last_audit(desk: Desk) -> tuple[str, str]:
    with desk.store.read() as view:
        (event,) = list_audit(view, limit=1)
    return event.action, event.summary


def test_every_paper_of_every_subject_is_listed(desk: Desk, project: int) -> None:
    rows = register.register(desk, desk.case(project))
    wanted = [(k, s) for k, spec in PAPERS.items() for s in spec.subjects(desk.case(project))]
    assert [r.pair for r in rows] == wanted
    assert {r.standing for r in rows} == {Standing.MISSING}
    assert sum(register.totals(rows).values()) == len(rows)


def test_a_paper_that_returns_goes_from_step_to_step(
    desk: Desk, project: int, unit: str, tmp_path: Path
) -> None:
    papers.make(desk, project, [KIND], tmp_path / "out")
    steps: list[Standing] = []

    def look(what: MoveKind | None = None, **more: object) -> RegisterRow:
        if what is not None:
            move(desk, project, unit, what, **more)
        found = row(desk, project, KIND, unit)
        steps.append(found.standing)
        return found

    look()
    look(MoveKind.PRINTED, copies=2)
    printed = look(MoveKind.PRINTED, copies=1)
    sent = look(MoveKind.SENT, note="邮寄")
    look(MoveKind.SCANNED)
    refused = look(MoveKind.REFUSED, note="盖的是部门章")
    look(MoveKind.SENT)
    look(MoveKind.SCANNED)
    confirmed = look(MoveKind.CONFIRMED)
    assert steps == [
        Standing.MADE, Standing.TO_SEND, Standing.TO_SEND, Standing.TO_RETURN,
        Standing.TO_CONFIRM, Standing.REFUSED, Standing.TO_RETURN, Standing.TO_CONFIRM,
        Standing.CONFIRMED,
    ]  # fmt: skip
    assert printed.printed is not None
    assert printed.printed.copies == 3
    assert sent.sent is not None
    assert (sent.sent.on, sent.sent.note) == (TODAY, "邮寄")
    assert refused.refused is not None
    assert confirmed.confirmed is not None
    others = {r.standing for r in register.register(desk, desk.case(project), [KIND])}
    assert others == {Standing.MADE, Standing.CONFIRMED}, "nobody else's paper has moved"


def test_what_changed_since_is_told_in_words(
    desk: Desk, project: int, unit: str, tmp_path: Path
) -> None:
    papers.make(desk, project, [KIND], tmp_path / "out")
    move(desk, project, unit, MoveKind.PRINTED)
    before = desk.case(project).made_of(KIND, unit)
    assert before is not None
    many_units.rename_contact(desk, project, unit, "沈䶮")
    stale = row(desk, project, KIND, unit)
    assert stale.standing is Standing.STALE
    assert any("王喆" in text and "→ 沈䶮" in text for text in stale.changed), stale.changed
    papers.make(desk, project, [KIND], tmp_path / "out", subject=unit)
    again = row(desk, project, KIND, unit)
    assert again.standing is Standing.MADE, "what was printed was another edition"
    assert again.printed is None
    assert again.made is not None
    assert again.made.edition != before.edition


def test_a_draft_says_what_is_lacking(desk: Desk, project: int, tmp_path: Path) -> None:
    papers.make(desk, project, ["call_notice"], tmp_path / "out")
    draft = row(desk, project, "call_notice")
    assert draft.standing is Standing.DRAFT
    assert any("文号" in text for text in draft.lacking)


# Recorded


def test_moves_are_one_transaction_with_one_audit_event(
    desk: Desk, project: int, tmp_path: Path
) -> None:
    papers.make(desk, project, [KIND], tmp_path / "out")
    with desk.store.read() as view:
        before = len(list_audit(view))
    pairs = [(KIND, name) for name in many_units.names(desk, project)]
    paper_moves.record_moves(desk, project, pairs, MoveKind.SENT, TODAY, copies=2, note="自取")
    with desk.store.read() as view:
        assert len(list_audit(view)) == before + 1
    assert last_audit(desk) == (
        "papers_moved", "登记文件“已发出”4 份（牵头单位推荐表）2026-08-17",
    )  # fmt: skip
    moves = desk.case(project).moves
    assert [(m.kind, m.subject, m.copies, m.note) for m in moves] == [
        (kind, who, 2, "自取") for kind, who in pairs
    ]
    editions = {m.subject: m.edition for m in moves}
    assert all(desk.case(project).made_of(KIND, s).edition == e for s, e in editions.items())  # type: ignore[union-attr]


def test_sending_the_call_is_a_milestone_as_well(desk: Desk, project: int) -> None:
    events = paper_moves.record_moves(desk, project, [CALL], MoveKind.SENT, TODAY, note="公文系统")
    assert [e.kind for e in events] == [EventKind.CALL_SENT]
    assert desk.case(project).happened(EventKind.CALL_SENT) == TODAY


def test_a_second_copy_does_not_move_the_milestone(desk: Desk, project: int) -> None:
    earlier = TODAY - timedelta(days=3)
    recording.record(desk, project, [Event(EventKind.CALL_SENT, earlier)])
    assert row(desk, project, "call_notice").standing is Standing.SENT, "known from its stage"
    assert paper_moves.record_moves(desk, project, [CALL], MoveKind.SENT, TODAY) == ()
    assert desk.case(project).happened(EventKind.CALL_SENT) == earlier


@pytest.mark.parametrize(
    ("pair", "on", "copies", "said"),
    [
        ((KIND, "没有这一家"), TODAY, 1, "没有“没有这一家”这一份"),
        (CALL, TODAY + timedelta(days=1), 1, "晚于今天"),
        (CALL, TODAY, 0, "份数至少是 1"),
    ],
)
def test_nonsense_is_refused_and_nothing_is_written(
    desk: Desk, project: int, pair: tuple[str, str], on: date, copies: int, said: str
) -> None:
    before = last_audit(desk)
    with pytest.raises(UserError, match=said):
        paper_moves.record_moves(desk, project, [CALL, pair], MoveKind.SENT, on, copies=copies)
    assert desk.case(project).moves == ()
    assert last_audit(desk) == before


# On the disk


def test_the_file_is_compared_with_what_was_written(
    desk: Desk, project: int, tmp_path: Path
) -> None:
    run = papers.make(desk, project, [KIND], tmp_path / "out")
    Path(run.made[0].file).unlink()
    Path(run.made[1].file).write_bytes(b"other")
    rows = register.register(desk, desk.case(project), [KIND])
    said = register.file_words(rows)
    assert [said[KIND, m.unit] for m in run.made] == [
        "已不在原处", "制作后被改动", "在原处，未改动", "在原处，未改动",
    ]  # fmt: skip


def test_a_common_file_is_compared_as_well(desk: Desk, project: int, tmp_path: Path) -> None:
    run = papers.make(desk, project, [KIND], tmp_path / "out", one_file=True)
    rows = register.register(desk, desk.case(project), [KIND])
    assert set(register.file_words(rows).values()) == {"在原处，未改动"}
    Path(run.made[0].file).write_bytes(b"other")
    assert set(register.file_words(rows).values()) == {"制作后被改动"}


# Command line


def test_register_and_moves_by_command(
    desk: Desk, project: int, unit: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    papers.make(desk, project, [KIND], tmp_path / "out")
    desk.store.close()
    start = ["--data", str(tmp_path / "data"), "--today", TODAY.isoformat(), "papers"]
    sent = ["move", str(project), KIND, "--what", "已发出", "--unit", unit, "--note", "邮寄"]
    assert command([*start, *sent, "--copies", "2", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["papers"] == [{"kind": KIND, "unit": unit}]
    assert command([*start, "register", str(project), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    (one,) = [p for p in data["papers"] if (p["kind"], p["unit"]) == (KIND, unit)]
    assert (one["state"], one["file_state"]) == ("待扫回", "在原处，未改动")
    assert one["sent"] == {"on": TODAY.isoformat(), "copies": 2, "note": "邮寄"}
    assert sum(data["totals"].values()) == len(data["papers"])
    assert command([*start, "move", str(project), KIND, "--what", "已"]) == 2
    assert "可以登记：已打印、已发出" in capsys.readouterr().err


def test_the_case_finds_the_first_entered_and_the_last_made(desk: Desk, project: int) -> None:
    """The indexes of a case answer as a look through its lists does."""
    case = desk.case(project)
    twice = replace(case, units=(*case.units, replace(case.units[0], contact="乙")))
    assert twice.unit(case.units[0].name) == case.units[0]
    assert case.unit("没有这一家") is None


def test_a_wrong_dispatch_is_taken_back_with_its_milestone(desk: Desk, project: int) -> None:
    paper_moves.record_moves(desk, project, [CALL], MoveKind.SENT, TODAY, note="误登")
    with pytest.raises(UserError, match="写明原因"):
        paper_moves.take_back(desk, project, CALL, " ")
    paper_moves.take_back(desk, project, CALL, "登错了文件")
    case = desk.case(project)
    assert case.moves == ()
    assert case.happened(EventKind.CALL_SENT) is None
    assert last_audit(desk)[0] == "paper_move_removed"
    with pytest.raises(UserError, match="还没有登记"):
        paper_moves.take_back(desk, project, CALL, "再撤一次")


def test_a_milestone_recorded_before_stays(desk: Desk, project: int) -> None:
    earlier = TODAY - timedelta(days=3)
    recording.record(desk, project, [Event(EventKind.CALL_SENT, earlier)])
    paper_moves.record_moves(desk, project, [CALL], MoveKind.SENT, TODAY)
    paper_moves.take_back(desk, project, CALL, "没有再发")
    assert desk.case(project).happened(EventKind.CALL_SENT) == earlier


def test_what_came_home_is_not_taken_back_here(
    desk: Desk, project: int, unit: str, tmp_path: Path
) -> None:
    papers.make(desk, project, [KIND], tmp_path / "out")
    move(desk, project, unit, MoveKind.SCANNED)
    with pytest.raises(UserError, match="已扫回"):
        paper_moves.take_back(desk, project, (KIND, unit), "误登")
