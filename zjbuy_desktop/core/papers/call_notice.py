"""征集采购需求意向的通知或函 (指引 六（一）)."""

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import Style
from zjbuy_desktop.core.papers.entries import Entry, EntryKind
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Setting

_ENTRIES = (
    Entry(
        "copies",
        "抄送",
        required=False,
        hint="上级单位、财政部门等，用顿号分开；不抄送的不填",
    ),
    Entry(
        "schedule",
        "后续时间安排",
        EntryKind.LONG,
        required=False,
        hint="例：9月上旬发布采购公告，10月中旬通知各单位签订合同",
    ),
)


def _fill(setting: Setting) -> Content:
    case = setting.case
    return Content(
        facts={
            **facts.project_facts(setting),
            **facts.entered_facts(setting),
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
    entries=_ENTRIES,
)
