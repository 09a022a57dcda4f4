"""采购结果确认函."""

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import Style
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Setting


def _fill(setting: Setting) -> Content:
    return Content(
        facts={**facts.project_facts(setting), **facts.entered_facts(setting)}, blocks={}
    )


SPEC = PaperSpec(
    kind="result_confirmation",
    title="采购结果确认函",
    style=Style.LETTER,
    basis=guideline("第八条（五）"),
    fill=_fill,
)
