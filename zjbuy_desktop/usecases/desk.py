"""办理一件事所需的一切：数据、法规、日历、今天是哪天；由启动处组好，交给每个用例。"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from zjbuy_desktop.core.base.workdays import Calendar
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.store import cases
from zjbuy_desktop.store.store import Store


@dataclass(frozen=True)
class Desk:
    """What every use-case is handed.

    Attributes:
        store: the open database.
        law: 法规库.
        calendar: 工作日历.
        today: 今天, as the user or ``--today`` says.
        now: gives the moment written into records.
    """

    store: Store
    law: LawBook
    calendar: Calendar
    today: date
    now: Callable[[], datetime]

    @property
    def data_dir(self) -> Path:
        """Where the data is."""
        return self.store.data_dir

    def case(self, project_id: int) -> Case:
        """All facts of one project, read in one transaction.

        Raises:
            UserError: when there is no such project.
        """
        with self.store.read() as view:
            return cases.load_case(view, project_id)
