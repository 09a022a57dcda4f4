"""协议的签署栏：双方的名称、代码、地址和联系人。"""

from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.papers.blocks import Party, chinese_date


def lead_party(case: Case, role: str = "甲方") -> Party:
    """The lead unit as a party."""
    lead = case.lead
    if lead is None:
        return party(role, case.project.lead_unit)
    return party(role, lead.name, lead.uscc, lead.address, lead.contact, lead.phone)


def party(
    role: str,
    name: str,
    uscc: str = "",
    address: str = "",
    contact: str = "",
    phone: str = "",
    more: tuple[tuple[str, str], ...] = (),
) -> Party:
    """One party; what isn't known stays open to be written by hand at the signing.

    ``more`` are further details (开户银行、账号) above the date.
    """
    return Party(
        f"{role}（盖章）",
        name,
        (
            ("统一社会信用代码", uscc),
            ("地址", address),
            ("法定代表人或授权代表", ""),
            ("联系人", contact),
            ("电话", phone),
            *more,
            ("日期", chinese_date(None)),
        ),
    )
