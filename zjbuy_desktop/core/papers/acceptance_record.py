"""履约验收书."""

from zjbuy_desktop.core.base.citation import statute
from zjbuy_desktop.core.case import contracts
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import Style
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Per, Setting


def _fill(setting: Setting) -> Content:
    return Content(
        facts={**facts.project_facts(setting), **facts.entered_facts(setting)}, blocks={}
    )


SPEC = PaperSpec(
    kind="acceptance_record",
    title="履约验收书",
    style=Style.FORM,
    basis=statute("procurement_law", "政府采购法", "第四十一条"),
    fill=_fill,
    per=Per.CONTRACT,
    recipients=lambda case: tuple(d.key for d in contracts.deliveries(case)),
    unit_of=contracts.unit_of_delivery,
    returns=True,
    numbered=False,
    dated_by_hand=True,
)
