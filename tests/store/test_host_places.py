"""Where the data and the log lie on this computer."""

import logging
from pathlib import Path

from zjbuy_desktop.host import log, paths


def test_the_default_folder_is_the_users_own() -> None:
    folder = paths.default_data_dir()
    assert folder.is_absolute()
    assert folder.name == "zjbuy"
    assert paths.log_file(folder) == folder / "logs" / "zjbuy.log"


def test_the_log_is_written_and_rotates(tmp_path: Path) -> None:
    file = paths.log_file(tmp_path)
    handler = log.start_log(file)
    assert handler is not None
    assert log.start_log(file) is not None
    logging.getLogger("zjbuy_desktop.test").info("第一行")
    log.stop_log()
    logging.getLogger("zjbuy_desktop.test").info("之后")
    lines = file.read_text("utf-8").splitlines()
    assert len(lines) == 1
    assert lines[0].endswith("INFO zjbuy_desktop.test: 第一行")


def test_a_place_that_cannot_be_written_does_not_stop_the_program(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file in the way")
    assert log.start_log(paths.log_file(tmp_path)) is None
