"""The manual in the program says what the window says: every chapter is done again, in the window.

With ZJBUY_MANUAL=1 (``python packaging/manual.py``) texts and pictures are written instead.
"""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.journey_data import Folders
from tests.gui.manual.book import CHAPTERS, Chapter
from tests.gui.manual.camera import Camera
from tests.gui.manual.keeping import KEPT, as_text
from tests.gui.manual.room import window_on
from tests.gui.manual.scribe import Scribe
from zjbuy_desktop.usecases import help as texts
from zjbuy_desktop.usecases import manual

MAKING = os.environ.get("ZJBUY_MANUAL") == "1"
MOST_KB, MOST_MB, STEPS = 60, 4, range(6, 16)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return Folders(tmp_path_factory.mktemp("manual"))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where data and papers lie; pictures show its name."""
    made = Path(tempfile.gettempdir()) / "采购" if MAKING else tmp_path
    shutil.rmtree(made, ignore_errors=MAKING)
    made.mkdir()
    return made


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda c: c.id)
def test_the_manual_says_what_the_window_says(
    qtbot: QtBot,
    qapp: QApplication,
    folders: Folders,
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    chapter: Chapter,
) -> None:
    data = place / "数据"
    if chapter.step:
        folders.copy(chapter.step, data)
    out = place / "发出"
    out.mkdir()
    pictures = KEPT / chapter.id if MAKING else None
    with window_on(qtbot, monkeypatch, data, chapter.day) as hands:
        clerk = Scribe(hands, Camera(pictures))
        chapter.journey(clerk, out)
    said, file = (
        as_text(CHAPTERS.index(chapter) + 1, chapter, clerk.steps),
        KEPT / f"{chapter.id}.toml",
    )
    if MAKING:
        file.write_text(said, "utf-8")
        kept = {step.picture for step in clerk.steps}
        for old in (KEPT / chapter.id).glob("*.png"):
            if old.name not in kept:
                old.unlink()
    assert file.read_text("utf-8") == said, "python packaging/manual.py makes the manual again"
    assert len(clerk.steps) in STEPS


def test_every_step_has_a_small_picture_and_no_picture_is_left_over() -> None:
    named = {step.picture for one in manual.chapters() for step in one.steps}
    there = set(KEPT.glob("*/*.png"))
    assert named == there
    sizes = [file.stat().st_size for file in there]
    assert max(sizes) <= MOST_KB * 1024
    assert sum(sizes) <= MOST_MB * 1024 * 1024


def test_every_page_with_a_help_has_its_chapter_and_the_other_way() -> None:
    pages = [page for one in CHAPTERS for page in one.pages]
    assert sorted(pages) == sorted(texts.pages())
    assert [one.title for one in manual.chapters()] == [one.title for one in CHAPTERS]
