"""档案目录."""

from zjbuy_desktop.core.base.citation import statute
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import Style
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Setting


def _fill(setting: Setting) -> Content:
    return Content(
        facts={**facts.project_facts(setting), **facts.entered_facts(setting)}, blocks={}
    )


SPEC = PaperSpec(
    kind="archive_catalogue",
    title="档案目录",
    style=Style.FORM,
    basis=statute("procurement_law", "政府采购法", "第四十二条"),
    fill=_fill,
    numbered=False,
    dated_by_hand=True,
)
