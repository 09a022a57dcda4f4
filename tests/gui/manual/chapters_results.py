"""Chapters of the manual from the published intention to the archive."""

import csv
from pathlib import Path

from tests.gui.journey_hands import Hands
from tests.gui.manual.scribe import Scribe
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.tally import standings
from zjbuy_desktop.gui.dialogs.paper_run import PaperRunDialog

FIRST = "之江市教育局"
NOTICE = "签订合同通知书"
ANSWERS, VERDICTS = "各参与单位对采购需求的意见", "审查内容和结论"
PLANS, SIGNINGS = "计划与需求逐家核对", "各单位签约情况"


def intention(clerk: Scribe, out: Path) -> None:
    """意向公开与采购需求."""
    page = clerk.hands.frame.pages
    clerk.go("意向公开")
    clerk.fill({"预算依据": "批复的部门预算", "预计采购时间": "2026-12-9"}, "选{}。")
    clerk.press("保存依据和时间")
    clerk.look("登记自行公开", "自己公开的单位，选中它，点{}，填日期和链接。", page)
    clerk.fill({"采购意向已公开：日期": "2026-10-12"}, "由牵头单位公开的，在{}填公开的那天。")
    clerk.press("登记：采购意向已公开", "点{}；离采购活动不足30日的，右边会提醒。")
    clerk.go("需求调查与编制")
    clerk.fill({"不重复的依据": "2025年11月已就台式计算机调查过。", "上次调查": "2025-11-3"},
               "该不该调查由程序判断；以前调查过的，填{}。")  # fmt: skip
    clerk.press("保存调查情形")
    clerk.look("填写：采购需求书", "三种文件各点{}，一栏一栏填。", page)
    clerk.select(ANSWERS, FIRST, text="各单位对采购需求的意见，在{}里选中一家或几家。")
    clerk.press("登记反馈", "点{}，写日期和意见。")
    clerk.hands.press("取消")
    clerk.go("需求审查")
    clerk.select(VERDICTS, "1", "2", text="在{}里选中几项。")
    clerk.press("通过", "点{}；没有通过的写明要改什么。")


def plan(clerk: Scribe, out: Path) -> None:
    """临时计划与代理委托."""
    hands = clerk.hands
    page = hands.frame.pages
    clerk.go("临时采购计划")
    clerk.look(PLANS, "每家的需求是多少，都在这张表里；先在预算一体化系统里办好。", page)
    hands.chosen.append(_export(clerk, out / "计划导出.csv"))
    clerk.press("导入计划表", "点{}，选从系统里导出的表。")
    clerk.look("逐家一致", "逐家核对：Σ需求＝Σ计划，有不一致的写明差多少、怎么办。", page)
    clerk.fill({"临时计划编号": "临〔2026〕0815号"}, "填{}。")
    clerk.press("登记编号")
    clerk.fill({"临时采购计划已办理：日期": "2026-10-12"}, "办结的那天填在{}。")
    clerk.press("登记：临时采购计划已办理", "点{}。")
    clerk.go("代理委托")
    clerk.fill({"机构名称": "之江市公共资源交易中心", "信用代码": "12330100MB0000001N"},
               "填{}；属集采目录的要勾“集中采购机构”。")  # fmt: skip
    clerk.fill({"代理费用": "集中采购机构不收取", "协议编号": "ZJDL-2026-031"}, "填{}。")
    clerk.press("保存代理机构")
    clerk.fill({"委托代理协议已签订：日期": "2026-10-12"}, "协议签订的那天填在{}。")
    clerk.press("登记：委托代理协议已签订", "点{}。")


def _export(clerk: Scribe, file: Path) -> Path:
    """What 预算一体化系统 exports for the units that are in."""
    desk = clerk.hands.session.desk
    assert desk is not None
    with file.open("w", encoding="gb18030", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["单位名称", "采购计划编号", "品目编码", "金额(元)"])
        found = [s for s in standings(desk.case(1)) if s.included]
        for n, s in enumerate(found, 1):
            rows.writerow([s.unit, f"临2026{n:04d}", "A02010105", money.yuan(s.total.amount_fen)])
    return file


def award(clerk: Scribe, out: Path) -> None:
    """结果、分配、协议."""
    page = clerk.hands.frame.pages
    clerk.go("结果确认与采购协议")
    clerk.fill({"标项一：中标人": "浙江甲科技有限公司", "标项一：中标（成交）价": "4780.00"},
               "照评审报告填{}。")  # fmt: skip
    clerk.fill({"标项二：中标人": "浙江乙信息有限公司", "标项二：报价方式": "总价"},
               "别的标项接着填{}。")  # fmt: skip
    clerk.fill({"标项二：中标（成交）价": "9000000.00"}, "填{}；超过预算或最高限价当场写明。")
    clerk.look("按单位分配", "下面先算给您看：每家单位多少，精确到分，合计＝结果。", page)
    clerk.press("保存采购结果")
    clerk.leaf("办理日期")
    clerk.fill({"采购结果已确认：日期": "2026-10-10"}, "每办一件，把那天填在它后面：{}。")
    clerk.press("登记：采购结果已确认", "点{}；每件事的法定期限写在下面的表里。")
    clerk.look(
        "制作：采购协议", "采购协议在右边制作；缺内容的先点“填写内容”。", clerk.hands.frame.side
    )


def signing(clerk: Scribe, out: Path) -> None:
    """通知与签约."""
    hands = clerk.hands
    clerk.go("通知与签约")
    clerk.look(SIGNINGS, "每家合同金额多少、还有几个工作日，都在这张表里。", hands.frame.pages)

    def order(dialog: PaperRunDialog) -> None:
        clerk.fill({"第一份的文号": "之机管采函〔2026〕30号", "成文日期": "2026-10-12"},
                   "填{}，以后各份的号接着排。", dialog)  # fmt: skip
        hands.chosen.append(out / "通知书")
        clerk.press("浏览", "点{}选放在哪里。", dialog)
        clerk.press("制作13份", "点{}；数量、金额、大写金额自动填好。", dialog)

    clerk.answer(f"制作：{NOTICE}", PaperRunDialog, order, "右边通知书的卡片上，点{}。")
    clerk.press("通知发出", "发出以后，点{}。")
    clerk.fill({"日期": "2026-10-12"}, "填{}。")
    clerk.press("登记", "点{}，一次登记全部。")
    clerk.select(SIGNINGS, FIRST, text="签好一家，在{}里选中它。")
    clerk.press("合同签订", "点{}，填日期和合同编号。")
    clerk.look("登记", "填好点{}。")
    hands.press("取消")
    clerk.leaf("合同核对", "点{}。")
    clerk.look("录入合同", "点{}照合同录入，或者“从清单录入”：与采购结果逐项核对，差一分也指出。",
               hands.frame.pages)  # fmt: skip
    clerk.leaf("正式计划", "点{}，导入正式采购计划，与临时计划、合同逐家配对。")


def performance(clerk: Scribe, out: Path) -> None:
    """验收支付."""
    page = clerk.hands.frame.pages
    table = "各单位履约情况"
    _signed(clerk.hands)
    clerk.go("验收、补充合同、支付")
    clerk.look(table, "每份合同应付多少、验收和付到哪一步，都在这张表里。", page)
    clerk.select(table, FIRST, text="在{}里选中一份。")
    clerk.press("登记验收", "点{}。")
    clerk.fill({"日期": "2026-11-10", "验收合格": "10"}, "填{}；拒收的另填。")
    clerk.press("登记", "点{}。")
    clerk.press("收到发票", "收到发票，点{}。")
    clerk.fill({"日期": "2026-11-12", "金额": "10000"}, "填{}；该哪天前付由程序推算。")
    clerk.press("登记", "点{}。")
    clerk.press("登记支付", "付了款，点{}。")
    clerk.fill({"日期": "2026-11-20", "金额": "10000"}, "填{}。")
    clerk.press("登记", "点{}；验收和付款都不会超过合同。")
    clerk.look("补充合同", "要加购的，点{}，先看还可以补充多少（不超过一成）。", page)
    clerk.leaf("登记明细", "点{}，逐条看登记过什么，登记错的写明理由撤销。")


def _signed(hands: Hands) -> None:
    """The contract of the first unit is signed already."""
    hands.go("通知与签约")
    hands.select(SIGNINGS, FIRST)
    hands.press("合同签订")
    hands.fill({"日期": "2026-10-20"})
    hands.press("登记")


def archive(clerk: Scribe, out: Path) -> None:
    """归档."""
    page = clerk.hands.frame.pages
    clerk.go("统计与归档")
    clerk.look("法律要求归档的材料", "法律要的每一件在哪里、缺什么，都在这张表里。", page)
    first = clerk.hands.column("法律要求归档的材料", "法定材料")[0]
    clerk.select("法律要求归档的材料", first, text="在{}里选中缺的一件。")
    clerk.look("补上这一件", "外面的材料点{}，选文件、写明出处和日期。", page)
    clerk.look("写明没有的理由", "确实没有的，点{}，理由印在档案目录里。", page)
    clerk.leaf("办理日期")
    clerk.fill({"采购活动已结束：日期": "2026-11-20"}, "填{}，保管到哪一天由它推算。")
    clerk.press("登记：采购活动已结束", "点{}。")
    clerk.leaf("各卷", "点{}看各卷保管到哪一天。")
    clerk.look("生成归档文件夹", "点{}：各卷分文件夹，附目录、清单和不用联网的核对页。", page)
    clerk.look("核对归档文件夹", "以后点{}，有没有被改过一看便知。", page)
    clerk.look("导出各单位材料包", "点{}，每家单位自己要存的一家一包。", page)
