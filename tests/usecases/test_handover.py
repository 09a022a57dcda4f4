"""The hand-over by command: file, sheet, code, what becomes of it, and what is refused."""

import json
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.store.test_row_log import outside
from zjbuy_desktop.cli.run import run
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store import migrate, places
from zjbuy_desktop.usecases import handover_sheets
from zjbuy_desktop.usecases.opening import open_desk

Capture = pytest.CaptureFixture[str]


class Pc:
    """Runs commands on one data folder."""

    def __init__(self, data: Path, capture: Capture) -> None:
        self.data, self.capture = data, capture

    def __call__(self, *args: object) -> tuple[int, str, str]:
        code = run(["--data", str(self.data), "--today", "2026-08-21", *map(str, args)])
        out, err = self.capture.readouterr()
        return code, out, err

    def json(self, *args: object, code: int = 0) -> Any:
        got, out, err = self(*args, "--json")
        assert got == code, (got, out, err)
        return json.loads(out)


@pytest.fixture
def old(tmp_path: Path, capsys: Capture, samples: Path) -> Pc:
    made = Pc(tmp_path / "旧电脑", capsys)
    made.json("project", "new", "--file", samples / "project.toml")
    made.json("forms", "import", 1, samples / "returns", code=1)
    made.json("papers", "make", 1, "call_notice", "--out", tmp_path / "文件")
    made.json("papers", "make", 1, "delegation_letter", "--out", tmp_path / "文件")
    made.json("record", 1, "call_sent", "2026-08-03")
    made.json("papers", "move", 1, "delegation_letter", "--what", "已发出", "--date", "2026-08-18")
    return made


@pytest.fixture
def new(tmp_path: Path, capsys: Capture) -> Pc:
    return Pc(tmp_path / "新电脑", capsys)


def text_of(file: Path) -> str:
    with pypdfium2.PdfDocument(file) as pdf:
        return "".join(page.get_textpage().get_text_range() for page in pdf)


def test_a_project_goes_to_the_next_pc_with_its_sheet(old: Pc, new: Pc, tmp_path: Path) -> None:
    needs = old.json("needs", 1)
    made = old.json("handover", "make", 1, "--out", tmp_path, "--to", "李四（2 号机）")
    file = Path(made["file"])
    assert file.name.startswith("交接_之江市2026年度台式计算机")
    said = text_of(Path(made["sheet"])).replace("\r", "").replace("\n", "")
    for word in (
        "项目交接单", made["code"], "李四（2 号机）", "第 1 棒", "填报截止", "在外面的文件",
        "待扫回", "委托函", "2026-08-18", "移交人", "接收人", "下一步", "27 家单位",
    ):  # fmt: skip
        assert word in said, word
    shown = new.json("handover", "show", file)
    assert shown["projects"][0]["fate"] == "新接收"
    assert shown["code"] == made["code"]
    code, _, err = new("handover", "take", file, "--code", "0000-0000-0000-0000")
    assert code == 2
    assert "校验码不一致" in err
    new.json("handover", "take", file, "--code", made["code"].lower())
    assert new.json("needs", 1) == needs
    assert new.json("verify")["problems"] == []
    code, _, err = old("record", 1, "call_sent", "2026-08-04")
    assert code == 2
    assert "交给“李四（2 号机）”（第 1 棒），这里只能查看" in err
    assert old.json("needs", 1) == needs
    shown = new.json("handover", "show", file, code=1)
    assert shown["projects"][0]["fate"] == "已经接收过"


def test_rows_changed_by_another_tool_are_on_the_sheet_and_shown(
    old: Pc, new: Pc, tmp_path: Path
) -> None:
    outside(old.data, "UPDATE lot SET item = '别的' WHERE id = 1")
    code, out, _ = old("verify")
    assert code == 1
    assert out.startswith("标项“")
    made = old.json("handover", "make", 1, "--out", tmp_path, "--to", "李四")
    doubt = "交出方的数据有 1 处与操作记录不符"
    said = text_of(Path(made["sheet"])).replace("\r", "").replace("\n", "")
    assert doubt in said
    code, out, _ = new("handover", "show", made["file"])
    assert (code, doubt in out) == (0, True)
    new.json("handover", "take", made["file"])
    assert new.json("verify")["problems"] == []


def test_after_an_upgrade_verify_says_since_when_rows_are_checked(new: Pc) -> None:
    new.data.mkdir()
    migrate.upgrade(places.database(new.data), target="0035")
    open_desk(new.data).store.close()
    code, out, _ = new("verify")
    assert code == 0
    assert "核验通过：数据完好。\n逐行校验自 " in out


def test_reclaiming_by_command(old: Pc, tmp_path: Path) -> None:
    old.json("handover", "make", "--out", tmp_path / "全部.zjhand", "--to", "李四")
    code, _, err = old("handover", "reclaim", 1, "--reason", " ")
    assert code == 2
    assert "理由" in err
    old.json("handover", "reclaim", 1, "--reason", "U盘丢失")
    old.json("record", 1, "call_sent", "2026-08-04")
    code, _, err = old("handover", "reclaim", 1, "--reason", "再来")
    assert code == 2
    assert "不用收回" in err


def test_nothing_is_handed_over_without_saying_to_whom(old: Pc, tmp_path: Path) -> None:
    code, _, err = old("handover", "make", 1, "--out", tmp_path, "--to", " ")
    assert code == 2
    assert "交给谁" in err
    assert not list(tmp_path.glob("*.zjhand"))
    old.json("record", 1, "call_sent", "2026-08-04")


def test_a_sheet_that_cannot_be_written_does_not_undo_the_hand_over(
    old: Pc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise UserError("磁盘空间不足。")

    monkeypatch.setattr(handover_sheets, "sheet_of", fails)
    made = old.json("handover", "make", 1, "--out", tmp_path, "--to", "李四", code=1)
    assert Path(made["file"]).exists()
    assert made["sheet"] == ""
    monkeypatch.undo()
    again = old.json("handover", "make", 1, "--out", tmp_path, "--to", "李四")
    assert Path(again["sheet"]).exists()


def test_a_foreign_file_is_refused_in_one_chinese_line(new: Pc, tmp_path: Path) -> None:
    foreign = tmp_path / "照片.zjhand"
    foreign.write_bytes(b"JFIF")
    for verb in ("show", "take"):
        code, out, err = new("handover", verb, foreign)
        assert (code, out) == (2, "")
        assert "不是交接文件" in err


def test_backups_by_command(old: Pc, tmp_path: Path) -> None:
    made = old.json("backup", "make")
    assert "内容一致" in made["paper"]
    assert Path(old.json("backup", "list")["backups"][0]["file"]).exists()
    assert old.json("backup", "show", made["file"])["lost"] == 0
    assert old.json("backup", "drill")["ok"]
    assert old.json("backup", "second")["folder"] == ""
    stick = tmp_path / "U盘"
    stick.mkdir()
    assert old.json("backup", "second", stick)["folder"] == str(stick)
    assert any(f["elsewhere"] for f in old.json("backup", "list")["backups"])
    assert old.json("backup", "second", "--off")["folder"] == ""


def test_the_old_copy_opens_as_a_viewer(old: Pc, tmp_path: Path) -> None:
    from zjbuy_desktop.usecases import handover

    old.json("handover", "make", 1, "--out", tmp_path, "--to", "李四")
    desk = open_desk(old.data)
    assert "这里只能查看" in handover.why_only_looking(desk, 1)
    assert handover.can_reclaim(desk, 1)
    desk.store.close()
    looking = open_desk(old.data, reading=True)
    assert "正被另一个窗口" in handover.why_only_looking(looking, None)
    looking.store.close()
