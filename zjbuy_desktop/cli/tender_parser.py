"""采购实施的命令写法。"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any


def tendering(commands: Any, group: Any, add: Any, day: Callable[[str], date]) -> None:
    """``tender`` and its verbs; ``group``, ``add`` and ``day`` as ``cli/parser`` has them."""
    verbs = group(commands, "tender", "采购实施")
    add(verbs, "show", "看采购文件、公告、评审小组和澄清修改", project=True)
    confirm = add(verbs, "confirm", "选定要确认的采购文件，记下它的校验值", project=True)
    confirm.add_argument("file", type=Path, metavar="文件")
    confirm.add_argument("--version", required=True, metavar="版本", help="如 送审稿第三版")
    confirm.add_argument("--pages", type=int, metavar="页数", help="PDF 不用写")
    compare = add(verbs, "compare", "核对发出的采购文件是不是确认的那一份", project=True)
    compare.add_argument("file", type=Path, metavar="文件")
    setting = add(verbs, "set", "登记公告、截止日、组长、投标人，只改写明的", project=True)
    for name, word in (("number", "公告编号"), ("link", "链接"), ("leader", "组长")):
        setting.add_argument(f"--{name}", metavar=word)
    for name, text in (("issued", "采购文件开始发出日"), ("due", "投标（响应）截止日")):
        setting.add_argument(f"--{name}", type=day, metavar="日期", help=text)
    setting.add_argument(
        "--bidder", nargs="+", action="extend", metavar="名称", help="投标人，结果公告前保密"
    )
    told = add(verbs, "clarify", "登记一次澄清、修改", project=True)
    told.add_argument("date", type=day, metavar="日期")
    told.add_argument("what", metavar="内容")
    told.add_argument("--minor", action="store_true", help="不影响投标（响应）文件编制")
