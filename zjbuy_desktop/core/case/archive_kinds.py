"""归档材料的分组和法定清单（政府采购法 四十二）：每种归在哪一卷，缺了怎样补。"""

from enum import StrEnum

from zjbuy_desktop.core.case.words import Words


class Group(StrEnum):
    """The volumes of the archive and parts of its catalogue, in order."""

    INITIATION = "立项"
    REQUIREMENT = "需求"
    PROCUREMENT = "采购"
    EVALUATION = "评审"
    CONTRACT = "合同"
    PERFORMANCE = "履约"
    DISPUTE = "争议"


class Material(StrEnum):
    """What the law lists (法 四十二); the value is the word the clerk writes, for any method."""

    RECORD = "采购活动记录"
    BUDGET = "采购预算"
    DOCUMENT = "采购文件"
    OFFER = "供应商文件"
    CRITERIA = "评审标准"
    REPORT = "评审报告"
    AWARD = "定标文件"
    CONTRACT = "合同文本"
    ACCEPTANCE = "验收证明"
    REPLY = "质疑答复"
    COMPLAINT = "投诉处理决定"

    def shown(self, words: Words) -> str:
        """How the catalogue calls it: 招标文件, 响应文件 …"""
        return {Material.DOCUMENT: words.document, Material.OFFER: words.offer}.get(
            self, self.value
        )


GROUP_OF: dict[Material, Group] = {
    Material.RECORD: Group.PROCUREMENT,
    Material.BUDGET: Group.INITIATION,
    Material.DOCUMENT: Group.PROCUREMENT,
    Material.OFFER: Group.EVALUATION,
    Material.CRITERIA: Group.PROCUREMENT,
    Material.REPORT: Group.EVALUATION,
    Material.AWARD: Group.EVALUATION,
    Material.CONTRACT: Group.CONTRACT,
    Material.ACCEPTANCE: Group.PERFORMANCE,
    Material.REPLY: Group.DISPUTE,
    Material.COMPLAINT: Group.DISPUTE,
}
"""Where each material of the law stands in the catalogue."""

_LIST = "有电子文件的点“补上这一件”存下；只有纸质的，在《档案目录》的“填写内容”里登记一行“{}”"
_SEALED = "签章后扫回并核章；" + _LIST
HOW: dict[Material, str] = {
    Material.RECORD: "在本页“文件”里制作《采购活动记录》",
    Material.BUDGET: "在“临时采购计划”制作《临时采购计划汇总表》；" + _LIST,
    Material.DOCUMENT: "在“采购实施”用“核对发出的文件”存下发出的那一份；" + _LIST,
    Material.OFFER: "向采购代理机构要回；" + _LIST,
    Material.CRITERIA: "一般载于采购文件，存下采购文件即可；另有的，" + _LIST,
    Material.REPORT: "向采购代理机构要一份；" + _LIST,
    Material.AWARD: "在“结果确认与采购协议”制作《采购结果确认函》；" + _LIST,
    Material.CONTRACT: "请单位把合同交回，" + _SEALED,
    Material.ACCEPTANCE: "请单位把验收单交回，" + _SEALED,
    Material.REPLY: "制作《质疑答复函》；" + _LIST,
    Material.COMPLAINT: "向财政部门要一份；" + _LIST,
}
"""How to come by each; ``{}`` is the word to be written in the list."""


def how_to_get(material: Material) -> str:
    """怎么补: one sentence."""
    return f"{HOW[material].format(material.value)}。"
