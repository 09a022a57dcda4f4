"""履约的命令怎样写。"""

from collections.abc import Callable
from datetime import date
from typing import Any

from zjbuy_desktop.cli.judging_parser import Add


def performing(
    commands: Any, group: Callable[..., Any], add: Add, day: Callable[[str], date]
) -> None:
    """``performance`` and what it can do."""
    verbs = group(commands, "performance", "验收、补充合同、支付")
    add(verbs, "show", "各份合同验收、支付到哪一步", project=True)
    step = add(verbs, "add", "登记验收、收到发票、支付、收取或退还履约保证金", project=True)
    step.add_argument("kind", metavar="事项", help="如 验收、收到发票、支付")
    step.add_argument("date", type=day, metavar="日期")
    for name, word in (("unit", "单位名称"), ("lot", "标项")):
        step.add_argument(f"--{name}", required=True, metavar=word)
    step.add_argument("--amount", default="", metavar="金额", help="元")
    step.add_argument("--quantity", default="", metavar="数量", help="验收合格的")
    step.add_argument("--refused", default="", metavar="数量", help="拒收的")
    step.add_argument("--due", type=day, metavar="日期", help="合同约定的最后付款日")
    step.add_argument("--number", default="", metavar="编号", help="发票号、凭证号、验收单编号")
    step.add_argument("--note", default="", metavar="备注")
    undo = add(verbs, "undo", "撤销一条登记", project=True)
    undo.add_argument("number", type=int, metavar="编号", help="performance show 里的编号")
    undo.add_argument("--reason", required=True, metavar="理由")
    more = add(verbs, "supplement", "看还可以补充多少；写金额则登记补充合同", project=True)
    more.add_argument("--unit", required=True, metavar="单位名称")
    for name, word in (("lot", "标项"), ("amount", "金额"), ("number", "编号")):
        more.add_argument(f"--{name}", default="", metavar=word)
