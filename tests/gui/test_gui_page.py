"""The base of all pages: drafts, findings beside fields, work, the way to what blocks."""

from typing import Any
from unittest.mock import Mock

from pytestqt.qtbot import QtBot

from tests.gui import fake
from zjbuy_desktop.core.base.findings import Finding, Severity
from zjbuy_desktop.gui.models.page import PageModel
from zjbuy_desktop.gui.pages.base import PageContext, StagePage
from zjbuy_desktop.gui.widgets.editors import LineEditor, MoneyEditor
from zjbuy_desktop.gui.widgets.form import Form
from zjbuy_desktop.gui.work import Work

BLOCK = Finding("r", Severity.BLOCK, "没有名称。", None, "填写名称。", field="name")


class Page(StagePage):
    stage = "setup"
    action = "完成立项(&N)"

    def build(self) -> None:
        self.form = self.add_form(Form())
        self.form.add("name", "名称", LineEditor())
        self.form.add("price", "限价", MoneyEditor())

    def fill(self, context: PageContext) -> None:
        self.form.set_values({"name": context.case.project.name, "price": 100})


def page(qtbot: QtBot, *findings: Finding, draft: dict[str, Any] | None = None) -> Page:
    made = Page()
    qtbot.addWidget(made)
    case = Mock()
    case.project.name = "台式计算机"
    made.load(PageContext(Mock(), case, Work(threaded=False), findings, draft or {}))
    return made


def test_facts_are_shown_and_a_draft_comes_back_over_them(qtbot: QtBot) -> None:
    assert page(qtbot).form.values() == {"name": "台式计算机", "price": 100}
    made = page(qtbot, draft={"price": "十元", "gone": "字段已不在"})
    assert made.form.value("name") == "台式计算机"
    assert made.form.problems() == {"price": "“十元”不是数字"}


def test_typing_is_saved_as_a_draft_when_the_keys_are_quiet(qtbot: QtBot) -> None:
    made = page(qtbot)
    with qtbot.waitSignal(made.draft_due, timeout=2000) as due:
        qtbot.keyClicks(made.form.fields["name"].widget, "2026")
    assert (
        due.args == [{"name": "台式计算机2026", "price": "1.00"}] or "2026" in due.args[0]["name"]
    )


def test_many_keys_make_one_draft(qtbot: QtBot) -> None:
    model = PageModel(quiet_ms=20)
    saved: list[dict[str, Any]] = []
    model.draft_due.connect(saved.append)
    model.collect_from(lambda: {"n": 1})
    for _ in range(5):
        model.touch()
    qtbot.wait(80)
    assert saved == [{"n": 1}]
    model.flush()
    assert saved == [{"n": 1}]


def test_leaving_saves_at_once_and_loading_is_no_typing(qtbot: QtBot) -> None:
    made = page(qtbot)
    assert not made.model.dirty
    made.model.touch()
    with qtbot.waitSignal(made.draft_due, timeout=0, raising=False) as due:
        made.model.flush()
    assert due.signal_triggered


def test_the_primary_button_leads_to_what_blocks(qtbot: QtBot) -> None:
    made = page(qtbot, *fake.FINDINGS[2:], BLOCK)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    told: list[tuple[str, ...]] = []
    made.told.connect(lambda *words: told.append(words))
    with qtbot.assertNotEmitted(made.completion_asked):
        made.primary.click()
    assert told == [("stop", "没有名称。", "填写名称。")]
    qtbot.waitUntil(made.form.fields["name"].widget.hasFocus)


def test_unreadable_text_blocks_too(qtbot: QtBot) -> None:
    made = page(qtbot, draft={"price": "十元"})
    with qtbot.assertNotEmitted(made.completion_asked):
        made.primary.click()


def test_with_nothing_in_the_way_completion_is_asked(qtbot: QtBot) -> None:
    made = page(qtbot, fake.FINDINGS[3])
    with qtbot.waitSignal(made.completion_asked, timeout=0):
        made.primary.click()


def test_a_write_is_followed_by_reading_again_and_ends_the_draft(qtbot: QtBot) -> None:
    made, got = page(qtbot), []
    made.model.touch()
    with qtbot.waitSignal(made.changed, timeout=0):
        made.run("正在保存", lambda report: 7, got.append)
    assert got == [7]
    assert not made.model.dirty


def test_a_read_leaves_everything_as_it_is(qtbot: QtBot) -> None:
    made = page(qtbot)
    with qtbot.assertNotEmitted(made.changed):
        made.run("正在读取", lambda report: 7, writes=False)


def test_the_button_rests_while_work_is_under_way(qtbot: QtBot) -> None:
    made = page(qtbot)
    made.model.set_busy(True)
    assert not made.primary.isEnabled()
    made.model.set_busy(False)
    assert made.primary.isEnabled()
