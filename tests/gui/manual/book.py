"""The chapters of the manual: which pages they belong to, on what data they are shown, by whom."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.gui.journey_data import AWARDED, COLLECTING
from tests.gui.manual import chapters_needs as needs
from tests.gui.manual import chapters_office as office
from tests.gui.manual import chapters_results as results
from tests.gui.manual.scribe import Scribe

DELIVERED = date(2026, 11, 20)


@dataclass(frozen=True)
class Chapter:
    """One chapter.

    Attributes:
        id: name of its file and of its folder of pictures.
        title: what it is called.
        pages: help pages it belongs to, the principal one first.
        step: the data it is shown on (``journey_data.STEPS``); none for an empty folder.
        day: the day it is shown on.
        journey: does the steps.
    """

    id: str
    title: str
    pages: tuple[str, ...]
    step: str
    day: date
    journey: Callable[[Scribe, Path], None]


CHAPTERS = (
    Chapter("start", "第一次打开与新建项目", ("workbench",), "", COLLECTING, needs.start),
    Chapter("roster", "名册导入", ("setup", "units"), "begun", COLLECTING, needs.roster),
    Chapter("call", "征集需求，发出填报表", ("call",), "begun", COLLECTING, needs.call),
    Chapter("collect", "收回与汇总，退回补正", ("collection",), "begun", COLLECTING, needs.collect),
    Chapter(
        "entrust",
        "委托函：制作、打印、扫描归位",
        ("delegation", "scans", "register"),
        "collected",
        COLLECTING,
        needs.entrust,
    ),
    Chapter(
        "intention",
        "意向公开与采购需求",
        ("intention", "requirement", "review", "disclosures"),
        "entrusted",
        AWARDED,
        results.intention,
    ),
    Chapter("plan", "临时计划与代理委托", ("plan", "agency"), "entrusted", AWARDED, results.plan),
    Chapter(
        "award",
        "结果、分配、协议",
        ("award", "tender", "disputes"),
        "planned",
        AWARDED,
        results.award,
    ),
    Chapter("signing", "通知与签约", ("signing",), "awarded", AWARDED, results.signing),
    Chapter("performance", "验收支付", ("performance",), "awarded", DELIVERED, results.performance),
    Chapter("archive", "归档", ("archive",), "awarded", DELIVERED, results.archive),
    Chapter("deadlines", "期限与提醒", ("deadlines",), "awarded", AWARDED, office.deadlines),
    Chapter(
        "red_lines",
        "红线自查与理由",
        ("red_lines", "gaps"),
        "collected",
        COLLECTING,
        office.red_lines,
    ),
    Chapter("what_if", "如果……会怎样", (), "entrusted", COLLECTING, office.what_if),
    Chapter("assist", "录入助手与对账", (), "awarded", AWARDED, office.assist),
    Chapter("backup", "备份恢复", (), "begun", COLLECTING, office.backup),
    Chapter("handover", "接力交接", (), "begun", COLLECTING, office.handover),
    Chapter("find", "查找", ("items", "matrix", "texts"), "collected", COLLECTING, office.find),
)
