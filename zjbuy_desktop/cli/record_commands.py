"""登记的命令：登记一件事，一次几家，撤销登记。"""

from argparse import Namespace

from zjbuy_desktop.cli.answers import Answer, Command, desk_of
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.preconditions import OUTSIDE, came_another_way
from zjbuy_desktop.usecases.desk import Desk


def _record(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import recording

    kind = recording.event_kind(options.event)
    if options.undo:
        return _undo(options, kind)
    if options.date is None:
        raise UserError("没有写日期。", f"例如：record {options.project} {kind.label} 2026-08-20")
    with desk_of(options) as desk:
        events = [
            Event(kind, options.date, unit, options.note) for unit in _units(desk, options, kind)
        ]
        kept = recording.record(desk, options.project, events, options.evidence)
    data = {
        "event": kind.value,
        "date": options.date,
        "unit": kept[0].unit,
        "units": [e.unit for e in kept],
        "outside": [e.unit for e in kept if came_another_way(e)],
    }
    return Answer(data, [_line(event) for event in kept])


def _units(desk: Desk, options: Namespace, kind: EventKind) -> list[str]:
    """The units named, or with ``--all`` those it can be recorded of; one empty for the project."""
    from zjbuy_desktop.usecases import recording

    if not options.all:
        return list(dict.fromkeys(options.unit)) or [""]
    if options.unit:
        raise UserError("--all 和 --unit 不能一起写。", "写明单位，或写 --all。")
    found = recording.candidates(desk.case(options.project), kind, options.date)
    if not found:
        raise UserError(f"没有可以登记“{kind.label}”而还没有登记的单位。", "不用登记。")
    return list(found)


def _line(event: Event) -> str:
    mark = f"（{OUTSIDE}）" if came_another_way(event) else ""
    return f"已登记：{event.kind.label} {event.on} {event.unit}".rstrip() + mark


def _undo(options: Namespace, kind: EventKind) -> Answer:
    from zjbuy_desktop.usecases import recording

    if options.all:
        raise UserError("撤销要写明单位，不能写 --all。", "用 --unit 写明是哪几家。")
    units = list(dict.fromkeys(options.unit)) or [""]
    if kind.per_unit and not options.unit:
        raise UserError("这件事要写明是哪家单位。", "用 --unit 写明。")
    with desk_of(options) as desk:
        recording.unrecord_all(desk, options.project, kind, units, options.reason)
    data = {"event": kind.value, "unit": units[0], "units": units, "undone": True}
    return Answer(data, [f"已撤销登记：{kind.label} {unit}".rstrip() for unit in units])


COMMANDS: dict[str, Command] = {"record": _record}
