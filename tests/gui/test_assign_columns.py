"""指明各列 by clicking: from a table nobody can read to lines that count."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from tests.gui import journey_data as journey
from tests.gui.journey_data import Folders, Stands, press, type_text
from zjbuy_desktop.core.case.needs import Outcome
from zjbuy_desktop.core.case.tally import total
from zjbuy_desktop.gui.dialogs.assign_columns import AssignColumnsDialog
from zjbuy_desktop.gui.dialogs.import_returns import ImportDialog
from zjbuy_desktop.gui.pages.collection import CollectionPage
from zjbuy_desktop.gui.widgets.column_list import CHECK
from zjbuy_desktop.usecases import mappings

UNIT = "之江市公安局"


@pytest.fixture
def stand(qtbot: QtBot, tmp_path: Path) -> Iterator[Stands]:
    folders = Folders(tmp_path / "steps")
    with journey.stands(qtbot, folders, tmp_path, CollectionPage) as make:
        yield make


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table whose heads are codes, with amounts in thousands."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "上报表"
    for line in (
        [f"填报单位：{UNIT}"],
        ["A01", "A02", "A03", "A04", "A05"],
        ["台式计算机（基础型）", "i5/16G", 10, 5.2, 52],
        ["台式计算机（基础型）", "i7/32G", 4, 5.5, 22],
    ):
        sheet.append(line)
    path = tmp_path / "代码表头 报送.xlsx"
    book.save(path)
    return path


def choose(box: QComboBox, words: str) -> None:
    """Pick an entry as a click on it does."""
    place = box.findText(words)
    assert place >= 0, words
    box.setCurrentIndex(place)
    box.activated.emit(place)


def page_of(stand: Stands) -> CollectionPage:
    page = stand("begun").page
    assert isinstance(page, CollectionPage)
    return page


def preview(qtbot: QtBot, page: CollectionPage, table: Path) -> ImportDialog:
    page.import_files([table])
    dialog = page.dialog
    assert isinstance(dialog, ImportDialog)
    qtbot.waitUntil(lambda: dialog.report is not None, timeout=20_000)
    return dialog


def assigning(qtbot: QtBot, dialog: ImportDialog) -> AssignColumnsDialog:
    press(qtbot, dialog.assign)
    made = dialog.assigning
    assert isinstance(made, AssignColumnsDialog)
    qtbot.waitUntil(lambda: bool(made.form.columns.choices), timeout=20_000)
    return made


def say_columns(asked: AssignColumnsDialog) -> None:
    words = {"A": "标的名称 *", "B": "规格型号", "C": "数量 *", "D": "单价 *", "E": "预算金额 *"}
    for letter, word in words.items():
        choose(asked.form.columns.choices[letter], word)


def test_codes_for_heads_are_said_tried_remembered_and_written(
    qtbot: QtBot, stand: Stands, table: Path
) -> None:
    page = page_of(stand)
    dialog = preview(qtbot, page, table)
    assert dialog.report is not None
    assert dialog.report.count(Outcome.REJECTED) == 1
    asked = assigning(qtbot, dialog)
    assert "认不出表头" in asked.why.text()
    assert not asked.go.isEnabled()
    say_columns(asked)
    assert "还差" in asked.reading.text()
    assert not asked.go.isEnabled(), "金额的单位还没有说"
    choose(asked.form.price_unit, "千元")
    choose(asked.form.amount_unit, "千元")
    qtbot.waitUntil(asked.go.isEnabled, timeout=20_000)
    assert "照此读出 2 行，数量 14，金额 74,000.00 元" in asked.reading.text()
    assert [n.amount_fen for n in asked.lines.model.rows] == [5_200_000, 2_200_000]
    asked.keep.click()
    type_text(asked.name, "公安局代码表")
    qtbot.waitUntil(asked.go.isEnabled, timeout=20_000)
    press(qtbot, asked.go)
    qtbot.waitUntil(lambda: dialog.report.count(Outcome.ACCEPTED) == 1, timeout=20_000)
    assert "按对应方案“公安局代码表”读取" in dialog.said.text()
    press(qtbot, dialog.go)
    context = page.context
    assert context is not None
    qtbot.waitUntil(lambda: bool(context.desk.case(context.project_id).needs), timeout=20_000)
    assert total(context.desk.case(context.project_id).needs).amount_fen == 7_400_000
    assert [k.mapping.name for k in mappings.list_mappings(context.desk)] == ["公安局代码表"]


def test_moving_the_head_shows_other_heads_and_a_wrong_unit_shows_at_once(
    qtbot: QtBot, stand: Stands, table: Path
) -> None:
    asked = assigning(qtbot, preview(qtbot, page_of(stand), table))
    type_text(asked.form.head_row, "3")
    assert asked.form.first_row.value() == 4
    said = asked.said()
    assert said is not None
    assert dict(said.heads)["C"] == "10"
    type_text(asked.form.head_row, "2")
    say_columns(asked)
    choose(asked.form.price_unit, "元")
    choose(asked.form.amount_unit, "千元")
    qtbot.waitUntil(lambda: asked.trial is not None, timeout=20_000)
    assert "处要改" in asked.reading.text()
    assert "52" in asked.reading.text()


def test_a_guess_is_marked_until_somebody_says_it(
    qtbot: QtBot, stand: Stands, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for line in (
        [f"填报单位：{UNIT}"],
        ["标的名称", "数量", "单价（元）", "金额（元）", "预算金额（元）"],
        ["台式计算机（基础型）", 10, 5200, 52000, 52000],
    ):
        sheet.append(line)
    path = tmp_path / "两个金额.xlsx"
    book.save(path)
    asked = assigning(qtbot, preview(qtbot, page_of(stand), path))
    columns = asked.form.columns
    marked = [letter for letter, doubt in columns.doubts.items() if not doubt.isHidden()]
    assert marked == ["D", "E"]
    assert columns.doubts["D"].text() == CHECK
    assert not asked.go.isEnabled(), "两列都像金额，不能猜"
    choose(columns.choices["D"], "（不读这一列）")
    choose(columns.choices["E"], "预算金额 *")
    qtbot.waitUntil(asked.go.isEnabled, timeout=20_000)
    assert columns.doubts["D"].isHidden()


def test_a_kept_file_that_waits_is_assigned_and_imported_again(
    qtbot: QtBot, stand: Stands, table: Path
) -> None:
    page = page_of(stand)
    first = preview(qtbot, page, table)
    press(qtbot, first.go)
    qtbot.waitUntil(lambda: page.files.named(table.name) is not None, timeout=20_000)
    row = page.files.named(table.name)
    assert row is not None
    page.leaves.setCurrentWidget(page.files)
    page.files.go_to(row)
    press(qtbot, page.files.assign)
    qtbot.waitUntil(lambda: isinstance(page.dialog, AssignColumnsDialog), timeout=20_000)
    asked = page.dialog
    assert isinstance(asked, AssignColumnsDialog)
    qtbot.waitUntil(lambda: bool(asked.form.columns.choices), timeout=20_000)
    say_columns(asked)
    choose(asked.form.price_unit, "千元")
    choose(asked.form.amount_unit, "千元")
    qtbot.waitUntil(asked.go.isEnabled, timeout=20_000)
    press(qtbot, asked.go)
    qtbot.waitUntil(lambda: isinstance(page.dialog, ImportDialog), timeout=20_000)
    again = page.dialog
    assert isinstance(again, ImportDialog)
    qtbot.waitUntil(lambda: again.report is not None, timeout=20_000)
    press(qtbot, again.go)
    context = page.context
    assert context is not None
    qtbot.waitUntil(lambda: bool(context.desk.case(context.project_id).needs), timeout=20_000)
    qtbot.waitUntil(lambda: not any(r.waits for r in page.files.table.model.rows), timeout=20_000)
