"""The commands of single stages, each with its own file of words."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from zjbuy_desktop.cli.archive_parser import archiving
from zjbuy_desktop.cli.assist_parser import assisting
from zjbuy_desktop.cli.dispute_parser import disputing
from zjbuy_desktop.cli.performance_parser import performing
from zjbuy_desktop.cli.tender_parser import tendering


def _holidays(commands: Any, group: Any, add: Any) -> None:
    verbs = group(commands, "holidays", "放假安排")
    add(verbs, "list", "哪些年份的放假安排已经有了")
    bring = add(verbs, "import", "从通知原文（文本文件）补充一年的放假安排")
    bring.add_argument("file", type=Path, metavar="文件")
    bring.add_argument("--source", required=True, metavar="通知", help="通知的名称和文号")
    gone = add(verbs, "drop", "删除本单位补充的一年")
    gone.add_argument("--reason", required=True, metavar="理由")
    for verb in (bring, gone):
        verb.add_argument("--year", type=int, required=True, metavar="年份")


def of_stages(commands: Any, group: Any, add: Any, day: Callable[[str], date]) -> None:
    """放假安排、录入助手、采购实施、履约、质疑、归档; the helpers as ``cli/parser`` has them."""
    _holidays(commands, group, add)
    assisting(commands, group, add)
    tendering(commands, group, add, day)
    performing(commands, group, add, day)
    disputing(commands, group, add, day)
    archiving(commands, group, add, day)
