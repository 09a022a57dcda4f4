"""命令 backup 和 verify：备份、看备份、恢复、第二处、演练，核验数据。"""

from argparse import Namespace
from pathlib import Path

from zjbuy_desktop.cli.answers import Answer, Command, desk_of
from zjbuy_desktop.cli.passphrases import unlock_file
from zjbuy_desktop.core.base.money import yuan


def _make(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import trust

    with desk_of(options) as desk:
        data = trust.make_backup(desk, options.file)
    lines = [f"备份已验证：{data['file']}", data["paper"], *data["problems"]]
    lines += [f"第二处：{data['second']}"] if data["second"] else []
    lines += [data["second_problem"]] if data["second_problem"] else []
    return Answer(data, lines, int(bool(data["problems"] or data["second_problem"])))


def _restore(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import trust

    unlock_file(options.file)
    data = trust.restore_backup(options.data, options.file)
    return Answer(data, [f"已恢复；恢复前的数据留在 {data['kept']}"])


def _list(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import trust

    found = trust.backups(options.data)
    lines = [f"{f.at:%Y-%m-%d %H:%M}　{f.kind}　{f.size:,} 字节　{f.file}" for f in found]
    data = [
        {"file": str(f.file), "kind": f.kind, "at": f.at, "size": f.size, "elsewhere": f.elsewhere}
        for f in found
    ]
    return Answer({"backups": data}, lines or ["还没有备份。"])


def _show(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import trust

    unlock_file(options.file)
    found = trust.look_into(options.data, options.file)
    lines = [f"备份于 {found.made_at:%Y-%m-%d %H:%M}，原件 {found.originals} 份"]
    lines += [f"  {p.name}　{_sums(p.then)}　现在：{_sums(p.now)}" for p in found.projects]
    lines += [f"恢复到它，会失去此后的 {found.lost} 条操作记录："] if found.lost else []
    lines += [f"  {words}" for words in found.latest]
    lines += [f"“{name}”已交给别的电脑，恢复后仍只能查看" for name in found.old]
    data = {
        "made_at": found.made_at,
        "originals": found.originals,
        "missing": found.missing,
        "lost": found.lost,
        "latest": list(found.latest),
        "projects": [
            {"name": p.name, "then": p.then, "now": p.now, "since": p.since} for p in found.projects
        ],
    }
    return Answer(data, lines)


def _sums(found: tuple[int, int, int] | None) -> str:
    if found is None:
        return "没有"
    units, rows, fen = found
    return f"{units} 家 {rows} 行 {yuan(fen)} 元"


def _second(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import trust

    with desk_of(options) as desk:
        if options.folder is not None or options.off:
            trust.choose_second_place(desk, None if options.off else Path(options.folder))
        now, state = trust.second_place(desk), trust.backup_state(desk)
    said = f"备份同时放到“{now}”。" if now else "没有第二处；备份只在本机。"
    return Answer({"folder": now}, [said, *([state.trouble] if state.trouble else [])])


def _drill(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import proving

    with desk_of(options) as desk:
        found = proving.run_drill(desk)
    said = "通过" if found.ok else "没有通过"
    data = {"ok": found.ok, "file": found.file, "words": found.words}
    return Answer(data, [f"恢复演练{said}：{found.words}"], int(not found.ok))


def _verify(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import trust

    if options.printed:
        fits, words = trust.compare_printed(options.data, options.printed)
        return Answer({"fits": fits, "words": words}, [words], int(not fits))
    data = trust.verify_data(options.data)
    lines = [*data["problems"]] or ["核验通过：数据完好。"]
    lines += [data["rows_note"]] if data["rows_note"] else []
    return Answer(data, lines, int(bool(data["problems"])))


COMMANDS: dict[str, Command] = {
    "backup make": _make,
    "backup restore": _restore,
    "backup list": _list,
    "backup show": _show,
    "backup second": _second,
    "backup drill": _drill,
    "verify": _verify,
}
