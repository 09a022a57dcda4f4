"""示例：一件对采购文件的质疑，请参与单位协助，按期答复。"""

from zjbuy_desktop.core.case.disputes import About, Dispute, DisputeKind, Outcome
from zjbuy_desktop.usecases import disputing
from zjbuy_desktop.usecases.demo.script import Script, on
from zjbuy_desktop.usecases.desk import Desk


def challenge(desk: Desk, project_id: int, script: Script) -> str:
    """One challenge, one participant asked, one answer; the reply itself is made at the end."""
    told = script.table["dispute"]
    desk = on(desk, script.day("tender"))
    raised = Dispute(
        DisputeKind.CHALLENGE,
        "",
        told["supplier"],
        told["received"],
        About.DOCUMENT,
        known_day=told["known_day"],
    )
    name = disputing.add(desk, project_id, raised).name
    disputing.ask_help(
        desk, project_id, name, [told["unit"]], told["asked"], told["what"], told["due"]
    )
    disputing.reply_help(desk, project_id, name, told["unit"], told["replied"], told["reply"])
    disputing.answer(desk, project_id, name, told["answered"], Outcome(told["outcome"]))
    return f"质疑：{name} 1 件，{told['outcome']}，{told['answered']} 答复。"
