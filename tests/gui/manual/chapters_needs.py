"""Chapters of the manual from the first window to the letters that came home."""

from pathlib import Path

from tests.gui.journey_data import RETURNS, SAMPLES
from tests.gui.manual.scribe import Scribe
from zjbuy_desktop.gui.dialogs.ask import ConfirmDialog
from zjbuy_desktop.gui.dialogs.paper_run import PaperRunDialog

LEAD = "之江市机关事务管理局"
LETTER = "参与带量集中采购委托函"
LETTERS = "各单位委托情况"


def start(clerk: Scribe, out: Path) -> None:
    """第一次打开与新建项目."""
    clerk.look("还没有项目", "第一次打开，窗口写着还没有项目。左下角是数据所在的文件夹。")
    clerk.look("打开示例", "要先练手，点{}：一个办到一半的示例项目。")
    clerk.press("新建项目", "点{}。")
    clerk.fill({"项目名称": "之江市2026年度台式计算机带量集中采购项目", "品目编码": "A02010105"},
               "填{}；品目名称由程序从目录里带出来。")  # fmt: skip
    clerk.fill({"牵头单位": LEAD, "采购方式": "公开招标"}, "填{}，其余照实勾选。")
    clerk.press("下一步")
    clerk.fill({"第 1 个标项：标的": "台式计算机（基础型）", "第 1 个标项：计量单位": "台"},
               "填{}，各单位填报时从这里选。")  # fmt: skip
    clerk.press("添加标项", "还有别的标项，点{}接着填；只有一个就不用。")
    clerk.fill({"第 2 个标项：标的": "台式计算机（增强型）", "第 2 个标项：计量单位": "台"},
               "填{}。")  # fmt: skip
    clerk.press("下一步")
    clerk.hands.chosen.append(SAMPLES / "roster.xlsx")
    clerk.press("从Excel导入", "点{}，选单位名册；没有现成的表可以逐家添加。")
    clerk.press("下一步", "看一遍名册，点{}。")
    clerk.press("新建项目", "核对无误，点{}，项目就建好了。")
    clerk.look("检查3", "右边“检查”写着还缺什么、依据哪一条；底下写着下一步做什么。")


def roster(clerk: Scribe, out: Path) -> None:
    """名册导入."""
    hands = clerk.hands
    clerk.go("立项与名册")
    clerk.leaf("名册与推荐")
    clerk.look("名册", "名册里是全部参与单位：代码、联系人、电话、角色。", hands.frame.pages)
    clerk.look("从Excel导入", "要换一份名册，点{}选表格，列名是单位名称、统一社会信用代码、"
               "联系人、电话；先列出会改变什么，再写入。", hands.frame.pages)  # fmt: skip
    clerk.look("从单位库选", "以前项目里有过的单位，点{}勾选加入。", hands.frame.pages)
    clerk.select("名册", "之江市教育局", text="在{}里选中一家，可以修改、移除。")

    def confirm(dialog: ConfirmDialog) -> None:
        clerk.press("登记26家", "确认家数，点{}。", dialog)

    clerk.answer("其余全部推荐牵头单位", ConfirmDialog, confirm,
                 "都推荐牵头单位的，点{}一次登记；不同的先选中那家，点“登记推荐”。")  # fmt: skip
    clerk.look("牵头单位推荐", "推荐情况合计在这里。", hands.frame.pages)


def call(clerk: Scribe, out: Path) -> None:
    """征集需求，发出填报表."""
    hands = clerk.hands
    clerk.go("征集需求")
    clerk.fill({"填报截止日": "2026-8-28"}, "填{}，旁边写着还有几个工作日。")
    clerk.press("保存日期")
    hands.chosen.append(out / "发给各单位")
    clerk.press(
        "制作发送文件夹",
        "点{}，选放在哪里。每家单位一个文件夹，里面有填报表、征集函、推荐表和发送说明。",
    )
    clerk.told("发送文件夹", "做好了。点“打开文件夹”，把各单位的文件夹发给它。")
    clerk.press("登记送达", "发出以后，点{}。")
    clerk.fill({"日期": "2026-8-17", "备注": "浙政钉"}, "勾好单位，填{}，写明怎样送达。")
    clerk.press("登记", "点{}，一次登记全部。")
    clerk.fill({"征集通知已发出：日期": "2026-8-17"}, "征集通知发出的日期填在{}。")
    clerk.press("登记：征集通知已发出", "点{}。")
    clerk.look("检查", "右边“检查”里没有必须改的了，就可以到下一环节。")


def collect(clerk: Scribe, out: Path) -> None:
    """收回与汇总，含退回补正."""
    hands = clerk.hands
    clerk.go("回收与汇总")
    hands.chosen.append(RETURNS)
    clerk.press("选择文件夹", "把各单位发回的表放在一个文件夹里，拖进窗口，或者点{}。")
    clerk.look("读取结果", "先看每份文件的结果：已接收、待修改、被代替、未读取。")
    clerk.press("写入", "看完点{}；写错了可以整批撤销。")
    clerk.look("各单位回收情况", "每家交没交、金额多少、待改几处；双击一个数就看到它来自哪一格。",
               hands.frame.pages)  # fmt: skip
    clerk.leaf("文件", "没有接收的，点{}。")
    wrong = next(f for f, o in _outcomes(clerk) if o.startswith("待改"))
    clerk.select("收到的文件", wrong, text="在{}里选中待改的一份，下面写明哪一格、怎么改。")
    clerk.look("退回修改件", "点{}：原表错格标红、写好批注，连同要说的话，发回给单位改。",
               hands.frame.pages)  # fmt: skip
    clerk.look("更正", "单位来函说明了正确的数，也可以点{}，写明理由，照函改。", hands.frame.pages)
    clerk.leaf("待改问题", "点{}，要改的每一处连同联系人、电话都列着，退回后在这里登记。")
    clerk.leaf(
        "按单位",
        "改好的重新发来，再导入一次就行：同一家先后两份，程序问以哪份为准。点{}看还有谁没交。",
    )
    clerk.press("催报", "点{}，复制催报的话。")
    hands.press("取消")
    clerk.look("汇总表", "都齐了，点{}：总表、每家单位一份、CSV、平台录入表，合计＝Σ各单位。",
               hands.frame.pages)  # fmt: skip
    clerk.look("完成汇总，去办理委托函", "没有必须改的，点{}，可以同时封存。", hands.frame.pages)


def _outcomes(clerk: Scribe) -> list[tuple[str, str]]:
    table = "收到的文件"
    names, states = (clerk.hands.column(table, c) for c in ("文件", "结果"))
    return list(zip(names, states, strict=True))


def entrust(clerk: Scribe, out: Path) -> None:
    """委托函：制作、打印、扫描归位."""
    hands = clerk.hands
    clerk.go("参与委托")

    def order(dialog: PaperRunDialog) -> None:
        hands.chosen.append(out / "委托函")
        clerk.press("浏览", "点{}选放在哪里。", dialog)
        clerk.press(next(w for w in _words(clerk, dialog) if w.startswith("制作")),
                    "点{}。", dialog)  # fmt: skip

    clerk.answer(f"制作：{LETTER}", PaperRunDialog, order, "右边文件卡片上，点{}。")
    clerk.told(
        LETTER, "做好了，每家一份，右下角有回收码。点“打开文件夹”去打印，或者到“文件台账”里打印。"
    )
    clerk.go("文件台账")
    clerk.look("文件台账", "每份文件制作、打印、发出、扫回到哪一步，都在这张表里。",
               hands.frame.pages)  # fmt: skip
    clerk.go("扫回与核章", "各单位盖好章交回来，一起扫描成 PDF 或图片，点左边的{}。")
    hands.chosen.append(_scan(out))
    clerk.press("导入扫描件", "点{}，选扫描件，或者直接拖进窗口；每一页靠回收码自己归到那份文件。")
    clerk.look("章已盖齐", "在缩略图上逐份看章，盖好的点{}，不合格的写明原因。", hands.frame.pages)
    clerk.go("参与委托")
    clerk.press("收回", "没有扫描的，点{}登记收回的日期。")
    hands.press("取消")
    clerk.look(LETTERS, "“是否纳入”写着每家为什么没有纳入；函没核章、内容没补齐的都不进计划。",
               hands.frame.pages)  # fmt: skip


def _words(clerk: Scribe, dialog: PaperRunDialog) -> list[str]:
    from PySide6.QtWidgets import QPushButton

    from tests.gui.journey_eyes import plain

    return [plain(b.text()) for b in clerk.hands.all(QPushButton, dialog)]


def _scan(out: Path) -> Path:
    """Three letters as they come from the scanner."""
    import pypdfium2

    letters = sorted((out / "委托函").glob("*.pdf"))[:3]
    pages = []
    for file in letters:
        with pypdfium2.PdfDocument(file) as paper:
            pages += [p.render(scale=150 / 72, grayscale=True).to_pil() for p in paper]
    scan = out / "扫描件.pdf"
    pages[0].save(scan, save_all=True, append_images=pages[1:], resolution=150)
    return scan
