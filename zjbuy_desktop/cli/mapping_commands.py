"""表头对应方案的命令：导入时用、列出、起草、记住、删去。"""

from argparse import Namespace
from dataclasses import asdict
from shlex import quote

from zjbuy_desktop.cli import shown
from zjbuy_desktop.cli.answers import Answer, Command, desk_of
from zjbuy_desktop.core.case.header_mapping import HeaderMapping
from zjbuy_desktop.usecases.collecting import ImportReport


def _forms_import(options: Namespace) -> Answer:
    from zjbuy_desktop.core.base.errors import UserError
    from zjbuy_desktop.core.case.needs import Outcome
    from zjbuy_desktop.usecases import collecting, import_json, mapping_files, mappings

    given = mapping_files.read_mappings(options.mapping) if options.mapping else ()
    if options.remember and not given:
        raise UserError("没有写要记住哪个对应方案。", "写成 --mapping 文件 --remember。")
    with desk_of(options) as desk:
        report = collecting.import_returns(
            desk, options.project, options.paths, dry_run=options.dry_run, mappings=given
        )
        if options.remember and not options.dry_run:
            for mapping in given:
                mappings.remember(desk, mapping)
    unused = mappings.unused(report, given)
    lines = shown.import_report(report, options.dry_run)
    lines += [f"对应方案“{mapping.name}”没有用上。" for mapping in unused]
    if options.remember and not options.dry_run:
        lines.append(f"已记住 {len(given)} 个对应方案，以后的导入也会用到。")
    lines += _asked(options.project, report)
    data = {**import_json.as_json(report), "unused_mappings": [m.name for m in unused]}
    return Answer(data, lines, int(report.count(Outcome.REJECTED) > 0))


def _asked(project: int, report: ImportReport) -> list[str]:
    """What to do about tables whose columns are not certain."""
    lines = []
    for result, path in zip(report.results, report.paths, strict=True):
        for need in result.needs_mapping:
            why = "；".join(need.reasons)
            lines.append(f"“{result.file}”的“{need.sheet}”请指明各列是什么：{why}。")
        if result.needs_mapping:
            lines += [
                f"    先起草：zjbuy forms mappings draft {project} {quote(str(path))}"
                " --out 对应方案.toml",
                f"    改好后：zjbuy forms import {project} {quote(str(path))}"
                " --mapping 对应方案.toml",
            ]
    return lines


def mapping_json(mapping: HeaderMapping) -> dict[str, object]:
    """One mapping with its columns by field."""
    return {
        **asdict(mapping),
        "heads": dict(mapping.heads),
        "columns": {name: list(letters) for name, letters in mapping.columns},
        "fixed": dict(mapping.fixed),
    }


def _list(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import mappings

    with desk_of(options) as desk:
        kept = mappings.list_mappings(desk)
        if options.out:
            mappings.write_mappings(desk, options.out)
    data = [
        {**mapping_json(k.mapping), "times_used": k.times_used, "used_at": k.used_at} for k in kept
    ]
    lines = [f"{k.mapping.name}　读过 {k.times_used} 个文件　{k.mapping.words}" for k in kept]
    if options.out:
        lines.append(f"已写出 {len(kept)} 个对应方案，在 {options.out}")
    return Answer({"mappings": data}, lines or ["还没有记住任何对应方案。"])


def _draft(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import mappings

    with desk_of(options) as desk:
        drafts = mappings.write_drafts(desk, options.project, options.path, options.out)
    lines = [f"已起草 {len(drafts)} 个对应方案，在 {options.out}，还要补上："]
    for mapping in drafts:
        lines += [f"    {mapping.name}：{problem}" for problem in mappings.problems_of(mapping)]
    return Answer({"mappings": [mapping_json(m) for m in drafts]}, lines)


def _add(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import mapping_files, mappings

    given = mapping_files.read_mappings(options.file)
    with desk_of(options) as desk:
        for mapping in given:
            mappings.remember(desk, mapping)
    names = [mapping.name for mapping in given]
    return Answer({"mappings": names}, [f"已记住 {len(names)} 个对应方案：{'、'.join(names)}。"])


def _remove(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import mappings

    with desk_of(options) as desk:
        mappings.forget(desk, options.name)
    return Answer({"removed": options.name}, [f"已删去对应方案“{options.name}”。"])


_ACTIONS: dict[str | None, Command] = {
    None: _list,
    "draft": _draft,
    "add": _add,
    "remove": _remove,
}


def _mappings(options: Namespace) -> Answer:
    return _ACTIONS[options.action](options)


COMMANDS: dict[str, Command] = {"forms import": _forms_import, "forms mappings": _mappings}
