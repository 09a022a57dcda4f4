"""采购人代表授权函 (指引 六（五）): the lead is 采购人 until the award, so it sends them."""

from collections.abc import Iterator

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.base.identifiers import identity_problem
from zjbuy_desktop.core.case.tendering import has_panel, least_panel
from zjbuy_desktop.core.case.words import words_for
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import Column, Style, TableBlock
from zjbuy_desktop.core.papers.entries import Entry, EntryKind
from zjbuy_desktop.core.papers.numerals import chinese
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Setting

_COLUMNS = ("姓名", "职务", "身份证件号码", "所在单位", "联系电话")
_WIDTHS = (8, 10, 20, 18, 14)
_ENTRIES = (
    Entry(
        "representatives",
        "采购人代表",
        EntryKind.TABLE,
        columns=_COLUMNS,
        hint="每人一行。身份证件号码只印在这一份文件上，评审前供代理机构核对身份。",
    ),
    Entry(
        "panel_size",
        "评审委员会（小组）总人数",
        EntryKind.COUNT,
        hint="含采购人代表，单数；与采购文件一致。",
    ),
    Entry("review_day", "评审日期", EntryKind.DATE, hint="开标（响应文件开启）后评审的日期。"),
    Entry("review_place", "评审地点和场次", hint="例：之江市政府采购中心三楼第二评审室，上午场"),
)


def _fill(setting: Setting) -> Content:
    people = setting.entered.rows("representatives")
    size = setting.entered.count("panel_size")
    agency = setting.case.agency
    return Content(
        facts={
            **facts.project_facts(setting),
            **facts.entered_facts(setting),
            "agency": agency.name if agency else "",
            "representative_count": str(len(people)) if people else "",
            "expert_count": str(max(0, size - len(people))) if size and people else "",
            "expert_share": _expert_share(setting),
            "with_panel": facts.yes(has_panel(setting.case)),
        },
        blocks={
            "representatives": _table(people),
            "sign_off": facts.lead_sign_off(setting),
        },
        gaps=(*_person_gaps(people), *_panel_gaps(setting, len(people), size)),
    )


def _table(people: tuple[tuple[str, ...], ...]) -> TableBlock:
    columns = tuple(
        Column(title, width, "center") for title, width in zip(_COLUMNS, _WIDTHS, strict=True)
    )
    return TableBlock(columns, people)


def _expert_share(setting: Setting) -> str:
    """三分之二: what remains when the representatives have their share at most."""
    parts = setting.law.number("panel_representative_share", setting.on).value
    return f"{chinese(parts)}分之{chinese(parts - 1)}"


def _person_gaps(people: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    """Everybody with all five facts, once, under a number that can be true."""
    for place, person in enumerate(people, 1):
        who = f"采购人代表{person[0]}" if person[0] else f"第{place}位采购人代表"
        for title, cell in zip(_COLUMNS, person, strict=True):
            if not cell:
                yield f"{who}的{title}"
        problem = identity_problem(person[2]) if person[2] else ""
        if problem:
            yield f"{who}正确的身份证件号码（{problem}）"
        if person[2] and person[2] in [other[2] for other in people[: place - 1]]:
            yield f"{who}本人的身份证件号码（与另一位代表相同）"


def _panel_gaps(setting: Setting, representatives: int, size: int | None) -> Iterator[str]:
    """单数、不少于最少人数、代表不超过三分之一 (87号令 四十七; 74号令 七; 214号 十四)."""
    if size is None or not has_panel(setting.case):
        return
    panel = words_for(setting.case.project.method).panel
    least = least_panel(setting.case, setting.law, setting.on)
    if size % 2 == 0:
        yield f"为单数的{panel}人数（填写的是{size}人）"
    if size < least:
        yield f"不少于{least}人的{panel}人数（填写的是{size}人）"
    parts = setting.law.number("panel_representative_share", setting.on).value
    if representatives * parts > size:
        yield (
            f"符合人数比例的采购人代表名单（{panel}{size}人，评审专家不少于{_expert_share(setting)}，"
            f"采购人代表至多{size // parts}人，填写了{representatives}人）"
        )


SPEC = PaperSpec(
    kind="representative_authorisation",
    title="采购人代表授权函",
    style=Style.LETTER,
    basis=guideline("第六条（五）"),
    fill=_fill,
    entries=_ENTRIES,
)
