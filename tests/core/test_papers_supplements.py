"""补充合同和履约验收书：一成的两边、累计、算得出的数量；每一项要求一行，各期、各方意见。"""

from dataclasses import replace
from datetime import date

import pytest

from tests.core.builders import (
    BUREAU,
    LEAD,
    SCHOOL,
    TODAY,
    composed,
    entering,
    law,
    make_case,
    with_project,
)
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.awards import Supplement
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.contracts import contract_key
from zjbuy_desktop.core.case.documents import PaperDetails, Value
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.project import Kind, Mode
from zjbuy_desktop.core.papers.blocks import Signatures, SignOff, TableBlock, plain_text
from zjbuy_desktop.core.papers.book import PAPERS

KIND, ACCEPTANCE = "supplementary_contract", "acceptance_record"
FIRST, SECOND = contract_key(BUREAU, "标项一"), contract_key(BUREAU, "标项二")
LIMIT = law().number("supplement_limit_percent", TODAY).value


def adding(*amounts: str, lot: str = "标项一", unit: str = BUREAU) -> Case:
    """The case with these amounts (元) added to one contract, one after the other."""
    added = tuple(Supplement(unit, lot, money.fen(a)) for a in amounts)
    return make_case(supplements=added)


def gaps(case: Case, key: str, kind: str = KIND) -> list[str]:
    found = composed(kind, case, key).findings
    return [f.message.split("》缺少")[1].removesuffix("，只能出草稿。") for f in found]


def text(case: Case, key: str, kind: str = KIND) -> str:
    return plain_text(composed(kind, case, key).paper)


def test_an_addition_says_this_and_all_additions_and_the_room_left() -> None:
    case = adding("9960", "19920")
    first, second = text(case, f"{FIRST}补充1"), text(case, f"{FIRST}补充2")
    assert "本次追加：9,960.00元（2.08%）\n累计追加：9,960.00元（2.08%）" in first
    assert "此前累计追加：9,960.00元\n本次追加：19,920.00元（4.17%）" in second
    assert "累计追加：29,880.00元（6.25%）\n" in second
    assert "追加上限：47,808.00元（10%）\n尚可追加：17,928.00元" in second
    assert "追加后总额：507,960.00元" in second


def test_exactly_the_limit_is_final_and_one_fen_more_is_not() -> None:
    """The lump-sum contract of 89,000.05 元: a tenth, rounded down, is 8,900.00 元."""
    at = entering(adding("8900.00", lot="标项二"), KIND, added_quantity="1")
    over = entering(adding("8900.01", lot="标项二"), KIND, added_quantity="1")
    assert gaps(at, f"{SECOND}补充1") == []
    assert "尚可追加：0.00元" in text(at, f"{SECOND}补充1")
    assert gaps(over, f"{SECOND}补充1") == [
        f"限额以内的追加金额（累计8,900.01元，超过原合同金额的{LIMIT}%即8,900.00元，多0.01元）"
    ]


def test_the_limit_counts_all_additions_of_one_contract_and_no_other() -> None:
    split = entering(adding("8000.00", "900.00", "0.01", lot="标项二"), KIND, added_quantity="1")
    assert gaps(split, f"{SECOND}补充2") == []
    assert len(gaps(split, f"{SECOND}补充3")) == 1
    other = replace(
        split, supplements=(*split.supplements[:2], Supplement(SCHOOL, "标项一", 498_000))
    )
    assert gaps(other, f"{contract_key(SCHOOL, '标项一')}补充1") == []
    assert gaps(other, f"{SECOND}补充2") == []


def test_quantity_follows_from_the_unit_price_and_must_be_whole() -> None:
    assert "台式计算机（基础型）｜台｜3｜4,980.00｜14,940.00" in text(
        adding("14940"), f"{FIRST}补充1"
    )
    for wrong in ("14940.01", "2490"):
        assert gaps(adding(wrong), f"{FIRST}补充1") == [
            f"能按单价算出数量的追加金额（{money.yuan(money.fen(wrong))}元，单价4,980.00元）"
        ]


def test_a_lump_sum_contract_needs_the_quantity_typed() -> None:
    case = adding("7000", lot="标项二")
    for wrong in ("", "一台", "0"):
        typed = entering(case, KIND, added_quantity=wrong)
        assert gaps(typed, f"{SECOND}补充1") == ["追加数量"]
    one = text(entering(case, KIND, added_quantity="1"), f"{SECOND}补充1")
    assert "｜台｜1｜按原合同价格｜7,000.00" in one


def test_the_original_contract_is_named_with_number_and_day() -> None:
    key = f"{FIRST}补充1"
    assert "于2026年9月21日就" in text(make_case(), key)
    assert "（合同编号：ZJS-2026-0801-HT-02，以下简称原合同）" in text(make_case(), key)
    undated = entering(make_case(), KIND, original_date="")
    assert gaps(undated, key) == ["原合同签订日期"]
    signed = Event(EventKind.CONTRACT_SIGNED, date(2026, 9, 18), BUREAU)
    recorded = replace(undated, events=(*undated.events, signed))
    assert "于2026年9月18日就" in text(recorded, key)
    assert gaps(recorded, key) == []


def test_the_number_is_the_registered_one() -> None:
    key, case = f"{FIRST}补充1", make_case()
    others = tuple(d for d in case.details if d.kind != KIND)
    assert composed(KIND, replace(case, details=others), key).paper.number == "ZJS-2026-0801-BC-01"
    wrong = replace(case, details=(*others, PaperDetails(KIND, key, "BC-09")))
    assert gaps(wrong, key) == [
        "一致的补充合同编号（登记的是ZJS-2026-0801-BC-01，文件上填的是BC-09）"
    ]


def test_other_terms_stay_and_the_change_is_announced() -> None:
    said = text(make_case(), f"{FIRST}补充1")
    days = law().number("contract_change_announce_workdays", TODAY).value
    assert "除追加的数量和金额外，原合同其他条款不变" in said
    assert f"自本补充合同签订之日起{days}个工作日内按规定公告" in said
    assert "追加部分的资金来源：一般公共预算，预算项目：办公设备购置；采购资金已经落实。" in said
    assert gaps(entering(make_case(), KIND, fund_source=""), f"{FIRST}补充1") == ["资金来源"]


def test_signing_together_the_lead_signs_for_the_unit_that_uses_it() -> None:
    joint = with_project(adding("9960"), mode=Mode.SIGN_TOGETHER)
    key = f"{contract_key(LEAD, '标项一')}补充1"
    assert f"追加部分由{BUREAU}使用" in text(joint, key)
    (parties,) = (b for b in composed(KIND, joint, key).paper.blocks if isinstance(b, Signatures))
    assert parties.left.name == LEAD
    assert "使用，由该单位" not in text(adding("9960"), f"{FIRST}补充1")


# 履约验收书


def checks(case: Case, key: str = FIRST) -> TableBlock:
    blocks = composed(ACCEPTANCE, case, key).paper.blocks
    return next(b for b in blocks if isinstance(b, TableBlock) and len(b.columns) == 6)


def test_every_requirement_has_a_row_left_open_or_judged() -> None:
    blank = checks(make_case())
    asked = len(dict(make_case().particulars_of(ACCEPTANCE).values)["requirements"])
    assert len(blank.rows) == asked
    assert {row[5] for row in blank.rows} == {"☐符合\n☐不符合"}
    results: Value = (("2", "连续运行一日", "符合"), ("3", "一台未装", "不符合"))
    table = checks(entering(make_case(), ACCEPTANCE, FIRST, results=results))
    assert table.rows[1][4:] == ("连续运行一日", "☑符合\n☐不符合")
    assert table.rows[2][4:] == ("一台未装", "☐符合\n☑不符合")
    assert checks(entering(make_case(), ACCEPTANCE, FIRST, results=results), SECOND) == blank


def test_without_requirements_there_is_no_final_record() -> None:
    assert gaps(entering(make_case(), ACCEPTANCE, requirements=()), FIRST, ACCEPTANCE) == [
        "技术、商务要求"
    ]


@pytest.mark.parametrize(
    ("results", "conclusion", "told"),
    [
        ((("1", "", "符合"),), "合格", []),
        ((("1", "", "不符合"),), "整改后复验", []),
        ((("1", "", "不符合"),), "合格", ["与各项结果一致的验收结论（第1项不符合）"]),
        ((("8", "", ""),), "", ["与要求对应的验收情况（没有第8项要求）"]),
        ((("7", "", "还行"),), "", ["第7项的结论（写的是“还行”）"]),
    ],
)
def test_results_and_conclusion_agree(results: Value, conclusion: str, told: list[str]) -> None:
    case = entering(make_case(), ACCEPTANCE, FIRST, results=results, conclusion=conclusion)
    assert gaps(case, FIRST, ACCEPTANCE) == told


def test_what_came_stands_beside_what_was_agreed() -> None:
    case = entering(make_case(), ACCEPTANCE, FIRST, received="95", received_note="缺一台")
    assert "台式计算机（基础型）｜台｜96｜95｜缺一台" in text(case, FIRST, ACCEPTANCE)
    assert "｜合同数量｜完成数量｜" in text(
        with_project(make_case(), kind=Kind.SERVICES), FIRST, ACCEPTANCE
    )


def test_instalments_are_listed_once_there_are_some() -> None:
    assert "此前各期验收" not in text(make_case(), FIRST, ACCEPTANCE)
    rows: Value = (("第一期", "首批50台", "2026年10月8日", "合格"),)
    case = entering(make_case(), ACCEPTANCE, FIRST, instalments=rows, batch="第二期，共二期")
    said = text(case, FIRST, ACCEPTANCE)
    assert "第一期｜首批50台｜2026年10月8日｜合格" in said
    assert "验收批次：第二期，共二期" in said


def test_a_public_service_asks_its_users_and_announces() -> None:
    told = "验收时应当邀请服务对象参与并出具意见，验收结果应当向社会公告"
    service = with_project(make_case(), kind=Kind.SERVICES, public_attention=True)
    assert told in text(service, FIRST, ACCEPTANCE)
    assert told not in text(with_project(service, public_attention=False), FIRST, ACCEPTANCE)
    assert told not in text(make_case(), FIRST, ACCEPTANCE)


def test_the_group_and_the_unit_sign() -> None:
    paper = composed(ACCEPTANCE, make_case(), FIRST).paper
    assert "1｜｜｜｜\n2｜｜｜｜\n3｜｜｜｜\n" in plain_text(paper)
    group: Value = (("王喆", "教育局装备科", "组长"),)
    named = text(entering(make_case(), ACCEPTANCE, FIRST, group=group), FIRST, ACCEPTANCE)
    assert "1｜王喆｜教育局装备科｜组长｜\n供应商代表（签字）" in named
    (sign_off,) = (b for b in paper.blocks if isinstance(b, SignOff))
    assert (sign_off.name, sign_off.dated, paper.returns) == (BUREAU, None, True)


def test_signing_together_each_unit_accepts_under_the_common_contract() -> None:
    joint = with_project(make_case(), mode=Mode.SIGN_TOGETHER)
    assert FIRST in PAPERS[ACCEPTANCE].subjects(joint)
    said = text(joint, FIRST, ACCEPTANCE)
    assert "合同编号：ZJS-2026-0801-HT-01\n" in said
    assert f"采购单位：{BUREAU}\n" in said
    assert "金额（元）：478,080.00\n" in said


@pytest.mark.parametrize(
    ("secured", "told"),
    [("是", []), ("否", ["已经落实的追加资金"]), ("", ["追加部分的资金是否已经落实"])],
)
def test_money_for_an_addition_is_secured_only_if_somebody_said_so(
    secured: str, told: list[str]
) -> None:
    case = entering(adding("9960"), KIND, secured=secured)
    assert gaps(case, f"{FIRST}补充1") == told
    assert ("采购资金已经落实" in text(case, f"{FIRST}补充1")) is (secured == "是")


def test_nothing_of_an_addition_stands_there_unentered() -> None:
    bare = entering(adding("9960"), KIND, added_delivery="", copies_note="")
    assert gaps(bare, f"{FIRST}补充1") == ["追加部分的履行期限、地点和方式", "补充合同份数"]
    assert "与原合同相同，期限" not in text(bare, f"{FIRST}补充1")
