"""平台录入顺序：录什么、按什么顺序，是一个文件里的数据，本单位可以在数据文件夹里另放一份。"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.screen_values import MONEY_VALUES, UNIT_VALUES, values_allowed
from zjbuy_desktop.core.case.screens import Asked, Per, Screen, ScreenField
from zjbuy_desktop.host import resources
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.office_files import ENTRY_ORDER
from zjbuy_desktop.usecases.toml_text import read_toml
from zjbuy_desktop.usecases.whole_files import unwritable

OWN_FILE = ENTRY_ORDER
_SHIPPED = "platform/screens.toml"


def screens(desk: Desk) -> tuple[Screen, ...]:
    """The office's own order of fields, else the one that comes with the program.

    Raises:
        UserError: naming what is wrong in the office's file.
    """
    own = desk.data_dir / OWN_FILE
    given = read_toml(own) if own.is_file() else resources.read_toml(_SHIPPED)
    found = tuple(_screen(entry) for entry in given.get("screens", []))
    if not found:
        raise UserError(f"“{OWN_FILE}”里没有写任何界面。", "每个界面写一段 [[screens]]。")
    return found


def own_order(desk: Desk) -> Path:
    """The office's own file, made from the one that comes with the program if there is none.

    Raises:
        UserError: it can't be written.
    """
    file = desk.data_dir / OWN_FILE
    if not file.exists():
        try:
            file.write_text(resources.read_text(_SHIPPED), encoding="utf-8")
        except OSError as error:
            raise unwritable(file, error) from error
    return file


def screen(desk: Desk, name: str) -> Screen:
    """The screen of that id or name.

    Raises:
        UserError: when there is none; the hint lists them.
    """
    known = screens(desk)
    for one in known:
        if name in (one.id, one.name):
            return one
    raise UserError(f"没有“{name}”这个界面。", f"有：{'、'.join(s.name for s in known)}。")


def _screen(entry: Mapping[str, Any]) -> Screen:
    name = str(entry.get("name", ""))
    if not (name and entry.get("id") and entry.get("fields")):
        raise _wrong(name, "要有 id、name、fields")
    per = _word(Per, entry, "per", name)
    asks = _word(Asked, entry, "asks", name)
    if (asks is Asked.CONTRACT_NUMBER) != (per is Per.CONTRACT) and asks is not Asked.NOTHING:
        raise _wrong(name, "合同编号（contract_number）只能每份合同（contract）问一次")
    repeated = entry.get("unit_fields", [])
    if repeated and per is not Per.PROJECT:
        raise _wrong(name, '每家单位各录一遍的项（unit_fields）只能用在 per = "project"')
    made = Screen(
        id=str(entry["id"]),
        name=name,
        platform=str(entry.get("platform", "平台")),
        per=per,
        asks=asks,
        asks_caption=str(entry.get("asks_caption", "平台给出的编号")),
        fields=tuple(_field(name, f, values_allowed(per)) for f in entry["fields"]),
        unit_fields=tuple(_field(name, f, UNIT_VALUES) for f in repeated),
        checked=str(entry.get("checked", "")).strip(),
    )
    for fields in (made.fields, made.unit_fields):
        captions = [field.caption for field in fields]
        twice = next((c for c in captions if captions.count(c) > 1), "")
        if twice:
            raise _wrong(name, f"“{twice}”写了两次")
    return made


def _word(kind: Any, entry: Mapping[str, Any], key: str, name: str) -> Any:
    given = entry.get(key, "")
    try:
        return kind(given)
    except ValueError:
        known = "、".join(f'"{word.value}"' for word in kind)
        raise _wrong(name, f"{key} 写的是“{given}”，只能写 {known}") from None


def _field(name: str, entry: Mapping[str, Any], allowed: tuple[str, ...]) -> ScreenField:
    caption, value = str(entry.get("caption", "")).strip(), str(entry.get("value", ""))
    if not caption or value not in allowed:
        raise _wrong(name, f"“{caption}”的 value“{value}”不认识，可以写：{'、'.join(allowed)}")
    money = str(entry.get("money", "元" if value in MONEY_VALUES else ""))
    if money not in (("元", "万元") if value in MONEY_VALUES else ("",)):
        raise _wrong(name, f"“{caption}”的 money 只能对金额写 元 或 万元")
    return ScreenField(caption, value, money)


def _wrong(name: str, what: str) -> UserError:
    return UserError(
        f"“{OWN_FILE}”里的界面“{name}”：{what}。",
        "改正后重新打开录入助手；删去这个文件就用程序自带的顺序。",
    )
