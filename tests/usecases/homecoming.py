"""A desk whose letters are out, and the scans that come back."""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path

from PIL import Image

from tests.scan.office_scanner import Fault, printed, save_pdf, scanned
from zjbuy_desktop.core.case.documents import MoveKind
from zjbuy_desktop.usecases import collecting, paper_moves, papers, projects
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.opening import open_desk

TODAY = date(2026, 8, 25)
KIND = "delegation_letter"
SAMPLES = Path(__file__).resolve().parents[1] / "samples"
FAULT = Fault(slant=1.5, noise=10, blur=0.4)


class Office:
    """The sample project on a desk, its letters made as PDFs.

    Attributes:
        desk: the desk, whose clock goes on a minute at every look.
        project: project id.
        units: units with a letter.
    """

    def __init__(self, data: Path, out: Path) -> None:
        opened = open_desk(data, TODAY)
        minutes = count()
        begin = datetime(2026, 8, 25, 9)
        self.desk: Desk = replace(opened, now=lambda: begin + timedelta(minutes=next(minutes)))
        self.project, self.out = 1, out
        self.units = [p.unit for p in self.desk.case(1).papers if p.kind == KIND]

    def letter(self, unit: str, kind: str = KIND) -> list[Image.Image]:
        """The pages of a unit's letter as it was last made."""
        made = self.desk.case(self.project).made_of(kind, unit)
        assert made is not None
        return printed(Path(made.file))

    def scan(self, name: str, pages: Iterable[Image.Image], fault: Fault = FAULT) -> Path:
        """One scanned PDF of those pages."""
        return save_pdf([scanned(page, fault) for page in pages], self.out / name)

    def send(self, on: date = TODAY) -> None:
        """Enter every letter as sent."""
        chosen = [(KIND, unit) for unit in self.units]
        paper_moves.record_moves(self.desk, self.project, chosen, MoveKind.SENT, on)

    def make(self, units: Sequence[str], kind: str = KIND) -> None:
        """Make letters anew."""
        folder = self.out / f"第{len(self.desk.case(self.project).papers)}稿"
        papers.make(self.desk, self.project, [kind], folder, only=units)


def template(folder: Path, letters: int = 4) -> Path:
    """A data folder of the sample project with needs and the letters of a few units."""
    desk = replace(open_desk(folder / "data", TODAY), now=lambda: datetime(2026, 8, 24, 9))
    try:
        project = projects.new_from_file(desk, SAMPLES / "project.toml")
        collecting.import_returns(desk, project, [SAMPLES / "returns"])
        units = papers.paper_spec(KIND).subjects(desk.case(project))[:letters]
        papers.make(desk, project, [KIND], folder / "函", only=units)
    finally:
        desk.store.close()
    return folder


def copied(made: Path, folder: Path) -> Office:
    """An office of its own for one test."""
    return Office(Path(shutil.copytree(made / "data", folder / "data")), folder)
