"""代理委托 by clicking: the agency's form, its code judged at once, what art. 四 asks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui import journey_data as journey
from tests.gui.journey_data import Folders, Stand, Stands, press, type_text
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.gui.pages.agency import AgencyPage


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return Folders(tmp_path_factory.mktemp("steps"))


@pytest.fixture
def stand(qtbot: QtBot, folders: Folders, tmp_path: Path) -> Iterator[Stands]:
    with journey.stands(qtbot, folders, tmp_path, AgencyPage) as make:
        yield make


def page_of(made: Stand) -> AgencyPage:
    assert isinstance(made.page, AgencyPage)
    return made.page


def type_in(page: AgencyPage, name: str, text: str) -> None:
    type_text(page.form.fields[name].widget, text)


def test_a_wrong_code_is_told_beside_the_field_and_not_saved(qtbot: QtBot, stand: Stands) -> None:
    made = stand("entrusted")
    page = page_of(made)
    assert "应当委托集中采购机构" in page.hint.text()
    type_in(page, "agency", "浙江某代理有限公司")
    type_in(page, "agency_uscc", "12330100MBO000001N")
    assert "是否应为 12330100MB0000001N" in page.form.problems()["agency_uscc"]
    press(qtbot, page.save)
    assert made.case.agency is None
    assert "信用代码" in made.told[-1][1]


def test_saved_agency_is_judged_by_article_four(qtbot: QtBot, stand: Stands) -> None:
    made = stand("entrusted")
    page = page_of(made)
    type_in(page, "agency", "浙江某代理有限公司")
    type_in(page, "agency_uscc", "９1330100ma2abcde1r")
    page.form.fields["reason"].editor.set_draft("比选")
    assert page.unsaved.text() == "有未保存的改动"
    press(qtbot, page.save)
    agency = made.case.agency
    assert (agency.name, agency.uscc, agency.is_central, agency.reason) == (
        "浙江某代理有限公司", "91330100MA2ABCDE1R", False, "比选",
    )  # fmt: skip
    assert page.unsaved.text() == ""
    central = page.form.fields["agency_central"].widget
    assert "不是集中采购机构" in central.accessibleDescription()
    central.click()  # type: ignore[attr-defined]
    press(qtbot, page.save)
    assert made.case.agency.is_central
    assert "不是集中采购机构" not in central.accessibleDescription()


def test_completing_saves_what_is_typed_first(qtbot: QtBot, stand: Stands) -> None:
    made = stand("planned")
    page = page_of(made)
    line = page.checklist.lines[EventKind.AGENCY_AGREEMENT_SIGNED.value]
    line.day.set_value(made.desk.today)
    type_in(page, "agreement_number", "DL-2026-9")
    press(qtbot, line.go)
    assert page.form.value("agreement_number") == "DL-2026-9", "recording loses nothing typed"
    assert made.case.agency.agreement_number == ""
    press(qtbot, page.primary)
    assert made.case.agency.agreement_number == "DL-2026-9"
    assert made.completed == 1
