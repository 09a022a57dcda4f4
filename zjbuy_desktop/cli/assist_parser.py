"""录入助手、帮助、复制为下一年项目、单位库和年鉴的命令写法。"""

from pathlib import Path
from typing import Any


def assisting(commands: Any, group: Any, add: Any) -> None:
    """``help``, ``renew``, ``units``, ``assist``; ``group``, ``add`` as ``cli/parser`` has them."""
    helped = add(commands, "help", "一页的帮助：做什么、怎么做、检查什么、依据")
    helped.add_argument("page", nargs="?", default="", metavar="页名", help="如 代理委托")
    made = add(commands, "renew", "复制为下一年项目：名册、标的、文字照旧", project=True)
    made.add_argument("--name", default="", metavar="项目名称", help="不写则把年份加一")
    verbs = group(commands, "units", "单位库")
    listed = add(verbs, "list", "以前各项目的单位和代理机构")
    listed.add_argument("word", nargs="?", default="", metavar="词", help="名称或代码里有的字")
    adding = add(verbs, "add", "把单位库里的单位加进名册", project=True)
    adding.add_argument("names", nargs="+", metavar="单位名称")
    verbs = group(commands, "yearbook", "年鉴：一年里所有项目的统计")
    shown = add(verbs, "show", "列出")
    shown.add_argument(
        "year", type=int, nargs="?", default=0, metavar="年度", help="不写则最近一年"
    )
    written = add(verbs, "export", "写成表（.xlsx）或 PDF")
    written.add_argument("year", type=int, metavar="年度")
    written.add_argument("--out", type=Path, required=True, metavar="文件")
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
