"""Versions, withdrawals, batches and sealing on the command line, over the sample round."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.usecases.test_cli import Capture, Shell

TWICE, ONCE = "之江市堃山县教育局", "之江市教育局"
WHY = ("--reason", "选错了文件夹")
ANNOUNCED = ("record", 1, "announcement_published")


@pytest.fixture
def round_(tmp_path: Path, samples: Path, capsys: Capture) -> Shell:
    shell = Shell(tmp_path / "数据", capsys)
    shell.json("project", "new", "--file", samples / "project.toml")
    shell.json("forms", "import", 1, samples / "returns", code=1)
    return shell


def whole(shell: Shell) -> int:
    return int(shell.json("needs", 1)["amount_fen"])


def of(shell: Shell, unit: str) -> int:
    found = [u for u in shell.json("needs", 1)["by_unit"] if u["unit"] == unit]
    return int(found[0]["amount_fen"]) if found else 0


def refused(shell: Shell, *args: object) -> str:
    before = shell.json("needs", 1)
    code, _, err = shell(*args)
    assert code == 2
    assert shell.json("needs", 1) == before
    return err


def test_two_returns_differ_by_what_choosing_moves(round_: Shell) -> None:
    old, new = round_.json("needs", "versions", 1, "--unit", TWICE)["versions"]
    assert (old["state"], new["state"]) == ("未计入", "计入汇总")
    diff = round_.json("needs", "diff", 1, old["return"], new["return"], "--unit", TWICE)
    gap = new["amount_fen"] - old["amount_fen"]
    assert diff["difference"]["amount_fen"] == gap == sum(c["amount_fen"] for c in diff["changes"])
    (changed,) = [c for c in diff["changes"] if c["fields"] == ["quantity", "amount_fen"]]
    sides = changed["old"], changed["new"]
    assert [s["file"] for s in sides] == [old["file"], new["file"]]
    assert sides[1]["amount_fen"] - sides[0]["amount_fen"] == changed["amount_fen"]
    assert all(s["cells"]["amount"] == "G5" for s in sides)
    before = whole(round_)
    choose = ("needs", "choose", 1, old["return"], "--unit", TWICE)
    assert "写明" in refused(round_, *choose, "--reason", " ")
    round_.json(*choose, "--reason", "电话确认")
    assert whole(round_) == before - gap
    old, new = round_.json("needs", "versions", 1, "--unit", TWICE)["versions"]
    assert (old["state"], old["why"], new["state"]) == ("计入汇总", "电话确认", "未计入")


def test_only_returns_of_the_unit_itself_are_compared(round_: Shell) -> None:
    """A number that is not the unit's, or a file never accepted, is no empty return."""
    (mine,) = round_.json("needs", "versions", 1, "--unit", ONCE)["versions"]
    other = round_.json("needs", "versions", 1, "--unit", TWICE)["versions"][0]["return"]
    for wrong in (other, 999):
        said = refused(round_, "needs", "diff", 1, wrong, mine["return"], "--unit", ONCE)
        assert f"{ONCE}没有编号 {wrong} 的文件" in said
    bad = "之江市江北区教育局"
    (version,) = round_.json("needs", "versions", 1, "--unit", bad)["versions"]
    number = version["return"]
    assert "没有接收" in refused(round_, "needs", "diff", 1, number, number, "--unit", bad)
    code, out, _ = round_("needs", "versions", 1, "--unit", ONCE)
    assert code == 0
    assert "3 行 1,501,250.00 元" in out


def test_a_need_is_taken_back_and_again_counted(round_: Shell, tmp_path: Path) -> None:
    letter = tmp_path / "来函.pdf"
    withdraw = ("needs", "withdraw", 1, "--unit", ONCE, "--reason", "来函", "--evidence", letter)
    assert "找不到证明材料" in refused(round_, *withdraw)
    letter.write_bytes(b"")
    assert "空文件" in refused(round_, *withdraw)
    letter.write_bytes(b"%PDF-1.4")
    before, own = whole(round_), of(round_, ONCE)
    round_.json(*withdraw)
    assert (whole(round_), of(round_, ONCE)) == (before - own, 0)
    assert "不用撤回" in refused(round_, *withdraw)
    round_.json("needs", "withdraw", 1, "--unit", ONCE, "--reason", "误记", "--back")
    assert whole(round_) == before


def test_an_undo_is_shown_before_it_is_done(round_: Shell) -> None:
    before = whole(round_)
    shown = round_.json("needs", "undo", 1, 1, "--dry-run")
    assert sum(u["before_fen"] for u in shown["units"]) == before == whole(round_)
    assert {u["after_fen"] for u in shown["units"]} == {None}
    assert "需要写明理由" in refused(round_, "needs", "undo", 1, 1)
    assert round_.json("needs", "undo", 1, 1, *WHY)["units"] == shown["units"]
    assert whole(round_) == 0
    (batch,) = round_.json("needs", "batches", 1)["batches"]
    assert batch["undone"]
    assert "已经撤销过" in refused(round_, "needs", "undo", 1, 1)
    assert "已经撤销过" in refused(round_, "needs", "undo", 1, 1, "--dry-run")
    for dry in ((), ("--dry-run",)):
        assert "第 9 批不是本项目的导入" in refused(round_, "needs", "undo", 1, 9, *dry)


def test_sealed_needs_are_compared_and_opened_with_a_reason(round_: Shell, samples: Path) -> None:
    sealed = round_.json("needs", "freeze", 1, "第一次汇总")
    assert sealed["amount_fen"] == whole(round_)
    item, other = (i["item"] for i in round_.json("items", "list", 1)["items"])
    for act in (
        ("forms", "import", 1, samples / "returns"),
        ("items", "merge", 1, item, "--into", "合", "--reason", "同"),
        ("items", "decline", 1, item, "--into", other, "--reason", "异"),
        ("items", "undo", 1),
        ("needs", "undo", 1, 1, *WHY),
        ("needs", "withdraw", 1, "--unit", ONCE, "--reason", "来函"),
        ("needs", "freeze", 1, "第二次"),
    ):
        assert "封存" in refused(round_, *act), act
    assert round_.json("needs", "compare", 1, "第一次汇总")["changes"] == []
    assert "写明理由" in refused(round_, "needs", "unfreeze", 1, "--reason", " ")
    round_.json("needs", "unfreeze", 1, "--reason", "来函更正")
    own = of(round_, ONCE)
    round_.json("needs", "withdraw", 1, "--unit", ONCE, "--reason", "来函")
    found = round_.json("needs", "compare", 1, sealed["id"])
    assert found["difference"]["amount_fen"] == -own
    assert {c["change"] for c in found["changes"]} == {"去掉"}
    (kept,) = round_.json("needs", "snapshots", 1)["snapshots"]
    assert (kept["digest"], kept["opened_reason"]) == (sealed["digest"], "来函更正")
    assert "没有“别的”这次封存" in refused(round_, "needs", "compare", 1, "别的")


def test_after_the_announcement_a_unit_leaves_only_with_reason_and_evidence(
    round_: Shell, tmp_path: Path
) -> None:
    day = "2026-08-17"
    round_.json(*ANNOUNCED, day)
    told = refused(round_, "needs", "withdraw", 1, "--unit", ONCE, "--reason", "来函")
    assert "不能再撤回需求" in told
    assert "第十二条（一）" in told
    leave = ("record", 1, "withdrawn", day, "--unit", ONCE)
    for some in ((), ("--note", "机构撤并")):
        assert "不得退出" in refused(round_, *leave, *some)
    early = refused(
        round_, "record", 1, "withdrawn", "2026-08-10", "--unit", ONCE, "--note", "撤并"
    )
    assert "现在补登的" in early, "an earlier day is no way round the lock"
    letter = tmp_path / "撤并文件.pdf"
    letter.write_bytes(b"%PDF-1.4")
    round_.json(*leave, "--note", "机构撤并", "--evidence", letter)


def test_after_the_announcement_no_undo_takes_a_unit_out(
    round_: Shell, samples: Path, tmp_path: Path
) -> None:
    """An import may still be undone where an earlier return of the unit counts again."""
    again = tmp_path / "再报.xlsx"
    book = load_workbook(samples / "returns" / "之江市机关事务管理局.xlsx")
    book.properties.title = "再报"
    book.save(again)
    round_.json("forms", "import", 1, again)
    before = whole(round_)
    round_.json(*ANNOUNCED, "2026-08-17")
    told = refused(round_, "needs", "undo", 1, 1, *WHY)
    assert "等 14 家单位没有需求，等于退出" in told, "the lead's own second return stands"
    assert "第十二条（一）" in told
    round_.json("needs", "undo", 1, 2, *WHY)
    assert whole(round_) == before
    assert [b["undone"] for b in round_.json("needs", "batches", 1)["batches"]] == [True, False]
