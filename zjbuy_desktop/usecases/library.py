"""法规库、放假安排、品目与计量单位：读一次，各处共用；本地文件可以补充和改正。"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.workdays import Calendar, schedule_from_table
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.words import Method
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.law.tables import DeadlineRule
from zjbuy_desktop.host import resources


def law_book(local: Path | None = None, holidays: Path | None = None) -> LawBook:
    """The shipped law book, with the office's own file on top if there is one.

    ``holidays`` as ``calendar`` takes it: the book counts by it.

    Raises:
        UserError: 本地文件打不开、写法不对，或引用了没有的里程碑.
    """
    return _counting(local, _stamp(local), holidays, _stamp(holidays))


def calendar(local: Path | None = None) -> Calendar:
    """The published holiday schedules; ``local`` adds or replaces years.

    Raises:
        UserError: 本地文件打不开或写法不对.
    """
    return _calendar(local, _stamp(local))


@lru_cache(maxsize=1)
def categories() -> Mapping[str, str]:
    """品目编码 → 品目名称 (2022 目录; the goods and services commonly bought by volume)."""
    return {c["code"]: c["name"] for c in resources.read_toml("catalogue/categories.toml")["item"]}


@lru_cache(maxsize=1)
def measures() -> tuple[str, ...]:
    """计量单位 offered in forms."""
    return tuple(m["name"] for m in resources.read_toml("catalogue/measures.toml")["measure"])


@lru_cache(maxsize=4)
def _counting(local: Path | None, stamp: int, holidays: Path | None, year_stamp: int) -> LawBook:
    """One book for one law file and one holiday file: what is kept by it may compare identity."""
    return replace(_law_book(local, stamp), calendar=_calendar(holidays, year_stamp))


@lru_cache(maxsize=4)
def _law_book(local: Path | None, _stamp: int) -> LawBook:
    tables = [resources.read_toml(f"law/{p.name}") for p in resources.paths("law", ".toml")]
    book = LawBook.from_tables([*tables, *_local(local)])
    for rule in book.deadlines:
        _require_known(rule)
    return book


@lru_cache(maxsize=4)
def _calendar(local: Path | None, _stamp: int) -> Calendar:
    files = resources.paths("calendar", ".toml")
    tables = [resources.read_toml(f"calendar/{p.name}") for p in files]
    schedules = (schedule_from_table(t) for t in [*tables, *_local(local, "year_schedule")])
    return Calendar({s.year: s for s in schedules})


def _require_known(rule: DeadlineRule) -> None:
    events = [name for name in (rule.start, rule.end, rule.given, *rule.stops) if name]
    unknown = [e for e in events if e not in list(EventKind)]
    unknown += [m for m in rule.methods if m not in list(Method)]
    if unknown:
        names = "、".join(unknown)
        raise UserError(f"期限“{rule.id}”用到不认识的里程碑或采购方式：{names}", "请改正后重试。")


def _stamp(local: Path | None) -> int:
    """When the local file was last changed, so that an edited one is read again."""
    if local is None:
        return 0
    try:
        return local.stat().st_mtime_ns
    except OSError as error:
        raise UserError(f"打不开文件“{local.name}”", "请检查文件是否还在原处。") from error


def _local(local: Path | None, section: str = "") -> list[dict[str, Any]]:
    if local is None:
        return []
    try:
        table = tomllib.loads(local.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UserError(f"打不开文件“{local.name}”", "请检查文件是否还在原处。") from error
    except UnicodeDecodeError as error:
        raise UserError(f"“{local.name}”不是 UTF-8 文本", "请另存为 UTF-8 后重试。") from error
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        where = f"第 {line[1]} 行" if line else "末尾"
        raise UserError(f"“{local.name}”{where}的写法不对", "请改正后重试。") from error
    if not section or section not in table:
        return [table]
    return list(table[section])
