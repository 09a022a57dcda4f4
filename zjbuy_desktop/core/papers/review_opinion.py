"""采购需求审查意见书."""

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import Style
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Setting


def _fill(setting: Setting) -> Content:
    return Content(
        facts={**facts.project_facts(setting), **facts.entered_facts(setting)}, blocks={}
    )


SPEC = PaperSpec(
    kind="review_opinion",
    title="采购需求审查意见书",
    style=Style.FORM,
    basis=guideline("第六条（三）"),
    fill=_fill,
    numbered=False,
    dated_by_hand=True,
)
