"""命令行的写法；出错时说中文。"""

import argparse
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn, TypeAlias

from zjbuy_desktop.cli.early_parser import early
from zjbuy_desktop.cli.judging_parser import judging
from zjbuy_desktop.cli.stages_parser import of_stages
from zjbuy_desktop.cli.trust_parser import trusting
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.workdays import DayKind
from zjbuy_desktop.core.case.plans import PlanKind

_REASONS = {
    "invalid int value: ": "不是整数：",
    "the following arguments are required: ": "缺少：",
    "unrecognized arguments: ": "不认识：",
    "expected one argument": "后面要写一个值",
    "invalid choice: ": "没有这个选项：",
    "argument ": "",
    "choose from ": "可选 ",
    "expected at least one argument": "后面至少写一个值",
}


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """An argument parser whose complaint is a Chinese ``UserError``."""

    def __init__(self, **options: object) -> None:
        super().__init__(
            formatter_class=_Formatter,
            add_help=False,
            allow_abbrev=False,
            **options,  # type: ignore[arg-type]
        )
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def format_help(self) -> str:
        """Override ArgumentParser.format_help: its headings in Chinese."""
        text = super().format_help()
        return text.replace("positional arguments:", "要写的：").replace("options:", "选项：")

    def error(self, message: str) -> NoReturn:
        """Override ArgumentParser.error."""
        for english, chinese in _REASONS.items():
            message = message.replace(english, chinese)
        raise UserError(f"命令写法有误：{message}。", f"查看写法：{self.prog} --help")


def day(text: str) -> date:
    """A date argument."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(f"“{text}”不是日期。", "写成 2026-08-20。") from None


def plan_kind(text: str) -> PlanKind:
    """A kind of plan: 临时 or 正式; the English names still do."""
    for kind in PlanKind:
        if text in (kind.value, kind.label, kind.label[:2]):
            return kind
    raise UserError(f"没有“{text}”这种采购计划。", "写 临时 或 正式。")


def build() -> Parser:
    """The whole command line."""
    top = Parser(prog="zjbuy", description="浙江带量采购牵头单位工作台。不写命令则打开窗口。")
    top.add_argument("--data", type=Path, metavar="文件夹", help="数据放在哪里")
    top.add_argument("--today", type=day, metavar="日期", help="当作这一天来办理")
    top.add_argument("--json", action="store_true", help="只输出一个 JSON 对象")
    commands = top.add_subparsers(dest="command", required=True, metavar="命令")
    _demo(commands)
    _project(commands)
    _forms(commands)
    _figures(commands)
    _items(commands)
    _versions(commands)
    _papers(commands)
    _scans(commands)
    _texts(commands)
    early(commands, _group, _add, day)
    _planning(commands)
    of_stages(commands, _group, _add, day)
    _records(commands)
    _clocks(commands)
    trusting(commands, _group, _add)
    return top


Commands: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001  (no public name)


def _add(commands: Commands, name: str, text: str, *, project: bool = False) -> Parser:
    parser = commands.add_parser(name, help=text, description=text)
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="输出 JSON")
    if project:
        parser.add_argument("project", type=int, metavar="项目号", help="project list 里的编号")
    return parser


def _group(commands: Commands, name: str, text: str) -> Commands:
    parser = commands.add_parser(name, help=text, description=text)
    return parser.add_subparsers(dest="verb", required=True, metavar="动作")


def _out(parser: Parser) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="文件夹", help="写到哪里")


def _demo(commands: Commands) -> None:
    demo = _add(commands, "demo", "在固定日期办完整个示例项目")
    _out(demo)
    demo.add_argument("--units", type=int, metavar="家数", help="另造这么多家单位的大项目")


def _project(commands: Commands) -> None:
    verbs = _group(commands, "project", "项目")
    new = _add(verbs, "new", "按配置文件新建项目")
    new.add_argument("--file", type=Path, required=True, metavar="文件")
    _add(verbs, "list", "列出项目")
    _add(verbs, "status", "项目办到哪一步", project=True)


def _forms(commands: Commands) -> None:
    verbs = _group(commands, "forms", "填报表")
    _out(_add(verbs, "export", "每家单位一份填报表", project=True))
    _out(_add(verbs, "send", "每家单位一个发送文件夹", project=True))
    read = _add(verbs, "import", "读入各单位发回的需求表", project=True)
    read.add_argument("paths", type=Path, nargs="+", metavar="文件或文件夹")
    read.add_argument("--dry-run", action="store_true", help="只看结果，不写入")
    read.add_argument("--mapping", type=Path, metavar="文件", help="写明各列是什么的对应方案")
    read.add_argument("--remember", action="store_true", help="记住这个对应方案，以后也用")
    _mappings(verbs)
    errors = _add(verbs, "errors", "把读不准的文件标好错处，退回单位修改", project=True)
    _out(errors)
    errors.add_argument("--unit", default="", metavar="单位名称", help="只退这一家")
    errors.add_argument("--file", default="", metavar="文件名", help="只退这一份")
    sent = _add(verbs, "sent-back", "登记哪些文件已经退回单位修改", project=True)
    sent.add_argument("--how", required=True, metavar="方式", help="微信、浙政钉、电话……")
    sent.add_argument("--whom", default="", metavar="接收人", help="交给谁")
    sent.add_argument("--on", type=day, metavar="日期", help="哪一天退回的，默认今天")
    sent.add_argument("--unit", default="", metavar="单位名称", help="只登记这一家")
    sent.add_argument("--file", default="", metavar="文件名", help="只登记这一份")
    facts = _add(verbs, "facts", "导入各单位补充的资金等内容", project=True)
    facts.add_argument("file", type=Path, metavar="文件")


def _mappings(verbs: Commands) -> None:
    listing = _add(verbs, "mappings", "表头对应方案：记住了哪些，起草、加入、删去")
    listing.add_argument("--out", type=Path, metavar="文件", help="另写进一个文件，可交给别处")
    actions = listing.add_subparsers(dest="action", metavar="[动作]")
    draft = _add(actions, "draft", "照一个文件起草，各列写上程序的猜想", project=True)
    draft.add_argument("path", type=Path, metavar="文件")
    draft.add_argument("--out", type=Path, required=True, metavar="文件", help="写到哪里")
    _add(actions, "add", "记住文件里的方案").add_argument("file", type=Path, metavar="文件")
    _add(actions, "remove", "删去一个方案").add_argument("name", metavar="名称")


def _figures(commands: Commands) -> None:
    _add(commands, "needs", "需求合计", project=True)
    odd = _add(commands, "outliers", "看或改离群的界限：差多少才提示核对")
    odd.add_argument("--units", type=int, metavar="家数", help="至少几家填同一标的才比较")
    odd.add_argument("--price", type=int, metavar="倍数", help="单价与中位数相差超过几倍")
    odd.add_argument("--quantity", type=int, metavar="倍数", help="数量超过中位数几倍")
    _explain(commands)
    _out(_add(commands, "summary", "总汇总表和每家单位的确认表", project=True))


def _explain(commands: Commands) -> None:
    explain = _add(commands, "explain", "这个数怎么来的", project=True)
    explain.add_argument("--unit", default="", metavar="单位名称", help="这家单位的需求")
    explain.add_argument("--item", default="", metavar="标的名称", help="这个标的的需求")
    explain.add_argument("--lot", default="", metavar="标项名称", help="预算、结果、节约")
    explain.add_argument("--contract", default="", metavar="单位名称", help="这家单位的合同金额")
    explain.add_argument("--total", action="store_true", help="全项目的各项合计")
    explain.add_argument("--paper", default="", metavar="种类[/对象]", help="文件里印的各个数")
    explain.add_argument("--depth", type=int, default=0, metavar="层数", help="往下看几层")


def _items(commands: Commands) -> None:
    verbs = _group(commands, "items", "统一标的")
    _add(verbs, "list", "统一标的及其需求行", project=True)
    _add(verbs, "suggest", "归并建议和理由", project=True)
    _add(verbs, "undo", "撤销上一步归并", project=True)
    merge = _add(verbs, "merge", "把几个标的归并到一个", project=True)
    merge.add_argument("items", nargs="+", metavar="标的名称")
    split = _add(verbs, "split", "从统一标的拆出需求行", project=True)
    split.add_argument("item", metavar="统一标的")
    split.add_argument("--written", default="", metavar="标的名称", help="只拆原来这样写的")
    split.add_argument("--spec", default="", metavar="规格", help="只拆这个规格的")
    split.add_argument("--to", default="", metavar="统一标的", help="不写则回到原填标的")
    convert = _add(verbs, "convert", "写明计量单位的换算", project=True)
    convert.add_argument("item", metavar="统一标的")
    convert.add_argument("--measure", required=True, metavar="计量单位", help="单位填的")
    convert.add_argument("--factor", required=True, metavar="倍数", help="如 10 或 1/1000")
    decline = _add(verbs, "decline", "不采纳一条归并建议", project=True)
    decline.add_argument("item", metavar="标的名称")
    for verb in (merge, convert, decline):
        verb.add_argument("--into", required=True, metavar="名称", help="归到或换算成什么")
    for verb in (merge, split, convert, decline):
        verb.add_argument("--reason", required=True, metavar="理由", help="理由或凭据")
    for verb in (merge, split, convert):
        verb.add_argument("--unit", default="", metavar="单位名称", help="只动这家单位的")


def _versions(commands: Commands) -> None:
    """``needs`` alone shows the sums; with a word after it, it does something."""
    freeze = _add(commands, "needs freeze", "封存需求", project=True)
    freeze.add_argument("name", metavar="名称", help="例如 2026年8月25日汇总")
    unfreeze = _add(commands, "needs unfreeze", "解封需求", project=True)
    unfreeze.add_argument("--reason", required=True, metavar="理由")
    _add(commands, "needs snapshots", "封存过哪几次", project=True)
    compare = _add(commands, "needs compare", "与封存时相比", project=True)
    compare.add_argument("snapshot", metavar="封存", help="编号或名称")
    shown = _add(commands, "needs versions", "一家单位报来的每一份", project=True)
    shown.add_argument("--unit", required=True, metavar="单位名称")
    diff = _add(commands, "needs diff", "一家单位的两份逐行对照", project=True)
    diff.add_argument("old", type=int, metavar="旧份编号")
    diff.add_argument("new", type=int, metavar="新份编号")
    diff.add_argument("--unit", required=True, metavar="单位名称")
    choose = _add(commands, "needs choose", "以哪一份为准", project=True)
    choose.add_argument("version", type=int, metavar="份编号", help="见 needs versions")
    choose.add_argument("--unit", required=True, metavar="单位名称")
    choose.add_argument("--reason", required=True, metavar="理由")
    back = _add(commands, "needs withdraw", "单位撤回需求", project=True)
    back.add_argument("--unit", required=True, metavar="单位名称")
    back.add_argument("--reason", required=True, metavar="理由")
    back.add_argument("--evidence", type=Path, metavar="文件", help="来函的扫描件")
    back.add_argument("--back", action="store_true", help="取消撤回")
    _add(commands, "needs batches", "各批导入", project=True)
    undo = _add(commands, "needs undo", "撤销一批导入", project=True)
    undo.add_argument("batch", type=int, metavar="批号")
    undo.add_argument("--reason", default="", metavar="理由", help="为什么撤销，记入操作记录")
    undo.add_argument("--dry-run", action="store_true", help="只看会改变什么")


def joined(args: Sequence[str]) -> list[str]:
    """``needs freeze 1`` as the command “needs freeze”; ``needs 1`` stays as it is."""
    found = list(args)
    at = found.index("needs") if "needs" in found else -1
    if 0 <= at < len(found) - 1 and found[at + 1].isalpha() and found[at + 1].isascii():
        found[at : at + 2] = [f"needs {found[at + 1]}"]
    return found


def _papers(commands: Commands) -> None:
    verbs = _group(commands, "papers", "文件")
    _add(verbs, "list", "可以制作的文件及其状态", project=True)
    make = _add(verbs, "make", "制作文件（PDF）", project=True)
    make.add_argument("kind", metavar="种类", help="文件种类，或 all 表示全部")
    _out(make)
    make.add_argument("--unit", default="", metavar="单位名称")
    make.add_argument("--one-file", action="store_true", help="合成一个文件便于打印")
    make.add_argument("--folder-each", action="store_true", help="每家单位一个文件夹")
    word = _add(verbs, "word", "写 Word 副本（.docx）", project=True)
    word.add_argument("kind", metavar="种类", help="文件种类，或 all 表示全部")
    _out(word)
    word.add_argument("--unit", default="", metavar="单位名称")
    resume = _add(verbs, "resume", "接着制作停下来的一次", project=True)
    resume.add_argument("run", type=int, nargs="?", metavar="第几次", help="不写则取最近停下的")
    _add(verbs, "runs", "制作过哪几次、还剩多少", project=True)
    _add(verbs, "register", "文件台账", project=True)
    move = _add(verbs, "move", "登记文件的打印、发出、扫回、核章", project=True)
    move.add_argument("kind", metavar="种类")
    move.add_argument("--what", required=True, metavar="事项", help="已打印、已发出……")
    move.add_argument("--unit", default="", metavar="单位名称", help="不写则这一种的每一份")
    move.add_argument("--date", type=day, metavar="日期", help="不写则今天")
    move.add_argument("--copies", type=int, default=1, metavar="份数")
    move.add_argument("--note", default="", metavar="备注", help="怎样发出、发给谁")
    fill = _add(verbs, "fill", "从文件填写一种文件的内容", project=True)
    fill.add_argument("kind", metavar="种类")
    fill.add_argument("--file", type=Path, required=True, metavar="文件")
    number = _add(verbs, "number", "填写文号和成文日期", project=True)
    number.add_argument("kind", metavar="种类")
    number.add_argument("--unit", default="", metavar="单位名称")
    number.add_argument("--number", default="", metavar="文号")
    number.add_argument("--dated", type=day, metavar="日期")


def _scans(commands: Commands) -> None:
    verbs = _group(commands, "scans", "签章后交回的扫描件")
    bring = _add(verbs, "import", "导入扫描件，每页归到它的文件", project=True)
    bring.add_argument("paths", nargs="+", type=Path, metavar="文件或文件夹")
    _add(verbs, "list", "每一页归到了哪里，哪些文件待核章", project=True)
    confirm = _add(verbs, "confirm", "登记核章结果", project=True)
    confirm.add_argument("kind", metavar="种类")
    confirm.add_argument("--unit", default="", metavar="对象", help="单位、合同或供应商名称")
    confirm.add_argument("--refuse", action="store_true", help="章不合格，退回")
    confirm.add_argument("--note", default="", metavar="文字", help="不合格的原因")
    chase = _add(verbs, "chase", "还没有交回的文件和催还的话", project=True)
    chase.add_argument("kind", nargs="?", default="", metavar="种类")
    chase.add_argument("--out", type=Path, metavar="文件", help="另存为催还名单（xlsx）")
    undo = _add(verbs, "undo", "撤销一批扫描件", project=True)
    undo.add_argument("batch", type=int, metavar="批号")


def _texts(commands: Commands) -> None:
    verbs = _group(commands, "texts", "文件的文本")
    conditions = _add(verbs, "conditions", "导入合同通用条款")
    conditions.add_argument("file", type=Path, metavar="文件")
    _add(verbs, "list", "各文件的文本：程序自带的还是本单位改过的")
    show = _add(verbs, "show", "看一个文本")
    show.add_argument("key", metavar="文本")
    show.add_argument("--shipped", action="store_true", help="看程序自带的")
    show.add_argument("--diff", action="store_true", help="看和程序自带的有哪些不同")
    change = _add(verbs, "set", "用文件里的文字作为本单位的文本")
    change.add_argument("key", metavar="文本")
    change.add_argument("--file", type=Path, required=True, metavar="文件")
    _add(verbs, "reset", "恢复程序自带的文本").add_argument("key", metavar="文本")
    _add(verbs, "keep", "看过程序文本的更新，仍用本单位的").add_argument("key", metavar="文本")
    _add(verbs, "export", "把本单位的文本写进一个文件").add_argument(
        "file", type=Path, metavar="文件"
    )
    take = _add(verbs, "import", "读入别处导出的文本")
    take.add_argument("file", type=Path, metavar="文件")
    take.add_argument("--dry-run", action="store_true", help="只看会改什么，不写入")


def _planning(commands: Commands) -> None:
    verbs = _group(commands, "plans", "采购计划")
    read = _add(verbs, "import", "导入各单位的采购计划", project=True)
    read.add_argument("file", type=Path, metavar="文件")
    read.add_argument("--kind", type=plan_kind, required=True, metavar="临时|正式")
    check = _add(verbs, "check", "计划逐家核对：临时对需求，正式对临时计划和合同", project=True)
    check.add_argument("--kind", type=plan_kind, default=PlanKind.PROVISIONAL, metavar="临时|正式")
    pair = _add(verbs, "pair", "登记正式计划关联哪个临时计划；不写编号则按单位配对", project=True)
    for name, word in (("unit", "单位名称"), ("formal", "编号"), ("provisional", "编号")):
        pair.add_argument(f"--{name}", default="", metavar=word)
    filing = _add(verbs, "file", "登记临时采购计划编号", project=True)
    filing.add_argument("number", metavar="编号")
    for name, text in (("agency", "采购代理机构"), ("award", "采购结果")):
        group = _group(commands, name, text)
        if name == "award":
            _add(group, "show", "看采购结果、各单位的分配和节约", project=True)
            clear = _add(group, "clear", "撤销采购结果，需求可以再改", project=True)
            clear.add_argument("--reason", required=True, metavar="理由")
        setting = _add(group, "set", f"登记{text}", project=True)
        setting.add_argument("--file", type=Path, required=True, metavar="文件")
        if name == "award":
            setting.add_argument("--reason", default="", metavar="理由", help="与已签合同不一致时")
    signed = _group(commands, "contracts", "各单位签好的合同")
    enter = _add(signed, "enter", "录入已签合同，并与采购结果核对", project=True)
    enter.add_argument("--file", type=Path, required=True, metavar="文件", help="清单或配置文件")
    _add(signed, "check", "已签合同与采购结果逐项核对", project=True)
    remove = _add(signed, "remove", "撤销录入的一份合同", project=True)
    for name, word in (("unit", "单位名称"), ("lot", "标项"), ("reason", "理由")):
        remove.add_argument(f"--{name}", required=True, metavar=word)


def _records(commands: Commands) -> None:
    record = _add(commands, "record", "登记一件事，或撤销登记", project=True)
    record.add_argument("event", metavar="事项", help="如 委托函已核章，写错会列出全部")
    record.add_argument("date", type=day, nargs="?", metavar="日期", help="撤销时不写")
    record.add_argument(
        "--unit", nargs="+", action="extend", default=[], metavar="单位名称", help="可以写几家"
    )
    record.add_argument("--all", action="store_true", help="每一家可以登记而还没有登记的单位")
    record.add_argument("--note", default="", metavar="备注")
    record.add_argument("--evidence", type=Path, metavar="文件", help="公告后退出的证明材料")
    record.add_argument("--undo", action="store_true", help="撤销登记，要写 --reason")
    record.add_argument("--reason", default="", metavar="理由", help="为什么撤销")


def _clocks(commands: Commands) -> None:
    judging(commands, _add, _group, day)
    clocks = _add(commands, "deadlines", "各项期限")
    clocks.add_argument("project", type=int, nargs="?", metavar="项目号")
    clocks.add_argument("--all", action="store_true", help="逐家列出")
    clocks.add_argument("--ics", type=Path, metavar="文件", help="没办完的写成日历文件（.ics）")
    clocks.add_argument("--law", action="store_true", help="只列法律规定的期限和要求及其依据")
    days = _add(commands, "days", "按日或工作日推算")
    days.add_argument("--from", dest="start", type=day, required=True, metavar="日期")
    days.add_argument("--add", type=int, required=True, metavar="天数")
    days.add_argument(
        "--kind", type=DayKind, choices=list(DayKind), required=True, metavar="日|工作日"
    )
