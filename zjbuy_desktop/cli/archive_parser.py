"""归档的命令怎样写。"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any


def archiving(commands: Any, group: Any, add: Any, day: Callable[[str], date]) -> None:
    """``archive`` and its verbs; ``group``, ``add`` and ``day`` as ``cli/parser`` has them."""
    verbs = group(commands, "archive", "统计与归档")
    add(verbs, "show", "法律要的材料有没有、保管到哪天、上次封存以后有没有变动", project=True)
    put = add(verbs, "add", "把一份文件补进档案", project=True)
    put.add_argument("material", metavar="法定材料", help="如 投标文件、评审报告、合同文本")
    put.add_argument("file", type=Path, metavar="文件")
    put.add_argument("--date", type=day, required=True, metavar="日期", help="文件上的日期")
    put.add_argument("--author", required=True, metavar="责任者", help="出具的单位")
    put.add_argument("--subject", default="", metavar="哪一份", help="如 某局（标项一）")
    for name, text in (("title", "题名"), ("number", "文号")):
        put.add_argument(f"--{name}", default="", metavar=text)
    put.add_argument("--pages", type=int, default=0, metavar="页数", help="PDF 不用写")
    gone = add(verbs, "remove", "从档案拿出补进的文件", project=True)
    gone.add_argument("number", type=int, metavar="编号", help="archive show 里的编号")
    gone.add_argument("--reason", required=True, metavar="理由")
    for name, text in (
        ("seal", "生成归档文件夹：各卷、目录、清单、校验值和核对页"),
        ("packs", "导出各单位材料包，一家一个压缩包"),
    ):
        verb = add(verbs, name, text, project=True)
        verb.add_argument("--out", type=Path, required=True, metavar="文件夹")
    check = add(verbs, "verify", "核对归档文件夹：哪个文件改动、缺少、多出，清单是不是登记的")
    check.add_argument("folder", type=Path, metavar="归档文件夹")
