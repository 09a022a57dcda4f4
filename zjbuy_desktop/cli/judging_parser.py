"""检查与推演的命令怎样写。"""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

Add = Callable[..., argparse.ArgumentParser]
"""Adds a command: group, name, what it does, whether it is about a project."""


def judging(commands: Any, add: Add) -> None:
    """``check``."""
    check = add(commands, "check", "按规则检查", project=True)
    check.add_argument("--all", action="store_true", help="红线自查：每条规则逐条列出")
    check.add_argument("--stage", default="", metavar="环节", help="只看这一环节的规则")
    check.add_argument("--report", type=Path, metavar="文件", help="另写成红线自查报告（PDF）")
