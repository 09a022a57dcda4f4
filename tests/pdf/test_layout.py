"""What may not part, what may not vanish, what begins a page of its own."""

from datetime import date

import pytest

from tests.pdf.reading import Make, lines_of, pages_of, text_of
from zjbuy_desktop.core.papers.blocks import (
    Annex,
    Attachments,
    Clause,
    Column,
    FieldTable,
    Para,
    Party,
    Signatures,
    SignOff,
    Style,
    TableBlock,
)
from zjbuy_desktop.pdf.render import RenderOptions

MM = 72 / 25.4
NAME = "浙江省数字政务服务中心"
SIGNED = SignOff(NAME, date(2026, 9, 3))


@pytest.mark.parametrize("lines", range(12, 24))
def test_a_sign_off_never_stands_alone_on_a_page(make: Make, lines: int) -> None:
    body = "需" * (28 * lines - 4)
    pages = pages_of(make(Para(body), SIGNED).path)
    last = [text for _, text, _ in lines_of(pages[-1])]
    assert last.index("2026年9月3日") == last.index(NAME) + 1
    assert sum("需" in text for text in last) >= 2


def test_the_seal_has_room_and_the_date_stands_four_characters_in(make: Make) -> None:
    page = pages_of(make(Para("正文。"), SignOff("财政局", date(2026, 9, 3))).path)[0]
    rows = {text: (y, chars) for y, text, chars in lines_of(page)}
    assert rows["财政局"][0] - rows["正文。"][0] == pytest.approx(3 * 28.99, abs=1)
    dated = rows["2026年9月3日"][1]
    assert dated[-1]["x1"] == pytest.approx(184 * MM - 4 * 15.79, abs=0.5)
    middle = (dated[0]["x0"] + dated[-1]["x1"]) / 2
    name = rows["财政局"][1]
    assert (name[0]["x0"] + name[-1]["x1"]) / 2 == pytest.approx(middle, abs=0.5)


def test_a_long_name_stays_inside_the_type_area(make: Make) -> None:
    long = "浙江省某某市某某区某某街道某某社区公共服务管理中心联合工作委员会办公室"
    page = pages_of(make(Para("正文。"), SignOff(long, None)).path)[0]
    assert all(c["x0"] > 27.9 * MM and c["x1"] < 184.2 * MM for c in page.chars)


def test_attachments_hang_under_their_names(make: Make) -> None:
    long = "参与带量集中采购委托函（含法定代表人身份证明书格式、授权委托书格式及填写说明）"
    page = pages_of(make(Para("正文。"), Attachments(("填报表", long))).path)[0]
    rows = [(text, chars) for _, text, chars in lines_of(page)]
    texts = [text for text, _ in rows]
    first = texts.index("附件：1. 填报表")
    assert rows[first][1][0]["x0"] == pytest.approx(28 * MM + 2 * 15.79, abs=0.3)
    name = rows[first][1][-3]["x0"]
    assert rows[first + 1][0].startswith("2. 参与")
    assert rows[first + 2][1][0]["x0"] == pytest.approx(name, abs=0.5)


def test_a_single_attachment_has_no_number(make: Make) -> None:
    assert "附件：填报表" in text_of(make(Para("正文。"), Attachments(("填报表",))).path)


def test_an_annex_begins_a_page_with_its_title_on_the_third_line(make: Make) -> None:
    result = make(Para("正文。"), Annex("附件1", "填报表", (Para("表。"),)))
    page = pages_of(result.path)[1]
    (label, label_text, chars), (title, title_text, _), *_ = lines_of(page)
    assert (label_text, title_text) == ("附件1", "填报表")
    assert chars[0]["x0"] == pytest.approx(28 * MM, abs=0.1)
    assert title - label == pytest.approx(2 * 28.99, abs=4)


def test_a_draft_says_so_on_every_page_beneath_the_text(make: Make) -> None:
    pages = pages_of(make(Para("需" * 1500), draft=True).path)
    assert len(pages) == 3
    for page in pages:
        grey = [c for c in page.chars if c["non_stroking_color"] == (0.88, 0.88, 0.88)]
        assert "".join(c["text"] for c in grey) == "草稿"
        assert page.chars.index(grey[0]) == 0


def test_markup_like_text_prints_as_it_is(make: Make) -> None:
    text = "规格 <b>粗</b> & A&T <font size=99>"
    cells = TableBlock((Column("规格", 1),), ((text,),))
    printed = text_of(make(Para(text), cells, title="<i>题</i>").path).replace(" ", "")
    assert printed.count(text.replace(" ", "")) == 2
    assert "<i>题</i>" in printed


def test_a_contract_counts_its_pages_and_keeps_signatures_together(make: Make) -> None:
    parties = Signatures(
        Party("甲方（盖章）", NAME, (("地址", "杭州"), ("日期", ""))),
        Party("乙方（盖章）", "杭州某某公司", (("地址", "宁波"), ("账号", "12345678901234"))),
    )
    body = [Para("需" * 600) for _ in range(3)]
    pages = pages_of(
        make(Clause("第一条", "标的"), *body, parties, style=Style.CONTRACT, title="合同").path
    )
    assert [lines_of(page)[-1][1].replace(" ", "") for page in pages] == [
        f"第{n}页\u3000共{len(pages)}页".replace("\u3000", "") for n in range(1, len(pages) + 1)
    ]
    last = "\n".join(text for _, text, _ in lines_of(pages[-1]))
    assert all(word in last for word in ("甲方（盖章）：", "乙方（盖章）：", "账号：", "日期："))


def test_a_form_shows_labels_and_values(make: Make) -> None:
    pairs = (("单位名称", NAME), ("联系人", ""), ("地址", "省府路8号\n2幢"))
    text = text_of(make(FieldTable(pairs, 2), style=Style.FORM, number="YS-1").path)
    for word in ("单位名称", NAME, "联系人", "省府路8号", "2幢", "编号：YS-1"):
        assert word in text


def test_codes_stand_outside_the_type_area_and_can_be_switched_off(make: Make) -> None:
    facts = {"returns": True, "code": "7K3MQ9AB12CD", "edition": "4F2E"}
    page = pages_of(make(Para("正文。"), **facts).path)[0]
    assert len(page.rects) > 50
    assert min(r["top"] for r in page.rects) == pytest.approx(10 * MM, abs=0.1)
    assert max(r["bottom"] for r in page.rects) < 30 * MM
    assert min(r["x0"] for r in page.rects) >= 28 * MM - 0.1
    assert max(r["x1"] for r in page.rects) - min(r["x0"] for r in page.rects) == pytest.approx(
        16 * MM, abs=0.1
    )
    assert "7K3M-Q9AB-12CD-4F2E-1" in text_of(make(Para("正文。"), **facts).path)
    off = make(Para("正文。"), options=RenderOptions(codes=False), **facts)
    assert not pages_of(off.path)[0].rects


def test_only_the_receipt_carries_a_code_and_the_imprint_stands_before_it(make: Make) -> None:
    receipt = Annex("附件", "回执", (Para("填写。"),))
    facts = {
        "returns": True,
        "receipt": True,
        "code": "7K3MQ9AB12CD",
        "edition": "4F2E",
        "copies_to": ("某公司",),
    }
    letter, last = pages_of(make(Para("正文。"), SIGNED, receipt, **facts).path)
    assert len(last.rects) > 50
    assert not letter.rects
    assert "抄送" in letter.extract_text()
    assert "抄送" not in last.extract_text()
    assert "7K3M-Q9AB-12CD-4F2E-1" in last.extract_text()


def test_everything_of_a_long_paper_is_printed_inside_the_type_area(make: Make) -> None:
    text = "、".join(f"第{n}项采购需求（预算{n},000.00元）" for n in range(1, 150))
    pages = pages_of(make(Para(text), SIGNED).path)
    printed = "".join(t for page in pages for _, t, _ in lines_of(page)[:-1])
    assert text in printed
    for page in pages:
        for y, _, chars in lines_of(page)[:-1]:
            assert 37 * MM <= y - 14 <= y + 2 <= 262 * MM
            assert all(c["x0"] > 27.9 * MM and c["x1"] < 184.2 * MM for c in chars)


def test_codes_of_units_are_not_cut_in_signature_blocks(make: Make) -> None:
    code = (("统一社会信用代码", "11339900LFY5WBEXYM"), ("账号", "1202022509888888888"))
    parties = Signatures(Party("甲方（盖章）", NAME, code), Party("乙方（盖章）", NAME, code))
    text = text_of(make(Para("正文。"), parties, style=Style.CONTRACT).path)
    assert text.count("11339900LFY5WBEXYM") == 2
    assert text.count("1202022509888888888") == 2


def test_the_signer_has_room_before_the_date(make: Make) -> None:
    label = "法定代表人（负责人）签字："
    page = pages_of(make(Para("正文。"), SignOff(NAME, date(2026, 9, 3), label)).path)[0]
    texts = [text for _, text, _ in lines_of(page)]
    assert texts.index(NAME) < texts.index(label) < texts.index("2026年9月3日")
    chars = next(chars for _, text, chars in lines_of(page) if text == label)
    assert chars[-1]["x1"] < 184 * MM - 6 * 15.7


def test_a_part_without_a_label_begins_its_page_with_its_title(make: Make) -> None:
    result = make(Para("正文。"), Annex("", "第二节 专用条款", (Para("条款。"),)), title="合同")
    page = pages_of(result.path)[1]
    (y, text, _), *_ = lines_of(page)
    assert text.replace(" ", "") == "第二节专用条款"
    assert y - 0.88 * 22 < 37 * MM + 8


@pytest.mark.parametrize("lines", range(14, 22))
def test_a_remark_below_the_date_does_not_go_to_another_page(make: Make, lines: int) -> None:
    note = "（联系人：李玥，电话：0571-88000000）"
    pages = pages_of(make(Para("需" * (28 * lines - 4)), SIGNED, Para(note)).path)
    last = [text for _, text, _ in lines_of(pages[-1])]
    assert last.index(note) == last.index("2026年9月3日") + 1


def test_the_partys_name_stands_whole_below_its_role(make: Make) -> None:
    name = "之江市堃山县𬭎川机关事务管理局"
    parties = Signatures(Party("甲方（盖章）", name), Party("乙方（盖章）", "某公司"))
    texts = text_of(make(Para("正文。"), parties, style=Style.CONTRACT).path).split("\n")
    role = next(n for n, text in enumerate(texts) if text.startswith("甲方（盖章）："))
    assert texts[role].endswith("乙方（盖章）：某公司")
    assert texts[role + 1] == name


def test_persons_are_not_parted_but_bodies_may_be_in_the_text(make: Make) -> None:
    text = "需" * 25 + "欧阳堃山" + "需" * 22 + NAME + "需" * 30
    pages = pages_of(make(Para(text), names=("欧阳堃山", NAME)).path)
    lines = [text for _, text, _ in lines_of(pages[0])]
    assert any(line.startswith("欧阳堃山") for line in lines)
    assert not any(NAME in line for line in lines)


def test_both_parties_say_the_same_on_the_same_lines(make: Make) -> None:
    left = Party("甲方（盖章）", "某局", (("地址", ""), ("日期", "年　月　日")))
    right = Party(
        "乙方（盖章）",
        "之江市堃山县𬭎川科技有限责任公司",
        (("地址", "之江市云溪区科技路8号2幢315室"), ("账号", "3300"), ("日期", "年　月　日")),
    )
    page = pages_of(make(Para("正文。"), Signatures(left, right), style=Style.CONTRACT).path)[0]
    texts = [text for _, text, _ in lines_of(page)]
    assert sum(text.startswith("地址：") and text.count("地址：") == 2 for text in texts) == 1
    assert sum(text.count("日期：") == 2 for text in texts) == 1
    assert any(text.startswith("账号：") for text in texts)
