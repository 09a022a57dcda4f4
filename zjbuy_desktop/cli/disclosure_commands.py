"""命令 disclosures：信息公开台账，列出、补登链接、写成表。"""

from argparse import Namespace

from zjbuy_desktop.cli.answers import Answer, Command, desk_of
from zjbuy_desktop.core.stages.disclosing import counted


def _list(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import disclosures

    with desk_of(options) as desk:
        rows = disclosures.disclosures(desk, desk.case(options.project))
    lines = [counted(rows)]
    for row in rows:
        due = f"，最迟 {row.due}" if row.due else ""
        done = f"，{row.on} 公开" if row.on else ""
        link = f"，{row.link}" if row.link else ("，没有登记标题或链接" if row.lacks_link else "")
        subject = f"{row.subject}{f'（{row.lot}）' if row.lot else ''}"
        lines.append(
            f"[{row.state.value}] {row.what}　{subject}{due}{done}{link}（{row.basis.label}）"
        )
    return Answer({"disclosures": disclosures.as_json(rows)}, lines)


def _export(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import disclosures

    with desk_of(options) as desk:
        rows = disclosures.write(desk, options.project, options.out)
    return Answer(
        {"file": options.out, "rows": len(rows)},
        [f"信息公开台账：{options.out}，{counted(rows)}。"],
    )


def _link(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import disclosures, recording

    kind = recording.event_kind(options.event)
    with desk_of(options) as desk:
        disclosures.set_link(desk, options.project, kind, options.unit, options.link)
    return Answer({"event": kind.value, "unit": options.unit, "link": options.link}, ["已登记。"])


COMMANDS: dict[str, Command] = {
    "disclosures list": _list,
    "disclosures export": _export,
    "disclosures link": _link,
}
