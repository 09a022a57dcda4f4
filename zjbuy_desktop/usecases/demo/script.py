"""示例怎样办：resources/sample/demo.toml 里的日期、更正和登记。"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from zjbuy_desktop.core.case.units import Unit
from zjbuy_desktop.core.papers.book import paper
from zjbuy_desktop.host import resources
from zjbuy_desktop.usecases.desk import Desk

_MORNING = time(9, 0)


@dataclass(frozen=True)
class Script:
    """The demo's script.

    Attributes:
        table: the TOML.
        folder: resources/sample.
        out: where everything is written.
        units: the roster of a big project; ``None`` for the shipped roster and returns.
    """

    table: dict[str, Any]
    folder: Path
    out: Path
    units: tuple[Unit, ...] | None = None

    def day(self, stage: str) -> date:
        """The day on which a stage is worked on."""
        day: date = self.table["days"][stage]
        return day

    def shelf(self, kind: str) -> Path:
        """The folder of one kind of paper."""
        return self.out / "4-文件" / paper(kind).title

    @property
    def returns(self) -> list[Path]:
        """The returned files as offices send them; a big project has none but its own forms."""
        return [] if self.units else [self.folder / "returns"]


def load(out: Path) -> Script:
    """The shipped script."""
    table = resources.read_toml("sample/demo.toml")
    return Script(table, resources.resource_dir() / "sample", out)


def on(desk: Desk, day: date) -> Desk:
    """The same desk on another day, its clock at nine in the morning, so that runs are equal."""
    return replace(desk, today=day, now=lambda: datetime.combine(day, _MORNING))
