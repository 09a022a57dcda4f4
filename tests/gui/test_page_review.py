"""需求审查 by clicking: words for several items at once, reasons, people, the day it passed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel
from pytestqt.qtbot import QtBot

from tests.gui import journey_data as journey
from tests.gui.journey_data import PROJECT, Folders, Stand, Stands, press
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.reviewing import OPINION
from zjbuy_desktop.gui.pages import review as page_module
from zjbuy_desktop.gui.pages.review import ReviewPage
from zjbuy_desktop.usecases import particulars, requirement

DEPARTMENTS = (("采购", "采购处", "徐涛", ""), ("财务", "财务处", "蒋莉", ""),
               ("业务", "信息处", "韩旭", ""))  # fmt: skip


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return Folders(tmp_path_factory.mktemp("steps"))


@pytest.fixture
def stand(qtbot: QtBot, folders: Folders, tmp_path: Path) -> Iterator[Stands]:
    with journey.stands(qtbot, folders, tmp_path, ReviewPage) as make:
        yield make


def page_of(made: Stand) -> ReviewPage:
    assert isinstance(made.page, ReviewPage)
    return made.page


def choose(page: ReviewPage, *numbers: int) -> None:
    page.table.choose(lambda v: v.item.number in numbers)


def said(made: Stand) -> dict[int, tuple[str, str]]:
    found = requirement.verdicts_of(made.case, made.desk.law, made.desk.today)
    return {v.item.number: (v.said, v.opinion) for v in found if v.said}


def test_items_selected_get_one_word_together(qtbot: QtBot, stand: Stands) -> None:
    made = stand("entrusted")
    page = page_of(made)
    assert page.sum.text() == "重点审查（含一般性审查），21 项：还有 21 项没有结论"
    press(qtbot, page.passed)
    assert said(made) == {}
    assert made.told[-1][1] == "先在表里选中要写结论的项目。"
    page.table.view.selectAll()
    press(qtbot, page.passed)
    assert len(said(made)) == 21
    assert page.sum.text().endswith("通过 21，全部有结论 ✓")
    choose(page, 4, 7)
    press(qtbot, page.not_concerned)
    assert said(made)[4] == ("不涉及", "")
    assert "通过 19，不涉及 2" in page.sum.text()


def test_a_word_an_item_cannot_have_is_refused(qtbot: QtBot, stand: Stands) -> None:
    made = stand("entrusted")
    page = page_of(made)
    choose(page, 1, 4)
    press(qtbot, page.not_concerned)
    assert said(made) == {}
    assert made.told[-1][1] == "第1项只能写通过或不通过，没有“不涉及”。"


def test_what_does_not_pass_says_why_and_is_mended(
    qtbot: QtBot, stand: Stands, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stand("entrusted")
    page = page_of(made)
    answers: list[str | None] = [None, "指定了品牌，删去"]
    monkeypatch.setattr(page_module, "ask_reason", lambda *_, **__: answers.pop(0))
    choose(page, 8)
    press(qtbot, page.failed)
    assert said(made) == {}, "thought better of it"
    press(qtbot, page.failed)
    assert said(made) == {8: ("不通过", "指定了品牌，删去")}
    press(qtbot, page.passed)
    assert said(made) == {8: ("通过", "")}, "the reason went with the word"
    press(qtbot, page.clear)
    assert said(made) == {}


def test_the_item_in_hand_is_told_whole(qtbot: QtBot, stand: Stands) -> None:
    made = stand("entrusted")
    page = page_of(made)
    where = page.table.model.index(6, 0)
    flags = QItemSelectionModel.SelectionFlag
    page.table.view.selectionModel().setCurrentIndex(where, flags.SelectCurrent | flags.Rows)
    assert page.asked.text() == ("第7项　要求供应商提供超过2个同类业务合同的，是否具有合理性")


def test_who_reviews_is_told_and_who_drafted_is_named(stand: Stands) -> None:
    made = stand("entrusted")
    page = page_of(made)
    assert page.people.text().startswith("审查人员还没有填写")
    particulars.amend(made.desk, PROJECT, {OPINION: {"reviewers": DEPARTMENTS}})
    drafters = (("韩　旭", "信息处", "本单位人员", "编制"),)
    particulars.amend(made.desk, PROJECT, {"requirement_document": {"drafters": drafters}})
    made.load()
    text = page.people.text()
    assert "徐涛（采购）、蒋莉（财务）、韩旭（业务）" in text
    assert "缺监督机构的人员" in text
    assert "韩旭参与了编制，应当回避" in text
    assert page.visit(next(f for f in made.page.model.findings if f.subject == "韩旭"))
    assert made.frame.focusWidget() is page.links.buttons[OPINION]


def test_a_review_that_failed_holds_the_stage_until_it_passed(qtbot: QtBot, stand: Stands) -> None:
    made = stand("entrusted")
    page = page_of(made)
    failed = page.checklist.lines[EventKind.REVIEW_FAILED.value]
    failed.day.set_value(journey.COLLECTING)
    press(qtbot, failed.go)
    assert made.case.event(EventKind.REVIEW_FAILED) is None, "it says what to mend"
    failed.note.set_value("第8项，删去品牌")
    press(qtbot, failed.go)
    assert made.case.event(EventKind.REVIEW_FAILED) is not None
    press(qtbot, page.primary)
    assert made.completed == 0
    passed = page.checklist.lines[EventKind.REVIEW_PASSED.value]
    passed.day.set_value(journey.COLLECTING)
    press(qtbot, passed.go)
    assert made.case.happened(EventKind.REVIEW_PASSED) == journey.COLLECTING
    press(qtbot, page.primary)
    assert made.completed == 1
