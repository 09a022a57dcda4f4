"""采购意向公开文本."""

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import Style
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Setting


def _fill(setting: Setting) -> Content:
    return Content(
        facts={**facts.project_facts(setting), **facts.entered_facts(setting)}, blocks={}
    )


SPEC = PaperSpec(
    kind="intention_notice",
    title="采购意向公开文本",
    style=Style.FORM,
    basis=guideline("第六条（二）、第八条（一）"),
    fill=_fill,
    numbered=False,
)
