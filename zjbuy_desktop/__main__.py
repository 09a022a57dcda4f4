"""入口：不带命令打开窗口，带命令则在命令行办理。"""

import sys
from collections.abc import Sequence

from zjbuy_desktop import OWN_FILES

_OPTIONS_WITH_VALUE = ("--data", "--today")


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window, or run one command; returns the exit code."""
    args = list(sys.argv[1:] if argv is None else argv)
    if wants_window(args):
        from zjbuy_desktop.bootstrap import run_window

        return run_window(args)
    from zjbuy_desktop.cli.run import run

    return run(args)


def wants_window(args: Sequence[str]) -> bool:
    """Whether the arguments name no command and ask no question; one of our files may stand."""
    rest = list(args)
    while rest and rest[0] in _OPTIONS_WITH_VALUE:
        rest = rest[2:]
    return not rest or (len(rest) == 1 and rest[0].lower().endswith(OWN_FILES))


if __name__ == "__main__":
    from multiprocessing import freeze_support

    freeze_support()
    raise SystemExit(main())
