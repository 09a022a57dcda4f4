"""What happens after the first paint: open the data, show projects, go where the user goes."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.gui import errors
from zjbuy_desktop.gui.dialogs.ask import confirm
from zjbuy_desktop.gui.dialogs.files import show_folder
from zjbuy_desktop.gui.models.dates import long_date
from zjbuy_desktop.gui.models.views import FootView, ProjectView
from zjbuy_desktop.gui.shell.window import TITLE, MainWindow
from zjbuy_desktop.gui.sitting.encrypting import Encrypting
from zjbuy_desktop.gui.sitting.ending import offer_after
from zjbuy_desktop.gui.sitting.handed import bring_in, told_of, turned_away
from zjbuy_desktop.gui.sitting.helping import ENTRIES as HELP
from zjbuy_desktop.gui.sitting.helping import Helping
from zjbuy_desktop.gui.sitting.locking import ENTRIES as LOCKS
from zjbuy_desktop.gui.sitting.locking import Locking
from zjbuy_desktop.gui.sitting.safekeeping import Safekeeping
from zjbuy_desktop.gui.sitting.trouble import show_trouble
from zjbuy_desktop.gui.work import Work
from zjbuy_desktop.usecases.glimpse import Glimpse, glimpse

if TYPE_CHECKING:
    from zjbuy_desktop.gui.sitting.assisting import Assisting
    from zjbuy_desktop.gui.sitting.lookup import Lookup
    from zjbuy_desktop.gui.sitting.places import Places
    from zjbuy_desktop.gui.sitting.project import ProjectSitting, Told
    from zjbuy_desktop.gui.sitting.project_pages import ProjectPages
    from zjbuy_desktop.gui.sitting.reading import Reading
    from zjbuy_desktop.gui.sitting.texts import TextSitting
    from zjbuy_desktop.gui.sitting.word_copies import WordSitting
    from zjbuy_desktop.usecases.desk import Desk


class Session(QObject):
    """Joins the window, the worker and the data folder, from opening to closing."""

    def __init__(
        self, window: MainWindow, data_dir: Path | None = None, today: date | None = None
    ) -> None:
        """``data_dir``: ``None`` for the user's own; ``today``: ``None`` for the real day."""
        super().__init__(window)
        self.window, self.frame = window, window.frame
        self.work = Work(self)
        self.desk: Desk | None = None
        self._own, self._own_folder, self._today = data_dir, Path(), today
        self._seen = Glimpse(Path(), None, ())
        self.opened_as: Path | None = None
        """The folder as it was asked for; ``None`` for the user's own."""
        self._places: Places | None = None
        self._later: tuple[Told, ...] = ()
        self._project: ProjectSitting | None = None
        self._project_pages: ProjectPages | None = None
        self._texts: TextSitting | None = None
        self._word: WordSitting | None = None
        self._lookup: Lookup | None = None
        self._assistant: Assisting | None = None
        self.frame.progress.watch(self.work)
        self.helping = Helping(self)
        self.keeping = Safekeeping(self)
        self.locking = Locking(self)
        self.encrypting = Encrypting(self)
        window.restore_place()
        window.before_close.append(self._may_close)
        self._connect()
        self.open_folder(data_dir)

    @property
    def places(self) -> "Places":
        """The pages about all projects; imported once the first list is on show."""
        if self._places is None:
            from zjbuy_desktop.gui.sitting.places import Places

            self._places = Places(self)
        return self._places

    @property
    def project(self) -> "ProjectSitting":
        """The project in hand; imported when the data is open."""
        if self._project is None:
            from zjbuy_desktop.gui.sitting.project import ProjectSitting

            self._project = ProjectSitting(self.frame, self.work)
            self._project.read.connect(self._project_shown)
            self._project.all_done.connect(partial(offer_after, self))
            self._project.assistant_wanted.connect(lambda screen: self.assistant.show(screen))
        return self._project

    @property
    def project_pages(self) -> "ProjectPages":
        """The pages about the whole project; imported when the first is opened."""
        if self._project_pages is None:
            from zjbuy_desktop.gui.sitting.project_pages import ProjectPages

            self._project_pages = ProjectPages(self)
        return self._project_pages

    @property
    def texts(self) -> "TextSitting":
        """The editors of texts; imported when the first is opened."""
        if self._texts is None:
            from zjbuy_desktop.gui.sitting.texts import TextSitting

            self._texts = TextSitting(self)
        return self._texts

    @property
    def word(self) -> "WordSitting":
        """Word copies; imported when the first is asked for."""
        if self._word is None:
            from zjbuy_desktop.gui.sitting.word_copies import WordSitting

            self._word = WordSitting(self)
        return self._word

    @property
    def lookup(self) -> "Lookup":
        """What the find box finds; imported when it is first opened."""
        if self._lookup is None:
            from zjbuy_desktop.gui.sitting.lookup import Lookup

            self._lookup = Lookup(self)
        return self._lookup

    @property
    def assistant(self) -> "Assisting":
        """录入助手; imported when it is first opened."""
        if self._assistant is None:
            from zjbuy_desktop.gui.sitting.assisting import Assisting

            self._assistant = Assisting(self)
        return self._assistant

    @property
    def pinned(self) -> date | None:
        """The fixed day of a demo folder."""
        return self._seen.pinned

    @property
    def is_own(self) -> bool:
        """Whether the folder open is the one the program was started with."""
        return self._seen.folder == self._own_folder

    # Opening

    def open_folder(self, data_dir: Path | None, *, looking: bool = False) -> None:
        """Show what is in a data folder at once, then open it on the worker."""
        self.opened_as = data_dir
        self.locking.entering(data_dir)
        try:
            self._seen = glimpse(data_dir)
        except UserError as error:
            show_trouble(self, data_dir, error)
            return
        if data_dir == self._own:
            self._own_folder = self._seen.folder
        self.window.setWindowTitle(self._title())
        self._show_projects()
        self.places.show_waiting([name for _, name in self._seen.projects])
        self.frame.set_foot(FootView(str(self._seen.folder)))
        today = self._today if data_dir == self._own else None
        self.work.run(
            self.frame,
            lambda report: _open_desk(data_dir, today, looking),
            success=self._opened,
            failure=lambda error: show_trouble(self, data_dir, error),
            label="打开数据",
        )

    def handed(self, file: Path) -> None:
        """The program was opened with this file: say what it is once the data is open."""
        self._later = (told_of(file),)

    def switch_folder(
        self,
        data_dir: Path | None,
        told: "tuple[Told, ...]" = (),
        meanwhile: "Callable[[], tuple[Told, ...]] | None" = None,
        afterwards: Callable[[], None] | None = None,
    ) -> None:
        """Close the folder and open another (the sample, or back), or the same one anew.

        ``told`` is said once it is open; ``meanwhile`` is done while none is, and says instead;
        ``afterwards`` is done when the folder was closed and is being opened.
        """
        if self._texts is not None:
            self._texts.close_all()
        if self._assistant is not None:
            self._assistant.close()
        if self._project is not None:
            self._project.leave()
        desk, self.desk = self.desk, None

        def close() -> "tuple[Told, ...]":
            if desk is not None:
                desk.store.close()
            return meanwhile() if meanwhile else told

        def again(said: "tuple[Told, ...]") -> None:
            self._later = said
            self.open_folder(data_dir)
            if afterwards is not None:
                afterwards()

        def failed(error: Exception) -> None:
            again((("stop", error.message, error.hint),) if isinstance(error, UserError) else ())
            if not isinstance(error, UserError):
                errors.present(self.frame, error)

        self.work.run(
            self.frame, lambda report: close(), success=again, failure=failed, label="换数据"
        )

    def show_again(self, told: "tuple[Told, ...]" = ()) -> None:
        """Projects came or went: put the one in hand away and show them all."""
        self.project.leave()
        self.list_again()
        self.places.show("workbench", told)

    def back_to_own(self) -> None:
        """From the sample back to the folder the program was started with."""
        self.switch_folder(self._own)

    def _opened(self, desk: "Desk") -> None:
        self.desk = desk
        told: tuple[Told, ...] = tuple(("warn", note, "") for note in desk.store.notes)
        told, self._later = told + self._later, ()
        self.keeping.opened()
        if self.pinned:
            told += (("info", demo_words(self.pinned), "可以随意试，不影响自己的数据。"),)
        if len(self._seen.projects) == 1:
            self.project.open(desk, self._seen.projects[0][0], told=told)
        else:
            self.places.show("workbench", told)
            self.places.remind()

    def _title(self) -> str:
        return f"{TITLE}　—　{demo_words(self.pinned)}" if self.pinned else TITLE

    def open_as_own(self, data_dir: Path) -> None:
        """Open this folder in place of the one the program was started with."""
        self._own = data_dir
        self.open_folder(data_dir)

    # Going about

    def _connect(self) -> None:
        frame = self.frame
        frame.place_chosen.connect(self.go_place)
        frame.project_place_chosen.connect(lambda page: self.project_pages.show(page))
        frame.paper_worded.connect(lambda kind: self.texts.open_of(kind))
        frame.paper_copied.connect(lambda kind: self.word.ask(kind))
        frame.project_chosen.connect(lambda project: self.open_project(project))
        frame.project_wanted.connect(lambda: self.places.start_new(take_over=False))
        frame.step_followed.connect(lambda target: self.project.go(target))
        frame.check_asked.connect(self._check)
        frame.lock_asked.connect(self.locking.lock)
        frame.folder_asked.connect(lambda: show_folder(self._seen.folder))
        frame.found.connect(self._found)
        frame.files_dropped.connect(self._dropped)
        frame.set_find(lambda: (*HELP, *LOCKS, *self.project.find_entries()) if self.desk else HELP)
        frame.set_search(
            lambda: self.lookup.begin(),
            lambda typed: self.lookup.entries(typed),
            lambda typed, text: self.lookup.fits(typed, text),
        )

    def go_place(self, place: str) -> None:
        """Show 工作台, 期限 or 单位库."""
        if self.desk is not None:
            if self._project is not None:
                self._project.set_aside()
            self.places.show(place)

    def open_project(self, project_id: int, stage_id: str = "") -> None:
        """Take a project in hand."""
        if self.desk is not None:
            self.project.open(self.desk, project_id, stage_id)

    def _project_shown(self, reading: "Reading") -> None:
        self.places.current = ""
        self.keeping.watch(reading.case.id)
        self.keeping.back_up(reading.backup)
        self._show_projects()

    def list_again(self) -> None:
        """A project was added: offer it at the left as well."""
        self._seen = glimpse(self._seen.folder)
        self._show_projects()

    def _show_projects(self) -> None:
        demo = self.pinned is not None
        current = self._project.project_id if self._project else None
        shown = [ProjectView(i, name, demo=demo) for i, name in self._seen.projects]
        self.frame.set_projects(shown, current)

    def _check(self) -> None:
        if self.places.current:
            self.go_place(self.places.current)
        elif self.desk is not None and self.project.on_show:
            self.project.check()
        elif self.desk is not None:
            self.project_pages.reload()

    def _found(self, target: str) -> None:
        kind, _, name = target.partition(":")
        if kind == "paper":
            self.project.go(name)
        elif kind == "find":
            self.lookup.go(target)
        elif kind == "help":
            self.helping.open(name)
        elif kind == "lock":
            self.locking.found(name)
        elif kind == "assistant":
            self.assistant.show(name)
        elif kind == "unit" and self.desk is not None:
            self.places.find_unit(name)

    def _dropped(self, paths: list[Path]) -> None:
        if self.desk is None or turned_away(self.frame, paths):
            return
        if len(paths) == 1 and paths[0].suffix.lower() == ".toml":
            self.places.new_from_file(paths[0])
        elif self._project is None or self._project.project_id is None:
            self.frame.show_banner(
                "info",
                "先打开一个项目，再把发回的需求表或签章后的扫描件拖进来。",
                "新建项目可拖入配置文件。",
            )
        else:
            self._sort_out(paths)

    def _sort_out(self, paths: list[Path]) -> None:
        """Scans go to 扫回与核章, everything else is taken for returned tables."""
        from zjbuy_desktop.usecases.scanning import sorted_out

        scans, rest = sorted_out(paths)
        if not scans:
            self.project.go("collection", then=lambda page: bring_in(page, rest))
            return

        def bring(page: object) -> None:
            bring_in(page, scans)
            if rest:
                text = f"另有 {len(rest)} 个不是扫描件的文件没有读，请单独拖入。"
                self.frame.show_banner("info", text)

        self.project_pages.show("scans", then=bring)

    # Closing

    def _may_close(self) -> bool:
        if not self.frame.progress.isHidden():
            text = "还有工作没有做完。现在关闭会在已完成的部分停下，不会留下半份文件。"
            if not confirm(self.window, "关闭程序", text, "停下并关闭"):
                return False
        self.helping.close()
        if self._assistant is not None:
            self._assistant.close()
        if self._project is not None:
            self._project.flush()
        self.work.close()
        if self._project is not None:
            self._project.drafts.save_rest()
        if self._texts is not None:
            self._texts.keep_drafts()
        if self.desk is not None:
            self.desk.store.close()
            self.desk = None
        return True


def demo_words(pinned: date) -> str:
    """示例数据，日期固定为 2026年10月20日（周二）."""
    return f"示例数据，日期固定为 {long_date(pinned)}"


def _open_desk(data_dir: Path | None, today: date | None, looking: bool) -> "Desk":
    from zjbuy_desktop.usecases.opening import open_desk

    return open_desk(data_dir, today, reading=looking)
