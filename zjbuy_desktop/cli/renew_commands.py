"""命令 renew、units 和 yearbook：复制为下一年项目，单位库，年鉴。"""

from argparse import Namespace
from typing import Any

from zjbuy_desktop.cli.answers import Answer, Command, desk_of
from zjbuy_desktop.core.base.money import yuan


def _renew(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import renewing as usecase

    with desk_of(options) as desk:
        made = usecase.renew(desk, options.project, options.name)
    data = {
        "project": made.project_id,
        "name": made.name,
        "units": made.units,
        "remarks": list(made.remarks),
    }
    first = f"已新建项目 {made.project_id}：{made.name}，{made.units} 家单位。"
    return Answer(data, [first, *(f"  {r}" for r in made.remarks)])


def _list(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import address_book

    with desk_of(options) as desk:
        found = [b for b in address_book.units(desk) if _fits(options.word, b.unit)]
        agencies = [a for a in address_book.agencies(desk) if _fits(options.word, a)]
    lines = [
        f"{b.unit.name}　{b.unit.uscc}　{b.unit.level.value}　{b.unit.contact} {b.unit.phone}"
        f"　参加 {b.times} 次，最近：{b.project}"
        for b in found
    ]
    lines += [f"代理机构　{a.name}　{a.uscc}　{a.contact} {a.phone}" for a in agencies]
    data = {
        "units": [
            {"name": b.unit.name, "uscc": b.unit.uscc, "times": b.times, "project": b.project}
            for b in found
        ],
        "agencies": [{"name": a.name, "uscc": a.uscc} for a in agencies],
    }
    return Answer(data, lines or ["单位库里没有。"])


def _fits(word: str, one: Any) -> bool:
    return word in one.name or word in one.uscc


def _add(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import address_book

    with desk_of(options) as desk:
        new = address_book.add(desk, options.project, options.names)
        count = len(desk.case(options.project).units)
    data = {"added": [u.name for u in new], "units": count}
    return Answer(data, [f"已加入 {len(new)} 家，名册现有 {count} 家。"])


def _show_year(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import year_book

    with desk_of(options) as desk:
        known = year_book.years(desk)
        year = options.year or (known[0] if known else desk.today.year)
        found = year_book.book(desk, year)
    lines = [f"{found.year} 年鉴"]
    lines += [f"{words}：{text}" for words, text in year_book.headlines(found)]
    lines += [
        f"  {x.name}　{x.stage}　中标 {yuan(x.award_fen)} 元，{x.saving.words}" for x in found.lines
    ]
    lines.append(f"各种加法{'一致 ✓' if found.agrees else '不一致 ✗'}")
    data = {**year_book.as_json(found), "years": list(known)}
    return Answer(data, lines, int(not found.agrees))


def _export_year(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import year_book

    with desk_of(options) as desk:
        found = year_book.write(desk, options.year, options.out)
    data = {"file": str(options.out), "projects": len(found.lines)}
    return Answer(data, [f"已写 {found.year} 年鉴，{len(found.lines)} 个项目：{options.out}"])


COMMANDS: dict[str, Command] = {
    "renew": _renew,
    "units list": _list,
    "units add": _add,
    "yearbook show": _show_year,
    "yearbook export": _export_year,
}
