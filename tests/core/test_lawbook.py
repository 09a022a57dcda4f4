"""法规库：有日期、有出处，错处用中文说清楚。"""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from zjbuy_desktop.core.base.citation import guideline, statute
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.workdays import DayKind
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.words import Method
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.law.tables import Confidence, DeadlineSense

FOLDER = Path(__file__).parents[2] / "resources" / "law"
SHIPPED = [tomllib.loads(p.read_text(encoding="utf-8")) for p in sorted(FOLDER.glob("*.toml"))]
BOOK = LawBook.from_tables(SHIPPED)
TODAY = date(2026, 3, 2)

TEXT = {
    "id": "office", "title": "本单位采购内控办法", "number": "办〔2026〕1号",
    "in_force": date(2026, 1, 1), "checked": date(2026, 1, 1),
}  # fmt: skip
NUMBER = {
    "id": "signing_notice_prompt_workdays", "what": "通知时间", "value": 1, "unit": "工作日",
    "text": "office", "since": date(2026, 5, 1), "confidence": "本单位服务标准",
}  # fmt: skip
DEADLINE = {
    "id": "D-16", "what": "公告合同", "start": "contract_signed", "end": "contract_announced",
    "days": 1, "kind": "工作日", "per_unit": True, "text": "office", "confidence": "待核对",
}  # fmt: skip


@pytest.mark.parametrize(
    ("number_id", "value", "unit", "label"),
    [
        ("volume_advice_threshold", 4_000_000_00, "分", "浙财采监〔2025〕6号 第三条"),
        ("min_units", 2, "家", "浙财采监〔2025〕6号 第二条"),
        ("signing_days", 30, "日", "《政府采购法》第四十六条"),
        ("supplement_limit_percent", 10, "%", "《政府采购法》第四十九条"),
        ("contract_announce_workdays", 2, "工作日", "《政府采购法实施条例》第五十条"),
        ("contract_file_workdays", 7, "工作日", "《政府采购法》第四十七条"),
        ("archive_years", 15, "年", "《政府采购法》第四十二条"),
        ("challenge_reply_workdays", 7, "工作日", "《政府采购法》第五十三条"),
        ("enquiry_reply_workdays", 3, "工作日", "《政府采购法实施条例》第五十二条"),
    ],
)
def test_numbers_say_what_the_texts_say(number_id: str, value: int, unit: str, label: str):
    number = BOOK.number(number_id, TODAY)
    assert (number.value, number.unit, str(number.basis)) == (value, unit, label)


@pytest.mark.parametrize(
    ("deadline_id", "start", "end", "days", "kind", "per_unit"),
    [
        ("D-01", "announcement_published", "intention_published", 30, "日", False),
        ("D-06", "announcement_published", "bids_opened", 20, "日", False),
        ("D-07", "announcement_published", "bids_opened", 10, "日", False),
        ("D-08", "announcement_published", "bids_opened", 3, "工作日", False),
        ("D-10", "evaluation_finished", "evaluation_report_received", 2, "工作日", False),
        ("D-11", "evaluation_report_received", "result_confirmed", 5, "工作日", False),
        ("D-12", "result_confirmed", "award_notice_issued", 2, "工作日", False),
        ("D-12b", "result_confirmed", "result_announced", 2, "工作日", False),
        ("D-15", "award_notice_issued", "contract_signed", 30, "日", True),
        ("D-16", "contract_signed", "contract_announced", 2, "工作日", True),
        ("D-17", "contract_signed", "contract_filed", 7, "工作日", True),
        ("D-20", "acceptance_done", "paid", 30, "日", True),
        ("D-21", "invoice_received", "paid", 30, "日", True),
    ],
)
def test_periods_say_what_the_texts_say(
    deadline_id: str, start: str, end: str, days: int, kind: str, per_unit: bool
):
    rule = BOOK.deadline(deadline_id)
    assert (rule.start, rule.end, rule.days, rule.kind, rule.per_unit) == (
        start, end, days, DayKind(kind), per_unit,
    )  # fmt: skip
    assert rule.backwards is (deadline_id == "D-01")
    earliest = deadline_id in ("D-06", "D-07", "D-08")
    assert rule.sense is (DeadlineSense.EARLIEST if earliest else DeadlineSense.LATEST)


def test_every_shipped_period_fits_the_events_and_methods_there_are():
    for rule in BOOK.deadlines:
        assert EventKind(rule.start)
        assert rule.per_unit == EventKind(rule.end or rule.start).per_unit
        assert set(rule.methods) <= set(Method)
        for event in (rule.given, *rule.stops):
            assert not event or EventKind(event)
        assert rule.who


def test_every_entry_cites_a_text_and_owns_up_to_what_is_unverified():
    for entry in (*BOOK.numbers, *BOOK.deadlines, *BOOK.duties):
        text = BOOK.text(entry.basis.text)
        assert entry.basis.article or text.note
        assert entry.confidence in set(Confidence)
    own = {n.id for n in BOOK.numbers if n.confidence == Confidence.OWN}
    assert own == {"signing_notice_prompt_workdays"}
    unsure = {n.id for n in BOOK.numbers if n.confidence == Confidence.UNVERIFIED}
    assert {"goods_open_tender_threshold", "intention_days"} <= unsure


def test_citations_read_like_those_written_by_hand():
    assert BOOK.cite("guideline", "五") == guideline("五")
    by_hand = statute("procurement_law", "政府采购法", "第四十六条")
    assert BOOK.cite("procurement_law", "第四十六条") == by_hand
    assert str(BOOK.cite("intention_notice", "")) == "财库〔2020〕10号"


def test_a_number_is_asked_for_on_a_day():
    book = LawBook.from_tables([*SHIPPED, {"text": [TEXT], "number": [NUMBER]}])
    assert book.number("signing_notice_prompt_workdays", date(2026, 4, 30)).value == 2
    assert book.number("signing_notice_prompt_workdays", date(2026, 5, 1)).value == 1


def test_before_it_was_in_force_there_is_no_number():
    with pytest.raises(UserError, match="2025-07-01 起施行"):
        BOOK.number("volume_advice_threshold", date(2025, 6, 30))
    assert BOOK.number("volume_advice_threshold", date(2025, 7, 1)).value == 400_000_000


def test_a_local_file_replaces_entries_of_the_same_key():
    same_day = NUMBER | {"since": date(2025, 7, 1)}
    local = {"text": [TEXT], "number": [same_day], "deadline": [DEADLINE]}
    book = LawBook.from_tables([*SHIPPED, local])
    assert book.number("signing_notice_prompt_workdays", TODAY).value == 1
    assert book.deadline("D-16").days == 1
    assert len(book.deadlines) == len(BOOK.deadlines)
    assert len(book.numbers) == len(BOOK.numbers)


@pytest.mark.parametrize("ask", ["number", "text", "deadline"])
def test_what_is_not_in_the_book_is_said_so(ask: str):
    with pytest.raises(UserError, match=r"没有.*“nothing”"):
        BOOK.number("nothing", TODAY) if ask == "number" else getattr(BOOK, ask)("nothing")


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"numbers": [NUMBER]}, "不认识的项：numbers"),
        ({"number": [NUMBER | {"valeu": 3}]}, "数字“signing_notice_prompt_workdays”有不认识的项"),
        ({"number": [NUMBER | {"value": "2"}]}, "“value”应当是整数"),
        ({"number": [NUMBER | {"value": True}]}, "“value”应当是整数"),
        ({"number": [NUMBER | {"value": 0.5}]}, "“value”应当是整数"),
        ({"number": [NUMBER | {"value": -1}]}, "不能是负数"),
        ({"number": [NUMBER | {"since": "2026-05-01"}]}, "“since”应当是日期"),
        ({"number": [NUMBER | {"text": "nowhere"}]}, "引用的文本“nowhere”没有收录"),
        ({"number": [NUMBER | {"confidence": "sure"}]}, "“confidence”写的是“sure”"),
        ({"number": [{"id": "x"}]}, "数字“x”缺少“what”"),
        ({"number": NUMBER}, "“number”应当是列表"),
        ({"number": [3]}, "第 1 条不是表"),
        ({"deadline": [DEADLINE | {"kind": "天"}]}, "“kind”写的是“天”"),
        ({"deadline": [DEADLINE | {"days": 0}]}, "“days”至少是 1"),
        ({"deadline": [DEADLINE | {"sense": "约"}]}, "“sense”写的是“约”"),
        ({"text": [{**TEXT, "number": ""}]}, "既没有文号也没有简称"),
        ({"deadline": [DEADLINE | {"after": "D-99"}]}, "接在“D-99”之后，但找不到"),
        (
            {
                "duty": [
                    {
                        "id": "D-14",
                        "what": "x",
                        "who": "y",
                        "text": "office",
                        "confidence": "待核对",
                    }
                ]
            },
            "要求“D-14”缺少“served”",
        ),
    ],
)
def test_a_wrong_table_is_refused_whole_and_in_words(table: dict[str, object], words: str):
    base = {"text": [TEXT]} if "text" not in table else {}
    with pytest.raises(UserError, match=words):
        LawBook.from_tables([base, table])
