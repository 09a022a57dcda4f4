"""代理协议的代理范围：逐项勾选，办什么由双方定。"""

from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.entries import Entry
from zjbuy_desktop.core.papers.spec import Setting
from zjbuy_desktop.core.papers.ticks import OPEN, TICKED

_SCOPE = {
    "does_document": "编制文件",
    "does_notices": "发布公告",
    "does_experts": "抽取专家",
    "does_review": "组织评审",
    "does_award": "发出通知书",
    "does_replies": "答复质疑",
    "does_signing": "协助签约",
    "does_acceptance": "协助验收",
}
"""代理范围 that can be ticked: fact → word of the entry."""

ENTRY = Entry(
    "scope",
    "委托代理的事项",
    default="、".join(word for word in _SCOPE.values() if word != "协助验收"),
    hint=f"从{'、'.join(_SCOPE.values())}中选，用顿号分开",
)


def ticked(setting: Setting) -> facts.Facts:
    """A tick for what the agency is asked to do, an open box for the rest."""
    asked = set(setting.entered.text("scope").split("、"))
    return {fact: TICKED if word in asked else OPEN for fact, word in _SCOPE.items()}


def strange(setting: Setting) -> list[str]:
    """Words entered that name nothing an agency can be asked to do."""
    asked = setting.entered.text("scope").split("、")
    return [word for word in asked if word and word not in _SCOPE.values()]
