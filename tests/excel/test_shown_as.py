"""Number formats that show people another number than the cell holds are asked about."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.excel.books import HEAD, ITEM, row, sheet
from zjbuy_desktop.core.case.needs import Outcome, ReadReturn
from zjbuy_desktop.excel.returns import Roster, read_return
from zjbuy_desktop.excel.shown_as import Shown, shown_by

Save = Callable[..., Path]
WAN = [*HEAD[:5], "单价（万元）", "预算金额（万元）", "备注"]


def read(
    save: Save,
    roster: Roster,
    formats: dict[str, str],
    head: Sequence[str] = HEAD,
    numbers: tuple[Any, Any, Any] = (10, 5200, 52_000),
) -> ReadReturn:
    def dress(page: Any) -> None:
        for column, code in formats.items():
            page[f"{column}4"].number_format = code

    return read_return(save(sheet(row(1, *numbers), head=head), change=dress), roster)


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("#,##0.00", Shown()),
        ("_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;", Shown()),
        ("[$￥-804]#,##0.00;[Red]-0.00", Shown()),
        ('yyyy"年"m"月"', Shown()),
        ('0"台"', Shown()),
        ('0"千克"', Shown()),
        ('0;"5万元"', Shown()),
        ('0.00"万元"', Shown(unit=10_000)),
        ('0.00"元"', Shown(unit=1)),
        ('0!.0000"万元"', Shown(factor=10_000, unit=10_000)),
        ('0!.0,"万元"', Shown(factor=10_000, unit=10_000)),
        ('0"."0,', Shown(factor=10_000)),
        ("#,##0,", Shown(factor=1_000)),
        ("0.00,,", Shown(factor=1_000_000)),
        ("0.0%", Shown(percent=True)),
        ("[$$-409]#,##0.00", Shown(foreign=True)),
        ('0.00"港元"', Shown(unit=1, foreign=True)),
    ],
)
def test_what_a_format_shows(code: str, shown: Shown) -> None:
    assert shown_by(code.replace('"', "&quot;").encode()) == shown


@pytest.mark.parametrize(
    "formats",
    [
        {"F": "#,##0.00", "G": '#,##0.00"元"'},
        {"E": '0"台"', "G": '0!.0,"万元"'},
        {"F": '"￥"#,##0.00', "G": '0!.0000"万元"'},
    ],
)
def test_formats_that_show_what_is_meant_change_nothing(
    save: Save, roster: Roster, formats: dict[str, str]
) -> None:
    result = read(save, roster, formats)
    assert [line.amount_fen for line in result.lines] == [5_200_000], result.problems


@pytest.mark.parametrize(
    ("formats", "cell", "suggestion"),
    [
        ({"E": "0%"}, "E4", "10"),
        ({"F": "0.00%"}, "F4", "5200"),
        ({"G": "#,##0,"}, "G4", "52000"),
        ({"G": '0.00"万元"'}, "G4", "52000"),
        ({"F": "[$$-409]#,##0.00"}, "F4", "5200"),
    ],
)
def test_another_number_than_the_one_stored_is_asked_about(
    save: Save, roster: Roster, formats: dict[str, str], cell: str, suggestion: str
) -> None:
    result = read(save, roster, formats)
    assert (result.outcome, [p.cell for p in result.problems]) == (Outcome.REJECTED, [cell])
    assert "常规" in result.problems[0].hint
    assert result.problems[0].suggestion == suggestion


def test_yuan_made_to_look_like_wan_are_told_how_to_write_them(save: Save, roster: Roster) -> None:
    result = read(save, roster, {"F": "0!.0000", "G": '0!.0,"万元"'}, WAN, (10, 520, 5200))
    told = [(p.cell, p.suggestion) for p in result.problems]
    assert told[-2:] == [("F4", "0.052"), ("G4", "0.52")]


def test_wan_in_the_format_of_a_column_of_wan_is_read(save: Save, roster: Roster) -> None:
    result = read(save, roster, {"F": '0.00"万元"'}, WAN, (10, 0.52, 5.2))
    assert [line.amount_fen for line in result.lines] == [5_200_000], result.problems


def test_wan_said_by_nothing_but_the_format_is_asked_about(save: Save, roster: Roster) -> None:
    head = [*HEAD[:5], "单价", "预算金额", "备注"]
    formats = {"F": '0.00"万元"', "G": '0.00"万元"'}
    result = read(save, roster, formats, head, (3000, 0.52, 1560))
    assert [p.cell for p in result.problems] == ["F4", "G4"]
    assert ITEM not in [p.found for p in result.problems]
