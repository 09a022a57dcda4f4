"""补充合同."""

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.case import contracts
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import Style
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Per, Setting


def _fill(setting: Setting) -> Content:
    return Content(
        facts={**facts.project_facts(setting), **facts.entered_facts(setting)}, blocks={}
    )


SPEC = PaperSpec(
    kind="supplementary_contract",
    title="补充合同",
    style=Style.CONTRACT,
    basis=guideline("第十一条"),
    fill=_fill,
    per=Per.CONTRACT,
    recipients=lambda case: tuple(a.key for a in contracts.additions(case)),
    unit_of=contracts.unit_of_addition,
    returns=True,
    dated_by_hand=True,
)
