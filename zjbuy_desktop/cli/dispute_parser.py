"""询问、质疑、投诉的命令怎样写。"""

from collections.abc import Callable
from datetime import date
from typing import Any

from zjbuy_desktop.cli.judging_parser import Add


def disputing(
    commands: Any, group: Callable[..., Any], add: Add, day: Callable[[str], date]
) -> None:
    """``dispute`` and what it can do."""
    verbs = group(commands, "dispute", "询问、质疑、投诉")
    add(verbs, "list", "逐件看哪天前答复、答复了没有", project=True)
    one = add(verbs, "add", "登记一件", project=True)
    one.add_argument("kind", metavar="类别", help="询问、质疑或投诉")
    one.add_argument("supplier", metavar="供应商")
    one.add_argument("received", type=day, metavar="收到日期")
    one.add_argument("--about", default="采购结果", metavar="对象", help="采购文件、过程或结果")
    one.add_argument("--posted", type=day, metavar="日期", help="交邮日期，邮寄的才写")
    one.add_argument("--known", type=day, metavar="日期", help="质疑期限的起算日")
    one.add_argument("--agency", action="store_true", help="由代理机构答复")
    one.add_argument("--affects", action="store_true", help="可能影响采购结果")
    one.add_argument("--note", default="", metavar="备注")
    answered = add(verbs, "answer", "登记答复、处理决定或撤回", project=True)
    answered.add_argument("name", metavar="名称")
    answered.add_argument("date", type=day, metavar="日期")
    answered.add_argument("outcome", metavar="结果", help="成立、部分成立、不成立、已答复或撤回")
    gone = add(verbs, "remove", "删除登记错的一件", project=True)
    gone.add_argument("name", metavar="名称")
    gone.add_argument("--reason", required=True, metavar="理由")
    asked = add(verbs, "ask-help", "登记请参与单位协助答复", project=True)
    asked.add_argument("name", metavar="名称")
    asked.add_argument("date", type=day, metavar="日期")
    asked.add_argument("what", metavar="请它说明什么")
    asked.add_argument("--unit", action="append", required=True, metavar="单位名称")
    asked.add_argument("--due", type=day, metavar="日期", help="请在哪天前回复")
    given = add(verbs, "reply-help", "登记参与单位的回复", project=True)
    given.add_argument("name", metavar="名称")
    given.add_argument("unit", metavar="单位名称")
    given.add_argument("date", type=day, metavar="日期")
    given.add_argument("reply", metavar="回复的要点")
