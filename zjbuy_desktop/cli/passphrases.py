"""口令在命令行上：从环境变量读，或者当面问；从不写在命令里，那里谁都看得到。"""

import os
import sys
from argparse import Namespace
from getpass import getpass
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.usecases.glimpse import is_sealed

_NEEDS_NO_DATA = ("demo", "self-test", "help", "days")


def asked(variable: str, words: str, *, twice: bool = False) -> str:
    """A passphrase.

    Args:
        variable: the environment variable that may hold it.
        words: what it is, for the prompt.
        twice: ask again, as nothing tells whether it was mistyped.

    Raises:
        UserError: there is nobody to ask, or the two are not the same.
    """
    given = os.environ.get(variable)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise UserError(f"要{words}。", f"写在环境变量 {variable} 里，或在终端里运行，当面输入。")
    typed = getpass(f"{words}：")
    if twice and getpass("再写一遍：") != typed:
        raise UserError("两遍口令不一样。")
    return typed


def unlock_data(options: Namespace) -> None:
    """Ask for the passphrase of encrypted data before a command looks into it.

    Raises:
        UserError: it is wrong, or there is nobody to ask.
    """
    if not is_sealed(options.data) or getattr(options, "command", "") in _NEEDS_NO_DATA:
        return
    from zjbuy_desktop.usecases import encryption

    if not encryption.is_locked(options.data):
        return
    options.phrase = asked(encryption.PHRASE, "数据的口令")
    if not encryption.unlock(options.data, options.phrase):
        raise UserError("口令不对，数据没有打开。", "注意大小写；忘了的，在窗口里用恢复码打开。")


def unlock_file(file: Path) -> None:
    """Ask for the passphrase of an encrypted backup or hand-over file.

    Raises:
        UserError: it is wrong, or there is nobody to ask.
    """
    from zjbuy_desktop.usecases import encryption

    if not encryption.is_locked_file(file):
        return
    if not encryption.unlock_file(file, asked(encryption.FILE_PHRASE, f"“{file.name}”的口令")):
        raise UserError(f"口令不对，“{file.name}”没有打开。", "注意大小写。")
