"""情景文件里的三件事，在整个窗口里照样办一遍：签迟了一天、补充合同一成和多一分、统采统签。"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui import journey_data as journey
from tests.gui.journey_data import Folders
from tests.gui.sitting import Sitting
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.allocation import contract_totals, lot_results
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.project import Mode
from zjbuy_desktop.gui.dialogs.record_many import RecordManyDialog
from zjbuy_desktop.gui.dialogs.supplement import SupplementDialog
from zjbuy_desktop.gui.pages.performance import PerformancePage
from zjbuy_desktop.gui.pages.setup import SetupPage
from zjbuy_desktop.gui.pages.signing import SigningPage

FIRST, SECOND, LEAD = "之江市教育局", "之江市图书馆", "之江市机关事务管理局"
LOT, TODAY = "标项一", date(2026, 11, 3)
SIGNED = EventKind.CONTRACT_SIGNED


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return Folders(tmp_path_factory.mktemp("steps"))


@pytest.fixture
def sitting(qtbot: QtBot, folders: Folders, tmp_path: Path) -> Iterator[Sitting]:
    """Award notices went out on 2026-09-30: thirty days end on 2026-10-30, a Friday."""
    with Sitting(qtbot, folders.copy("awarded", tmp_path / "之江 数据"), TODAY) as made:
        yield made


def signing(sitting: Sitting) -> SigningPage:
    page = sitting.go("signing")
    assert isinstance(page, SigningPage)
    return page


def record(sitting: Sitting, page: SigningPage, unit: str, day: date) -> None:
    """登记合同签订 of one unit, as it is done at the page."""
    sitting.press(page.steps[SIGNED])
    dialog = page.dialog
    assert isinstance(dialog, RecordManyDialog)
    dialog.tick([unit])
    dialog.day.set_value(day)
    sitting.press(dialog.go)


def test_a_contract_signed_a_day_late_is_told_and_one_of_the_last_day_is_not(
    sitting: Sitting,
) -> None:
    page = signing(sitting)
    record(sitting, page, FIRST, date(2026, 10, 30))
    record(sitting, page, SECOND, date(2026, 10, 31))
    assert sitting.case.happened(SIGNED, FIRST) == date(2026, 10, 30)
    assert sitting.case.happened(SIGNED, SECOND) == date(2026, 10, 31)
    told = [t for t in sitting.findings() if "法定最后日是 2026-10-30" in t]
    assert f"{SECOND}的合同 2026-10-31 签订，法定最后日是 2026-10-30。" in told
    assert not any(FIRST in t for t in told)
    assert len(told) == 13, "the twelve that have not signed are late too"
    assert page.rate.text().startswith("已签 2/14 家")


def test_a_tenth_is_added_and_not_a_fen_more(sitting: Sitting) -> None:
    page = sitting.go("performance")
    assert isinstance(page, PerformancePage)
    (row,) = [r for r in page.table.model.rows if (r.unit, r.at.lot) == (FIRST, LOT)]
    tenth = row.at.due_fen // 10
    for fen, kept in ((tenth + 1, 0), (tenth, 1)):
        page.table.select(next(r for r in page.table.model.rows if r.unit == FIRST))
        sitting.press(page.supplement)
        dialog = page.dialog
        assert isinstance(dialog, SupplementDialog)
        assert f"还可以补充 {money.yuan(tenth)} 元" in dialog.room.text()
        sitting.type_in(dialog.amount, money.yuan(fen).replace(",", ""))
        sitting.press(dialog.go)
        assert len(sitting.case.supplements) == kept
        if not kept:
            assert "超过原合同" in dialog.message.text()
            dialog.reject()
    assert f"应付 {money.yuan(sum(contract_totals(sitting.case).values()) + tenth)} 元" in (
        page.sum.text()
    )


def test_signed_together_only_the_lead_signs_and_all_units_are_done_with_it(
    sitting: Sitting,
) -> None:
    page = sitting.go("setup")
    assert isinstance(page, SetupPage)
    page.form.fields["mode"].editor.set_value(Mode.SIGN_TOGETHER)
    page.form.fields["sign_together_note"].editor.set_value("市财政局同意试点")
    page.form.edited.emit("mode")
    assert page.joint.isVisible()
    sitting.press(page.save)
    assert sitting.case.project.mode is Mode.SIGN_TOGETHER
    at = signing(sitting)
    whole = sum(r.award_fen for r in lot_results(sitting.case))
    assert at.sum.text() == (
        f"合同金额合计 {money.yuan(whole)} 元；统采统签，由{LEAD}统一签订、公告、备案"
    )
    record(sitting, at, LEAD, date(2026, 10, 20))
    assert at.rate.text() == "已签 14/14 家（100.00%）"
    assert sitting.case.happened(SIGNED, FIRST) is None
    assert not any("还没有登记合同签订" in text for text in sitting.findings())
    assert sitting.case.id == journey.PROJECT
