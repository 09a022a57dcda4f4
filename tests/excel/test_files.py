"""Which files an import takes, and in which order."""

from pathlib import Path

import pytest

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.excel.files import gather


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
