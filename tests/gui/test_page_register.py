"""文件台账: a run of 500 units stopped and gone on with; filters, records, prints."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.sitting import TODAY, Sitting, press_primary
from tests.usecases import many_units
from tests.usecases.many_units import KIND
from zjbuy_desktop.core.case.documents import MoveKind
from zjbuy_desktop.gui.dialogs.ask import ReasonDialog
from zjbuy_desktop.gui.dialogs.paper_move import MoveDialog
from zjbuy_desktop.gui.dialogs.paper_set import PaperSetDialog
from zjbuy_desktop.gui.pages.register import RegisterPage
from zjbuy_desktop.usecases import paper_settings
from zjbuy_desktop.usecases.opening import open_desk
from zjbuy_desktop.usecases.register import Standing

MANY, FEW = 500, 4


def data_with(folder: Path, count: int) -> Path:
    desk = open_desk(folder / "data", TODAY)
    many_units.project(desk, count)
    desk.store.close()
    return folder / "data"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return data_with(tmp_path_factory.mktemp("few"), FEW)


@pytest.fixture
def sitting(qtbot: QtBot, template: Path, tmp_path: Path) -> Iterator[Sitting]:
    with Sitting(qtbot, Path(shutil.copytree(template, tmp_path / "data"))) as made:
        yield made


def opened(sitting: Sitting) -> RegisterPage:
    page = sitting.place("register", RegisterPage)
    assert sitting.title == "文件台账"
    return page


def order(sitting: Sitting, page: RegisterPage, out: Path, **ticks: bool) -> None:
    """Choose the kind and every unit, and press the button."""
    page.primary.click()
    dialog = sitting.window.findChildren(PaperSetDialog)[-1]
    dialog.kinds.choose(lambda line: line.kind == KIND)
    dialog.owners.view.selectAll()
    dialog.options.folder.set_value(out)
    for name, on in ticks.items():
        editor = getattr(dialog.options, name)
        if editor.value() != on:
            editor.click()
    press_primary(dialog)


def make_all(sitting: Sitting, out: Path) -> RegisterPage:
    page = opened(sitting)
    order(sitting, page, out)
    sitting.rest()
    assert len(sitting.case.papers) == FEW
    return page


# A long run


def test_a_run_of_500_units_is_stopped_and_gone_on_with(qtbot: QtBot, tmp_path: Path) -> None:
    began = time.monotonic()
    out = tmp_path / "out"
    with Sitting(qtbot, data_with(tmp_path, MANY)) as sitting:
        page = opened(sitting)
        order(sitting, page, out)
        bar = sitting.frame.progress
        qtbot.waitUntil(lambda: bar.isVisible() and bar._bar.value() >= 60, timeout=30_000)
        assert "/ 500" in bar._title.text()
        assert "牵头单位推荐表" in bar._what.text(), "the unit in hand"
        bar._cancel.click()
        sitting.rest()
        kept = sitting.case.papers
        assert 60 <= len(kept) < MANY
        assert len(list(out.iterdir())) == len(kept), "no file that is not in the register"
        left = MANY - len(kept)
        assert any(f"还有 {left} 份没有制作" in text for text in sitting.banners())
        assert page.strip.isVisible()
        assert page.strip.go.text() == f"继续制作余下 {left} 份(&J)"
        before = {p: p.stat().st_mtime_ns for p in out.iterdir()}
        sitting.press(page.strip.go)
        assert len(sitting.case.papers) == MANY, "each made once"
        assert len({p.unit for p in sitting.case.papers}) == MANY
        assert all(p.stat().st_mtime_ns == at for p, at in before.items())
        assert len(list(out.iterdir())) == MANY
        assert not page.strip.isVisible()
        assert sum(r.standing is Standing.MADE for r in page.table.model.rows) == MANY
    assert time.monotonic() - began < 60


def test_a_stopped_run_is_offered_when_the_program_is_opened_again(
    qtbot: QtBot, template: Path, tmp_path: Path
) -> None:
    data = Path(shutil.copytree(template, tmp_path / "data"))
    desk = open_desk(data, TODAY)
    from zjbuy_desktop.usecases import papers

    told: list[int] = []
    papers.make(
        desk, 1, [KIND], tmp_path / "out",
        progress=lambda done, *_: told.append(done), cancelled=lambda: max(told) >= 1,
    )  # fmt: skip
    desk.store.close()
    with Sitting(qtbot, data) as sitting:
        page = opened(sitting)
        left = FEW - len(sitting.case.papers)
        assert left > 0
        assert "时停下" in page.strip.text.text()
        sitting.press(page.strip.drop)
        assert not page.strip.isVisible()
        assert len(sitting.case.papers) == FEW - left


# What is shown


def test_the_register_is_reached_from_the_find_box_and_adds_up(sitting: Sitting) -> None:
    sitting.frame._go("register")
    sitting.rest()
    page = sitting.session.project_pages.page
    assert isinstance(page, RegisterPage)
    rows = page.table.model.rows
    assert page.sum.text().startswith(f"共 {len(rows)} 份＝未制作 {len(rows)} ✓")


def test_filters_narrow_and_the_sum_follows(sitting: Sitting, tmp_path: Path) -> None:
    page = make_all(sitting, tmp_path / "out")
    page.state.set_value(Standing.MADE)
    page.state.edited.emit()
    assert {r.pair for r in page.table.model.rows} == {
        (KIND, name)
        for name in many_units.names(sitting.session.desk, 1)  # type: ignore[arg-type]
    }
    assert f"共 {FEW} 份（全部" in page.sum.text()
    page.unit.set_value(page.table.model.rows[0].subject)
    page.unit.edited.emit()
    assert len(page.table.model.rows) == 1
    page.kind.set_value("call_notice")
    page.kind.edited.emit()
    assert page.table.model.rows == []
    assert page.table._empty.text().startswith("没有这样的文件")


def test_a_stale_paper_says_what_changed_and_is_made_again_in_its_place(
    sitting: Sitting, tmp_path: Path
) -> None:
    page = make_all(sitting, tmp_path / "out")
    desk = sitting.session.desk
    assert desk is not None
    unit = many_units.names(desk, 1)[0]
    many_units.rename_contact(desk, 1, unit, "沈䶮")
    sitting.frame.check_asked.emit()
    sitting.rest()
    (stale,) = [r for r in page.table.model.rows if r.standing is Standing.STALE]
    page.table.select(stale)
    assert "沈䶮" in page.detail.text()
    assert page.stale.text() == "重新制作过期的 1 份(&R)"
    sitting.press(page.stale)
    assert not page.stale.isVisible()
    made = sitting.case.made_of(KIND, unit)
    assert made is not None
    assert Path(made.file).parent == tmp_path / "out"
    assert len(list((tmp_path / "out").iterdir())) == FEW


def test_files_are_compared_when_asked(sitting: Sitting, tmp_path: Path) -> None:
    page = make_all(sitting, tmp_path / "out")
    Path(sitting.case.papers[0].file).write_bytes(b"other")
    sitting.press(page.verify)
    assert "1 份文件不在原处或被改动过。" in sitting.banners()
    (bad,) = [r for r in page.table.model.rows if page._files.get(r.pair) == "制作后被改动"]
    page.table.select(bad)
    assert "制作后被改动" in page.detail.text()


# What is recorded


def test_sending_is_recorded_for_the_rows_chosen(sitting: Sitting, tmp_path: Path) -> None:
    page = make_all(sitting, tmp_path / "out")
    page.table.choose(lambda r: r.kind == KIND)
    page.moving.click()
    dialog = sitting.window.findChildren(MoveDialog)[-1]
    dialog.copies.set_value(2)
    dialog.note.set_value("机要交换")
    press_primary(dialog)
    sitting.rest()
    moves = sitting.case.moves
    assert {(m.what, m.copies, m.note) for m in moves} == {(MoveKind.SENT, 2, "机要交换")}
    assert len(moves) == FEW
    rows = [r for r in page.table.model.rows if r.kind == KIND]
    assert {r.standing for r in rows} == {Standing.TO_RETURN}


def test_a_wrong_dispatch_is_taken_back(sitting: Sitting, tmp_path: Path) -> None:
    page = make_all(sitting, tmp_path / "out")
    assert not page.back.isEnabled()
    page.table.choose(lambda r: r.kind == KIND)
    page.table.select(next(r for r in page.table.model.rows if r.kind == KIND))
    page.moving.click()
    press_primary(sitting.window.findChildren(MoveDialog)[-1])
    sitting.rest()
    assert len(sitting.case.moves) == 1

    def explain(dialog: ReasonDialog) -> None:
        dialog.reason.set_value("登错了单位")
        press_primary(dialog)

    sitting.answering(ReasonDialog, explain)
    sitting.press(page.back)
    assert sitting.case.moves == ()
    assert page.table.current() is not None
    assert page.table.current().standing is Standing.MADE  # type: ignore[union-attr]


def test_a_refusal_needs_its_reason(sitting: Sitting, tmp_path: Path) -> None:
    page = make_all(sitting, tmp_path / "out")
    page.table.choose(lambda r: r.kind == KIND)
    page.moving.click()
    dialog = sitting.window.findChildren(MoveDialog)[-1]
    dialog.what.set_value(MoveKind.REFUSED)
    press_primary(dialog)
    assert dialog.message.text() == "章不合格的，请在备注里写明原因。"
    dialog.reject()
    assert sitting.case.moves == ()


# Printed


class BothSides(QPrinter):
    """A printer that prints on both sides; one into a file never does."""

    def duplex(self) -> QPrinter.DuplexMode:
        return QPrinter.DuplexMode.DuplexLongSide


def to_file(
    target: Path, monkeypatch: pytest.MonkeyPatch, *, copies: int = 1, duplex: bool = False
) -> None:
    def ask(parent: object, title: str) -> QPrinter:
        printer = (BothSides if duplex else QPrinter)(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        printer.setCopyCount(copies)
        return printer

    monkeypatch.setattr("zjbuy_desktop.gui.dialogs.printing.ask_printer", ask)


def test_printing_is_recorded_and_each_copy_begins_on_a_front_side(
    sitting: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = make_all(sitting, tmp_path / "out")
    to_file(tmp_path / "print.pdf", monkeypatch, copies=2, duplex=True)
    units = many_units.names(sitting.session.desk, 1)[:2]  # type: ignore[arg-type]
    page.table.choose(lambda r: r.kind == KIND and r.subject in units)
    sitting.press(page.printing)
    with pypdfium2.PdfDocument(tmp_path / "print.pdf") as printed:
        empty = [_is_blank(printed[n]) for n in range(len(printed))]
    assert empty == [False, True, False, True, False, True, False], "2 papers × 2 copies"
    moves = sitting.case.moves
    assert [(m.what, m.subject, m.copies, m.on) for m in moves] == [
        (MoveKind.PRINTED, unit, 2, TODAY) for unit in units
    ]
    assert {m.edition for m in moves} == {
        p.edition for p in sitting.case.papers if p.unit in units
    }  # fmt: skip
    assert "已打印 4 份" in page.sum.text()


def test_what_is_printed_is_made_first(
    sitting: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(sitting)
    to_file(tmp_path / "print.pdf", monkeypatch)
    unit = many_units.names(sitting.session.desk, 1)[0]  # type: ignore[arg-type]
    page.table.choose(lambda r: r.pair == (KIND, unit))
    sitting.frame.print_asked.emit()  # Ctrl+P
    sitting.rest()
    made = sitting.case.made_of(KIND, unit)
    assert made is not None
    assert [m.edition for m in sitting.case.moves] == [made.edition]
    assert (tmp_path / "print.pdf").exists()


def _is_blank(page: pypdfium2.PdfPage) -> bool:
    return not list(page.get_objects())


# How it is printed


def test_settings_ticked_for_a_run_are_kept(sitting: Sitting, tmp_path: Path) -> None:
    page = opened(sitting)
    order(sitting, page, tmp_path / "out", codes=False, one_file=True, duplex=True)
    sitting.rest()
    desk = sitting.session.desk
    assert desk is not None
    kept = paper_settings.paper_settings(desk)
    assert (kept.letterhead, kept.codes, kept.duplex) == (True, False, True)
    (file,) = (tmp_path / "out").iterdir()
    with pypdfium2.PdfDocument(file) as made:
        assert len(made) == 2 * FEW, "one page each, each on a sheet of its own"
    page.primary.click()
    again = sitting.window.findChildren(PaperSetDialog)[-1]
    assert again.options.settings() == kept
    again.reject()
    QApplication.processEvents()


def test_what_is_missing_is_said_in_the_dialog(sitting: Sitting) -> None:
    page = opened(sitting)
    page.primary.click()
    dialog = sitting.window.findChildren(PaperSetDialog)[-1]
    press_primary(dialog)
    assert dialog.message.text().startswith("左边选种类")
    dialog.kinds.choose(lambda line: line.kind in (KIND, "call_notice"))
    dialog.owners.view.selectAll()
    assert list(dialog.numbers.fields) == ["call_notice"], "a kind with 文号 is asked for it"
    assert dialog.count.text() == f"共 {FEW + 1} 份"
    assert len([b for b in dialog.findChildren(QPushButton) if b.text() == "全选"]) == 2
    dialog.reject()
