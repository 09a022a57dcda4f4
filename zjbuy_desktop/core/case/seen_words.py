"""看过的事实，一句话说清；还没有的事实，说明在等什么。"""

from collections.abc import Callable, Iterable
from datetime import date

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.watching import Seen

CARD_WORDS = {
    "name": "项目名称",
    "mode": "组织模式",
    "category_code": "品目编码",
    "category_name": "品目名称",
    "kind": "标的类别",
    "in_central_catalogue": "在集中采购目录内",
    "public_attention": "涉及基本公共服务、社会关注度较高",
    "lead_unit": "牵头单位",
    "method": "采购方式",
    "lots": "标项",
    "call_deadline": "填报截止",
    "suitability": "适用理由",
    "designation": "指定牵头的说明",
    "category_edition": "品目目录版本",
    "project_number": "项目编号",
    "fiscal_year": "预算年度",
    "evaluation": "评审方法",
    "evaluation_reason": "采用综合评分法的理由",
    "sign_together_note": "采用统采统签的说明",
    "lead_ranks_above": "牵头单位是参与单位的上级",
}
"""What the entries of the project card are called."""

FIELD_WORDS: dict[str, Callable[[Case], str]] = {
    "id": lambda case: "",
    "project": lambda case: "",
    "units": lambda case: f"名册 {len(case.units)} 家",
    "recommendations": lambda case: _count("推荐表", case.recommendations, "份"),
    "needs": lambda case: _needs(case),
    "facts": lambda case: _count("补充的内容", case.facts, "家"),
    "open_returns": lambda case: _count("待改的文件", case.open_returns, "份"),
    "withdrawn": lambda case: _count("撤回的需求", case.withdrawn, "家"),
    "events": lambda case: _count("登记", case.events, "件"),
    "plans": lambda case: _count("采购计划", case.plans, "条"),
    "filing": lambda case: f"临时计划编号 {case.filing.number or '没有'}",
    "agency": lambda case: f"代理机构 {case.agency.name if case.agency else '没有'}",
    "tender": lambda case: "采购公告、评审小组、澄清修改的登记",
    "awards": lambda case: _count("采购结果", case.awards, "个标项"),
    "supplements": lambda case: _count("补充合同", case.supplements, "份"),
    "signed": lambda case: _count("录入的已签合同", case.signed, "份"),
    "steps": lambda case: _count("履约登记", case.steps, "条"),
    "disputes": lambda case: _count("询问、质疑、投诉", case.disputes, "件"),
    "assistance": lambda case: _count("协助答复", case.assistance, "次"),
    "details": lambda case: "文号和成文日期",
    "particulars": lambda case: "文件里填写的内容",
    "papers": lambda case: "已制作的文件",
    "moves": lambda case: "文件台账",
    "stages": lambda case: "各环节的办理情况",
    "overrides": lambda case: _count("已说明的理由", case.overrides, "条"),
    "created_at": lambda case: f"建项 {case.created_at.date()}" if case.created_at else "",
    "born_as": lambda case: "交接以前的项目号",
    "limits": lambda case: "离群界限",
    "archive_files": lambda case: _count("补进档案的文件", case.archive_files, "份"),
    "sealed_on": lambda case: f"归档文件夹 {case.sealed_on or '没有生成'}",
    "gap_choices": lambda case: _count("法规没有规定、已定的做法", case.gap_choices, "项"),
}
"""How each field of the case is told.

The number of papers is left out: making the report would change what it says.
"""

_AWAITED = {
    "needs": "已接收的需求",
    "recommendations": "收回的推荐表",
    "plans": "采购计划",
    "agency": "采购代理机构",
    "awards": "采购结果",
    "supplements": "补充合同",
    "signed": "录入的已签合同",
    "steps": "履约登记",
}
"""Facts without which a rule about them says nothing; that others are empty is a good sign."""
_FEW = 2
"""A rule that asks for so many kinds of events needs each; one that asks for more compares them."""


def seen_words(case: Case, seen: Iterable[Seen]) -> str:
    """The facts a rule looked at, in one line."""
    looked = tuple(seen)
    if len(looked) > 1:  # 退出、补登都在登记里，几乎每条规则都看
        looked = tuple(one for one in looked if one != "events")
    return "；".join(filter(None, dict.fromkeys(_words(case, one) for one in looked)))


def awaited(case: Case, seen: Iterable[Seen]) -> str:
    """What a rule that found nothing was still waiting for; empty when it had what it needs."""
    looked = tuple(seen)
    missing = [_AWAITED[f] for f in looked if f in _AWAITED and not getattr(case, str(f))]
    kinds = [k for k in looked if isinstance(k, EventKind) and k is not EventKind.WITHDRAWN]
    happened = {event.kind for event in case.events}
    absent = [k for k in kinds if k not in happened]
    if absent and (len(kinds) <= _FEW or len(kinds) - len(absent) < _FEW):
        missing.append(f"登记“{absent[0].label}”")
    return f"还没有{'、'.join(missing)}" if missing else ""


def _words(case: Case, one: Seen) -> str:
    if isinstance(one, EventKind):
        return _event(case, one)
    if one.startswith("project."):
        return _card(case, one.removeprefix("project."))
    return FIELD_WORDS[one](case)


def _count(what: str, found: tuple[object, ...], measure: str) -> str:
    return f"{what} {len(found)} {measure}"


def _needs(case: Case) -> str:
    total = sum(line.amount_fen for line in case.needs)
    return f"需求 {len(case.needs)} 行 {money.yuan(total)} 元"


def _event(case: Case, kind: EventKind) -> str:
    if kind.per_unit:
        units = {e.unit for e in case.events if e.kind is kind}
        return f"{kind.label} {len(units)} 家"
    day = case.happened(kind)
    return f"{kind.label} {day or '没有登记'}"


def _card(case: Case, name: str) -> str:
    value = getattr(case.project, name)
    if name == "lots":
        shown = f"{len(value)} 个"
    elif isinstance(value, bool):
        shown = "是" if value else "否"
    elif isinstance(value, date):
        shown = value.isoformat()
    else:
        shown = _short(str(value)) if value else "没有写"
    return f"{CARD_WORDS[name]} {shown}"


def _short(text: str, most: int = 24) -> str:
    return text if len(text) <= most else f"{text[:most]}…"
