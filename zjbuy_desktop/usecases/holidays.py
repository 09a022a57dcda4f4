"""放假安排：程序带的、本单位补的；把通知原文读成安排，存在数据文件夹里。"""

from dataclasses import dataclass
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.holiday_notice import as_toml, read_notice
from zjbuy_desktop.core.base.workdays import YearSchedule
from zjbuy_desktop.usecases import library, office_files
from zjbuy_desktop.usecases.desk import Desk

FILE = office_files.HOLIDAYS
_HEAD = "# 本单位补充的放假安排，由程序写成；同一年的以这里为准。\n\n"


@dataclass(frozen=True, slots=True)
class KnownYear:
    """One year whose schedule is known.

    Attributes:
        schedule: its days and source.
        own: kept by the office, not shipped with the program.
    """

    schedule: YearSchedule
    own: bool

    @property
    def words(self) -> str:
        """“2027 年　放假 31 天，调休上班 6 天　通知　（本单位补充）”."""
        s = self.schedule
        whose = "本单位补充" if self.own else "程序自带"
        return (
            f"{s.year} 年　放假 {len(s.off)} 天，调休上班 {len(s.work)} 天　{s.source}（{whose}）"
        )


def own_file(data_dir: Path) -> Path | None:
    """The office's file, if it has one."""
    file = data_dir / FILE
    return file if file.exists() else None


def known(desk: Desk) -> tuple[KnownYear, ...]:
    """Every year there is a schedule of, as kept now."""
    file = own_file(desk.data_dir)
    shipped = library.calendar().years
    years = library.calendar(file).years
    return tuple(
        KnownYear(years[y], y not in shipped or years[y] != shipped[y]) for y in sorted(years)
    )


def read(text: str, year: int, source: str) -> YearSchedule:
    """A notice as copied from the government's page; see ``read_notice``."""
    return read_notice(text, year, source)


def read_file(file: Path, year: int, source: str) -> YearSchedule:
    """The same out of a text file (UTF-8, or GB 18030 as Windows writes it).

    Raises:
        UserError: it can't be opened, is no text, or holds no schedule.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UserError(f"打不开文件“{file.name}”。", "核对文件的位置。") from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return read(data.decode(encoding), year, source)
        except UnicodeDecodeError:
            continue
    raise UserError(f"“{file.name}”不是文本文件。", "把通知原文另存为文本文件（.txt）。")


def keep(desk: Desk, schedule: YearSchedule) -> None:
    """Keep a year's schedule; it takes the place of one of the same year.

    Periods are counted by it once the data is opened again.

    Raises:
        UserError: the file can't be written.
    """
    days = f"放假 {len(schedule.off)} 天，调休上班 {len(schedule.work)} 天"
    summary = f"补充 {schedule.year} 年放假安排：{days}"
    others = [y.schedule for y in known(desk) if y.own and y.schedule.year != schedule.year]
    with desk.store.begin("holidays_kept", summary, desk.now()) as work:
        work.payload.update(
            year=schedule.year,
            source=schedule.source,
            off=sorted(d.isoformat() for d in schedule.off),
            work=sorted(d.isoformat() for d in schedule.work),
        )
        _write(desk.data_dir / FILE, [*others, schedule])
        office_files.note(work, desk.data_dir)


def drop(desk: Desk, year: int, reason: str) -> None:
    """Take the office's own schedule of a year back.

    Raises:
        UserError: the office has none of that year, or no reason is given.
    """
    own = [y.schedule for y in known(desk) if y.own]
    if year not in [s.year for s in own]:
        raise UserError(f"本单位没有补充 {year} 年的放假安排。", "程序自带的不能删。")
    if not reason.strip():
        raise UserError("删除放假安排需要写明原因。", "写一句原因后再删。")
    summary = f"删除本单位补充的 {year} 年放假安排：{reason.strip()}"
    with desk.store.begin("holidays_dropped", summary, desk.now()) as work:
        work.payload.update(year=year, reason=reason.strip())
        _write(desk.data_dir / FILE, [s for s in own if s.year != year])
        office_files.note(work, desk.data_dir)


def _write(file: Path, schedules: list[YearSchedule]) -> None:
    """Whole or not at all."""
    if not schedules:
        file.unlink(missing_ok=True)
        return
    ordered = sorted(schedules, key=lambda s: s.year)
    made = file.with_suffix(".tmp")
    try:
        made.write_text(_HEAD + "\n".join(map(as_toml, ordered)), encoding="utf-8")
        made.replace(file)
    except OSError as error:
        made.unlink(missing_ok=True)
        raise UserError(
            f"写不了“{file.name}”。", "请检查磁盘是否已满、数据文件夹能不能写。"
        ) from error
