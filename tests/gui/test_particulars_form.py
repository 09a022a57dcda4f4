"""填写内容: typed, pasted, saved, kept while unsaved; named papers added, renamed, taken out."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.sitting import TODAY, Sitting, press_primary
from tests.usecases import many_units
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.papers.document_confirmation import ITEMS
from zjbuy_desktop.core.papers.entries import EntryKind
from zjbuy_desktop.gui.dialogs.ask import ConfirmDialog
from zjbuy_desktop.gui.dialogs.ask_name import NameDialog
from zjbuy_desktop.gui.dialogs.particulars import ParticularsDialog
from zjbuy_desktop.gui.widgets.entry_form import EntryForm
from zjbuy_desktop.usecases import papers, particulars
from zjbuy_desktop.usecases.opening import open_desk

SURVEY, REPLY = "survey_report", "challenge_reply"
CONFIRMING = "document_confirmation"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("few")
    desk = open_desk(folder / "data", TODAY)
    many_units.project(desk, 3)
    desk.store.close()
    return folder / "data"


@pytest.fixture
def sitting(qtbot: QtBot, template: Path, tmp_path: Path) -> Iterator[Sitting]:
    with Sitting(qtbot, Path(shutil.copytree(template, tmp_path / "data"))) as made:
        yield made


def filling(sitting: Sitting, kind: str) -> ParticularsDialog:
    """The form, as the card's button opens it."""
    sitting.frame.side.papers.filled.emit(kind)
    sitting.rest()
    return sitting.window.findChildren(ParticularsDialog)[-1]


def entered(sitting: Sitting, kind: str, subject: str = "") -> dict[str, object]:
    return dict(sitting.case.particulars_of(kind, subject).values)


def test_every_kind_of_entry_goes_through_its_editor_unchanged(qtbot: QtBot) -> None:
    entries = [e for spec in PAPERS.values() for e in spec.entries]
    assert {e.kind for e in entries} >= {EntryKind.TEXT, EntryKind.DATE, EntryKind.TABLE}
    given = {
        EntryKind.TEXT: "甲", EntryKind.LONG: "一\n二", EntryKind.DATE: "2026-08-17",
        EntryKind.MONEY: "1234567.50", EntryKind.COUNT: "3",
    }  # fmt: skip
    for spec in PAPERS.values():
        form = EntryForm(spec.entries, TODAY)
        qtbot.addWidget(form)
        values = {
            e.name: (tuple("乙" for _ in e.columns),) if e.kind is EntryKind.TABLE
            else e.choices[0] if e.kind is EntryKind.CHOICE else given[e.kind]
            for e in spec.entries
        }  # fmt: skip
        form.show_values(values)
        assert form.entered() == values
        form.show_values({})
        assert not any(form.entered().values()), spec.kind


def test_what_is_typed_and_pasted_is_saved(sitting: Sitting) -> None:
    dialog = filling(sitting, SURVEY)
    assert dialog.lacking.text().startswith("还缺，在这里填：调查开始日期、")
    fields = dialog.form.fields
    sitting.type_in(fields["survey_from"].widget.line, "2026-8-3")  # type: ignore[attr-defined]
    sitting.type_in(fields["surveyors"].widget, "王喆、沈䶮")
    table = fields["respondents"].widget
    table.table.setCurrentCell(0, 0)  # type: ignore[attr-defined]
    QGuiApplication.clipboard().setText(
        "甲公司\t厂商\t王\t问卷\t本地\r\n乙公司\t销售商\t李\t电话\t外地\r\n"
    )
    table.paste()  # type: ignore[attr-defined]
    sitting.press(dialog.go)
    values = entered(sitting, SURVEY)
    assert values["survey_from"] == "2026-08-03"
    assert values["surveyors"] == "王喆、沈䶮"
    assert values["respondents"] == (
        ("甲公司", "厂商", "王", "问卷", "本地"), ("乙公司", "销售商", "李", "电话", "外地"),
    )  # fmt: skip
    assert "调查开始日期" not in dialog.lacking.text()
    assert not dialog.go.isEnabled(), "nothing is left to be saved"
    dialog.close()


def test_what_is_lacking_is_told_by_where_it_is_filled_in(sitting: Sitting) -> None:
    dialog = filling(sitting, CONFIRMING)
    here, made, rest = dialog.lacking.text().split("；", 2)
    assert here.startswith("还缺，在这里填：版本、")
    assert made == "在“制作”里填：文号、成文日期"
    assert rest.startswith("还要补齐或改正：采购代理机构、“采购需求”的确认意见、")
    assert "项" not in made, "nothing is counted that could be counted wrongly"
    dialog.close()


def test_the_six_items_stand_there_and_what_is_known_is_filled_in_by_a_click(
    sitting: Sitting,
) -> None:
    desk = sitting.session.desk
    assert desk is not None
    particulars.fill_in(desk, 1, "requirement_document", "", {"policies": "支持中小企业"})
    sitting.frame.check_asked.emit()
    sitting.rest()
    dialog = filling(sitting, CONFIRMING)
    editor = dialog.form.fields["items"].widget
    assert [cells[0] for cells in editor.value()] == list(ITEMS)  # type: ignore[attr-defined]
    assert not dialog.go.isEnabled(), "rows that stand there are nothing typed"
    assert dialog.form.entered()["items"] == ()
    own = ("合同文本", "第五章", "修改后予以确认")
    editor.set_value((*((n, "", "") for n in ITEMS if n != own[0]), own))  # type: ignore[attr-defined]
    sitting.press(dialog.usual)
    assert dialog.message.text() == "已填入 1 项，请逐项核对再保存。"
    sitting.press(dialog.go)
    rows = {r[0]: r for r in sitting.case.particulars_of(CONFIRMING).rows("items")}
    assert rows["政府采购政策"] == ("政府采购政策", "支持中小企业", "同意")
    assert rows["供应商资格条件"][1] == "符合政府采购法第二十二条；特定资格条件：无"
    assert rows[own[0]] == own, "what was typed stays"
    dialog.close()


def test_usual_wording_is_taken_by_a_click_and_never_by_itself(sitting: Sitting) -> None:
    dialog = filling(sitting, "contract")
    form = dialog.form
    assert not any(form.entered().values())
    sitting.type_in(form.fields["repair"].widget, "按采购文件")
    sitting.press(dialog.usual)
    assert "请逐项核对" in dialog.message.text()
    sitting.press(dialog.go)
    values = entered(sitting, "contract")
    assert values["repair"] == "按采购文件", "what was typed stays"
    assert str(values["accept_steps"]).startswith("乙方提出验收申请")
    facts = {"subcontract", "imported", "foreign", "bond_percent", "accept_by", "dispute"}
    assert not facts & values.keys(), "facts have no usual wording"
    dialog.close()
    other = filling(sitting, SURVEY)
    assert not other.usual.isVisible()
    other.close()


@pytest.mark.parametrize("kind", ["signing_notice", SURVEY])
@pytest.mark.parametrize("way", ["button", "escape", "window"])
def test_it_closes_at_once_when_nothing_was_typed(sitting: Sitting, kind: str, way: str) -> None:
    """By every way out, for a kind with defaults and for one with tables."""
    dialog = filling(sitting, kind)
    gone: list[int] = []
    dialog.finished.connect(gone.append)
    if way == "button":
        press(dialog, "关闭")
    elif way == "escape":
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    else:
        assert dialog.close()
    assert len(gone) == 1
    sitting.rest()
    assert not sitting.window.findChildren(ParticularsDialog)


def press(dialog: ParticularsDialog, text: str) -> None:
    (found,) = (b for b in dialog.findChildren(QPushButton) if b.text() == text)
    found.click()


def test_rows_are_added_and_taken_out(sitting: Sitting) -> None:
    dialog = filling(sitting, SURVEY)
    editor = dialog.form.fields["quotes"].widget
    editor.set_value((("标项一", "甲", "5200", ""), ("标项一", "乙", "5300", "")))  # type: ignore[attr-defined]
    sitting.press(editor.more)  # type: ignore[attr-defined]
    assert editor.table.rowCount() == 3  # type: ignore[attr-defined]
    editor.table.selectRow(0)  # type: ignore[attr-defined]
    sitting.press(editor.less)  # type: ignore[attr-defined]
    assert editor.value() == (("标项一", "乙", "5300", ""),), "an empty row is none"  # type: ignore[attr-defined]
    dialog.close()


def test_what_is_not_saved_comes_back(sitting: Sitting) -> None:
    dialog = filling(sitting, SURVEY)
    sitting.type_in(dialog.form.fields["surveyors"].widget, "王喆")
    sitting.type_in(dialog.form.fields["survey_from"].widget.line, "八月")  # type: ignore[attr-defined]
    dialog.close()
    sitting.rest()
    assert entered(sitting, SURVEY) == {}
    again = filling(sitting, SURVEY)
    assert again.form.value("surveyors") == "王喆"
    assert again.form.fields["survey_from"].editor.draft() == "八月", "even what cannot be read"
    sitting.press(again.go)
    assert again.message.text().startswith("调查开始日期：")
    assert entered(sitting, SURVEY) == {}, "nothing is dropped silently"
    sitting.press(again.undo)
    assert again.form.value("surveyors") == ""
    again.close()
    sitting.rest()
    assert filling(sitting, SURVEY).form.value("surveyors") == ""


def test_named_papers_are_added_renamed_and_taken_out(sitting: Sitting) -> None:
    dialog = filling(sitting, REPLY)

    def name(text: str) -> Callable[[NameDialog], object]:
        return lambda asked: (asked.name.set_value(text), press_primary(asked))

    sitting.answering(NameDialog, name("甲公司的质疑"))
    dialog._add()
    sitting.rest()
    assert PAPERS[REPLY].subjects(sitting.case) == ("甲公司的质疑",)
    assert dialog._chosen() == "甲公司的质疑"
    first = next(n for n, f in dialog.form.fields.items() if hasattr(f.widget, "setText"))
    sitting.type_in(dialog.form.fields[first].widget, "甲公司")
    sitting.press(dialog.go)
    sitting.answering(NameDialog, name("甲公司对采购结果的质疑"))
    sitting.press(dialog._rename)
    assert PAPERS[REPLY].subjects(sitting.case) == ("甲公司对采购结果的质疑",)
    assert entered(sitting, REPLY, "甲公司对采购结果的质疑")[first] == "甲公司"
    sitting.answering(ConfirmDialog, press_primary)
    sitting.press(dialog._remove)
    assert PAPERS[REPLY].subjects(sitting.case) == ()
    dialog.close()


def test_a_paper_that_was_made_keeps_its_name(sitting: Sitting, tmp_path: Path) -> None:
    desk = sitting.session.desk
    assert desk is not None
    particulars.fill_in(desk, 1, REPLY, "甲", {})
    particulars.fill_in(desk, 1, REPLY, "乙", {})
    with pytest.raises(UserError, match="已经有了"):
        particulars.rename(desk, 1, REPLY, "甲", "乙")
    papers.make(desk, 1, [REPLY], tmp_path / "out", subject="甲")
    with pytest.raises(UserError, match="不能改名"):
        particulars.rename(desk, 1, REPLY, "甲", "丙")
    particulars.rename(desk, 1, REPLY, "乙", "丙")
    assert set(PAPERS[REPLY].subjects(desk.case(1))) == {"甲", "丙"}


def test_typing_for_several_subjects_is_kept_apart(sitting: Sitting) -> None:
    desk = sitting.session.desk
    assert desk is not None
    for name in ("甲", "乙"):
        particulars.fill_in(desk, 1, REPLY, name, {})
    sitting.frame.check_asked.emit()
    sitting.rest()
    dialog = filling(sitting, REPLY)
    first = next(n for n, f in dialog.form.fields.items() if hasattr(f.widget, "setText"))
    for name in ("甲", "乙"):
        dialog.show_subject(name)
        sitting.type_in(dialog.form.fields[first].widget, f"{name}公司")
    dialog.show_subject("甲")
    assert dialog.form.value(first) == "甲公司"
    marked = [dialog.subjects.item(n).text() for n in range(dialog.subjects.count())]
    assert sum("未保存" in text for text in marked) == 2
    sitting.press(dialog.go)
    assert [entered(sitting, REPLY, n)[first] for n in ("甲", "乙")] == ["甲公司", "乙公司"]
    dialog.close()
    QApplication.processEvents()


def test_an_identity_number_stands_whole_only_while_it_is_typed(sitting: Sitting) -> None:
    form = EntryForm(PAPERS["representative_authorisation"].entries, TODAY)
    sitting.qtbot.addWidget(form)
    form.show()
    table = form.fields["representatives"].widget.table
    table.setCurrentCell(0, 2)
    typing = table.indexWidget(table.model().index(0, 2))
    QTest.keyClicks(typing, "339900198503121227")
    QTest.keyClick(typing, Qt.Key.Key_Return)
    QApplication.processEvents()
    shown = table.model().index(0, 2).data(Qt.ItemDataRole.DisplayRole)
    assert shown == "339900********1227"
    assert form.entered()["representatives"][0][2] == "339900198503121227"
    table.setCurrentCell(0, 2)
    QTest.keySequence(table, "Ctrl+C")
    assert "19850312" not in QGuiApplication.clipboard().text()
