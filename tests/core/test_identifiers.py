"""统一社会信用代码与品目编码。"""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from zjbuy_desktop.core.base.identifiers import (
    check_character,
    check_uscc,
    identity_problem,
    is_category_code,
    is_works_code,
    mask_identity,
)

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
BODY = st.builds(
    "{}{}{}".format,
    st.text(ALPHABET, min_size=2, max_size=2),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(ALPHABET, min_size=9, max_size=9),
)


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91110000101623741K", "911101066976941872"])
def test_true_codes_pass(code: str):
    found = check_uscc(code)
    assert found.ok_form
    assert found.ok_check
    assert found.message == ""


def test_codes_are_normalised_before_they_are_judged():
    found = check_uscc(" ９１３５０１００ m000100y43\u3000")
    assert found.code_normalised == "91350100M000100Y43"
    assert found.ok_check


def test_a_failed_check_is_only_a_warning_that_names_the_expected_character():
    found = check_uscc("91350211M0000XUF46")
    assert (found.ok_form, found.ok_check, found.expected) == (True, False, "R")
    assert "应为“R”" in found.message


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("", "没有填写"),
        ("91350100M000100Y4", "现为 17 位"),
        ("91350100M000100Y433", "现为 19 位"),
        ("91350100S000100Y43", "“S”"),
        ("9135O100M000100Y43", "“O”"),
        ("91350100市000100Y43", "“市”"),
        ("913501A0M000100Y43", "行政区划"),
    ],
)
def test_wrong_form_is_an_error_in_words(code: str, words: str):
    found = check_uscc(code)
    assert (found.ok_form, found.ok_check) == (False, False)
    assert words in found.message


def test_o_and_i_are_only_suggested_as_digits_when_that_passes():
    assert check_uscc("9135O100M000100Y43").suggestion == "91350100M000100Y43"
    assert check_uscc("9I350100M000100Y43").suggestion == "91350100M000100Y43"
    assert check_uscc("9135O100M000100Y44").suggestion == ""


@given(BODY)
def test_the_check_character_is_that_of_the_standard(body: str):
    code = body + check_character(body)
    assert uscc.calc_check_digit(body) == code[17]
    assert check_uscc(code).ok_check


@given(BODY, st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_mistyped_character_never_passes(body: str, place: int, wrong: str):
    assume(body[place] != wrong)
    code = body + check_character(body)
    assert not check_uscc(code[:place] + wrong + code[place + 1 :]).ok_check


@pytest.mark.parametrize("code", ["A02010105", "c18040102", "Ａ０２０１０１０５", "B01000000"])
def test_category_codes(code: str):
    assert is_category_code(code)


@pytest.mark.parametrize(
    "code", ["A0201010", "A020101055", "D02010105", "02010105", "", "A0201010X"]
)
def test_what_is_no_category_code(code: str):
    assert not is_category_code(code)


def test_works_are_told_by_their_letter():
    assert is_works_code("b01000000")
    assert is_works_code(" Ｂ02")
    assert not is_works_code("A02010105")
    assert not is_works_code("")


@given(st.text("0123456789", min_size=17, max_size=17))
def test_the_last_figure_of_an_identity_number_is_that_of_the_standard(body: str):
    right = ric.calc_check_digit(body + "0")
    assert identity_problem(body + right) == ""
    assert identity_problem((body + right).lower()) == ""
    wrong = "0" if right != "0" else "1"
    assert identity_problem(body + wrong) == "校验位对不上，请核对全号"


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("", "没有填写"),
        ("33990019850312123", "应为18位，现为17位"),
        ("3399001985031212345", "应为18位，现为19位"),
        ("E12345678", ""),
        ("军字第20260001号", ""),
    ],
)
def test_what_is_no_identity_number(number: str, told: str):
    assert identity_problem(number) == told


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("李玥，33990019850312123X，科长", "李玥，339900********123X，科长"),
        ("91350100M000100Y43", "91350100M000100Y43"),
        ("330100202609030012345", "330100202609030012345"),
        ("0571-88000001", "0571-88000001"),
    ],
)
def test_only_identity_numbers_are_masked(text: str, shown: str):
    assert mask_identity(text) == shown
