"""检查与推演的命令怎样写。"""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

Add = Callable[..., argparse.ArgumentParser]
"""Adds a command: group, name, what it does, whether it is about a project."""
Group = Callable[[Any, str, str], Any]
"""Adds a group of commands: where, name, what it is about."""


def judging(commands: Any, add: Add, group: Group, day: Callable[[str], date]) -> None:
    """``check``, ``self-test``, ``what-if``, ``gaps`` and ``disclosures``."""
    check = add(commands, "check", "按规则检查", project=True)
    check.add_argument("--all", action="store_true", help="红线自查：每条规则逐条列出")
    check.add_argument("--stage", default="", metavar="环节", help="只看这一环节的规则")
    check.add_argument("--report", type=Path, metavar="文件", help="另写成红线自查报告（PDF）")

    own = add(commands, "self-test", "自检：办一遍示例项目，做出每一份文件，逐项核对")
    own.add_argument("--out", type=Path, metavar="文件", help="自检结果写到哪里（PDF）")

    wonder = add(commands, "what-if", "如果……会怎样：只推演，不保存", project=True)
    wonder.add_argument("--unit", default="", metavar="单位名称")
    wonder.add_argument("--leaves", action="store_true", help="这家单位退出")
    wonder.add_argument("--item", default="", metavar="标的名称", help="这家单位的这个标的")
    wonder.add_argument("--quantity", default="", metavar="数量", help="改为多少")
    wonder.add_argument("--row", type=int, default=0, metavar="第几行", help="有几行时写明哪一行")
    wonder.add_argument("--event", default="", metavar="事项", help="如 采购公告已发布")
    wonder.add_argument("--date", type=day, metavar="日期", help="事项或退出的日期，默认今天")
    wonder.add_argument("--all", action="store_true", help="也列出不变的")

    back = add(commands, "back-plan", "倒排日程：要在某日前签订合同，每步最迟哪天", project=True)
    back.add_argument("--by", type=day, required=True, metavar="日期", help="希望哪天以前签订")

    verbs = group(commands, "gaps", "法规没有规定的事，本单位怎样做")
    add(verbs, "list", "没有规定的事和定下的做法", project=True)
    for verb, text in (("set", "定下一种做法"), ("clear", "撤销定下的做法")):
        deciding = add(verbs, verb, text, project=True)
        deciding.add_argument("gap", metavar="事项", help="名称，见 gaps list")
        if verb == "set":
            deciding.add_argument("--choice", required=True, metavar="做法", help="序号或文字")
        deciding.add_argument("--reason", required=True, metavar="理由")
        deciding.add_argument("--office", action="store_true", help="本单位所有项目都这样")

    verbs = group(commands, "disclosures", "信息公开台账")
    add(verbs, "list", "该公开的每一项公开了没有", project=True)
    export = add(verbs, "export", "写成表（xlsx）", project=True)
    export.add_argument("--out", type=Path, required=True, metavar="文件")
    link = add(verbs, "link", "补登标题或链接", project=True)
    link.add_argument("event", metavar="事项", help="如 合同已公告")
    link.add_argument("link", metavar="标题或链接")
    link.add_argument("--unit", default="", metavar="单位名称", help="分单位的事项才写")
