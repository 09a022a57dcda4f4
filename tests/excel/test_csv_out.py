"""CSV: bytes other programs read back exactly, and no text that becomes a formula or a number."""

import csv
import io

import pytest

from zjbuy_desktop.excel.csv_out import ENCODINGS, csv_bytes
from zjbuy_desktop.excel.sheet_table import Fen, Milli


@pytest.mark.parametrize("encoding", ENCODINGS.values())
def test_numbers_are_plain_and_lines_end_in_crlf(encoding: str) -> None:
    made = csv_bytes(
        ("单位", "金额"), [("𬭎明,县", Fen(123_456_789)), ("乙", Milli(1500))], encoding
    )
    assert made.decode(encoding) == '单位,金额\r\n"𬭎明,县",1234567.89\r\n乙,1.5\r\n'


def test_utf8_has_its_mark_and_gb18030_none() -> None:
    assert csv_bytes(("甲",), [], "utf-8-sig").startswith(b"\xef\xbb\xbf")
    assert csv_bytes(("甲",), [], "gb18030") == "甲\r\n".encode("gb18030")


@pytest.mark.parametrize(
    "text",
    [
        "=1",
        "+1",
        "-1",
        "@A",
        "＝1",
        "＋1",
        "－1",
        "＠A",
        " =1",
        "007",
        "110101199003071234",
        "12E5",
    ],
)
def test_dangerous_texts_are_guarded(text: str) -> None:
    ((cell,),) = csv.reader(io.StringIO(csv_bytes((text,), [], "utf-8-sig").decode("utf-8-sig")))
    assert cell == f"\t{text}"


@pytest.mark.parametrize("text", ["7", "12345678901", "0", "8核", "A02010105", ""])
def test_harmless_texts_stay_as_they_are(text: str) -> None:
    made = csv_bytes((text, "x"), [], "gb18030")
    assert made == f"{text},x\r\n".encode("gb18030")


def test_negative_money_is_a_number_not_a_formula() -> None:
    assert csv_bytes(("甲",), [(Fen(-5),)], "gb18030").endswith(b"\r\n-0.05\r\n")
