"""What a round still has to mend, what to say of it, and the record that it went back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from zjbuy_desktop.__main__ import main
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store.trail import list_audit
from zjbuy_desktop.usecases import collecting, projects, returning, sending_back, trust
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.opening import open_desk

TODAY = date(2026, 8, 17)


@pytest.fixture
def desk(tmp_path: Path, samples: Path) -> Iterator[Desk]:
    opened = replace(open_desk(tmp_path / "data", TODAY), now=lambda: datetime(2026, 8, 17, 9))
    project = projects.new_from_file(opened, samples / "project.toml")
    collecting.import_returns(opened, project, [samples / "returns"])
    yield opened
    opened.store.close()


def rows(desk: Desk) -> list[sending_back.ProblemRow]:
    sent = sending_back.sendings_back(desk, 1)
    return sending_back.problem_rows(desk.case(1), collecting.list_returns(desk, 1), sent)


def test_every_waiting_problem_is_a_row_in_roster_order(desk: Desk) -> None:
    found = rows(desk)
    waiting = sending_back.waiting(desk, 1)
    assert len(found) == sum(len(r.problems) for r in waiting) > 8
    order = [u.name for u in desk.case(1).units]
    places = [order.index(r.unit) for r in found if r.unit in order]
    assert places == sorted(places)
    groups = returning.unit_problems(desk.case(1), waiting)
    assert [r.unit for r in found] == [g.unit for g in groups for _ in g.problems]


def test_words_to_one_unit_and_to_many(desk: Desk) -> None:
    found = rows(desk)
    unit = next(r for r in found if r.phone and r.problem.cell)
    own = [r for r in found if r.unit == unit.unit]
    said = sending_back.words(desk.case(1), own, TODAY)
    assert unit.problem.cell in said
    assert unit.problem.expected in said
    assert unit.phone not in said  # 话是发给这家单位自己的
    assert "改好发回" in said
    calls = sending_back.words(desk.case(1), found, TODAY)
    assert all(r.unit in calls or r.unit == returning.UNKNOWN for r in found)
    assert unit.phone in calls
    assert "改好发回" not in calls


def test_sending_back_is_recorded_once_and_the_last_one_counts(desk: Desk) -> None:
    (first, second, *_) = sending_back.waiting(desk, 1)
    sending_back.record_sent_back(desk, 1, [first.id, second.id], "微信", whom="王喆")
    sending_back.record_sent_back(desk, 1, [first.id], "电话", on=date(2026, 8, 16))
    sent = sending_back.sendings_back(desk, 1)
    assert set(sent) == {first.id, second.id}
    assert sent[first.id].short == "已退回 8-16，待重交"
    assert sent[second.id].told == "2026年8月17日已退回（微信，王喆）"
    with desk.store.read() as view:
        event = list_audit(view, 1, 1)[0]
    assert event.action == "returns_sent_back"
    assert first.file in event.summary
    assert {r.record.id for r in rows(desk) if r.sent} == {first.id, second.id}
    folder = desk.store.originals.folder.parent
    assert trust.verify_data(folder)["problems"] == []


@pytest.mark.parametrize(
    ("how", "on", "word"), [(" ", None, "怎样"), ("微信", date(2026, 8, 18), "还没有到")]
)
def test_an_entry_without_a_way_or_ahead_of_time_is_refused(
    desk: Desk, how: str, on: date | None, word: str
) -> None:
    (first, *_) = sending_back.waiting(desk, 1)
    with pytest.raises(UserError, match=word):
        sending_back.record_sent_back(desk, 1, [first.id], how, on=on)
    assert sending_back.sendings_back(desk, 1) == {}


def test_only_files_that_wait_go_back(desk: Desk) -> None:
    taken = next(r for r in collecting.list_returns(desk, 1) if r.current_units)
    for chosen in ([taken.id], []):
        with pytest.raises(UserError, match="不用退回"):
            sending_back.record_sent_back(desk, 1, chosen, "微信")


def test_a_file_mended_or_set_aside_leaves_the_list(desk: Desk) -> None:
    before = rows(desk)
    gone = before[0].record
    collecting.set_aside(desk, 1, gone.id, "误发")
    assert [r for r in before if r.record.id != gone.id] == rows(desk)


def test_command_line_records_and_errors_tell_it(
    tmp_path: Path, samples: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = ["--data", str(tmp_path / "cli"), "--today", "2026-08-17"]
    main([*base, "project", "new", "--file", str(samples / "project.toml")])
    main([*base, "forms", "import", "1", str(samples / "returns")])
    capsys.readouterr()
    unit = "之江市江北区教育局"
    assert main([*base, "forms", "sent-back", "1", "--how", "微信", "--unit", unit]) == 0
    assert "2026年8月17日已退回（微信），待重交" in capsys.readouterr().out
    out = tmp_path / "退回"
    assert main([*base, "forms", "errors", "1", "--unit", unit, "--out", str(out)]) == 0
    assert "已退回（微信），待重交" in capsys.readouterr().out


def test_an_original_that_kills_its_opener_goes_back_as_a_fresh_form(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The opener really dies; the others are marked as ever."""
    from zjbuy_desktop.excel import apart as module

    real = module.Apart.call

    def call(self: module.Apart, fn: object, *args: object, **kwargs: object) -> object:
        if args[1] and "江北区教育局" in args[2].file:  # type: ignore[attr-defined]
            return real(self, _die)
        return real(self, fn, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(module.Apart, "call", call)
    made = returning.write_errors(desk, 1, tmp_path / "退回")
    assert not made.failed
    (fresh,) = [f for f in made.files if "江北区教育局" in f.file]
    assert any("新的填报表" in note for note in fresh.notes)


def _die() -> None:
    import os

    os._exit(3)
