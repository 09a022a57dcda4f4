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
    _requirement(commands, group, add, day)


def _requirement(commands: Any, group: Any, add: Any, day: Callable[[str], date]) -> None:
    verbs = group(commands, "requirement", "需求调查与编制")
    add(verbs, "show", "看该不该调查、编好了没有、各单位反馈了没有", project=True)
    setting = add(verbs, "set", "登记调查的情形和不重复调查的依据", project=True)
    setting.add_argument("--trigger", default="", metavar="情形", help="金额、关注度以外的情形")
    setting.add_argument("--waiver", default="", metavar="依据", help="不重复调查的依据")
    setting.add_argument("--earlier", type=day, metavar="日期", help="以前的调查完成的日期")
    verbs = group(commands, "review", "需求审查")
    add(verbs, "show", "逐项看审查结论", project=True)
    judging = add(verbs, "set", "登记几项的审查结论", project=True)
    judging.add_argument("items", type=int, nargs="+", metavar="项号")
    judging.add_argument("--said", required=True, metavar="结论", help="通过、不通过或不涉及")
    judging.add_argument("--opinion", default="", metavar="意见", help="不通过的要写")
