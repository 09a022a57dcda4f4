"""What earlier projects give to a new one: its start, or units of its roster."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zjbuy_desktop.core.case.renewing import NextYear
    from zjbuy_desktop.gui.dialogs.new_project import NewProjectWizard
    from zjbuy_desktop.gui.session import Session
    from zjbuy_desktop.usecases.address_book import BookUnit
    from zjbuy_desktop.usecases.renewing import Renewed


def renew(session: "Session", project_id: int) -> None:
    """复制为下一年项目: ask for the name, make it and open it."""
    from zjbuy_desktop.usecases import renewing

    desk = session.desk
    if desk is None:
        return

    def ask(made: "NextYear") -> None:
        from zjbuy_desktop.gui.dialogs.ask_name import NameDialog

        text = (
            f"名册 {len(made.units)} 家单位、{len(made.project.lots)} 个标项和填写的文字照旧；"
            "需求、日期、编号和最高限价不复制。\n新项目的名称："
        )
        dialog = NameDialog(session.window, "复制为下一年项目", text, "复制(&C)", made.project.name)
        session.places.renewing = dialog
        dialog.accepted.connect(lambda: make(dialog.name.value()))
        dialog.finished.connect(lambda _: setattr(session.places, "renewing", None))
        dialog.open()

    def make(name: str) -> None:
        session.work.run(
            session.frame,
            lambda _: renewing.renew(desk, project_id, name),
            success=done,
            label="复制为下一年项目",
        )

    def done(made: "Renewed") -> None:
        session.list_again()
        told = (("ok", f"已复制为“{made.name}”，{made.units} 家单位。", "".join(made.remarks)),)
        session.project.open(desk, made.project_id, "setup", told=told)

    session.work.run(
        session.frame,
        lambda _: renewing.preview(desk, project_id),
        success=ask,
        label="复制为下一年项目",
    )


def offer_units(session: "Session", wizard: "NewProjectWizard") -> None:
    """从单位库选 in the wizard of a new project."""
    from zjbuy_desktop.usecases import address_book

    desk = session.desk
    if desk is None:
        return
    present = wizard.roster.numbered()

    def show(found: "tuple[BookUnit, ...]") -> None:
        from zjbuy_desktop.gui.dialogs.address_book import AddressBookDialog

        dialog = AddressBookDialog(wizard, found, wizard.roster.add_units)
        wizard.book = dialog
        dialog.open()

    session.work.run(
        wizard, lambda _: address_book.units(desk, present), success=show, label="读取单位库"
    )
