"""受委托采购临时采购计划汇总表 (指引 六（四）、八（二）)."""

from collections.abc import Iterator

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.plans import PROVISIONAL_PLAN_TYPE
from zjbuy_desktop.core.case.tally import included_lines
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import FieldTable, Heading, Style
from zjbuy_desktop.core.papers.entries import Entry, EntryKind
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Setting
from zjbuy_desktop.core.papers.tables import lines_by_unit, plan_numbers, plans_table

_ENTRIES = (
    Entry(
        "payment_way",
        "资金支付方式",
        EntryKind.CHOICE,
        required=False,
        choices=("国库集中支付", "单位自行支付", "国库集中支付、单位自行支付"),
        hint="各单位相同的填写；不填的留空手工填",
    ),
)


def _fill(setting: Setting) -> Content:
    case = setting.case
    lines = included_lines(case)
    units = lines_by_unit(lines)
    shared = facts.project_facts(setting)
    sums = facts.amount_facts(sum(line.amount_fen for line in lines))
    return Content(
        facts={
            **shared,
            **sums,
            "quantity": facts.quantities(lines),
            "units": str(len(units)),
            "plan_type": PROVISIONAL_PLAN_TYPE,
        },
        blocks={
            "plan_type_line": Heading(1, f"计划类型：{PROVISIONAL_PLAN_TYPE}"),
            "head": _head(setting, {**shared, **sums}),
            "plans": plans_table(case),
        },
        gaps=tuple(_gaps(case, tuple(units))),
    )


def _head(setting: Setting, shared: facts.Facts) -> FieldTable:
    """计划要素: the platform gives the number only after this table was used."""
    return FieldTable(
        (
            ("项目名称", shared["project"]),
            ("项目编号", shared["project_number"]),
            ("牵头单位", shared["lead_unit"]),
            ("采购品目", shared["category"]),
            ("组织模式", shared["mode"]),
            ("采购方式", shared["method"]),
            ("预算年度", shared["fiscal_year"]),
            ("临时采购计划编号", setting.case.filing.number),
            ("资金支付方式", setting.entered.text("payment_way")),
            ("预算合计（元）", shared["amount"]),
        ),
        per_row=2,
    )


def _gaps(case: Case, units: tuple[str, ...]) -> Iterator[str]:
    lacking = [name for name in units if not plan_numbers(case, name)]
    if not units:
        yield "纳入计划的单位"
    if lacking:
        more = f"等{len(lacking)}家单位" if len(lacking) > 1 else ""
        yield f"{lacking[0]}{more}的采购计划编号"


SPEC = PaperSpec(
    kind="provisional_plan",
    title="受委托采购临时采购计划汇总表",
    style=Style.FORM,
    basis=guideline("第六条（四）、第八条（二）"),
    fill=_fill,
    numbered=False,
    dated_by_hand=True,
    landscape=True,
    entries=_ENTRIES,
)
