"""Made-up facts for the gallery and the widget tests: one round of a real-looking project."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from zjbuy_desktop.core.base.citation import guideline, statute
from zjbuy_desktop.core.base.findings import Finding, Severity
from zjbuy_desktop.gui.models.columns import (
    Column,
    count_column,
    date_column,
    money_column,
    quantity_column,
    text_column,
)
from zjbuy_desktop.gui.models.views import (
    BasisView,
    FootView,
    HeaderView,
    PaperState,
    PaperView,
    ProjectView,
    StageMark,
    StageView,
)
from zjbuy_desktop.gui.widgets.return_strip import Returned, UnitSquare


@dataclass(frozen=True)
class Unit:
    name: str
    files: int | None
    rows: int | None
    quantity: int | None
    amount: int | None
    on: date | None
    state: Returned
    note: str = ""


NAMES = (
    "之江市教育局", "之江市公安局", "之江市卫生健康委员会", "之江市水利局", "之江市人民医院",
    "之江市机关事务管理局", "之江市自然资源和规划局", "之江市图书馆", "之江市第一中学",
    "之江市实验小学", "之江市职业技术学院", "之江市江北区教育局", "之江市江北区财政局",
    "之江市江北区人民医院", "之江市江北区第二中学", "之江市城东区教育局", "之江市城东区财政局",
    "之江市城东区人民医院", "之江市城东区第二中学", "之江市堃山县教育局", "之江市堃山县财政局",
    "之江市堃山县人民医院", "之江市堃山县第一中学", "之江市住房和城乡建设局", "之江市交通运输局",
    "之江市农业农村局", "之江市文化广电旅游体育局",
)  # fmt: skip


def units() -> list[Unit]:
    made = []
    for n, name in enumerate(NAMES):
        if n in (11, 17, 22):
            made.append(Unit(name, 1, 3, None, None, date(2026, 8, 11), Returned.PROBLEM, "1 处"))
        elif n in (8, 14):
            made.append(Unit(name, None, None, None, None, None, Returned.WAITING, "两份"))
        elif n > 20:
            made.append(Unit(name, None, None, None, None, None, Returned.MISSING))
        else:
            quantity = (412 - 17 * n) * 1000
            on = date(2026, 8, 3 + n % 9)
            state = Returned.ACCEPTED
            made.append(Unit(name, 1, 1 + n % 4, quantity, quantity * 478 + n * 7, on, state))
    return made


def columns() -> tuple[Column[Unit], ...]:
    most = max(u.amount or 0 for u in units())
    return (
        text_column("单位", lambda u: u.name, 190),
        count_column("份数", lambda u: u.files),
        count_column("行数", lambda u: u.rows),
        quantity_column("数量", lambda u: u.quantity),
        money_column("预算金额（元）", lambda u: u.amount, bar=lambda u: (u.amount or 0) / most),
        date_column("收到", lambda u: u.on),
        text_column(
            "状态",
            lambda u: f"{u.state.value} {u.note}".strip(),
            110,
            tone=lambda u: u.state.tone,
            mark=lambda u: {"ok": "check", "stop": "stop", "warn": "warn"}.get(
                u.state.tone, "circle"
            ),
        ),
    )


def squares() -> list[UnitSquare]:
    return [UnitSquare(u.name, u.state, u.note) for u in units()]


PROJECTS = (
    ProjectView(1, "之江市2026年台式计算机带量集中采购", "回收与汇总：催报 6 家", demo=True),
    ProjectView(2, "之江市公务用车租赁", "征集需求"),
)

STAGES = (
    StageView("setup", "立项与名册", "汇总", StageMark.DONE, "2026-07-20 完成"),
    StageView("call", "征集需求", "汇总", StageMark.STALE, "名册在完成后改过"),
    StageView("collection", "回收与汇总", "汇总", StageMark.ACTIVE, "还有 6 家未交"),
    StageView("delegation", "参与委托", "汇总"),
    StageView("plan", "临时采购计划", "计划与委托"),
    StageView("agency", "代理委托", "计划与委托"),
    StageView("award", "结果确认与采购协议", "定标与签约"),
    StageView("signing", "通知与签约", "定标与签约"),
)

HEADER = HeaderView(
    "回收与汇总", "三", "把各单位发回的需求表读进来，改正，合并成统一标的。",
    StageMark.ACTIVE, "第六条（一）",
)  # fmt: skip

FOOT = FootView(
    r"D:\采购\zjbuy", "备份已验证 今天 09:12", True,
    "催报 6 家未交单位", "截止 8月20日，还有 3 个工作日", "collection",
)  # fmt: skip

FINDINGS = (
    Finding(
        "cells_are_valid", Severity.BLOCK, "需求表 E4 的数量是“-3”，数量必须大于 0。",
        guideline("第六条（一）"), "请该单位改正后重新发来，或在导入页更正并写明理由。",
        "之江市江北区教育局", "quantity",
    ),
    Finding(
        "unit_has_one_return", Severity.BLOCK, "收到两份内容不同的需求表。",
        guideline("第六条（一）"), "选定以哪一份为准。", "之江市第一中学",
    ),
    Finding(
        "reason_for_scoring", Severity.WARN, "采用综合评分法，但没有写明理由。",
        statute("p", "政府采购法实施条例", "第三十四条"), "写明为什么不用最低评标价法。",
        "", "reason",
    ),
    Finding(
        "large_enough", Severity.ADVISE,
        "汇总预算 2,633.01 万元，达到 400 万元，建议公开征求意见。",
        guideline("第三条"), "",
    ),
)  # fmt: skip

PAPERS = (
    PaperView(
        "needs_summary", "需求汇总表", PaperState.STALE, changed="之江市水利局的数量由 60 改为 58"
    ),
    PaperView("confirmation", "分单位确认表", PaperState.MADE, "18/18 份", folder=True),
    PaperView("lead_recommendation", "牵头单位推荐表", PaperState.DRAFT),
    PaperView("call_notice", "征集通知", PaperState.MISSING),
)

BASIS = (
    BasisView(
        "浙财采监〔2025〕6号 第六条（一）",
        "牵头单位应当向参与单位征集采购需求，汇总各参与单位的采购标的、数量、预算金额等内容。",
    ),
)


def pages() -> Iterator[tuple[int, int, bytes]]:
    """Two white sheets with grey lines where the text would be."""
    width, height = 420, 594
    for shade in (0xC8, 0xB0):
        pixels = bytearray(b"\xff" * (width * height * 4))
        for top in range(90, 500, 18):
            for y in range(top, top + 5):
                start = (y * width + 60) * 4
                pixels[start : start + 300 * 4] = bytes((shade, shade, shade, 255)) * 300
        yield width, height, bytes(pixels)


def settle(widget: QWidget) -> None:
    """Let layouts and timers come to rest."""
    from PySide6.QtWidgets import QApplication

    for _ in range(6):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
    widget.repaint()
