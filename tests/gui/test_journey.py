"""One procurement from an empty folder to the contracts, through the window, by clicks and keys.

At each step what is on screen and what is on the disk are both looked at.
"""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

PARTS = (
    "eyes", "hands", "office", "begin", "needs", "letters", "early", "results", "signing",
)  # fmt: skip
pytest.register_assert_rewrite(*(f"tests.gui.journey_{part}" for part in PARTS))

from tests.gui import journey_begin as begin  # noqa: E402
from tests.gui import journey_contracts as signed  # noqa: E402
from tests.gui import journey_early as early  # noqa: E402
from tests.gui import journey_letters as letters  # noqa: E402
from tests.gui import journey_needs as needs  # noqa: E402
from tests.gui import journey_results as results  # noqa: E402
from tests.gui import journey_signing as signing  # noqa: E402
from tests.gui import journey_tender as tender  # noqa: E402
from tests.gui.journey_office import Office  # noqa: E402


def test_from_the_first_window_to_the_notices(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(qtbot, tmp_path, monkeypatch)
    with office.window():
        begin.new_project(office)
        begin.set_up(office)
        begin.call(office)
        needs.bring_in(office)
        needs.mend(office)
        needs.close_collection(office)
        letters.entrust(office)
        early.publish_intentions(office)
        early.draft(office)
        early.review(office)
        results.plan(office)
        results.type_agency(office)
    with office.window():
        results.agency(office)
        tender.conduct(office)
        results.award(office)
        signing.sign(office)
        signed.link_formal_plan(office)
        signed.enter_contract(office)
        signing.look_around(office)
        left, case = signing.snapshot(office.hands), office.case
    with office.window():
        assert signing.snapshot(office.hands) == left
        assert office.case == case
        office.prove()
