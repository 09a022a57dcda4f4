"""``record``: what has nothing behind it is refused; several units at once; taken back."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.gui import journey_data as journey
from zjbuy_desktop.cli.run import run
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.documents import MoveKind
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.usecases import paper_moves, papers

DAY = "2026-08-17"
BUREAU, SILENT = "之江市教育局", "之江市城东区教育局"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> journey.Folders:
    return journey.Folders(tmp_path_factory.mktemp("steps"))


class Shell:
    """Runs ``record`` on a copy of the data."""

    def __init__(self, data: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.data, self.capture = data, capture

    def __call__(self, *args: str, command: str = "record") -> tuple[int, str]:
        code = run(["--data", str(self.data), "--today", DAY, command, "1", *args])
        said = self.capture.readouterr()
        return code, said.out + said.err

    def happened(self, kind: EventKind, unit: str = "") -> Any:
        desk = journey.open_desk(self.data)
        event = desk.case(1).event(kind, unit)
        desk.store.close()
        return event


@pytest.fixture
def shell(folders: journey.Folders, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(folders.copy("collected", tmp_path / "data"), capsys)


def letters(data: Path, unit: str = BUREAU) -> None:
    desk = journey.open_desk(data)
    papers.make(desk, 1, ["delegation_letter"], data.parent / "函", only=[unit])
    desk.store.close()
    shutil.rmtree(data.parent / "函")


def test_a_seal_without_need_letter_or_note_is_refused(shell: Shell) -> None:
    for unit, said in ((SILENT, "没有已接收的需求"), (BUREAU, "委托函还没有制作")):
        code, told = shell("委托函已核章", DAY, "--unit", unit)
        assert code == 2
        assert said in told
        assert shell.happened(EventKind.SEAL_CONFIRMED, unit) is None
    letters(shell.data)
    code, told = shell("委托函已核章", "2026-08-16", "--unit", BUREAU)
    assert code == 2
    assert "2026-08-17 才制作" in told
    code, told = shell("委托函已核章", DAY, "--unit", BUREAU)
    assert (code, told) == (0, f"已登记：委托函已核章 {DAY} {BUREAU}\n")


def test_a_letter_that_came_another_way_is_marked(shell: Shell) -> None:
    code, told = shell("seal_confirmed", DAY, "--unit", BUREAU, "--note", "七月已交纸质函")
    assert code == 0
    assert told == f"已登记：委托函已核章 {DAY} {BUREAU}（未经本程序制作）\n"
    assert shell.happened(EventKind.SEAL_CONFIRMED, BUREAU).note == "未经本程序制作：七月已交纸质函"


def test_a_contract_without_an_award_is_refused(shell: Shell) -> None:
    for note in ((), ("--note", "纸质合同")):
        code, told = shell("合同已签订", DAY, "--unit", BUREAU, *note)
        assert code == 2
        assert "还没有登记采购结果" in told
    assert shell.happened(EventKind.CONTRACT_SIGNED, BUREAU) is None


def test_the_register_asks_the_same(shell: Shell) -> None:
    desk = journey.open_desk(shell.data)
    pair = ("delegation_letter", BUREAU)
    with pytest.raises(UserError, match="委托函还没有制作"):
        paper_moves.record_moves(desk, 1, [pair], MoveKind.CONFIRMED, desk.today)
    (event,) = paper_moves.record_moves(
        desk, 1, [pair], MoveKind.CONFIRMED, desk.today, note="七月已交"
    )
    assert event.note == "未经本程序制作：七月已交"
    desk.store.close()


def test_several_units_or_all_are_recorded_at_once(shell: Shell) -> None:
    code, told = shell("材料已送达", DAY, "--unit", BUREAU, SILENT)
    assert (code, told.count("已登记")) == (0, 2)
    code, told = shell("填报材料已送达", DAY, "--all", "--note", "电子邮件")
    assert (code, told.count("已登记")) == (0, 24), "26 participants, two are recorded"
    code, told = shell("填报材料已送达", DAY, "--all")
    assert code == 2
    assert "没有可以登记" in told
    code, told = shell("退出", DAY, "--all", "--note", "无预算")
    assert code == 2
    assert "一家一家" in told


def test_nothing_is_recorded_when_one_of_several_is_refused(shell: Shell) -> None:
    code, told = shell("委托函已收回", DAY, "--unit", BUREAU, SILENT, "--note", "纸质函")
    assert (code, SILENT in told) == (2, True)
    assert shell.happened(EventKind.LETTER_RETURNED, BUREAU) is None


def test_a_record_is_taken_back_with_a_reason(shell: Shell) -> None:
    assert shell("填报材料已送达", DAY, "--unit", BUREAU)[0] == 0
    code, told = shell("填报材料已送达", "--undo", "--unit", BUREAU)
    assert (code, "写明原因" in told) == (2, True)
    code, told = shell("填报材料已送达", "--undo", "--unit", BUREAU, "--reason", "登记错单位")
    assert (code, told) == (0, f"已撤销登记：填报材料已送达 {BUREAU}\n")
    assert shell.happened(EventKind.FORM_DELIVERED, BUREAU) is None
    code, told = shell("填报材料已送达", "--undo", "--unit", BUREAU, "--reason", "再撤一次")
    assert code == 2
    assert "没有“填报材料已送达”的登记" in told


def test_an_event_is_named_in_chinese_or_english_and_must_be_one(shell: Shell) -> None:
    assert shell("征集通知已发出", DAY)[0] == 0
    code, told = shell("合同", DAY, "--unit", BUREAU)
    assert code == 2
    assert "合同已签订、合同已公告" in told
    code, told = shell("填报材料已送达", "--unit", BUREAU)
    assert (code, "没有写日期" in told) == (2, True)
