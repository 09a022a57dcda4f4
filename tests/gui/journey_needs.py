"""The journey through the needs: 回收与汇总, file by file, and 参与委托, unit by unit."""

import json
import tomllib
from typing import Any

from PySide6.QtWidgets import QPushButton

from tests.gui.journey_data import SAMPLES
from tests.gui.journey_office import PROJECT, TODAY, Office
from tests.gui.stage_names import headed, rail_at
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.needs import Outcome
from zjbuy_desktop.core.case.tally import total
from zjbuy_desktop.gui.dialogs.ask import ReasonDialog
from zjbuy_desktop.gui.dialogs.correct_return import CorrectDialog
from zjbuy_desktop.gui.dialogs.import_returns import ImportDialog
from zjbuy_desktop.gui.dialogs.record_many import RecordManyDialog
from zjbuy_desktop.gui.dialogs.seal import SealDialog
from zjbuy_desktop.gui.widgets.data_table import KEPT
from zjbuy_desktop.host import resources
from zjbuy_desktop.usecases import collecting

EXPECTED: dict[str, Any] = json.loads((SAMPLES / "expected.json").read_text("utf-8"))
# A file that may be read or refused is read by this program.
OUTCOMES = {
    file: known["outcome"] if isinstance(known["outcome"], str) else known["outcome"][0]
    for file, known in EXPECTED.items()
}
SCRIPT = tomllib.loads((resources.resource_dir() / "sample" / "demo.toml").read_text("utf-8"))
TAKEN = [known for file, known in EXPECTED.items() if OUTCOMES[file] == "accepted"]
WORDS = {o.value: o.label for o in Outcome} | {"superseded": "被代替"}
TWICE = "之江市堃山县教育局"
GONE = ["之江市江北区人民医院", "之江市江北区第二中学", "之江市云溪县教育局",
        "之江市云溪县人民医院", "之江市云溪县第二中学"]  # fmt: skip
SILENT = ["之江市云溪县财政局", "之江市堃山县𬭎川实验小学"]
FILES, UNITS = "收到的文件", "各单位回收情况"


def taken(key: str) -> int:
    """Σ of the accepted files, as the samples' own description has it."""
    return sum(e[key] for e in TAKEN)


def bring_in(office: Office) -> None:
    """导入: a folder is read, looked at file by file, and only then written, as one batch."""
    hands = office.hands
    assert hands.reads("还没有收到需求表")
    hands.chosen.append(SAMPLES / "returns")
    hands.press("选择文件夹")
    hands.dialog(ImportDialog)
    assert hands.reads("共 25 个文件 ＝ 已接收 14 ＋ 待修改 8 ＋ 被代替 1 ＋ 未读取 2")
    for file, outcome in OUTCOMES.items():
        assert hands.cell("读取结果", file, "结果") == WORDS[outcome], file
        amount = money.yuan(EXPECTED[file]["amount_fen"]) if outcome == "accepted" else "–"
        assert hands.cell("读取结果", file, "金额（元）") == amount, file
    choice = hands.field(f"{TWICE}以哪一份为准")
    assert choice.currentText().startswith(f"{TWICE}（修改后）.xlsx")
    assert office.written() == []
    assert office.case.needs == ()
    hands.press("写入")
    assert office.written() == ["returns_imported"]
    sums = total(office.case.needs)
    assert (sums.rows, sums.quantity, sums.amount_fen) == (
        taken("rows"), taken("quantity") * 1000, taken("amount_fen"),
    )  # fmt: skip
    kept = collecting.list_returns(office.desk, PROJECT)
    assert {r.file: r.outcome.value for r in kept} == OUTCOMES
    _shown(office)


def _shown(office: Office) -> None:
    hands = office.hands
    assert hands.told()[0].startswith(
        "已写入：共 25 个文件 ＝ 已接收 14 ＋ 待修改 8 ＋ 被代替 1 ＋ 未读取 2。有 8 个文件待修改"
    )
    assert hands.reads("已回收 22/27 家")
    assert hands.reads("＝ 已接收 15 ＋ 待改 7；未交 5")
    for known in TAKEN:
        for unit in known["units"] if len(known["units"]) == 1 else ():
            shown = hands.cell(UNITS, unit, "预算金额（元）")
            assert shown == money.yuan(known["amount_fen"]), unit
    assert hands.cell(UNITS, SILENT[1], "状态") == "未交"
    foot = hands.table(UNITS).foot
    assert money.yuan(taken("amount_fen")) in foot.cells
    assert foot.mark == KEPT
    assert hands.checks() == 8 + 12 + 1, "files to mend, units without a need, one advice"


def mend(office: Office) -> None:
    """更正 and 搁置: each refused file is settled with a reason."""
    hands = office.hands
    hands.leaf("文件")
    for row in SCRIPT["corrections"]:
        _correct(office, row["file"], row["cells"], row["reason"])
    for row in SCRIPT["set_aside"]:
        _set_aside(office, row["file"], row["reason"])
    assert office.case.open_returns == ()
    states = dict(zip(hands.column(FILES, "文件"), hands.column(FILES, "结果"), strict=True))
    assert not [file for file, state in states.items() if state.startswith("待改")]


def _correct(office: Office, file: str, cells: dict[str, str], reason: str) -> None:
    hands = office.hands
    (unit,) = EXPECTED[file]["units"]
    before = total(office.case.needs).amount_fen
    hands.select(FILES, file)
    hands.press("更正")
    dialog = hands.dialog(CorrectDialog)
    sheet = next(iter(dialog.editors))[0]
    hands.fill({f"{sheet} {cell} 更正为": text for cell, text in cells.items()})
    hands.press("按更正后的内容接收")
    assert hands.reads("请写明更正的理由")
    assert office.written() == [], "no correction without its reason"
    hands.fill({"更正理由": reason})
    hands.press("按更正后的内容接收")
    assert hands.front is hands.window, hands.texts()
    assert office.written() == ["return_corrected"]
    own = total(n for n in office.case.needs if n.unit == unit)
    assert own.amount_fen > 0
    assert total(office.case.needs).amount_fen == before + own.amount_fen
    assert hands.told()[0] == f"已按更正接收“{file}”（{unit}），{own.rows} 行。"
    kept = [r for r in collecting.list_returns(office.desk, PROJECT) if r.file == file]
    assert [r.outcome for r in kept] == [Outcome.REJECTED, Outcome.ACCEPTED]
    assert kept[0].settled == reason
    original = (SAMPLES / "returns" / file).read_bytes()
    assert office.desk.store.originals.read(kept[0].sha256) == original
    for cell, text in cells.items():
        if cell.startswith("G"):
            fen = money.fen(text)
            assert fen in [n.amount_fen for n in office.case.needs if n.unit == unit]


def _set_aside(office: Office, file: str, reason: str) -> None:
    hands = office.hands
    before = office.case.needs
    hands.select(FILES, file)

    def give(dialog: ReasonDialog) -> None:
        hands.press("搁置", dialog)
        assert hands.reads("请写明理由。", dialog)
        hands.fill({"理由": reason}, dialog)
        hands.press("搁置", dialog)

    hands.answer("搁置", ReasonDialog, give)
    assert office.written() == ["return_set_aside"]
    assert hands.cell(FILES, file, "结果") == "已处理"
    assert hands.cell(FILES, file, "说明").startswith(reason)
    assert office.case.needs == before


def close_collection(office: Office) -> None:
    """Who takes no part says so; who stays silent is explained; then 回收 is completed."""
    hands = office.hands
    assert office.case.needs
    hands.press("完成汇总，去办理委托函")
    assert office.case.stage("collection").completed_on is None, "seven units are still open"
    assert office.written() == []
    assert "汇总表用页面上方的“汇总表”按钮制作。" in hands.texts(hands.frame.side.papers)
    hands.leaf("按单位")
    hands.press("登记退出")
    hands.dialog(RecordManyDialog)
    hands.tick(GONE)
    hands.press("登记")
    assert hands.reads("请写明退出理由。")
    hands.fill({"日期": "2026-8-21", "退出理由": "来函说明本年度无采购预算，不参加。"})
    hands.press("登记")
    assert office.written() == ["event_recorded"]
    left = {e.unit for e in office.case.events if e.kind is EventKind.WITHDRAWN}
    assert left == set(GONE)
    assert {hands.cell(UNITS, unit, "状态") for unit in GONE} == {"已退出"}
    reason = "截止日后两次催报仍未答复，视为不参加。"
    explain(office, "还没有可用的需求", "对这2家单位都用这个理由", reason)
    assert {(o.rule, o.subject) for o in office.case.overrides} == {
        ("every_unit_answered", unit) for unit in SILENT
    }
    assert hands.checks() == 1
    advice = hands.says(hands.card("属于鼓励实施带量集中采购的项目"))
    assert money.yuan(total(office.case.needs).amount_fen) in advice
    hands.press("完成汇总，去办理委托函")
    hands.dialog(SealDialog)
    assert hands.field("名称").value() == f"{TODAY.year}年{TODAY.month}月{TODAY.day}日汇总"
    assert office.written() == [], "nothing is sealed before it is said so"
    hands.press("封存并完成")
    assert office.written() == ["needs_frozen", "stage_completed"]
    assert office.case.stage("collection").completed_on == TODAY
    assert hands.title() == headed("参与委托")
    assert hands.rail() == rail_at("参与委托")


def explain(office: Office, words: str, action: str, reason: str) -> None:
    """说明理由 on the card that says this; one reason, one write, however many it speaks of."""
    hands = office.hands
    why = next(b for b in hands.all(QPushButton, hands.card(words)) if b.text() == "说明理由")

    def give(dialog: ReasonDialog) -> None:
        hands.fill({"理由": reason}, dialog)
        hands.press(action, dialog)

    hands.answering(lambda: hands.click(why), ReasonDialog, give)
    assert office.written() == ["warning_explained"]
    assert not [card for card in hands.cards() if words in hands.says(card)]
