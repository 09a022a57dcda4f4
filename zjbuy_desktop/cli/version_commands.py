"""版本的命令：一家单位的各份回收表、对照、撤回、批次与撤销、封存与解封。"""

from argparse import Namespace
from typing import Any

from zjbuy_desktop.cli.answers import Answer, Command, desk_of
from zjbuy_desktop.core.base import money, quantity


def _freeze(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import freezing, version_data

    with desk_of(options) as desk:
        made = freezing.freeze(desk, options.project, options.name)
    told = f"已封存“{made.name}”：{made.line_count} 行，{money.yuan(made.amount_fen)} 元。"
    return Answer(version_data.snapshot_json(made), [told, f"校验值 {made.digest}"])


def _unfreeze(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import freezing

    with desk_of(options) as desk:
        opened = freezing.unfreeze(desk, options.project, options.reason)
    return Answer({"snapshot": opened.id}, [f"已解封“{opened.name}”，封存的内容仍保留。"])


def _snapshots(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import freezing, version_data

    with desk_of(options) as desk:
        found = freezing.list_snapshots(desk, options.project)
    lines = [
        f"{s.id}　{s.name}　{s.sealed_at:%Y-%m-%d %H:%M}　{s.line_count} 行　"
        f"{money.yuan(s.amount_fen)} 元　" + ("封存中" if s.opened_at is None else "已解封")
        for s in found
    ]
    data = {"snapshots": [version_data.snapshot_json(s) for s in found]}
    return Answer(data, lines or ["还没有封存过。"])


def _compare(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import freezing, version_data

    with desk_of(options) as desk:
        found = freezing.compare_with(desk, options.project, options.snapshot)
    return Answer(version_data.differences_json(found), _compared(found))


def _compared(found: Any) -> list[str]:
    from zjbuy_desktop.core.case.comparing import Change

    lines = []
    for row in found.rows:
        line = row.new or row.old
        if line is not None and row.change is not Change.SAME:
            lines.append(
                f"{row.words}　{line.unit}　{line.item}　数量 {_signed(row.quantity)}　"
                f"金额 {money.yuan(row.amount_fen)} 元　{_places(row)}"
            )
    lines.append(
        f"合计：原 {money.yuan(found.old.amount_fen)} 元，"
        f"现 {money.yuan(found.new.amount_fen)} 元，差 {money.yuan(found.amount_fen)} 元；"
        f"未变 {found.count(Change.SAME)} 行。"
    )
    return lines


def _places(row: Any) -> str:
    """Where the amounts stand, the old and the new."""
    sources = (line.source for line in (row.old, row.new) if line is not None)
    return " → ".join(f"《{s.file}》{s.sheet} {dict(s.cells).get('amount', '')}" for s in sources)


def _signed(milli: int) -> str:
    return f"-{quantity.show(-milli)}" if milli < 0 else f"+{quantity.show(milli)}"


def _versions(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import versions

    with desk_of(options) as desk:
        found = versions.versions_of(desk, options.project, options.unit)
    data = [
        {
            "return": v.return_id,
            "batch": v.batch_id,
            "file": v.file,
            "received_at": v.received_at.isoformat(),
            "state": v.state,
            "why": v.why,
            "rows": v.sums.rows if v.sums else None,
            "amount_fen": v.sums.amount_fen if v.sums else None,
        }
        for v in found
    ]
    lines = [
        f"{v.return_id}　{v.state}　{v.file}　{v.received_at:%Y-%m-%d %H:%M} 收到　"
        f"{_rows(v.sums)}　{v.why}".rstrip()
        for v in found
    ]
    return Answer({"versions": data}, lines or [f"{options.unit}还没有报来文件。"])


def _diff(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import version_data, versions

    with desk_of(options) as desk:
        found = versions.differences(desk, options.project, options.unit, options.old, options.new)
    return Answer(version_data.differences_json(found), _compared(found))


def _choose(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import collecting

    with desk_of(options) as desk:
        collecting.choose(desk, options.project, options.unit, options.version, options.reason)
    told = f"{options.unit}以第 {options.version} 份为准。"
    return Answer({"unit": options.unit, "return": options.version}, [told])


def _withdraw(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import versions

    with desk_of(options) as desk:
        if options.back:
            versions.take_back(desk, options.project, options.unit, options.reason)
        else:
            versions.withdraw(desk, options.project, options.unit, options.reason, options.evidence)
    did = "已取消撤回" if options.back else "已撤回需求"
    return Answer({"unit": options.unit}, [f"{did}：{options.unit}"])


def _batches(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import versions

    with desk_of(options) as desk:
        found = versions.batches(desk, options.project)
    data = [
        {
            "batch": b.id,
            "at": b.at.isoformat(),
            "files": b.files,
            "undone": b.undone,
            **{o.value: n for o, n in b.outcomes.items()},
        }
        for b in found
    ]
    lines = [
        f"第 {b.id} 批　{b.at:%Y-%m-%d %H:%M}　{b.files} 个文件　"
        + ("已撤销" if b.undone else f"现在：{b.words}")
        for b in found
    ]
    return Answer({"batches": data}, lines or ["还没有导入过。"])


def _undo(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import collecting, versions

    with desk_of(options) as desk:
        changes = versions.undo_changes(desk, options.project, options.batch)
        if not options.dry_run:
            collecting.undo(desk, options.project, options.batch, options.reason)
    data = {
        "batch": options.batch,
        "undone": not options.dry_run,
        "units": [
            {
                "unit": c.unit,
                "before_fen": c.before.amount_fen if c.before else None,
                "after_fen": c.after.amount_fen if c.after else None,
            }
            for c in changes
        ],
    }
    lines = [f"{c.unit}　{_yuan(c.before)} → {_yuan(c.after)}" for c in changes]
    last = "只看结果，没有写入。" if options.dry_run else f"已撤销第 {options.batch} 批导入。"
    return Answer(data, [*(lines or ["各单位计入的内容不变。"]), last])


def _rows(sums: Any) -> str:
    return f"{sums.rows} 行 {money.yuan(sums.amount_fen)} 元" if sums else "没有需求行"


def _yuan(sums: Any) -> str:
    return f"{money.yuan(sums.amount_fen)} 元" if sums else "无需求"


COMMANDS: dict[str, Command] = {
    "needs freeze": _freeze,
    "needs unfreeze": _unfreeze,
    "needs snapshots": _snapshots,
    "needs compare": _compare,
    "needs versions": _versions,
    "needs diff": _diff,
    "needs choose": _choose,
    "needs withdraw": _withdraw,
    "needs batches": _batches,
    "needs undo": _undo,
}
