"""检查与推演的命令怎样写。"""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

Add = Callable[..., argparse.ArgumentParser]
"""Adds a command: group, name, what it does, whether it is about a project."""


def judging(commands: Any, add: Add, day: Callable[[str], date]) -> None:
    """``check`` and ``what-if``."""
    check = add(commands, "check", "按规则检查", project=True)
    check.add_argument("--all", action="store_true", help="红线自查：每条规则逐条列出")
    check.add_argument("--stage", default="", metavar="环节", help="只看这一环节的规则")
    check.add_argument("--report", type=Path, metavar="文件", help="另写成红线自查报告（PDF）")

    wonder = add(commands, "what-if", "如果……会怎样：只推演，不保存", project=True)
    wonder.add_argument("--unit", default="", metavar="单位名称")
    wonder.add_argument("--leaves", action="store_true", help="这家单位退出")
    wonder.add_argument("--item", default="", metavar="标的名称", help="这家单位的这个标的")
    wonder.add_argument("--quantity", default="", metavar="数量", help="改为多少")
    wonder.add_argument("--row", type=int, default=0, metavar="第几行", help="有几行时写明哪一行")
    wonder.add_argument("--event", default="", metavar="事项", help="如 采购公告已发布")
    wonder.add_argument("--date", type=day, metavar="日期", help="事项或退出的日期，默认今天")
    wonder.add_argument("--all", action="store_true", help="也列出不变的")
