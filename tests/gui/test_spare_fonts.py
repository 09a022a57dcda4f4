"""换了字体的字：没有错、不用改；印不出的才要经办人动手。"""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from zjbuy_desktop.gui.sitting.paper_work import PaperWork
from zjbuy_desktop.gui.work import Work
from zjbuy_desktop.usecases.glyph_notes import Notes
from zjbuy_desktop.usecases.results import Run

LOST = "《委托函》甲局：“\ue123”所有字体都没有，印成了〓，请改用别的字或手写补上。"


def told(qtbot: QtBot, notes: Notes) -> tuple[str, str, str]:
    """Kind, message and hint of the banner a run with these notes leads to."""
    host = QWidget()
    qtbot.addWidget(host)
    doing = PaperWork(host, Work(host, threaded=False))
    with qtbot.waitSignal(doing.told) as said:
        doing._tell(Run((), (), notes.sentences()), host)  # type: ignore[arg-type]
    return tuple(said.args[:3])  # type: ignore[return-value]


def test_a_character_in_another_face_asks_for_nothing(qtbot: QtBot) -> None:
    kind, message, hint = told(qtbot, Notes({"𬭎": {"contract|甲局", "contract|乙局"}}))
    assert (kind, message) == ("info", "有的字换了字体印，字没有错。")
    assert hint == (
        "“𬭎”在公文字体（仿宋等）里没有，换用字形相近的字体印出（2 份文件）；字没有错，不用改。"
    )


@pytest.mark.parametrize("replaced", [{}, {"𬭎": {"contract|甲局"}}])
def test_a_character_no_face_has_is_to_be_put_right(
    qtbot: QtBot, replaced: dict[str, set[str]]
) -> None:
    kind, message, hint = told(qtbot, Notes(replaced, {LOST: None}))
    assert (kind, message) == ("warn", "有的字印不出来，要改或手写补上。")
    assert hint.startswith(LOST.removesuffix("。")), "what asks for something comes first"
