"""The office's own texts: read once, served first, written with what they replace."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from zjbuy_desktop.core.papers.wording import OfficeText
from zjbuy_desktop.store import trail
from zjbuy_desktop.usecases import office_texts, papers, projects
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.opening import open_desk

KEY = "call_notice"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "数据", date(2026, 8, 21))
    yield opened
    opened.store.close()


def own(desk: Desk, text: str) -> OfficeText:
    return OfficeText(KEY, text, office_texts.shipped(KEY), "0.1.0", "", desk.now())


def test_the_shipped_text_serves_until_the_office_has_its_own(desk: Desk) -> None:
    shipped = office_texts.shipped(KEY)
    assert office_texts.text_of(desk, KEY) == shipped
    office_texts.write(desk, "text_saved", "改", [own(desk, "标题：甲\n---\n乙")])
    assert office_texts.text_of(desk, KEY) == "标题：甲\n---\n乙"
    office_texts.write(desk, "text_reset", "恢复", [], [KEY])
    assert office_texts.text_of(desk, KEY) == shipped


def test_the_trail_keeps_what_was_replaced(desk: Desk) -> None:
    office_texts.write(desk, "text_saved", "改", [own(desk, "标题：甲\n---\n乙")])
    office_texts.write(desk, "text_reset", "恢复", [], [KEY])
    with desk.store.read() as view:
        events = trail.list_audit(view)[::-1]
    assert [e.action for e in events] == ["text_saved", "text_reset"]
    assert events[-1].payload["texts"][KEY] == {"before": "标题：甲\n---\n乙"}
    assert events[0].payload["texts"][KEY]["after"] == "标题：甲\n---\n乙"


def test_another_store_is_not_served_from_the_memory_of_the_first(
    desk: Desk, tmp_path: Path
) -> None:
    office_texts.write(desk, "text_saved", "改", [own(desk, "标题：甲\n---\n乙")])
    with open_desk(tmp_path / "别处").store as store:
        other = Desk(store, desk.law, desk.calendar, desk.today, desk.now)
        assert office_texts.text_of(other, KEY) == office_texts.shipped(KEY)
    assert office_texts.text_of(desk, KEY) == "标题：甲\n---\n乙"


def test_a_text_only_the_office_has_is_supplied_to_the_papers_that_use_it(desk: Desk) -> None:
    assert office_texts.supplied(desk, ["goods_general_conditions"]) == {}
    office_texts.supply(
        desk, "goods_general_conditions", "货物通用条款", "第一条　定义", "通用条款.docx"
    )
    assert office_texts.supplied(desk, ["goods_general_conditions", "other"]) == {
        "goods_general_conditions": "第一条　定义"
    }
    kept = office_texts.office_texts(desk)["goods_general_conditions"]
    assert (kept.base, kept.source) == ("", "通用条款.docx")


def test_many_papers_read_the_texts_once(desk: Desk, samples: Path) -> None:
    case = desk.case(projects.new_from_file(desk, samples / "project.toml"))
    asked: list[str] = []

    def note(*args: object) -> None:
        asked.append(str(args[2]))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        for unit in case.units:
            papers.composed(desk, case, "lead_recommendation", unit.name)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert len([sql for sql in asked if "office_text" in sql]) == 1
