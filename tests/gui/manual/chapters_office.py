"""Chapters of the manual about what is used at any time: 期限, 自查, 录入, 备份, 交接, 查找."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget, QWizard

from tests.gui.manual.scribe import Scribe
from zjbuy_desktop.gui.dialogs.ask import ReasonDialog

NEXT, FINISH = QWizard.WizardButton.NextButton, QWizard.WizardButton.FinishButton


def deadlines(clerk: Scribe, out: Path) -> None:
    """期限与提醒."""
    page = clerk.hands.frame.pages
    clerk.go("期限")
    clerk.look("全部期限", "所有项目的期限，急的在前，写明由哪件事、哪天起算，还有几日。", page)
    clerk.fill({"到期": "今天到期和已逾期"}, "只看要紧的，在{}里选。")
    clerk.fill({"到期": "不限日期"}, "看完在{}里选回全部。")
    clerk.leaf("月历", "点{}看一个月，放假和调休上班都标着；双击一天看那天的清单。")
    clerk.leaf("时间线", "点{}看长短和先后。")
    clerk.fill({"提前几个工作日提醒": "提前 5 个工作日提醒"}, "启动时提前多久提醒，在{}里定。")
    clerk.look("导出日历", "点{}，导进手机、邮箱的日历。", page)
    clerk.look("预览打印", "点{}，打印成一览表或者月历，A4 横排。", page)
    clerk.look("放假安排", "国务院放假通知出来，点{}，把原文粘贴进来，期限照它重算。", page)


def red_lines(clerk: Scribe, out: Path) -> None:
    """红线自查与理由."""
    hands = clerk.hands
    clerk.go("参与委托")
    clerk.look("必须改", "右边“检查”：必须改、请注意、建议，各有依据。", hands.frame.side)
    why = next(b for b in _buttons(clerk, hands.frame.side) if b.text() == "说明理由")

    def give(dialog: ReasonDialog) -> None:
        clerk.fill({"理由": "该单位来函说明章在换刻，九月补交。"}, "写明{}，审计时看得到。", dialog)
        clerk.press("记入理由", "点{}。", dialog)

    clerk.press_on(why, lambda act: hands.answering(act, ReasonDialog, give),
                   "“请注意”处理不了的，点{}。")  # fmt: skip
    clerk.go("红线自查")
    clerk.look("各条规则", "每条规则现在怎样：符合、必须改、已说明理由、尚未涉及，看了什么。",
               hands.frame.pages)  # fmt: skip
    clerk.fill({"现状": "请注意"}, "在{}里选，只看一种。")
    clerk.look("收回理由", "不再成立的理由，选中它点{}。", hands.frame.pages)
    clerk.look("制作自查报告", "点{}，做成 PDF 归档。", hands.frame.pages)
    clerk.look("法规未定", "指引没有规定的事，点{}，定下本单位的做法。", hands.frame.pages)


def _buttons(clerk: Scribe, inside: QWidget) -> list:  # type: ignore[type-arg]
    from PySide6.QtWidgets import QPushButton

    return clerk.hands.all(QPushButton, inside)


def what_if(clerk: Scribe, out: Path) -> None:
    """如果……会怎样."""
    hands = clerk.hands
    clerk.go("参与委托")
    clerk.pick("自查", "如果……会怎样", "每一环节下面都有{}，点开选{}。")
    dialog = hands.session.project.page.dialog  # type: ignore[union-attr]
    clerk.fill({"假设": "单位退出"}, "在{}里选想看什么。", dialog)
    clerk.fill({"单位": "之江市教育局"}, "选{}。", dialog)
    clerk.press("看看会怎样", "点{}。", dialog)
    clerk.look(
        "会有哪些变化", "逐项列出原来、之后：门槛、合计、各单位金额、检查、期限、文件。", dialog
    )
    clerk.look("没有保存任何内容", "只推演，不保存任何内容；要办的回到原来的环节办。", dialog)
    clerk.press("关闭", "看完点{}。", dialog)


def assist(clerk: Scribe, out: Path) -> None:
    """录入助手与对账."""
    hands = clerk.hands
    clerk.go("临时采购计划")
    clerk.press(_retype(clerk), "要在平台上录入时，点{}。")
    window = hands.session.assistant.open_window
    assert window is not None
    clerk.window(window.caption, "小窗口一直在最前面，按平台界面的顺序一项一项显示。")
    clerk.press("复制", "点{}，到平台那一格粘贴。", window)
    clerk.press("已录入，下一项", "点{}，接着录下一项；谁什么时候录的都记下。", window)
    clerk.press("下一项", "这一项不录的，点{}跳过。", window)
    clerk.look("登记编号", "录完，填平台给出的编号，点{}。", window)
    clerk.look("导入平台导出的表", "点{}，选从平台导出的表。", window)
    clerk.look("对账", "点{}：与平台上的逐项核对，有改动的会指出。", window)
    clerk.look("照实际界面改顺序", "平台界面改版了，点{}。", window)
    window.close()


def _retype(clerk: Scribe) -> str:
    found = [b for b in _buttons(clerk, clerk.hands.frame.pages) if "录入" in b.accessibleName()]
    return str(found[0].accessibleName().split("(")[0])


def backup(clerk: Scribe, out: Path) -> None:
    """备份恢复."""
    hands = clerk.hands
    clerk.go("工作台")
    clerk.window(hands.frame.foot, "每天第一次打开时自动备份，底下写着最近一份验证过的备份。")
    clerk.press("立即备份", "办了要紧的事，可以点{}。")
    clerk.told("备份", "做好后重新打开核对过；再从里面重做一份文件来比。")
    clerk.pick("备份与交接", "恢复备份", "要退回以前，点{}，选{}。")
    wizard = hands.session.keeping.restoring
    assert wizard is not None
    clerk.window(wizard.choose.table, "选一份备份，各写明是哪天、哪种。")
    clerk.turn(wizard, NEXT, "点{}，看里面有什么。")
    clerk.window(wizard.see.table, "写着恢复后会失去哪几次操作，想好再往下。")
    clerk.turn(wizard, NEXT, "点{}。")
    clerk.turn(wizard, FINISH, "点{}；现有数据先留一份（前置备份），还能退回来。")
    clerk.told("已恢复", "恢复好了，写明恢复到哪一天。")
    clerk.go("工作台", "回到{}。")
    clerk.look("备份与交接", "点{}还可以让备份同时放到 U 盘或共享文件夹，随时核对数据。")


def handover(clerk: Scribe, out: Path) -> None:
    """接力交接."""
    hands = clerk.hands
    clerk.go("工作台")
    clerk.pick("备份与交接", "交给下一台电脑", "换人或换电脑，点{}，选{}。")
    giving = hands.session.keeping.giving
    assert giving is not None
    clerk.fill({"交给谁": "李四（2 号机）"}, "勾好项目，填{}。", giving)
    hands.chosen.append(out / "交接.zjhand")
    clerk.press("选位置", "点{}，选交接文件放在哪里，比如 U 盘。", giving)
    clerk.turn(giving, NEXT, "点{}。")
    clerk.turn(giving, FINISH, "点{}：这里的项目变为只读，写明交给了谁。")
    clerk.told("校验码", "把交接文件和交接单一起带去；校验码印在交接单上。")
    clerk.pick("备份与交接", "接收交接", "在另一台电脑上，点{}，选{}。")
    taking = hands.session.keeping.taking
    assert taking is not None
    hands.chosen.append(out / "交接.zjhand")
    clerk.press("选文件", "点{}，选带来的交接文件。", taking)
    clerk.turn(taking, NEXT, "点{}，核对校验码与交接单上的一样，勾选以后接收，接着办。")
    taking.reject()


def find(clerk: Scribe, out: Path) -> None:
    """查找."""
    hands = clerk.hands
    clerk.go("回收与汇总")
    hands.frame.open_find()
    line = next(w for w in hands.all(QLineEdit, hands.frame) if w.accessibleName() == "查找")
    clerk.window(line, "在任何一页按 Ctrl+K，打开查找；不打字时列着全部去处。")
    QTest.keyClicks(line, "zjsjyj")
    hands.settle()
    clerk.window(
        line,
        "打汉字或拼音首字母，如 zjsjyj 找之江市教育局；单位、联系人、文号、合同编号都行。",
    )
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Return)
    hands.settle()
    clerk.window(hands.frame.header.title, "用上下键选中，回车就到那里。")
    clerk.go("回收与汇总")
    clerk.fill({"筛选：各单位回收情况": "医院"}, "每张表上面都可以筛选：在{}里打几个字。")
    clerk.fill({"筛选：各单位回收情况": ""}, "清空{}，全部又列出来。")
    clerk.look("各单位回收情况", "双击一个数，看它来自哪份文件、哪张表的哪格。", hands.frame.pages)
    clerk.go("统一标的")
    clerk.look(
        "统一标的",
        "写法不同的同一种东西，在这里归到一起；可以撤销，单位填的内容不变。",
        hands.frame.pages,
    )
    clerk.go("单位×标的")
    clerk.fill({"找单位或标的": "医院"}, "总表很大时，在{}里打几个字。")
