"""运行一条命令：输出、出错和退出码。"""

import io
import json
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from zjbuy_desktop.cli.answers import Answer
from zjbuy_desktop.cli.commands import answer
from zjbuy_desktop.cli.parser import build, joined
from zjbuy_desktop.cli.passphrases import unlock_data
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.identifiers import mask_identity
from zjbuy_desktop.host.paths import default_data_dir

USER_ERROR, BUG = 2, 70


def run(args: Sequence[str]) -> int:
    """Run one command; 0 done, 1 something rejected or blocking, 2 user error, 70 bug."""
    data_dir: Path | None = None
    _spare_signs()
    try:
        options = build().parse_args(joined(args))
        data_dir = options.data
        unlock_data(options)
        result = answer(options)
    except UserError as error:
        print(" ".join(str(error).split()), file=sys.stderr)
        return USER_ERROR
    except KeyboardInterrupt:
        print("已取消，没有写入未完成的内容。", file=sys.stderr)
        return USER_ERROR
    except Exception:  # noqa: BLE001  (the last net: log it, say where, exit 70)
        print(f"程序出错，详情见 {_log(data_dir)}", file=sys.stderr)
        return BUG
    try:
        _show(result, options.json)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (``| head``) has seen enough; the interpreter must not flush again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return result.code


def _spare_signs() -> None:
    """A console of Windows (GBK) has no ✓: better a ? than nothing of the answer."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _show(result: Answer, as_json: bool) -> None:
    if as_json:
        narrow = (getattr(sys.stdout, "encoding", None) or "").lower() not in ("utf-8", "utf8")
        print(json.dumps(result.data, ensure_ascii=narrow, default=_plain))
    else:
        print("\n".join(result.lines))


def _plain(value: Any) -> Any:
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return str(value)


def _log(data_dir: Path | None) -> Path:
    """Write the traceback where IT staff will find it."""
    from zjbuy_desktop.host.paths import log_file

    target = log_file(data_dir or default_data_dir())
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    target.touch(0o600)
    with target.open("a", encoding="utf-8") as stream:
        stream.write(mask_identity(traceback.format_exc()))
    return target
