"""打开数据：组好办理一切事项所需的“案头”。"""

from datetime import date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path

from zjbuy_desktop.host.paths import default_data_dir
from zjbuy_desktop.store import peek
from zjbuy_desktop.store.opening import open_store
from zjbuy_desktop.usecases import library, office_files
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.glimpse import DEMO_MARK, pinned_day
from zjbuy_desktop.usecases.holidays import own_file

_ZONE = timezone(timedelta(hours=8))
"""Beijing time, without summer time since 1991: Windows and bare systems have no zone tables."""


def now() -> datetime:
    """The moment on a clerk's clock: Beijing time without a zone, whatever the PC is set to."""
    return datetime.now(_ZONE).replace(tzinfo=None, microsecond=0)


def open_desk(data_dir: Path | None, today: date | None = None, *, reading: bool = False) -> Desk:
    """Open the data folder (made if missing) and lay everything ready.

    Args:
        data_dir: ``None`` for the user's data folder.
        today: ``None`` for the real day.
        reading: only look, so that it works while the window has the data open.

    Raises:
        UserError: when the data can't be opened; the reason and what to do.
    """
    folder = data_dir or default_data_dir()
    pinned = None if today else pinned_day(folder)
    day = today or pinned or now().date()
    looking = reading and peek.revision(folder) is not None
    store = open_store(folder, now=now(), read_only=looking, watch_clock=not pinned)
    if store.writable:
        office_files.settle(store, now)
    local, days = folder / office_files.LAW, own_file(folder)
    return Desk(
        store=store,
        law=library.law_book(local if local.exists() else None, days),
        calendar=library.calendar(days),
        today=day,
        now=partial(_on, pinned) if pinned else now,
    )


def _on(pinned: date) -> datetime:
    """The hour of the clock on the demo's day, so that its records do not show two todays."""
    return datetime.combine(pinned, now().time())


def pin_day(data_dir: Path, day: date) -> None:
    """Make a data folder open at a fixed day from now on (the demo project)."""
    data_dir.mkdir(parents=True, exist_ok=True)
    (data_dir / DEMO_MARK).write_text(day.isoformat(), encoding="utf-8")
