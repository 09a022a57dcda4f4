"""命令 backup、handover、verify 的写法。"""

from pathlib import Path
from typing import Any


def trusting(commands: Any, group: Any, add: Any) -> None:
    """备份、交接、核验; the helpers as ``cli/parser`` has them."""
    _backup(group(commands, "backup", "备份"), add)
    _handover(group(commands, "handover", "交接：把项目交给下一台电脑"), add)
    _encryption(group(commands, "encryption", "加密：口令只从环境变量或当面输入"), add)
    verify = add(commands, "verify", "核验数据是否完好")
    verify.add_argument("--printed", metavar="记录号", help="文件、汇总表上印的记录号是否还对得上")


def _encryption(verbs: Any, add: Any) -> None:
    add(verbs, "show", "数据加密了没有")
    on = add(verbs, "on", "加密数据、原件和以后的备份")
    on.add_argument("--drop-backups", action="store_true", help="删去已有的没有加密的备份")
    add(verbs, "off", "不再加密")
    add(verbs, "passphrase", "改口令")
    for verb in (on, add(verbs, "sheet", "另做恢复单，原来的作废")):
        verb.add_argument("--sheet", type=Path, required=True, metavar="恢复单.pdf")


def _backup(verbs: Any, add: Any) -> None:
    add(verbs, "make", "备份").add_argument("file", type=Path, nargs="?", metavar="文件")
    add(verbs, "restore", "恢复").add_argument("file", type=Path, metavar="文件")
    add(verbs, "list", "有哪些备份")
    look = add(verbs, "show", "看一个备份里有什么、恢复到它会失去什么")
    look.add_argument("file", type=Path, metavar="文件")
    second = add(verbs, "second", "备份同时放到第二处（U盘、共享文件夹）")
    second.add_argument("folder", nargs="?", metavar="文件夹", help="不写则只看现在的")
    second.add_argument("--off", action="store_true", help="不再放到第二处")
    add(verbs, "drill", "演练一次恢复，不动现有数据")


def _handover(verbs: Any, add: Any) -> None:
    make = add(verbs, "make", "交出项目；这里的从此只能查看")
    make.add_argument("projects", type=int, nargs="*", metavar="项目号", help="不写则全部")
    make.add_argument("--out", type=Path, required=True, metavar="文件或文件夹")
    make.add_argument("--passphrase", action="store_true", help="给文件一个口令（当面输入）")
    make.add_argument("--to", required=True, metavar="交给谁")
    show = add(verbs, "show", "看一个交接文件，不接收")
    take = add(verbs, "take", "接收交接文件")
    for verb in (show, take):
        verb.add_argument("file", type=Path, metavar="文件")
    take.add_argument("--code", default="", metavar="校验码", help="交接单上印的，写了就核对")
    take.add_argument("--replace", action="store_true", help="这里另有改动时，以交接文件为准")
    back = add(verbs, "reclaim", "收回交出的项目", project=True)
    back.add_argument("--reason", required=True, metavar="理由")
