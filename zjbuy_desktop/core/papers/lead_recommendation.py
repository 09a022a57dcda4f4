"""牵头单位推荐表 (指引 五): each participant recommends one unit of its own free will."""

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.units import Role, Unit
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import FieldTable, Style
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Per, Setting
from zjbuy_desktop.core.papers.ticks import ticks

_RELATIONS = ("参与单位", "上级单位")
_FOLLOWS = ("服从", "不服从")


def _recipients(case: Case) -> tuple[str, ...]:
    return tuple(unit.name for unit in case.units if unit.role is Role.PARTICIPANT)


def _fill(setting: Setting) -> Content:
    return Content(
        facts={**facts.project_facts(setting), **facts.unit_facts(setting.unit)},
        blocks={"form": _form(setting), "sign_off": facts.unit_sign_off(setting)},
    )


def _form(setting: Setting) -> FieldTable:
    """What is known is printed; the recommendation is the unit's to write, unless recorded."""
    project, unit = setting.case.project, setting.unit
    given = next((r for r in setting.case.recommendations if r.by_unit == setting.subject), None)
    named = setting.case.unit(given.recommended) if given else None
    return FieldTable(
        (
            ("项目名称", project.name),
            ("填表单位", setting.subject),
            ("统一社会信用代码", unit.uscc if unit else ""),
            ("预算级次", unit.level.value if unit else ""),
            ("联系人及电话", f"{unit.contact}　{unit.phone}".strip() if unit else ""),
            ("推荐的牵头单位", given.recommended if given else ""),
            ("与本次采购的关系", _relation(setting, named)),
            ("被推荐单位预算级次", named.level.value if named else ""),
            ("推荐理由", given.reason if given else ""),
            ("指定文书或者说明", project.designation),
            ("是否服从多数推荐", ticks(_FOLLOWS, "")),
        )
    )


def _relation(setting: Setting, named: Unit | None) -> str:
    """A unit on the roster with a need takes part; the rest is the recommending unit's to say."""
    buys = named is not None and any(n.unit == named.name for n in setting.case.needs)
    return ticks(_RELATIONS, _RELATIONS[0] if buys else "")


SPEC = PaperSpec(
    kind="lead_recommendation",
    title="牵头单位推荐表",
    style=Style.FORM,
    basis=guideline("第五条"),
    fill=_fill,
    per=Per.UNIT,
    recipients=_recipients,
    returns=True,
    numbered=False,
    dated_by_hand=True,
)
