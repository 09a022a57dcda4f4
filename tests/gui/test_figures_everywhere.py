"""每页每张有金额的表：下面有守恒的合计行，每个金额、数量都问得到来历；文件里的数也是。"""

import re
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui import journey_data as journey
from tests.gui.journey_data import AWARDED, Folders, press
from zjbuy_desktop.gui.dialogs.paper_figures import PaperFiguresDialog
from zjbuy_desktop.gui.pages.book import PAGES, page_class
from zjbuy_desktop.gui.pages.delegation import DelegationPage
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.usecases import paper_figures

NOT_SUMMED = {
    "收到的文件": "a file that was replaced or refused counts for nothing",
    "各次封存": "each row is the whole of one moment",
}
"""Tables of amounts that must not be added up, and why."""
NOT_TRACED = {
    "各次封存": "a sealed moment is compared as a whole, its lines being sealed with it",
}
"""Tables whose figures are not of the present needs, and why."""
_FIGURES = re.compile(r"（元）$|^数量$|^行数$|^单位数$|^节约率$")
_LEAST = {"collection": 3, "delegation": 1, "plan": 2, "award": 1, "signing": 3}
"""Tables of amounts a page has at least: a page that lost its tables must not pass."""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return Folders(tmp_path_factory.mktemp("steps"))


@pytest.mark.parametrize("stage", list(PAGES))
def test_tables_of_amounts_prove_their_sum_and_tell_where_figures_come_from(
    qtbot: QtBot, folders: Folders, tmp_path: Path, stage: str
) -> None:
    seen, bare, mute = 0, [], []
    with journey.stands(qtbot, folders, tmp_path, page_class(stage)) as make:
        made = make("awarded", AWARDED)
        for table in made.page.findChildren(DataTable):
            title = table.view.accessibleName()
            figures = [c for c in table.model.columns if _FIGURES.search(c.title)]
            if title not in NOT_TRACED:
                mute += [f"{title}: {c.title}" for c in figures if c.why is None]
            amounts = [c for c in figures if "（元）" in c.title]
            seen += bool(amounts)
            if not amounts or title in NOT_SUMMED:
                continue
            if not re.search("✓|差", table.foot.mark):
                bare.append(title)
            mute += [f"{title}: 合计" for c in amounts if c.total and c.why_total is None]
    assert not bare
    assert not mute
    assert seen >= _LEAST.get(stage, 0)


def test_the_figures_of_a_paper_are_listed_and_traced(
    qtbot: QtBot, folders: Folders, tmp_path: Path
) -> None:
    with journey.stands(qtbot, folders, tmp_path, DelegationPage) as make:
        made = make("awarded", AWARDED)
        unit = "之江市教育局"
        found = paper_figures.figures_of(made.desk, made.case, "delegation_letter", unit)
        dialog = PaperFiguresDialog(made.page, "委托函", found)
        dialog.open()
        assert dialog.head.text().endswith("都有来历。")
        dialog.table.select(next(r for r in dialog.table.model.rows if r.fact == "amount"))
        press(qtbot, dialog.why)
        assert made.page.explaining is not None
        root = made.page.explaining.model.root
        assert root is not None
        assert root.figure.shown == "1,501,250.00 元"
        made.page.explaining.reject()
        dialog.reject()
