"""命令 handover：把项目交给下一台电脑、接收、先看一看、收回。"""

from argparse import Namespace

from zjbuy_desktop.cli.answers import Answer, Command, desk_of
from zjbuy_desktop.cli.passphrases import asked, unlock_file
from zjbuy_desktop.core.base.money import yuan


def _make(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import encryption, handover

    with desk_of(options) as desk:
        phrase = ""
        if options.passphrase or encryption.is_encrypted(options.data):
            phrase = asked(encryption.FILE_PHRASE, "交接文件的口令", twice=True)
        made = handover.give(desk, options.projects, options.out, options.to, phrase=phrase)
    data = {
        "file": str(made.file),
        "code": made.code,
        "projects": list(made.projects),
        "originals": made.originals,
        "missing": made.missing,
        "sheet": str(made.sheet) if made.sheet else "",
    }
    lines = [
        f"已交出 {len(made.projects)} 个项目：{made.file}",
        f"校验码 {made.code}，印在交接单上：{made.sheet or made.trouble}",
        "这里的项目从现在起只能查看。",
    ]
    return Answer(data, lines, int(bool(made.missing or made.trouble)))


def _show(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import handover

    unlock_file(options.file)
    with desk_of(options) as desk:
        found = handover.look(desk, options.file)
    card = found.card
    projects = [
        {
            "name": c.carried.name,
            "turn": c.carried.turn,
            "units": c.carried.units,
            "rows": c.carried.sums[0],
            "amount_fen": c.carried.sums[2],
            "fate": c.fate.value,
            "why": c.why,
        }
        for c in found.projects
    ]
    lines = [
        f"{card.made_at[:16].replace('T', ' ')}　{card.by} 交给 {card.to}　校验码 {found.code}"
    ]
    lines += [
        f"  {c.carried.name}　第 {c.carried.turn} 棒　{c.carried.units} 家　"
        f"{yuan(c.carried.sums[2])} 元　{c.fate.value}：{c.why}"
        for c in found.projects
    ]
    lines += [f"注意：{card.doubt}。"] if card.doubt else []
    data = {
        "made_at": card.made_at,
        "by": card.by,
        "to": card.to,
        "code": found.code,
        "originals": found.originals,
        "doubts": card.doubts,
        "projects": projects,
    }
    return Answer(data, lines, int(not all(c.fate.fine for c in found.projects)))


def _take(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import handover

    unlock_file(options.file)
    with desk_of(options) as desk:
        taken = handover.take(desk, options.file, code=options.code, replace=options.replace)
    data = {
        "projects": [{"project": i, "name": name} for i, name in taken.projects],
        "kept": str(taken.kept or ""),
        "code": taken.looked.code,
        "told": list(taken.told),
    }
    lines = [f"已接收项目 {i}：{name}" for i, name in taken.projects]
    kept = [f"接收前的数据留在 {taken.kept}"] if taken.kept else []
    return Answer(data, [*lines, *taken.told, *kept])


def _reclaim(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import handover

    with desk_of(options) as desk:
        handover.reclaim(desk, options.project, options.reason)
    said = f"已收回项目 {options.project}，可以在这里继续办理；别处的那一份从现在起是旧的。"
    return Answer({"project": options.project}, [said])


COMMANDS: dict[str, Command] = {
    "handover make": _make,
    "handover show": _show,
    "handover take": _take,
    "handover reclaim": _reclaim,
}
