"""归档：法律要的材料都在或说明了没有的理由，统计、活动记录、目录都已制作（政府采购法 四十二）。"""

from collections.abc import Iterator
from datetime import date

from zjbuy_desktop.core.base.citation import guideline, statute
from zjbuy_desktop.core.base.findings import Severity
from zjbuy_desktop.core.case import archiving
from zjbuy_desktop.core.case.archive_kinds import Material, how_to_get
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import Value
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.rules import Breach, rule

_FIELD = "archive"
_LAW = statute("procurement_law", "政府采购法", "第四十二条")
_OR_WHY = "本项目没有的，写明理由。"


@rule(_LAW, Severity.WARN)
def archive_is_complete(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """法律要求归档的材料都在，没有的写明了理由。"""
    for one in archiving.required(case):
        if one.material is not Material.RECORD and not one.where:
            yield Breach(
                f"档案里没有{one.name}。",
                how_to_get(one.material) + _OR_WHY,
                subject=one.name,
                field=_FIELD,
            )


@rule(_LAW, Severity.WARN)
def activity_record_is_made(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """采购活动记录已经制作。"""
    for one in archiving.required(case):
        if one.material is Material.RECORD and not one.where:
            yield Breach(
                "还没有制作定稿的《采购活动记录》。",
                how_to_get(one.material),
                subject=one.name,
                field=_FIELD,
            )


@rule(guideline("第六条（七）"), Severity.WARN)
def statistics_are_made(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """数据统计已经做好，统计到采购结束之日。"""
    made = archiving.final_paper(case, archiving.STATISTICS)
    if made is None:
        yield Breach(
            "还没有制作定稿的《统计表》。", "填写统计截止日期后制作《统计表》。", field=_FIELD
        )
        return
    ended = archiving.ended_on(case)
    until = _day(dict(case.particulars_of(archiving.STATISTICS).values).get("as_of", ""))
    if ended and until and until < ended:
        yield Breach(
            f"《统计表》统计到 {until}，采购 {ended} 才结束。",
            "把统计截止日期改到采购结束之日或以后，重新制作。",
            field=_FIELD,
        )


@rule(guideline("第六条（七）"), Severity.WARN)
def archive_catalogue_is_made(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """档案目录已经制作。"""
    if archiving.final_paper(case, archiving.CATALOGUE) is None:
        yield Breach(
            "还没有制作定稿的《档案目录》。",
            "其他材料补齐或写明理由后，制作《档案目录》。",
            field=_FIELD,
        )


@rule(_LAW, Severity.WARN)
def sealed_folder_is_made(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """归档文件夹已经生成，采购文件妥善保存，改动过看得出来。"""
    if case.sealed_on is None:
        yield Breach(
            "还没有生成归档文件夹。",
            "材料齐了以后点“生成归档文件夹”；只存纸质案卷的，写明理由。",
            field=_FIELD,
        )


@rule(_LAW)
def procurement_ends_after_its_result(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """采购结束之日不早于结果公告，保管期限从这一天起算。"""
    ended = archiving.ended_on(case)
    announced = case.happened(EventKind.RESULT_ANNOUNCED)
    if ended and announced and ended < announced:
        yield Breach(
            f"采购结束之日是 {ended}，早于结果公告的 {announced}。",
            "撤销“采购活动已结束”的登记，改成实际结束的日期。",
            field=EventKind.PROCUREMENT_ENDED.value,
        )


def _day(value: Value) -> date | None:
    return date.fromisoformat(value) if value and isinstance(value, str) else None
