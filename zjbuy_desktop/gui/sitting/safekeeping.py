"""备份与交接: what keeps the data safe, from the workbench and by itself in the background."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.gui.dialogs.ask import ask_reason, confirm
from zjbuy_desktop.gui.dialogs.files import choose_folder, show_folder
from zjbuy_desktop.gui.models.views import Action
from zjbuy_desktop.gui.work import Report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zjbuy_desktop.gui.dialogs.hand_over import HandOverWizard, Order
    from zjbuy_desktop.gui.dialogs.restore import RestoreWizard
    from zjbuy_desktop.gui.dialogs.take_over import TakeOverWizard
    from zjbuy_desktop.gui.session import Session
    from zjbuy_desktop.gui.sitting.project import Told
    from zjbuy_desktop.usecases.desk import Desk
    from zjbuy_desktop.usecases.handover import HandedOver, Looked, Taken
    from zjbuy_desktop.usecases.trust import BackupFile, BackupState, Preview

WAIT_MS = 20_000
"""So long after the data was opened the round begins; whoever has just opened it has work."""
_LONG = 120
"""Seconds a 校验码 stays on show."""


class Safekeeping(QObject):
    """Restoring, handing over and taking in; a round of proofs once a day."""

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self._frame, self._work = session.frame, session.work
        self._rounded: date | None = None
        self._backed_up: tuple[Path, date] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.round)
        self.restoring: RestoreWizard | None = None
        self.giving: HandOverWizard | None = None
        self.taking: TakeOverWizard | None = None

    # In the background

    def back_up(self, state: "BackupState") -> None:
        """Data that began in this session is backed up once it is there, a long one daily."""
        desk = self._session.desk
        if desk is None or state.today or not desk.store.writable:
            return
        if self._backed_up == (desk.data_dir, desk.now().date()):
            return
        self._backed_up = desk.data_dir, desk.now().date()

        def shown(state: "BackupState") -> None:
            self._frame.foot.show_backup(state.words, is_made=state.sound, tip=state.drill)

        self._work.run(
            self._frame, lambda report: _back_up_today(desk), success=shown, label="每日备份"
        )

    def opened(self) -> None:
        """The data is open; a round is made once it has been quiet for a while."""
        self._rounded = None
        self._timer.start()

    def round(self) -> None:
        """Prove the newest backup, copy it elsewhere, and try a restore if a week has passed."""
        desk = self._session.desk
        if desk is None or not desk.store.writable or self._session.pinned:
            return
        if self._rounded == desk.now().date():
            return
        self._rounded = desk.now().date()

        def proved(trouble: str) -> None:
            if trouble:
                self._frame.show_banner("warn", trouble)
            self._show_state(desk)
            self._work.run(
                self, lambda report: _begin_drill(desk), success=partial(self._drill_on, desk),
                label="恢复演练",
            )  # fmt: skip

        self._work.run(self, lambda report: _prove(desk), success=proved, label="核对备份")

    def _drill_on(self, desk: "Desk", steps: "Iterator[str] | None") -> None:
        """One step of the drill; what the clerk asks meanwhile comes between two of them."""
        if steps is None or self._session.desk is not desk:
            return

        def stepped(step: str | None) -> None:
            if step is None:
                self._show_state(desk)
            else:
                self._drill_on(desk, steps)

        self._work.run(self, lambda report: next(steps, None), success=stepped, label="恢复演练")

    def _show_state(self, desk: "Desk") -> None:
        def shown(state: "BackupState") -> None:
            self._frame.foot.show_backup(state.words, is_made=state.sound, tip=state.drill)
            if "演练没有通过" in state.trouble:
                text = "恢复演练没有通过：最近的备份可能恢复不出来。"
                act = (Action("立即备份(&B)", self._session.places.back_up),)
                self._frame.show_banner("stop", text, state.drill, act)

        self._work.run(self, lambda report: _state(desk), success=shown, label="备份")

    # 恢复备份

    def restore(self) -> None:
        """恢复备份: also where the data could not be opened."""
        folder = self._session.opened_as

        def show(found: "tuple[BackupFile, ...]") -> None:
            from zjbuy_desktop.gui.dialogs.restore import RestoreWizard

            wizard = RestoreWizard(
                self._session.window, self._work, found,
                lambda report, file: _look_into(folder, file),
            )  # fmt: skip
            wizard.restore_asked.connect(lambda file: self._go_back_to(folder, file))
            self.restoring = wizard
            wizard.open()

        self._work.run(self, lambda report: _backups(folder), success=show, label="查看备份")

    def _go_back_to(self, folder: Path | None, file: Path) -> None:
        def job() -> "tuple[Told, ...]":
            from zjbuy_desktop.usecases import trust

            done = trust.restore_backup(folder, file)
            made = done["made_at"][:16].replace("T", " ")
            return (("ok", f"已恢复到 {made} 的备份。", f"恢复前的数据留在 {done['kept']}"),)

        self._session.switch_folder(folder, meanwhile=job)

    # 第二处

    def second_place(self) -> None:
        """备份到第二处: choose the folder, or no longer."""
        from zjbuy_desktop.usecases import trust

        desk = self._session.desk
        if desk is None:
            return
        now, window = trust.second_place(desk), self._session.window
        if now and not confirm(
            window, "第二处备份", f"备份现在同时放到“{now}”。要换一个地方吗？", "换一个"
        ):
            return
        folder = choose_folder(window, "第二处备份：选U盘或共享文件夹")
        if folder is None:
            return

        def done(copy: str) -> None:
            said = f"以后每次备份都同时放到“{folder}”。"
            self._frame.show_banner("ok", said, f"第一份已经放好：{copy}" if copy else "")
            self._show_state(desk)

        self._work.run(
            self, lambda report: trust.choose_second_place(desk, folder), success=done,
            failure=self._tell, label="第二处备份",
        )  # fmt: skip

    # 交接

    def give(self, project_id: int | None = None) -> None:
        """交给下一台电脑."""
        from zjbuy_desktop.gui.dialogs.hand_over import HandOverWizard
        from zjbuy_desktop.usecases import encryption, handover

        desk = self._session.desk
        projects = handover.here(desk) if desk is not None else ()
        if desk is None or not projects:
            self._frame.show_banner("info", "没有可以交接的项目。")
            return

        def job(report: Report, order: "Order") -> "HandedOver":
            return handover.give(
                desk, order.projects, order.file, order.to, report, phrase=order.phrase
            )

        wizard = HandOverWizard(
            self._session.window, self._work, projects, project_id,
            lambda chosen: handover.suggested_name(desk, chosen), job,
            encrypted=encryption.is_encrypted(desk.data_dir),
        )  # fmt: skip
        wizard.handed_over.connect(self._given)
        self.giving = wizard
        wizard.open()

    def _given(self, made: "HandedOver") -> None:
        missing = f"有 {made.missing} 份原件缺失，没有带上。" if made.missing else ""
        sheet = f"交接单：{made.sheet.name}。" if made.sheet else made.trouble
        text = f"已交出 {len(made.projects)} 个项目，校验码 {made.code}。"
        act = Action("打开文件夹(&O)", lambda: show_folder(made.file))
        self._session.show_again()

        def told(_: object) -> None:
            hint = f"{missing}{sheet}"
            self._frame.show_banner("ok", text, hint, (act,), seconds=_LONG)

        self._work.run(self, lambda report: None, success=told, label="交接")

    def take(self) -> None:
        """接收交接."""
        from zjbuy_desktop.gui.dialogs.take_over import TakeOverWizard
        from zjbuy_desktop.usecases import handover

        desk = self._session.desk
        if desk is None:
            return

        def job(report: Report, file: Path, replace: bool) -> "Taken":
            return handover.take(desk, file, replace=replace, progress=report)

        def look(report: Report, file: Path) -> "Looked":
            return handover.look(desk, file)

        wizard = TakeOverWizard(self._session.window, self._work, look, job)
        wizard.taken.connect(self._taken)
        self.taking = wizard
        wizard.open()

    def _taken(self, made: "Taken") -> None:
        kept = f"接收前的数据留在 {made.kept}" if made.kept else ""
        names = "、".join(name for _, name in made.projects)
        self._session.list_again()
        hint = "　".join([*made.told, kept])
        told: tuple[Told, ...] = (("ok", f"已接收：{names}。可以在这台电脑上接着办。", hint),)
        if made.told:  # 带来的放假安排、法规要重新打开才算数
            self._session.switch_folder(self._session.opened_as, told)
        else:
            self._session.show_again(told)

    # 只看

    def watch(self, project_id: int | None) -> None:
        """Only look at what is worked on elsewhere, and say why."""
        desk = self._session.desk
        if desk is None:
            self._frame.set_viewing("")
            return
        from zjbuy_desktop.usecases import handover

        why = handover.why_only_looking(desk, project_id)
        acts: tuple[Action, ...] = ()
        if project_id is not None and handover.can_reclaim(desk, project_id):
            acts = (Action("收回来办…", partial(self._reclaim, project_id)),)
        self._frame.set_viewing(why, acts)

    def _reclaim(self, project_id: int) -> None:
        desk = self._session.desk
        if desk is None:
            return
        from zjbuy_desktop.usecases import handover

        text = (
            "只有对方没有接收、或者那边的数据没有了，才收回。收回以后以这里为准，"
            "对方那一份从此是旧的，程序会认出来；对方已经办的事不会带过来。"
        )
        reason = ask_reason(self._session.window, "收回来办", text, action="收回")
        if reason is None:
            return
        self._work.run(
            self, lambda report: handover.reclaim(desk, project_id, reason),
            success=lambda _: self._session.show_again((("ok", "已收回，可以接着办。", ""),)),
            failure=self._tell, label="收回项目",
        )  # fmt: skip

    def verify(self) -> None:
        """核对数据."""
        folder = self._session.opened_as

        def done(found: dict[str, Any]) -> None:
            problems = found["problems"]
            if problems:
                self._tell_problems(problems)
                return
            counts = f"操作记录 {found['audit_events']} 条、原件 {found['originals']} 份"
            self._frame.show_banner(
                "ok", "数据完好。", f"{counts}，逐一核对一致。{found['rows_note']}"
            )

        self._work.run(
            self, lambda report: _verify(folder), success=done, failure=self._tell,
            label="核对数据",
        )  # fmt: skip

    def _tell_problems(self, problems: "Sequence[str]") -> None:
        """The first in a line, all of them on demand."""
        from zjbuy_desktop.gui.dialogs.problem_list import ProblemList

        several = len(problems) > 1
        more = f" 等 {len(problems)} 处" if several else ""
        see = Action("逐处查看(&V)", lambda: ProblemList(self._session.window, problems).open())
        self._frame.show_banner(
            "stop", f"数据有问题：{problems[0]}{more}。", "请从完好的备份恢复，并报告此事。",
            (see,) if several else (),
        )  # fmt: skip

    def _tell(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._frame.show_banner("stop", error.message, error.hint)


def _prove(desk: "Desk") -> str:
    """Prove the newest backup; what is not as it ought to be, in words."""
    from zjbuy_desktop.usecases import proving, trust

    proving.sweep(desk.data_dir)
    try:
        after = trust.prove_last(desk)
    except UserError as error:
        return str(error)
    return after.problem if after else ""


def _begin_drill(desk: "Desk") -> "Iterator[str] | None":
    from zjbuy_desktop.usecases import proving

    return proving.drill(desk) if proving.drill_due(desk) else None


def _back_up_today(desk: "Desk") -> "BackupState":
    from zjbuy_desktop.usecases import trust

    return trust.back_up_today(desk)


def _state(desk: "Desk") -> "BackupState":
    from zjbuy_desktop.usecases import trust

    return trust.backup_state(desk)


def _backups(folder: Path | None) -> "tuple[BackupFile, ...]":
    from zjbuy_desktop.usecases import trust

    return trust.backups(folder)


def _look_into(folder: Path | None, file: Path) -> "Preview":
    from zjbuy_desktop.usecases import trust

    return trust.look_into(folder, file)


def _verify(folder: Path | None) -> dict[str, Any]:
    from zjbuy_desktop.usecases import trust

    return trust.verify_data(folder)
