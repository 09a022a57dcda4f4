"""命令 assist 和 help：录入助手，帮助。"""

from argparse import Namespace
from collections.abc import Iterable
from typing import Any

from zjbuy_desktop.cli.answers import Answer, Command, desk_of
from zjbuy_desktop.core.case.screens import EntrySheet, ScreenRow


def _list(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import entry_assistant, screens

    with desk_of(options) as desk:
        known = screens.screens(desk)
        found = [entry_assistant.sheets(desk, options.project, one.id) for one in known]
    lines = []
    for one, own in zip(known, found, strict=True):
        lines.append(f"{one.platform}　{one.name}" + ("" if own else "　还没有合同可以录入"))
        lines += [f"    {_title(sheet)}{sheet.words}{_number(sheet)}" for sheet in own]
        lines += [f"    {one.remark}"] if one.remark else []
    data = [{"screen": s.screen.id, **_sheet(s)} for own in found for s in own]
    return Answer({"sheets": data}, lines)


def _title(sheet: EntrySheet) -> str:
    return f"{sheet.subject}：" if sheet.subject else ""


def _number(sheet: EntrySheet) -> str:
    return f"；{sheet.screen.asks_caption} {sheet.number}" if sheet.number else ""


def _sheet(sheet: EntrySheet) -> dict[str, Any]:
    return {
        "contract": sheet.subject,
        "fields": len(sheet.rows),
        "entered": sheet.done,
        "complete": sheet.complete,
        "number": sheet.number,
    }


def _show(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import entry_assistant

    with desk_of(options) as desk:
        sheet = entry_assistant.sheet(desk, options.project, options.screen, options.contract)
    return _answer(sheet)


def _answer(sheet: EntrySheet) -> Answer:
    rows = [
        {
            "field": row.key,
            "value": row.value,
            "source": row.source,
            "state": row.state.value,
            "entered_value": row.tick.value if row.tick else None,
            "by": row.tick.by if row.tick else None,
            "at": row.tick.at.isoformat() if row.tick else None,
        }
        for row in sheet.rows
    ]
    lines = [f"{sheet.words}{_number(sheet)}", *([sheet.screen.remark] * bool(sheet.screen.remark))]
    lines += [line for row in sheet.rows for line in _lines(row)]
    return Answer({**_sheet(sheet), "rows": rows}, lines)


def _lines(row: ScreenRow) -> list[str]:
    told = f"{row.tick.by} {row.tick.at:%Y-%m-%d %H:%M}" if row.tick else ""
    told += f" 录的是 {row.tick.value}" if row.tick and row.tick.value != row.value else ""
    return [
        f"{row.state.value}　{row.key}：{row.value or '–'}",
        f"    来源：{row.source}" + (f"；{told}" if told else ""),
    ]


def _tick(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import entry_assistant

    with desk_of(options) as desk:
        for field in options.fields:
            sheet = entry_assistant.tick(
                desk, options.project, options.screen, field, options.contract
            )
    return Answer(_sheet(sheet), [f"{sheet.words}。"])


def _untick(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import entry_assistant

    with desk_of(options) as desk:
        sheet = entry_assistant.untick(
            desk, options.project, options.screen, options.fields, options.contract
        )
    return Answer(_sheet(sheet), [f"{sheet.words}。"])


def _keep_number(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import entry_assistant

    with desk_of(options) as desk:
        said = entry_assistant.keep_number(
            desk, options.project, options.screen, options.number, options.contract
        )
        sheet = entry_assistant.sheet(desk, options.project, options.screen, options.contract)
    return Answer(_sheet(sheet), [said])


def _compare(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import entry_assistant

    with desk_of(options) as desk:
        found = entry_assistant.compare(desk, options.project, options.screen, options.file)
    data = {"agrees": found.agrees, "words": found.words, "differences": list(found.lines)}
    return Answer(
        data, [found.words, *(f"  {line}" for line in found.lines)], int(not found.agrees)
    )


def _help(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import help as texts
    from zjbuy_desktop.usecases.library import law_book

    if not options.page:
        titles = list(texts.pages().values())
        return Answer({"pages": texts.pages()}, ["有帮助的页：" + "、".join(titles)])
    found = texts.help_of(options.page, law_book())
    lines = [line for p in found.parts for line in (p.heading, *(f"    {x}" for x in p.lines))]
    data = {"page": found.page, "title": found.title, "parts": _parts(found.parts)}
    return Answer(data, [found.title, *lines])


def _parts(parts: Iterable[Any]) -> list[dict[str, Any]]:
    return [{"heading": part.heading, "lines": list(part.lines)} for part in parts]


COMMANDS: dict[str, Command] = {
    "help": _help,
    "assist list": _list,
    "assist show": _show,
    "assist tick": _tick,
    "assist untick": _untick,
    "assist number": _keep_number,
    "assist compare": _compare,
}
