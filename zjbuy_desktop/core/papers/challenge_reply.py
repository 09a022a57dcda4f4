"""质疑答复函."""

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import Style
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Per, Setting


def _fill(setting: Setting) -> Content:
    return Content(
        facts={**facts.project_facts(setting), **facts.entered_facts(setting)}, blocks={}
    )


SPEC = PaperSpec(
    kind="challenge_reply",
    title="质疑答复函",
    style=Style.LETTER,
    basis=guideline("第十条"),
    fill=_fill,
    per=Per.NAMED,
)
