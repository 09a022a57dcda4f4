"""The pages about all projects, and how a project begins."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from zjbuy_desktop.core.case.asking import of_needs
from zjbuy_desktop.core.case.deriving_needs import Aspect
from zjbuy_desktop.gui.models.views import Action, FootView
from zjbuy_desktop.gui.pages import deadlines, home, texts, units
from zjbuy_desktop.gui.sitting.holidays import open_holidays
from zjbuy_desktop.gui.sitting.renewing import offer_units, renew
from zjbuy_desktop.gui.sitting.wall import WallSitting
from zjbuy_desktop.gui.sitting.year_book import open_year_book

if TYPE_CHECKING:
    from zjbuy_desktop.core.base.findings import Finding
    from zjbuy_desktop.gui.dialogs.ask_name import NameDialog
    from zjbuy_desktop.gui.dialogs.holidays import HolidaysDialog
    from zjbuy_desktop.gui.dialogs.new_project import NewProject, NewProjectWizard
    from zjbuy_desktop.gui.dialogs.year_book import YearBookDialog
    from zjbuy_desktop.gui.session import Session
    from zjbuy_desktop.gui.sitting.project import Told
    from zjbuy_desktop.gui.sitting.reading import Reading
    from zjbuy_desktop.gui.widgets.banner import Kind
    from zjbuy_desktop.usecases.deadline_wall import Clock
    from zjbuy_desktop.usecases.desk import Desk
    from zjbuy_desktop.usecases.overview import ProjectRow
    from zjbuy_desktop.usecases.reminders import Soon

_ALL = "所有项目"


class Places(QObject):
    """工作台, 期限, 单位库 and 文件文本; each is read anew whenever it is opened."""

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self._frame, self._work = session.frame, session.work
        self.current = ""
        """The place on show or being read; empty while a project is."""
        self.wizard: NewProjectWizard | None = None
        self.renewing: NameDialog | None = None
        self.year_book: YearBookDialog | None = None
        self.holidays: HolidaysDialog | None = None
        self.home = home.HomePage()
        self.deadlines = deadlines.DeadlinesPage()
        self.units = units.UnitsPage()
        self.texts = texts.TextsPage()
        self.wall = WallSitting(session, self.deadlines)
        self._connect()

    def _connect(self) -> None:
        session, page = self._session, self.home
        page.project_wanted.connect(session.open_project)
        page.figure_wanted.connect(self._trace)
        page.new_wanted.connect(lambda: self.start_new(take_over=False))
        page.take_over_wanted.connect(lambda: self.start_new(take_over=True))
        page.renew_wanted.connect(lambda project: renew(session, project))
        page.year_wanted.connect(lambda: open_year_book(session))
        page.demo_wanted.connect(self.open_demo)
        page.own_wanted.connect(session.back_to_own)
        page.backup_wanted.connect(self.back_up)
        keeping = session.keeping
        page.restore_wanted.connect(keeping.restore)
        page.second_wanted.connect(keeping.second_place)
        page.verify_wanted.connect(keeping.verify)
        page.give_wanted.connect(keeping.give)
        page.take_wanted.connect(keeping.take)
        page.lock_wanted.connect(session.locking.ask)
        page.encrypt_wanted.connect(session.encrypting.ask)
        self.deadlines.project_wanted.connect(session.open_project)
        self.deadlines.holidays_wanted.connect(lambda: open_holidays(session))
        self.units.project_wanted.connect(session.open_project)
        self.units.what_if_wanted.connect(self._suppose_leaving)
        self.deadlines.what_if_wanted.connect(self._suppose_day)
        self.texts.edit_wanted.connect(lambda key: session.texts.open(key))
        self.texts.export_wanted.connect(lambda: session.texts.export())
        self.texts.import_wanted.connect(lambda: session.texts.ask_import())
        self.texts.conditions_wanted.connect(lambda: session.texts.ask_conditions())

    def _suppose_leaving(self, project_id: int, unit: str) -> None:
        from zjbuy_desktop.gui.sitting.supposing import suppose_leaving

        suppose_leaving(self._session, project_id, unit)

    def _suppose_day(self, clock: "Clock") -> None:
        from zjbuy_desktop.gui.sitting.supposing import suppose_day

        suppose_day(self._session, clock)

    def _trace(self, project_id: int) -> None:
        """Where the sum on a card comes from: asked on the page of the project's needs."""
        project = self._session.project

        def ask(reading: "Reading") -> None:
            if (reading.case.id, reading.spec.id) == (project_id, "collection") and project.page:
                project.page.ask_figure(of_needs(Aspect.AMOUNT))

        project.read.connect(ask, Qt.ConnectionType.SingleShotConnection)
        self._session.open_project(project_id, "collection")

    # What is on show

    def show_waiting(self, names: Sequence[str]) -> None:
        """The list as it is known before the data is open."""
        self.home.show_names(names)
        self.home.set_demo(demo=self._session.pinned is not None, own=not self._session.is_own)
        self._frame.set_side(False)
        self._frame.show_page(self.home, home.HEADER, "workbench")

    def show(self, place: str, told: "tuple[Told, ...]" = ()) -> None:
        """Read one of the places and bring it to the front."""
        readers: dict[str, Callable[[Desk], Any]] = {
            "workbench": _read_home,
            "deadlines": _read_clocks,
            "units": _read_units,
            "texts": _read_texts,
        }
        read, desk = readers[place], self._session.desk
        if desk is None:
            return
        self.current = place
        self._session.keeping.watch(None)

        def shown(facts: Any) -> None:
            if self.current == place:
                self._fill(place, facts)
                for kind, message, hint in told:
                    self._frame.show_banner(kind, message, hint)  # type: ignore[arg-type]

        self._work.run(self._frame, lambda report: read(desk), success=shown, label=_ALL)

    def _fill(self, place: str, facts: Any) -> None:
        desk = self._session.desk
        if desk is None:
            return
        self._frame.set_side(False)
        if place == "workbench":
            rows, backup = facts
            self.home.show_rows(rows)
            self._frame.show_page(self.home, home.HEADER, place)
            self._frame.set_foot(self._foot(rows, backup))
        elif place == "deadlines":
            clocks, ahead = facts
            self.deadlines.show_clocks(clocks, desk.today, desk.calendar)
            self.deadlines.ahead.set_value(ahead)
            self._frame.show_page(self.deadlines, deadlines.HEADER, place)
        elif place == "texts":
            self.texts.show_texts(*facts)
            self._frame.show_page(self.texts, texts.HEADER, place)
        else:
            self.units.show_units(facts)
            self._frame.show_page(self.units, units.HEADER, place)

    def remind(self) -> None:
        """What is overdue or due soon, said once when the program starts."""
        desk = self._session.desk
        if desk is None:
            return

        from zjbuy_desktop.usecases.deadline_wall import short_words

        def told(soon: "Soon") -> None:
            if soon.words and soon.first is not None and self.current == "workbench":
                first = soon.first
                hint = f"最急的是{first.project}：{short_words(first)}。"
                look = Action("看期限", lambda: self.show("deadlines"))
                kind: Kind = "warn" if soon.late else "info"
                self._frame.show_banner(kind, f"{soon.words}。", hint, (look,))

        self._work.run(self._frame, lambda report: _read_soon(desk), success=told, label="到期提醒")

    def _foot(self, rows: "Sequence[ProjectRow]", backup: Any) -> FootView:
        """Without a project in hand the next step is that of the most pressing one."""
        desk = self._session.desk
        assert desk is not None
        step, why = _most_pressing(rows)
        return FootView(
            str(desk.data_dir), backup.words, backup.sound, step, why, backup_tip=backup.drill
        )

    def find_unit(self, name: str) -> None:
        """Look a unit up in 单位库."""
        self.units.narrow(name)
        self.show("units")

    # How a project begins

    def start_new(self, *, take_over: bool) -> None:
        """新建项目 or 接手项目: a short sitting."""
        from zjbuy_desktop.gui.dialogs.new_project import NewProjectWizard

        desk = self._session.desk
        if desk is None:
            return
        wizard = NewProjectWizard(
            self._session.window,
            self._work,
            lambda order: _remaining(desk, order),
            take_over=take_over,
        )
        wizard.finish_asked.connect(lambda order: self._create(wizard, order))
        wizard.book_asked.connect(lambda: offer_units(self._session, wizard))
        self.wizard = wizard
        wizard.open()

    def new_from_file(self, file: Path) -> None:
        """A project file was dropped: show what it says before anything is made of it."""
        self.start_new(take_over=False)
        if self.wizard is not None:
            self.wizard.read_file(file)

    def _create(self, wizard: "NewProjectWizard", order: "NewProject") -> None:
        from zjbuy_desktop.usecases import projects, stages

        desk = self._session.desk
        if desk is None:
            return

        def job(report: object) -> int:
            project_id = projects.create(desk, order.project, order.units)
            if order.first_open:
                stages.take_over(desk, project_id, order.first_open, order.note)
            return project_id

        def done(project_id: int) -> None:
            wizard.done_well()
            self._session.list_again()
            self._session.open_project(project_id)

        self._work.run(wizard, job, success=done, failure=wizard.say, label="新建项目")

    # Sample and backup

    def open_demo(self) -> None:
        """The sample in a folder of its own beside one's data; made at the first time."""
        desk = self._session.desk
        if desk is None:
            return
        out = desk.data_dir.with_name(f"{desk.data_dir.name}-示例")

        def job(report: object) -> Path:
            from zjbuy_desktop.usecases import demo
            from zjbuy_desktop.usecases.glimpse import pinned_day

            if pinned_day(out / "data") is None or not (out / "data" / "zjbuy.db").exists():
                demo.run_demo(out)
            return out / "data"

        self._frame.show_banner("info", "正在准备示例，约需一分钟。", "准备好后自动打开。")
        self._work.run(self._frame, job, success=self._session.switch_folder, label="准备示例")

    def back_up(self) -> None:
        """立即备份: into the data folder's own place for backups."""
        from zjbuy_desktop.usecases import trust

        desk = self._session.desk
        if desk is None:
            return

        def done(made: dict[str, Any]) -> None:
            told: tuple[Told, ...] = (
                ("ok", "备份已做好，并重新打开核对过。", f"{made['paper']}。{made['file']}"),
            )
            if made["second_problem"]:
                told = (*told, ("warn", made["second_problem"], ""))
            self.show("workbench", told)

        self._work.run(
            self._frame, lambda report: trust.make_backup(desk, None), success=done, label="备份"
        )


def _remaining(desk: "Desk", order: "NewProject") -> "Sequence[Finding]":
    """What will remain to be done in 立项 once the project is made."""
    from zjbuy_desktop.core.case.case import Case
    from zjbuy_desktop.core.stages.setup import SPEC
    from zjbuy_desktop.usecases import checking

    return tuple(checking.check_stage(desk, Case(0, order.project, order.units), SPEC))


def _read_home(desk: "Desk") -> Any:
    from zjbuy_desktop.usecases import overview, trust

    return overview.overview(desk), trust.backup_state(desk)


def _read_soon(desk: "Desk") -> "Soon":
    from zjbuy_desktop.usecases import overview, reminders

    ahead = reminders.workdays(desk)
    clocks = [c for c in overview.all_clocks(desk) if c.project_id not in desk.store.away]
    return reminders.soon(clocks, ahead, desk.today, desk.calendar)


def _read_clocks(desk: "Desk") -> Any:
    from zjbuy_desktop.usecases import overview, reminders

    return overview.all_clocks(desk), reminders.workdays(desk)


def _read_units(desk: "Desk") -> Any:
    from zjbuy_desktop.usecases import overview

    return overview.known_units(desk)


def _read_texts(desk: "Desk") -> Any:
    from zjbuy_desktop.usecases import text_drafts, wording

    return wording.texts(desk), tuple(text_drafts.drafts(desk))


def _most_pressing(rows: "Sequence[ProjectRow]") -> tuple[str, str]:
    """What to do next over all projects, and why: what is overdue, then what is due first."""
    if not rows:
        return "新建项目，或接手办了一半的项目", ""
    row = min(rows, key=lambda r: (-r.overdue, r.due.day if r.due else date.max))
    why = f"{row.due.what}{row.due.words}" if row.due else ""
    late = f"逾期 {row.overdue} 项" if row.overdue else ""
    return f"打开“{row.name}”", "，".join(part for part in (late, why) if part)
