"""复制为下一年项目, 从单位库选, 以前的机构 by clicking."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel
from pytestqt.qtbot import QtBot

from tests.gui import journey_data as journey
from tests.gui.sitting import Sitting
from tests.gui.stage_names import headed
from zjbuy_desktop.core.case.units import Role
from zjbuy_desktop.gui.dialogs.address_book import AddressBookDialog, AgencyBookDialog

NEXT = "之江市2027年度台式计算机带量集中采购项目"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> journey.Folders:
    return journey.Folders(tmp_path_factory.mktemp("steps"))


@pytest.fixture
def sitting(qtbot: QtBot, folders: journey.Folders, tmp_path: Path) -> Iterator[Sitting]:
    with Sitting(qtbot, folders.copy("planned", tmp_path / "data"), date(2026, 12, 1)) as made:
        yield made


def renewed(sitting: Sitting, name: str = "") -> None:
    sitting.session.go_place("workbench")
    sitting.rest()
    home = sitting.session.places.home
    home.board.table.select(home.board.table.model.visible[0])
    sitting.press(home.renew)
    dialog = sitting.session.places.renewing
    assert dialog is not None
    assert dialog.name.value() == NEXT
    if name:
        sitting.type_in(dialog.name, name)
    sitting.press(dialog.go)
    sitting.rest()


def test_a_project_becomes_next_years(sitting: Sitting) -> None:
    old = sitting.case
    renewed(sitting)
    assert sitting.title == headed("立项与名册")
    assert sitting.case.id != old.id
    assert sitting.case.project.name == NEXT
    assert len(sitting.case.units) == len(old.units)
    assert sitting.case.needs == ()
    assert any(NEXT in text for text in sitting.banners())
    assert NEXT in sitting.frame.navigation.project.toolTip()


def test_another_name_is_taken_as_typed(sitting: Sitting) -> None:
    renewed(sitting, "明年的项目")
    assert sitting.case.project.name == "明年的项目"


def choose(dialog: Any, *names: str) -> None:
    """Select rows by the name in them."""
    view, model = dialog.table.view, dialog.table.view.model()
    flag = QItemSelectionModel.SelectionFlag
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        if str(index.data()) in names:
            view.selectionModel().select(index, flag.Select | flag.Rows)
            view.selectionModel().setCurrentIndex(index, flag.NoUpdate)


def test_units_of_earlier_projects_are_put_on_the_roster(sitting: Sitting) -> None:
    old = sitting.case.units
    renewed(sitting)
    page = sitting.page
    (first, second) = (
        (u for u in sitting.case.units if u.role is Role.PARTICIPANT)
        if len(old) == 3
        else [u for u in sitting.case.units if u.role is Role.PARTICIPANT][:2]
    )
    page._replace(  # type: ignore[attr-defined]
        [u for u in sitting.case.units if u not in (first, second)], "移除"
    )
    sitting.rest()
    page.leaves.setCurrentIndex(1)  # type: ignore[attr-defined]
    sitting.press(page.roster.book)  # type: ignore[attr-defined]
    dialog = page.dialog
    assert isinstance(dialog, AddressBookDialog)
    shown = [b.unit.name for b in dialog.table.model.rows]
    assert sorted(shown) == sorted([first.name, second.name]), "who is there is not offered"
    sitting.press(dialog.go)
    assert "请先在表里选中" in dialog.message.text()
    choose(dialog, first.name, second.name)
    sitting.press(dialog.go)
    sitting.rest()
    assert {first.name, second.name} <= {u.name for u in sitting.case.units}
    back = sitting.case.unit(first.name)
    assert back is not None
    assert (back.uscc, back.contact, back.phone) == (first.uscc, first.contact, first.phone)


def test_the_wizard_offers_the_book_as_well(sitting: Sitting) -> None:
    some = sitting.case.units[1]
    sitting.session.places.start_new(take_over=False)
    wizard = sitting.session.places.wizard
    assert wizard is not None
    wizard.roster.panel.book_asked.emit()
    sitting.rest()
    dialog = wizard.book
    assert isinstance(dialog, AddressBookDialog)
    choose(dialog, some.name)
    sitting.press(dialog.go)
    (unit,) = wizard.order().units
    assert (unit.name, unit.uscc) == (some.name, some.uscc)
    wizard.roster.set_units(())
    wizard.reject()


def test_an_agency_of_an_earlier_project_fills_the_form(sitting: Sitting) -> None:
    agency = sitting.case.agency
    assert agency is not None
    renewed(sitting)
    page: Any = sitting.go("agency")
    sitting.type_in(page.form.fields["agreement_number"].editor, "XY-2027")
    sitting.press(page.book)
    dialog = page.dialog
    assert isinstance(dialog, AgencyBookDialog)
    choose(dialog, agency.name)
    sitting.press(dialog.go)
    assert sitting.case.agency is None, "nothing is kept before it is saved"
    assert page.form.value("agency") == agency.name
    sitting.press(page.save)
    kept = sitting.case.agency
    assert kept is not None
    assert (kept.uscc, kept.agreement_number, kept.reason) == (agency.uscc, "XY-2027", "")
