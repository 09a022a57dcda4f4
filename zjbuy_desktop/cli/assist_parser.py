"""录入助手和帮助的命令写法。"""

from pathlib import Path
from typing import Any


def assisting(commands: Any, group: Any, add: Any) -> None:
    """``help``, ``assist`` and its verbs; ``group`` and ``add`` as ``cli/parser`` has them."""
    helped = add(commands, "help", "一页的帮助：做什么、怎么做、检查什么、依据")
    helped.add_argument("page", nargs="?", default="", metavar="页名", help="如 代理委托")
    verbs = group(commands, "assist", "录入助手：逐项录进平台，录一项勾一项")
    add(verbs, "list", "各界面录到哪一步", project=True)
    for verb, text in (
        ("show", "一个界面依次录什么"),
        ("tick", "勾为已录入"),
        ("untick", "撤销勾，不写项名就撤销整个界面的"),
        ("number", "登记平台给出的编号"),
    ):
        made = add(verbs, verb, text, project=True)
        made.add_argument("screen", metavar="界面", help="如 临时采购计划，见 assist list")
        made.add_argument("--contract", default="", metavar="合同", help="如 某某学校（标项一）")
        if verb in ("tick", "untick"):
            least = "+" if verb == "tick" else "*"
            made.add_argument("fields", nargs=least, metavar="项名", help="见 assist show")
        if verb == "number":
            made.add_argument("number", metavar="编号")
    compare = add(verbs, "compare", "与平台导出的表对账", project=True)
    compare.add_argument("screen", metavar="界面")
    compare.add_argument("--file", type=Path, metavar="文件", help="先导入平台导出的这份表")
