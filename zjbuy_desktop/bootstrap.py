"""启动：先画出窗口，再装法规、数据和页面。"""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

USER_ERROR = 2


@dataclass(frozen=True, slots=True)
class WindowOptions:
    """What the window is opened with.

    Attributes:
        data: data folder; ``None`` for the user's own.
        today: 当作今天; ``None`` for the real day.
        file: a backup or hand-over file that was double-clicked.
    """

    data: Path | None = None
    today: date | None = None
    file: Path | None = None


def run_window(args: Sequence[str]) -> int:
    """Open the window and stay until it is closed; returns the exit code."""
    try:
        options = read_options(args)
    except ValueError:
        _say("命令写法有误：--data 后写文件夹，--today 后写日期，如 2026-08-20。\n")
        return USER_ERROR
    if not has_display():
        _say("没有图形界面，打不开窗口。请在桌面里打开，或用命令办理（zjbuy --help）。\n")
        return USER_ERROR
    from zjbuy_desktop.gui.shell.app import make_app
    from zjbuy_desktop.gui.shell.window import MainWindow

    app = make_app(["zjbuy"])
    window = MainWindow()
    sessions: list[object] = []  # keeps the session alive as long as the window

    def furnish() -> None:
        begin_log(options.data)
        from zjbuy_desktop.gui.session import Session

        session = Session(window, options.data, options.today)
        sessions.append(session)
        if options.file:
            session.handed(options.file)

    window.ready.connect(furnish)
    window.show()
    return int(app.exec())


def _say(line: str) -> None:
    """On Windows the window's program has no console to say it on."""
    if sys.stderr is not None:
        sys.stderr.write(line)


def begin_log(data: Path | None) -> None:
    """Let what goes wrong in the window be found beside the data, as the command line's is."""
    from zjbuy_desktop.host.log import start_log
    from zjbuy_desktop.host.paths import default_data_dir, log_file

    start_log(log_file(data or default_data_dir()))


def has_display(platform: str = sys.platform, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether there is a screen for the window; asked before Qt, which would abort without."""
    if not platform.startswith("linux"):
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(environment.get(name) for name in names)


def read_options(args: Sequence[str]) -> WindowOptions:
    """``--data DIR`` and ``--today DATE`` in any order, then perhaps a file.

    Raises:
        ValueError: for anything else.
    """
    data, today, file = None, None, None
    if len(args) % 2:
        *args, last = args
        file = Path(last)
    for name, value in zip(args[::2], args[1::2], strict=True):
        if name == "--data":
            data = Path(value)
        elif name == "--today":
            today = date.fromisoformat(value)
        else:
            raise ValueError(name)
    return WindowOptions(data, today, file)
