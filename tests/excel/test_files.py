"""Which files an import takes, and in which order."""

import os
from pathlib import Path

import pytest

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.needs import Outcome
from zjbuy_desktop.excel.archives import Unpacked
from zjbuy_desktop.excel.files import gather
from zjbuy_desktop.excel.pool import read_many
from zjbuy_desktop.excel.roster import Roster


def test_folders_are_flattened_in_name_order_each_file_once(tmp_path: Path) -> None:
    names = ["某局（修改后）.xlsx", "某局.xlsx", "下级/甲(10).xlsx", "下级/甲(2).xlsx"]
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    found = gather([tmp_path, tmp_path / "某局.xlsx"])
    order = ["某局.xlsx", "某局（修改后）.xlsx", "甲(2).xlsx", "甲(10).xlsx"]
    assert [path.name for path in found] == order


def test_missing_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="不在这里"):
        gather([tmp_path / "不在这里.xlsx"])


def test_links_are_told_and_never_followed_in_circles(tmp_path: Path, roster: Roster) -> None:
    inside = tmp_path / "回收"
    inside.mkdir()
    (inside / "断了.xlsx").symlink_to(tmp_path / "没有.xlsx")
    (inside / "兜圈子").symlink_to(inside)
    (inside / "说明.pdf").write_bytes(b"%PDF-1.4")
    results = {r.file: r for r in read_many(gather([inside]), roster)}
    assert set(results) == {"断了.xlsx", "兜圈子", "说明.pdf"}
    assert "读不出来" in results["断了.xlsx"].problems[0].found
    assert "文件夹" in results["兜圈子"].problems[0].found
    assert results["说明.pdf"].outcome is Outcome.IGNORED


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything is open to root"
)
def test_closed_folders_and_files_are_told(tmp_path: Path, roster: Roster) -> None:
    closed, locked = tmp_path / "关着", tmp_path / "锁.xlsx"
    closed.mkdir(mode=0)
    locked.touch(mode=0)
    results = read_many(gather([tmp_path]), roster)
    assert [r.outcome for r in results] == [Outcome.REJECTED] * 2


def test_folder_nobody_may_enter_is_told(
    tmp_path: Path, roster: Roster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As above, for those who test as root: the system's answer is put in its mouth."""
    (tmp_path / "关着").mkdir()
    real = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("关着"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert gather([tmp_path]) == [tmp_path / "关着"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a file that never ends")
def test_what_is_no_file_is_refused_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "管道.xlsx"
    os.mkfifo(pipe)
    with pytest.raises(UserError, match="不是文件"):
        gather([pipe])
    assert Unpacked([pipe]).files == [pipe]


def test_file_gone_before_its_turn_costs_only_itself(tmp_path: Path, roster: Roster) -> None:
    here = tmp_path / "说明.pdf"
    here.write_bytes(b"%PDF-1.4")
    gone, gone_zip = tmp_path / "走了.xlsx", tmp_path / "走了.zip"
    results = read_many(Unpacked([gone, gone_zip, here]).files, roster)
    found = {r.file: r.outcome for r in results}
    assert found == {
        here.name: Outcome.IGNORED,
        gone.name: Outcome.REJECTED,
        gone_zip.name: Outcome.REJECTED,
    }
