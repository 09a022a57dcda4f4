"""填报表的标识：第一次发出时设定，以后发出和收回都用它。"""

import secrets

from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.form_identity import FormIdentity, FormKey, signed, version_of
from zjbuy_desktop.core.case.units import Unit
from zjbuy_desktop.store.form_keys import load_form_key, save_form_key
from zjbuy_desktop.usecases.desk import Desk

_MARK_BYTES = 8
_SECRET_BYTES = 32


def known_key(desk: Desk, project_id: int) -> FormKey | None:
    """The project's key, if its forms were ever given out."""
    with desk.store.read() as view:
        return load_form_key(view, project_id)


def key_of(desk: Desk, project_id: int) -> FormKey:
    """The project's key, made when it is first needed."""
    key = known_key(desk, project_id)
    if key:
        return key
    # 字母开头：全是数字的标识会被表格软件当成数。
    made = FormKey(f"P{secrets.token_hex(_MARK_BYTES)}", secrets.token_hex(_SECRET_BYTES))
    action, summary = "form_key_made", "设定本项目填报表的标识"
    with desk.store.begin(action, summary, desk.now(), project_id=project_id) as work:
        save_form_key(work, project_id, made)
        work.payload["mark"] = made.mark
    return made


def version(case: Case, unit: Unit) -> str:
    """The version a form written for the unit today would bear."""
    items = ((lot.item, lot.spec, lot.measure) for lot in case.project.lots)
    return version_of(case.project.category_code, unit.name, unit.uscc, items)


def identity(case: Case, unit: Unit, key: FormKey) -> FormIdentity:
    """What the unit's form says of itself."""
    return signed(FormIdentity("", case.project.name, unit.name, version(case, unit)), key)
