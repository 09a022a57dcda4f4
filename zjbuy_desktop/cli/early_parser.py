"""采购活动开始以前各环节的命令写法：意向公开、需求调查、需求审查。"""

from collections.abc import Callable
from datetime import date
from typing import Any


def early(commands: Any, group: Any, add: Any, day: Callable[[str], date]) -> None:
    """``intention`` and its verbs; ``group``, ``add`` and ``day`` as ``cli/parser`` has them."""
    verbs = group(commands, "intention", "采购意向公开")
    add(verbs, "show", "逐家看采购意向公开了没有", project=True)
    setting = add(verbs, "set", "写预算依据和预计采购时间", project=True)
    setting.add_argument("--basis", default="", metavar="预算依据", help="如 批复的部门预算")
    setting.add_argument("--expected", type=day, metavar="日期", help="预计发布采购公告的日期")
