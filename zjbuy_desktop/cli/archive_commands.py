"""归档的命令：看齐不齐，封存，核对，导出各单位材料包。"""

from argparse import Namespace

from zjbuy_desktop.cli.answers import Answer, Command, desk_of


def _show(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import archive_view

    with desk_of(options) as desk:
        case = desk.case(options.project)
        view = archive_view.view(desk, case)
    lacking = [x for x in view.required if x.lacking]
    lines = [view.words, view.standing.words, *filter(None, [view.standing.checksum_words])]
    lines += [f"  {v.name}：{v.held} 件，缺 {v.lacking} 件，{v.until_words}" for v in view.volumes]
    lines += [
        f"  {archive_view.state_of(x)}　{x.name}　{x.where or x.reason}" for x in view.required
    ]
    lines += [f"  编号 {f.id}　补进的文件　{f.title}　{f.name}" for f in case.archive_files]
    files = [{"number": f.id, "title": f.title, "file": f.name} for f in case.archive_files]
    return Answer(archive_view.as_json(view) | {"files": files}, lines, int(bool(lacking)))


def _add(options: Namespace) -> Answer:
    from zjbuy_desktop.core.case.archive_files import ArchiveFile
    from zjbuy_desktop.usecases import archive_files

    with desk_of(options) as desk:
        material = archive_files.material_named(desk, options.project, options.material)
        given = ArchiveFile(
            material, options.subject, options.title, options.number, options.author,
            options.date, options.pages, options.file.name, "",
        )  # fmt: skip
        kept = archive_files.add(desk, options.project, options.file, given)
    data = {"number": kept.id, "sha256": kept.sha256, "pages": kept.pages}
    return Answer(data, [f"已补进档案：{kept.title}“{kept.name}”，编号 {kept.id}。"])


def _remove(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import archive_files

    with desk_of(options) as desk:
        gone = archive_files.remove(desk, options.project, options.number, options.reason)
    return Answer({"number": gone.id}, [f"已从档案拿出：{gone.title}“{gone.name}”。"])


def _seal(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import sealing

    with desk_of(options) as desk:
        made = sealing.seal(desk, options.project, options.out)
    data = {
        "folder": str(made.folder),
        "sha256": made.sha256,
        "files": made.files,
        "volumes": dict(made.volumes),
        "lacking": list(made.lacking),
        "lost": list(made.lost),
        "drafts": list(made.drafts),
    }
    lines = [
        f"归档文件夹：{made.folder}，{made.files} 个文件。",
        f"封存校验值：{made.sha256}",
        *(f"  {name}　{count} 件" for name, count in made.volumes),
        *(f"没有放进去：{said}。" for said in made.lost),
        *(f"只有草稿，没有放进去：{said}。" for said in made.drafts),
    ]
    if made.lacking:
        lines.append(f"法律要的材料还缺 {len(made.lacking)} 件，见 archive show。")
    return Answer(data, lines, int(bool(made.lost)))


def _verify(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import archive_check

    with desk_of(options) as desk:
        found = archive_check.verify(desk, options.folder)
    data = {
        "sound": found.sound,
        "list_recorded": found.seal is not None,
        "sha256": found.sha256,
        "same": found.comparison.whole,
        "changed": list(found.comparison.changed),
        "missing": list(found.comparison.missing),
        "surplus": list(found.comparison.surplus),
        "unread_lines": list(found.comparison.unread),
    }
    lines = [found.words, found.list_words]
    lines += [f"  {d.what}　{d.path}" for d in found.differences]
    return Answer(data, lines, int(not found.sound))


def _packs(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import archive_packs

    with desk_of(options) as desk:
        made = archive_packs.write_packs(desk, options.project, options.out)
    packs = [
        {"unit": p.unit, "file": str(p.file), "files": p.files, "lacking": list(p.lacking)}
        for p in made.packs
    ]
    lines = [f"材料包 {len(packs)} 家：{made.folder}"]
    lines += [
        f"  {p.unit}　{p.files} 个文件" + (f"　还缺 {len(p.lacking)} 件" if p.lacking else "")
        for p in made.packs
    ]
    return Answer({"folder": str(made.folder), "packs": packs}, lines)


COMMANDS: dict[str, Command] = {
    "archive show": _show,
    "archive add": _add,
    "archive remove": _remove,
    "archive seal": _seal,
    "archive verify": _verify,
    "archive packs": _packs,
}
