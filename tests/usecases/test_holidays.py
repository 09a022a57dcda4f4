"""放假安排：从通知原文读出来，与程序带的一致；补充以后期限照它算，不再是暂推。"""

import json
from datetime import date
from pathlib import Path

import pytest

from zjbuy_desktop.cli.run import run
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.holiday_notice import read_notice
from zjbuy_desktop.store.trail import list_audit
from zjbuy_desktop.usecases import holidays, library, trust
from zjbuy_desktop.usecases.opening import open_desk

OF_2026 = """
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。
2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
"""
OF_2027 = """一、元旦：2026年12月31日(周四)至2027年1月2日放假调休，共3天。
二、春节：2月5日至11日放假。1月31日（周日）、2月13日（周六）上班。"""
TODAY = date(2026, 12, 1)


def test_the_notice_of_2026_is_read_as_the_program_has_it() -> None:
    shipped = library.calendar().years[2026]
    found = read_notice(OF_2026, 2026, shipped.source)
    assert found == shipped


def test_a_year_may_begin_in_the_december_before() -> None:
    found = read_notice(OF_2027, 2027, "通知")
    assert {date(2026, 12, 31), date(2027, 1, 2), date(2027, 2, 11)} <= found.off
    assert len(found.off) == 10
    assert found.work == {date(2027, 1, 31), date(2027, 2, 13)}


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        ("", "通知", "没有读出哪天放假"),
        ("1月1日放假。", "通知", "只读出 1 天放假"),
        ("1月1日至12月31日放假。", "通知", "不像一年的放假安排"),
        ("2月30日至31日放假。", "通知", "“2月30日”不是一个日期"),
        (OF_2026, " ", "没有写依据的通知"),
    ],
)
def test_what_is_no_schedule_is_refused(text: str, source: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        read_notice(text, 2026, source)


def test_once_kept_periods_are_counted_by_it_and_no_longer_provisional(tmp_path: Path) -> None:
    data = tmp_path / "数 据"
    desk = open_desk(data, TODAY)
    start = date(2027, 1, 4)
    before = desk.law.period("D-15", start)
    assert before.provisional
    holidays.keep(desk, holidays.read(OF_2027, 2027, "国办发明电〔2026〕1号"))
    desk.store.close()
    desk = open_desk(data, TODAY)
    after = desk.law.period("D-15", start)
    assert not after.provisional
    assert (before.last_day, after.last_day) == (date(2027, 2, 3), date(2027, 2, 3))
    assert desk.calendar.is_workday(date(2027, 1, 31))
    assert not desk.calendar.is_workday(date(2027, 2, 8))
    assert desk.law.calendar == desk.calendar
    last = desk.law.period("D-15", date(2027, 1, 6))
    assert last.last_day == date(2027, 2, 12), "2027-02-05 is a holiday then"
    with desk.store.read() as view:
        (told,) = list_audit(view, None, 1)
    assert told.action == "holidays_kept"
    with pytest.raises(UserError, match="写明原因"):
        holidays.drop(desk, 2027, "")
    with pytest.raises(UserError, match="没有补充 2026 年"):
        holidays.drop(desk, 2026, "不要了")
    holidays.drop(desk, 2027, "通知更正了")
    assert not (data / holidays.FILE).exists()
    desk.store.close()
    assert trust.verify_data(data)["problems"] == []


def test_the_commands_bring_list_and_drop(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "通知.txt"
    file.write_bytes(OF_2027.encode("gb18030"))
    start = ["--data", str(tmp_path / "data"), "--today", "2026-12-01", "--json", "holidays"]
    assert run([*start, "import", str(file), "--year", "2027", "--source", "通知"]) == 0
    assert len(json.loads(capsys.readouterr().out)["off"]) == 10
    run([*start, "list"])
    years = {y["year"]: y["own"] for y in json.loads(capsys.readouterr().out)["years"]}
    assert years[2027]
    assert not years[2026]
    assert run([*start, "drop", "--year", "2027", "--reason", "更正"]) == 0
    assert run([*start, "drop", "--year", "2027", "--reason", "更正"]) == 2
