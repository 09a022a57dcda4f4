"""命令 self-test：程序自检，结果一页。"""

from argparse import Namespace
from pathlib import Path

from zjbuy_desktop.cli.answers import Answer, Command
from zjbuy_desktop.host.log import start_log, stop_log
from zjbuy_desktop.host.paths import default_data_dir, log_file

_PAGE = "自检结果.pdf"


def _self_test(options: Namespace) -> Answer:
    """The log lies where the program's always does; no data is opened for it."""
    from zjbuy_desktop.usecases.self_test import run_self_test

    start_log(log_file(options.data or default_data_dir()))
    try:
        found = run_self_test(options.out or Path(_PAGE))
    finally:
        stop_log()
    data = {
        "passed": found.passed,
        "file": str(found.file),
        "checks": [
            {"title": check.title, "passed": check.passed, "words": check.words}
            for check in found.checked
        ],
    }
    return Answer(data, found.lines, 0 if found.passed else 1)


COMMANDS: dict[str, Command] = {"self-test": _self_test}
