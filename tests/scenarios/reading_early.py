"""Reads what a scenario says of survey, requirement and review into papers and their entries."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from zjbuy_desktop.core.case.documents import MadePaper, PaperDetails, Particulars, Value
from zjbuy_desktop.core.case.drafting import DRAFTERS, REQUIREMENT
from zjbuy_desktop.core.case.review_items import ITEMS
from zjbuy_desktop.core.case.reviewing import OPINION, PASSED
from zjbuy_desktop.core.case.surveying import REPORT
from zjbuy_desktop.core.papers.book import PAPERS

Row = dict[str, str]
WORDS = {"调查对象", "编制人员", "审查人员", "审查结论", "不重复调查", "上次调查"}
_TITLES = {spec.title: kind for kind, spec in PAPERS.items()}


def details(rows: list[Row]) -> tuple[PaperDetails, ...]:
    """成文日期 of the papers made."""
    return tuple(
        PaperDetails(_kind(row), "", "", date.fromisoformat(row["成文日期"])) for row in rows
    )


def made(rows: list[Row]) -> tuple[MadePaper, ...]:
    """The papers, made in their final form on the day they are dated."""
    return tuple(
        MadePaper(_kind(row), "", "", day, False, (), datetime(day.year, day.month, day.day), "", 1)
        for row in rows
        for day in [date.fromisoformat(row["成文日期"])]
    )


def entered(given: Mapping[str, Any], verdicts: list[Row]) -> Iterator[Particulars]:
    """What stands in the three papers; names are parted by 、, a reviewer is 机构:姓名."""
    respondents = _people(given.get("调查对象", ""))
    if respondents:
        yield Particulars(
            REPORT, "", (("respondents", tuple((n, "", "", "", "") for n in respondents)),)
        )
    drafters = _people(given.get("编制人员", ""))
    if drafters:
        yield Particulars(REQUIREMENT, "", ((DRAFTERS, tuple((n, "", "", "") for n in drafters)),))
    opinion: dict[str, Value] = {
        "survey_waiver": given.get("不重复调查", ""),
        "earlier_survey_on": str(given.get("上次调查", "")),
        "reviewers": tuple(
            (what, "", name, "")
            for what, _, name in (p.partition(":") for p in _people(given.get("审查人员", "")))
        ),
        "results": tuple(_results(given.get("审查结论", ""), verdicts)),
    }
    held = tuple((name, value) for name, value in opinion.items() if value)
    if held:
        yield Particulars(OPINION, "", held)


def _results(said: Any, verdicts: list[Row]) -> Iterator[tuple[str, ...]]:
    """“全部通过”: every item passed, but for those the table tells of."""
    if not said:
        return
    told = {row["项号"]: (row["结论"], row["意见"]) for row in verdicts}
    for item in ITEMS:
        number = str(item.number)
        yield (number, "", *told.get(number, (PASSED, "")))


def _people(text: str) -> list[str]:
    return [name for name in text.split("、") if name]


def _kind(row: Row) -> str:
    if row["文件"] not in _TITLES:
        raise ValueError(f"没有“{row['文件']}”这种文件，有：{'、'.join(_TITLES)}")
    return _TITLES[row["文件"]]
