"""如果……会怎样: asked on the collection page, of a unit in 单位库, of a deadline."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.sitting import TODAY, Sitting
from tests.gui.stage_names import headed
from tests.usecases import many_needs
from zjbuy_desktop.core.base import quantity
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.gui.dialogs.what_if import DATE, LEAVES, QUANTITY, WhatIfDialog
from zjbuy_desktop.store.trail import list_audit
from zjbuy_desktop.usecases import recording
from zjbuy_desktop.usecases.opening import open_desk


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path) -> Iterator[Sitting]:
    desk = open_desk(tmp_path / "data", TODAY)
    many_needs.project(desk, 4, 2)
    kinds = (EventKind.ANNOUNCEMENT_PUBLISHED, EventKind.EVALUATION_REPORT_RECEIVED)
    for kind in kinds:
        recording.record(desk, 1, [Event(kind, TODAY)])
    desk.store.close()
    with Sitting(qtbot, tmp_path / "data") as made:
        yield made


def events(sitting: Sitting) -> int:
    assert sitting.session.desk is not None
    with sitting.session.desk.store.read() as view:
        return list_audit(view, None, 1)[0].seq


def dialog_of(sitting: Sitting) -> WhatIfDialog:
    dialog = sitting.page.dialog
    assert isinstance(dialog, WhatIfDialog)
    return dialog


def shown(dialog: WhatIfDialog, group: str) -> dict[str, tuple[str, str]]:
    rows = [c for c in dialog.table.model.visible if c.group == group]
    return {c.what: (c.before, c.after) for c in rows}


def test_another_quantity_is_reckoned_and_nothing_kept(sitting: Sitting) -> None:
    sitting.go("plan")
    case, before = sitting.case, events(sitting)
    sitting.session.project.checks["plan"].wonder.trigger()
    dialog = dialog_of(sitting)
    dialog.kind.set_value(QUANTITY)
    dialog.kind.edited.emit()
    assert dialog.parts["count"].isVisible()
    assert not dialog.parts["day"].isVisible()
    line = next(n for n in case.needs if n.unit == dialog.unit.value())
    sitting.press(dialog.look)
    assert "新的数量" in dialog.message.text()
    sitting.type_in(dialog.count, "7")
    sitting.press(dialog.look)
    was, now = shown(dialog, "合计和标项")["已接收的需求（未退出）"]
    assert was.startswith(quantity.grouped(sum(n.quantity for n in case.needs)))
    later = sum(n.quantity for n in case.needs) - line.quantity + 7_000
    assert now.startswith(f"{quantity.grouped(later)}，")
    few = len(dialog.table.model.visible)
    dialog.every.click()
    assert len(dialog.table.model.visible) > few
    assert "没有保存任何内容" in dialog.words.text()
    dialog.close()
    assert sitting.case == case
    assert events(sitting) == before


def test_a_unit_of_the_library_is_supposed_to_leave(sitting: Sitting) -> None:
    sitting.go("setup")
    sitting.frame.place_chosen.emit("units")
    sitting.rest()
    units = sitting.session.places.units
    units.table.view.selectRow(1)
    known = units.table.current()
    assert known is not None
    sitting.press(units.suppose)
    assert sitting.title == headed("回收与汇总")
    dialog = dialog_of(sitting)
    assert (dialog.kind.value(), dialog.unit.value()) == (LEAVES, known.unit.name)
    sitting.press(dialog.look)
    assert shown(dialog, "门槛")["采购单位家数"] == ("4 家", "3 家")
    dialog.close()
    assert sitting.case.event(EventKind.WITHDRAWN, known.unit.name) is None


def test_a_deadline_is_supposed_to_start_on_another_day(sitting: Sitting) -> None:
    sitting.go("setup")
    sitting.frame.place_chosen.emit("deadlines")
    sitting.rest()
    page = sitting.session.places.deadlines
    row = next(c for c in page.table.model.visible if c.deadline.id == "D-11")
    page.table.select(row)
    sitting.press(page.suppose)
    dialog = dialog_of(sitting)
    assert dialog.kind.value() == DATE
    assert dialog.what.value() == EventKind.EVALUATION_REPORT_RECEIVED.value
    dialog.day.set_value(date(2026, 8, 13))
    sitting.press(dialog.look)
    moved = shown(dialog, "期限")
    assert any("2026-08-24" in was and "2026-08-20" in now for was, now in moved.values()), moved
    dialog.close()
    assert sitting.case.happened(EventKind.EVALUATION_REPORT_RECEIVED) == TODAY
