"""A page about the whole project, beside its stages: nothing is completed on it."""

from typing import ClassVar

from PySide6.QtCore import Signal

from zjbuy_desktop.gui.models.views import HeaderView
from zjbuy_desktop.gui.pages.base import StagePage


class ProjectPage(StagePage):
    """Base of 扫回与核章 and its like; ``fetch`` and ``fill`` as on a stage's page.

    The button at the foot says what the page does and does it in ``submit``.

    Signals:
        stage_wanted: id of a stage to go to.
        page_wanted: id of another page about the project.
    """

    stage_wanted = Signal(str)
    page_wanted = Signal(str)

    header: ClassVar[HeaderView] = HeaderView("")
