"""The journey from an empty folder to material sent: 新建项目, 立项, 征集."""

from collections import Counter
from datetime import date

from tests.gui.journey_data import SAMPLES
from tests.gui.journey_office import TODAY, Office
from tests.gui.stage_names import headed, rail_at
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.project import Kind, Lot, Mode
from zjbuy_desktop.core.case.units import Role
from zjbuy_desktop.core.case.words import Method
from zjbuy_desktop.gui.dialogs.ask import ConfirmDialog
from zjbuy_desktop.gui.dialogs.new_project import NewProjectWizard
from zjbuy_desktop.gui.dialogs.record_many import RecordManyDialog
from zjbuy_desktop.gui.widgets.tally_bar import TallyBar

NAME = "之江市2026年度台式计算机带量集中采购项目"
LEAD = "之江市机关事务管理局"
ITEMS = ("台式计算机（基础型）", "台式计算机（增强型）")
WHY = "各单位使用的台式计算机配置统一，需求客观、明确，规格、标准统一。"


def new_project(office: Office) -> None:
    """新建项目: card, lots and roster in the wizard, looked over, created."""
    hands = office.hands
    assert hands.reads("还没有项目", hands.window)
    hands.press("新建项目")
    hands.dialog(NewProjectWizard)
    hands.press("下一步")
    assert hands.reads("请填项目名称。"), "nothing is created without a name"
    hands.fill({"项目名称": NAME, "品目编码": "A02010105"})
    assert hands.field("品目名称").text() == "台式计算机", "the catalogue knows the code"
    hands.fill({"集采目录": True, "社会关注": True, "牵头单位": LEAD, "采购方式": "公开招标"})
    hands.press("下一步")
    hands.fill({"第 1 个标项：标的": ITEMS[0], "第 1 个标项：计量单位": "台"})
    hands.press("添加标项")
    hands.fill({"第 2 个标项：标的": ITEMS[1], "第 2 个标项：计量单位": "台"})
    hands.press("下一步")
    hands.chosen.append(SAMPLES / "roster.xlsx")
    hands.press("从Excel导入")
    assert len(hands.column("名册", "单位")) == 27
    assert hands.cell("名册", LEAD, "角色") == "牵头单位"
    hands.press("下一步")
    assert hands.reads("27 家单位")
    assert hands.reads("没有写明为什么适用带量集中采购"), "what will remain to be done"
    assert office.written() == [], "nothing is written before it is confirmed"
    hands.press("新建项目")
    assert hands.front is hands.window, "the wizard is gone"
    _created(office)


def _created(office: Office) -> None:
    hands, case = office.hands, office.case
    assert office.written() == ["project_created"]
    card = case.project
    assert (card.name, card.lead_unit, card.fiscal_year) == (NAME, LEAD, 2026)
    assert (card.category_code, card.category_name) == ("A02010105", "台式计算机")
    assert (card.kind, card.mode) == (Kind.GOODS, Mode.SIGN_SEPARATELY)
    assert card.method is Method.OPEN_TENDER
    assert card.in_central_catalogue
    assert card.public_attention
    assert card.lots == (
        Lot("标项一", ITEMS[0], measure="台"), Lot("标项二", ITEMS[1], measure="台"),
    )  # fmt: skip
    assert [u.role for u in case.units].count(Role.PARTICIPANT) == 26
    assert case.units[-1].name == "之江市堃山县𬭎川实验小学", "rare characters survive"
    assert hands.title() == headed("立项与名册")
    assert hands.rail() == rail_at("立项与名册")
    assert hands.reads("进行中", hands.frame.header)
    assert hands.foot().startswith("下一步：用一两句话说明需求客观、明确，规格、标准统一")
    assert "另有 1 项待办" in hands.foot()


def set_up(office: Office) -> None:
    """立项: what blocks is said at its field; recommendations in one go; completed."""
    hands = office.hands
    cards = [hands.says(card) for card in hands.cards()]
    assert hands.checks() == len(cards) == 3
    assert "没有写明为什么适用带量集中采购" in cards[0]
    assert "尚未登记各单位的牵头单位推荐" in cards[1]
    assert "标项一、标项二没有写统一的规格" in cards[2]
    hands.press("完成立项，去征集需求")
    assert hands.told() == [
        "没有写明为什么适用带量集中采购。用一两句话说明需求客观、明确，规格、标准统一。"
    ]
    assert office.case.stage("setup").completed_on is None
    assert office.written() == []
    hands.fill({"适用理由": WHY, "项目编号": "ZJSCG-2026-118"})
    hands.press("保存修改")
    assert office.written() == ["project_updated"]
    assert (office.case.project.suitability, office.case.project.project_number) == (
        WHY, "ZJSCG-2026-118",
    )  # fmt: skip
    assert hands.checks() == len(hands.cards()) == 2
    _recommend(office)
    hands.press("完成立项，去征集需求")
    assert office.written() == ["stage_completed"]
    assert office.case.stage("setup").completed_on == TODAY
    assert hands.title() == headed("征集需求")
    assert hands.rail() == rail_at("征集需求")
    assert hands.told() == ["“立项与名册”已完成。需要改动时可以重开。"]


def _recommend(office: Office) -> None:
    hands = office.hands
    hands.leaf("名册与推荐")
    (bar,) = hands.all(TallyBar)
    assert bar.accessibleName() == "牵头单位推荐：还没有登记，未登记 26 家"

    def confirm(dialog: ConfirmDialog) -> None:
        assert hands.reads(f"把其余 26 家都登记为推荐{LEAD}")
        hands.press("登记26家", dialog)

    hands.answer("其余全部推荐牵头单位", ConfirmDialog, confirm)
    assert office.written() == ["recommendations_set"]
    assert Counter(r.recommended for r in office.case.recommendations) == {LEAD: 26}
    assert bar.accessibleName() == f"牵头单位推荐：{LEAD} 26 份，未登记 0 家"
    assert hands.cell("名册", "之江市公安局", "推荐牵头单位") == LEAD
    (advice,) = hands.cards()
    assert hands.says(advice).startswith("标项一、标项二没有写统一的规格"), "no more than advice"
    assert hands.foot().startswith("下一步：完成立项，去征集需求")


def call(office: Office) -> None:
    """征集: the day, the folders to send, who got them, and that the call went out."""
    hands = office.hands
    assert hands.checks() == 28, "two that block, and 26 units nobody sent anything to"
    assert hands.card("没有 26 家单位的送达记录")
    hands.fill({"填报截止日": "2026-8-20"})
    hands.press("保存日期")
    assert office.written() == ["call_deadline_set"]
    assert office.case.project.call_deadline == date(2026, 8, 20)
    hands.chosen.append(office.out)
    hands.press("制作发送文件夹")
    assert hands.told()[0].startswith("做好了 26 个发送文件夹。")
    assert office.written() == ["form_key_made", *["papers_made"] * 2], "26 forms, one notice"
    kinds = Counter(p.kind for p in office.case.papers)
    assert kinds == {"lead_recommendation": 26, "call_notice": 1}
    folders = sorted(f for f in office.out.iterdir() if f.is_dir())
    assert [f.name for f in folders] == sorted(u.name for u in office.case.units if u.name != LEAD)
    for folder in folders:
        names = "".join(f.name for f in folder.iterdir())
        for words in ("填报表.xlsx", "推荐表.pdf", "征集采购需求意向", "发送说明.txt"):
            assert words in names, folder
    text = (office.out / "之江市公安局" / "发送说明.txt").read_text("utf-8-sig")
    assert "请于2026年8月20日前" in text
    _delivered(office)
    hands.put(hands.field("征集通知已发出：日期"), "2026-6-22")
    hands.press("登记：征集通知已发出")
    assert office.written() == ["event_recorded"]
    assert office.case.happened(EventKind.CALL_SENT) == date(2026, 6, 22)
    assert hands.reads("2026年6月22日（周一）")
    assert hands.checks() == 0
    hands.press("完成征集，去回收需求表")
    assert office.written() == ["stage_completed"]
    assert hands.title() == headed("回收与汇总")
    assert hands.rail() == rail_at("回收与汇总")


def _delivered(office: Office) -> None:
    hands = office.hands
    hands.press("登记送达")
    hands.dialog(RecordManyDialog)
    assert hands.reads("已勾选 26 / 26 家")
    hands.fill({"日期": "2026-6-22", "备注": "浙政钉"})
    hands.press("登记")
    assert office.written() == ["event_recorded"], "26 units, one write"
    days = {office.case.happened(EventKind.FORM_DELIVERED, u.name) for u in office.case.units[1:]}
    assert days == {date(2026, 6, 22)}
    assert hands.reads("已送达 26 / 26 家")
    assert hands.cell("送达登记", "之江市公安局", "状态") == "已送达"
    assert hands.cell("送达登记", "之江市公安局", "方式") == "浙政钉"
    assert hands.checks() == 1
