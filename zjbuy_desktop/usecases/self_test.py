"""自检：在临时文件夹里把示例项目办一遍，做出每一份文件，把能核对的都核对一遍。

给装好程序的人用：程序装得齐不齐、在这台电脑上算得对不对，一条命令一页纸说清。
"""

import logging
import platform
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from zjbuy_desktop import __version__
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.papers.self_test_sheet import Checked, sheet, verdict
from zjbuy_desktop.usecases.opening import now
from zjbuy_desktop.usecases.self_test_steps import STEPS, FaultError, Trial

Progress = Callable[[int, int, str], None]
"""Told done, total and what is tried next."""
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SelfTest:
    """What the self-test found.

    Attributes:
        checked: one for each step, in their order.
        file: the page of result.
    """

    checked: tuple[Checked, ...]
    file: Path

    @property
    def passed(self) -> bool:
        """Whether all is as it should be."""
        return all(check.passed for check in self.checked)

    @property
    def lines(self) -> list[str]:
        """The result for people."""
        marks = [f"{'✓' if c.passed else '✗'} {c.title}：{c.words}" for c in self.checked]
        return [*marks, verdict(self.checked), f"自检结果：{self.file}"]


def run_self_test(out: Path, progress: Progress | None = None) -> SelfTest:
    """Try everything in a temporary folder and write the page of result.

    A step that fails is told and the rest goes on, unless there is nothing to go on with.

    Args:
        out: the PDF; replaced when it is there.
        progress: may raise to stop; nothing is left then.

    Raises:
        UserError: the page can't be written.
    """
    with tempfile.TemporaryDirectory(prefix="自检 ", ignore_cleanup_errors=True) as folder:
        with Trial(Path(folder)) as trial:
            checked = tuple(_checked(trial, progress or (lambda done, total, what: None)))
        page = Path(folder) / "自检结果.pdf"
        _write(page, checked)
        _deliver(page, out)
    return SelfTest(checked, out)


def _checked(trial: Trial, progress: Progress) -> Iterator[Checked]:
    for done, (title, step) in enumerate(STEPS):
        progress(done, len(STEPS), title)
        yield _tried(title, lambda step=step: step(trial))  # type: ignore[misc]


def _tried(title: str, step: Callable[[], str]) -> Checked:
    try:
        return Checked(title, True, step())
    except (FaultError, UserError) as fault:
        return Checked(title, False, " ".join(str(fault).split()))
    except Exception as error:  # noqa: BLE001  (logged, told and failed)
        # Whatever a badly packed program raises is what the self-test is there to find.
        _LOG.exception("self-test: %s", title)
        return Checked(title, False, f"程序出错（{type(error).__name__}），详情见日志。")


def _write(page: Path, checked: tuple[Checked, ...]) -> None:
    from zjbuy_desktop.pdf.render import render
    from zjbuy_desktop.usecases.rendering import font_book

    render(sheet(checked, computer(), now().date()), page, font_book())


def _deliver(page: Path, out: Path) -> None:
    from zjbuy_desktop.usecases.whole_files import unwritable, write_whole

    try:
        out.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(out, error) from error
    write_whole(out, page.read_bytes())


def computer() -> tuple[tuple[str, str], ...]:
    """What IT staff asks first: which program, on which system."""
    import sqlite3

    return (
        ("程序版本", __version__),
        ("操作系统", f"{_system()}（{platform.machine()}）"),
        ("运行组件", f"Python {platform.python_version()}，SQLite {sqlite3.sqlite_version}"),
    )


def _system() -> str:
    if platform.system() != "Linux":
        return f"{platform.system()} {platform.version()}"
    try:
        name = platform.freedesktop_os_release().get("PRETTY_NAME", "Linux")
    except OSError:
        name = "Linux"
    library, version = platform.libc_ver()
    return f"{name}，{library} {version}" if version else name
