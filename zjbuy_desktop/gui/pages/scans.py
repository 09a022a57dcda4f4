"""扫回与核章: scans that came home, seals to be looked at, who has not sent anything back."""

from zjbuy_desktop.gui.models.views import HeaderView
from zjbuy_desktop.gui.widgets.project_page import ProjectPage

HEADER = HeaderView("扫回与核章", purpose="导入签章后的扫描件，逐份核章，催还没有交回的文件。")


class ScansPage(ProjectPage):
    """Scans, seals, reminders."""

    header = HEADER
