"""办结以后: what is sensible once the last stage is done, offered where the next stage would be."""

from functools import partial
from typing import TYPE_CHECKING

from zjbuy_desktop.gui.models.views import Action
from zjbuy_desktop.gui.sitting.renewing import renew

if TYPE_CHECKING:
    from zjbuy_desktop.gui.session import Session

DONE = "各环节都已完成，项目办结。"
_HINT = "以后数据再有变动，重新生成归档文件夹；换人保管的，交给下一台电脑。"


def offer_after(session: "Session", project_id: int) -> None:
    """Say that all is done, with the ways on."""
    keeping, places = session.keeping, session.places
    actions = (
        Action("回工作台", partial(session.go_place, "workbench")),
        Action("立即备份", places.back_up),
        Action("交给下一台电脑…", partial(keeping.give, project_id)),
        Action("复制为下一年项目…", partial(renew, session, project_id)),
    )
    session.frame.show_banner("ok", DONE, _HINT, actions)
