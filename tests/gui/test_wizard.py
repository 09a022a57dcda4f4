"""New projects and taken-over ones, from the empty workbench to the database."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton, QWizard
from pytestqt.qtbot import QtBot

from tests.gui.sitting import Sitting, sample_project
from tests.gui.stage_names import headed
from zjbuy_desktop.core.case.project import Lot
from zjbuy_desktop.gui.dialogs.ask import ConfirmDialog
from zjbuy_desktop.gui.dialogs.new_project import NewProjectWizard

NEXT, FINISH = QWizard.WizardButton.NextButton, QWizard.WizardButton.FinishButton


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path) -> Iterator[Sitting]:
    with Sitting(qtbot, tmp_path / "data") as made:
        yield made


def begin(sitting: Sitting, name: str = "新建项目") -> NewProjectWizard:
    home = sitting.session.places.home
    button = next(b for b in home.findChildren(QPushButton) if name in b.text() and b.isVisible())
    sitting.press(button)
    wizard = sitting.session.places.wizard
    assert wizard is not None
    assert wizard.isVisible()
    return wizard


def fill_card(sitting: Sitting, wizard: NewProjectWizard, name: str) -> None:
    fields = wizard.card.form.fields
    for field, text in (("name", name), ("category_code", "a02010105"),
                        ("lead_unit", "之江市机关事务管理局")):  # fmt: skip
        sitting.type_in(fields[field].widget, text)


def on(wizard: NewProjectWizard, button: QWizard.WizardButton) -> Any:
    return wizard.button(button)


def test_an_empty_folder_says_what_to_do(sitting: Sitting) -> None:
    assert sitting.title == "工作台"
    assert "还没有项目" in sitting.words()
    assert "新建项目" in sitting.frame.foot._next.text()


def test_a_project_is_created_through_the_wizard(sitting: Sitting, samples: Path) -> None:
    wizard = begin(sitting)
    fill_card(sitting, wizard, "之江市2026年度打印机带量集中采购项目")
    assert wizard.card.form.value("category_name") == "台式计算机", "named from the catalogue"
    sitting.press(on(wizard, NEXT))
    block = wizard.lots.form.fields["lots"].widget.blocks[0]
    sitting.type_in(block.item, "台式计算机（基础型）")
    sitting.type_in(block.measure, "台")
    sitting.type_in(block.ceiling, "5500")
    sitting.press(on(wizard, NEXT))
    wizard.read_roster(samples / "roster.xlsx")
    sitting.rest()
    assert len(wizard.roster.panel.table.model.rows) == 27
    sitting.press(on(wizard, NEXT))
    assert "27 家单位" in sitting.words(wizard)
    assert "没有写明为什么适用带量集中采购。" in sitting.words(wizard)
    sitting.press(on(wizard, FINISH))

    assert sitting.title == headed("立项与名册")
    case = sitting.case
    assert case.project.name == "之江市2026年度打印机带量集中采购项目"
    assert case.project.category_code == "A02010105"
    assert case.project.fiscal_year == 2026
    assert case.project.lots == (Lot("标项一", "台式计算机（基础型）", 550000, "", "台"),)
    assert [u.order for u in case.units] == list(range(27))
    assert sitting.page.form.value("name") == case.project.name  # type: ignore[attr-defined]
    backup = sitting.frame.foot._backup_text.text()
    assert backup.startswith("备份已验证 今天"), "what began today is backed up today"


def test_a_page_says_what_is_missing(sitting: Sitting) -> None:
    wizard = begin(sitting)
    sitting.press(on(wizard, NEXT))
    assert wizard.currentPage() is wizard.card
    assert wizard.card.message.text() == "请填项目名称。"
    fill_card(sitting, wizard, "某项目")
    sitting.type_in(wizard.card.form.fields["category_code"].widget, "A0201")
    sitting.press(on(wizard, NEXT))
    assert "品目编码" in wizard.card.message.text()
    sitting.type_in(wizard.card.form.fields["category_code"].widget, "A02010105")
    assert wizard.card.message.text() == "", "what was missing is there now"
    sitting.press(on(wizard, NEXT))
    sitting.press(on(wizard, NEXT))
    assert wizard.currentPage() is wizard.lots
    assert "标项" in wizard.lots.message.text()
    wizard.card.form.set_values({"name": ""})
    wizard.reject()


def test_a_name_in_use_keeps_what_was_entered(sitting: Sitting, samples: Path) -> None:
    wizard = begin(sitting)
    wizard.read_file(samples / "project.toml")
    sitting.rest()
    for _ in range(3):
        sitting.press(on(wizard, NEXT))
    sitting.press(on(wizard, FINISH))
    sitting.session.go_place("workbench")
    sitting.rest()
    again = begin(sitting)
    again.read_file(samples / "project.toml")
    sitting.rest()
    for _ in range(3):
        sitting.press(on(again, NEXT))
    sitting.press(on(again, FINISH))
    assert again.isVisible()
    assert "已有同名项目" in again.last.message.text()
    assert again.order().units
    assert on(again, FINISH).isEnabled()
    sitting.answering(ConfirmDialog, lambda d: d.accept())
    again.reject()


def test_a_project_file_fills_everything(sitting: Sitting, samples: Path) -> None:
    sitting.frame.files_dropped.emit([samples / "project.toml"])
    sitting.rest()
    wizard = sitting.session.places.wizard
    assert wizard is not None
    order = wizard.order()
    assert order.project.name == "之江市2026年度台式计算机带量集中采购项目"
    assert len(order.project.lots) == 2
    assert len(order.units) == 27
    sitting.answering(ConfirmDialog, lambda d: d.accept())
    wizard.reject()
    assert not sitting.session.desk or not sitting.session.places.wizard.isVisible()


def test_a_half_finished_project_is_taken_over(sitting: Sitting, samples: Path) -> None:
    wizard = begin(sitting, "接手项目")
    wizard.read_file(samples / "project.toml")
    sitting.rest()
    for _ in range(4):
        sitting.press(on(wizard, NEXT))
    assert wizard.taken is not None
    assert wizard.currentPage() is wizard.taken
    assert "请写明" in wizard.taken.message.text()
    wizard.taken.stage.set_value("delegation")
    sitting.type_in(wizard.taken.note, "前任经办人用表格办理")
    sitting.press(on(wizard, NEXT))
    sitting.press(on(wizard, FINISH))

    assert sitting.title == headed("参与委托")
    taken = {s.stage for s in sitting.case.stages if s.taken_over}
    assert taken == {"setup", "call", "collection"}
    hints = [sitting.frame.navigation.stages.item(n).toolTip() for n in range(4)]
    assert any("前任经办人用表格办理" in hint for hint in hints)


def test_a_second_project_is_offered_beside_the_first(
    qtbot: QtBot, tmp_path: Path, samples: Path
) -> None:
    sample_project(tmp_path / "data", samples)
    with Sitting(qtbot, tmp_path / "data") as sitting:
        assert sitting.title == headed("立项与名册"), "one project opens by itself"
        sitting.session.go_place("workbench")
        sitting.rest()
        wizard = begin(sitting)
        fill_card(sitting, wizard, "第二个项目")
        sitting.press(on(wizard, NEXT))
        sitting.type_in(wizard.lots.form.fields["lots"].widget.blocks[0].item, "打印机")
        for _ in range(2):
            sitting.press(on(wizard, NEXT))
        sitting.press(on(wizard, FINISH))
        assert sitting.case.project.name == "第二个项目"
        offered = [a.text() for a in sitting.frame.navigation.project.menu().actions()]
        assert "第二个项目" in offered
        assert "之江市2026年度台式计算机带量集中采购项目" in offered
