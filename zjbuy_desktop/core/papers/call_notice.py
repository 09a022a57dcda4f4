"""征集采购需求意向的通知或函 (指引 六（一）)."""

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import Style
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Setting


def _fill(setting: Setting) -> Content:
    case = setting.case
    return Content(
        facts={
            **facts.project_facts(setting),
            **facts.rank_facts(case),
            **facts.number_facts(setting, facts.SIGNING),
        },
        blocks={"sign_off": facts.lead_sign_off(setting)},
        style=facts.rank_style(case),
    )


SPEC = PaperSpec(
    kind="call_notice",
    title="征集采购需求意向的通知（函）",
    style=Style.LETTER,
    basis=guideline("第六条（一）"),
    fill=_fill,
)
