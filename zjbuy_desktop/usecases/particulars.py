"""文件里要填写的内容：填写、从文件读入、删去一份。"""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.documents import Particulars, Value
from zjbuy_desktop.core.papers.book import paper
from zjbuy_desktop.core.papers.entries import check_all
from zjbuy_desktop.core.papers.spec import Per
from zjbuy_desktop.store import papers as stored
from zjbuy_desktop.usecases.desk import Desk


def fill_in(
    desk: Desk, project_id: int, kind: str, subject: str, values: Mapping[str, Value]
) -> Particulars:
    """Keep what was entered for one paper, in place of what stood there.

    Args:
        subject: for whom; empty for what all papers of the kind share.
        values: name of the entry → text or rows.

    Raises:
        UserError: a value is not of its kind, or there is no such paper.
    """
    spec = paper(kind)
    known = spec.subjects(desk.case(project_id))
    if subject and spec.per is not Per.NAMED and subject not in known:
        raise UserError(f"《{spec.title}》没有“{subject}”这一份。", _offered(known))
    given = Particulars(kind, subject, check_all(spec.entries, values))
    summary = f"填写《{spec.title}》{subject}的内容 {len(given.values)} 项"
    with desk.store.begin("paper_filled_in", summary, desk.now(), project_id=project_id) as work:
        stored.set_particulars(work, project_id, given)
        work.payload.update(kind=kind, subject=subject, values=_recorded(given))
    return given


def amend(desk: Desk, project_id: int, changes: Mapping[str, Mapping[str, Value]]) -> None:
    """Change some entries of some papers in one go; what else they hold stays as it is.

    Args:
        changes: paper kind → name of the entry → value; an empty value empties the entry.

    Raises:
        UserError: a value is not of its kind; nothing is changed then.
    """
    case = desk.case(project_id)
    amended = []
    for kind, values in changes.items():
        held = case.particulars_of(kind)
        given = check_all(paper(kind).entries, {**dict(held.values), **values})
        if given != held.values:
            amended.append(Particulars(kind, "", given))
    if not amended:
        return
    titles = "、".join(f"《{paper(p.kind).title}》" for p in amended)
    with desk.store.begin(
        "paper_filled_in", f"改写{titles}的内容", desk.now(), project_id=project_id
    ) as work:
        for one in amended:
            stored.set_particulars(work, project_id, one)
        work.payload["papers"] = [
            {"kind": p.kind, "subject": p.subject, "values": _recorded(p)} for p in amended
        ]


def _recorded(given: Particulars) -> dict[str, Value]:
    """What the record of actions keeps; 身份证件号码 are masked where it is written."""
    return dict(given.values)


def forget(desk: Desk, project_id: int, kind: str, subject: str) -> None:
    """Drop what was entered for one paper; a named one is no longer listed."""
    summary = f"删去《{paper(kind).title}》{subject}填写的内容"
    with desk.store.begin("paper_emptied", summary, desk.now(), project_id=project_id) as work:
        stored.drop_particulars(work, project_id, kind, subject)
        work.payload.update(kind=kind, subject=subject)


def rename(desk: Desk, project_id: int, kind: str, old: str, new: str) -> None:
    """Give a named paper another name, as long as none of that name was made.

    Raises:
        UserError: the name is empty or taken, or the paper was made under the old one.
    """
    spec, case, wanted = paper(kind), desk.case(project_id), new.strip()
    known = spec.subjects(case)
    if not wanted or wanted in known:
        raise UserError(f"名称“{wanted}”是空的或者已经有了。", "换一个能分清是哪一份的名称。")
    if old not in known:
        raise UserError(f"《{spec.title}》没有“{old}”这一份。", _offered(known))
    if case.made_of(kind, old) is not None:
        raise UserError(f"《{spec.title}》{old}已经制作过，不能改名。", "可以另新增一份。")
    given = Particulars(kind, wanted, case.particulars_of(kind, old).values)
    summary = f"《{spec.title}》“{old}”改名为“{wanted}”"
    with desk.store.begin("paper_renamed", summary, desk.now(), project_id=project_id) as work:
        stored.drop_particulars(work, project_id, kind, old)
        stored.set_particulars(work, project_id, given)
        work.payload.update(kind=kind, old=old, new=wanted)


def read_table(table: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Value]]]:
    """(subject, values) pairs of a TOML table: ``[values]`` for all, ``[[subjects]]`` each.

    Raises:
        UserError: the table is not written so.
    """
    if "values" in table:
        yield "", _plain(table["values"])
    for one in table.get("subjects", ()):
        if not isinstance(one, Mapping) or not one.get("name"):
            raise UserError("[[subjects]] 里要写 name（对象的名称）。", '例：name = "某公司"')
        yield str(one["name"]), _plain(one.get("values", {}))


def import_file(desk: Desk, project_id: int, kind: str, file: Path) -> list[str]:
    """Fill in a paper from a TOML file; returns for whom."""
    from zjbuy_desktop.usecases.toml_text import read_toml

    filled = []
    for subject, values in read_table(read_toml(file)):
        fill_in(desk, project_id, kind, subject, values)
        filled.append(subject)
    if not filled:
        raise UserError(f"“{file.name}”里没有要填写的内容。", "写在 [values] 或 [[subjects]] 下。")
    return filled


def _plain(values: object) -> dict[str, Value]:
    if not isinstance(values, Mapping):
        raise UserError("[values] 应当是一张表。", '例：reason = "……"')
    return {str(name): _value(value) for name, value in values.items()}


def _value(value: object) -> Value:
    if isinstance(value, list):
        return tuple(tuple(_text(cell) for cell in row) for row in value)
    return _text(value)


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _offered(names: tuple[str, ...]) -> str:
    shown = "、".join(names[:5])
    return f"可以填写：{shown}{'……' if len(names) > 5 else ''}" if names else "现在还没有对象。"
