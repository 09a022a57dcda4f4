"""Word copies: the same words, cells and figures as the paper, in fonts offices know."""

import re
import subprocess
import zipfile
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from tests.core.builders import composed, make_case, subject_of
from tests.office import lacks_office
from zjbuy_desktop.core.papers.blocks import (
    Annex,
    Attachments,
    Block,
    Column,
    FieldTable,
    Heading,
    Paper,
    Para,
    Party,
    Signatures,
    SignOff,
    Style,
    TableBlock,
    plain_text,
)
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.usecases.word_copies import titled
from zjbuy_desktop.word.writing import docx_bytes

AT = datetime.fromisoformat("2026-10-20T09:00:00")
FONTS = {"仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"}


def paper_of(kind: str) -> Paper:
    case = make_case()
    return composed(kind, case, subject_of(kind, case)).paper


def written(paper: Paper, **options: Any) -> Any:
    return docx.Document(BytesIO(docx_bytes(paper, AT, **options)))


def cells_of(table: Any) -> list[list[str]]:
    """Cells as they stand in the XML: a merged one once."""
    return [
        ["\n".join(p.text for p in cell.paragraphs) for cell in _cells(row)] for row in table.rows
    ]


def _cells(row: Any) -> list[Any]:
    seen: list[Any] = []
    for cell in row.cells:
        if not seen or cell._tc is not seen[-1]._tc:
            seen.append(cell)
    return seen


def words_of(document: Any) -> str:
    """All words of the body in order, cells of a row one after the other."""
    parts = []
    for element in document.element.body.iterchildren():
        texts = element.iter(qn("w:t"))
        parts.append("".join(t.text or "" for t in texts))
    return "".join(parts)


def bare(text: str) -> str:
    """Without what is layout: blanks, rules of a table, colons of a form."""
    return re.sub(r"[\s\u3000｜：]", "", text)


def blocks_of(blocks: tuple[Block, ...]) -> list[Block]:
    found: list[Block] = []
    for block in blocks:
        found += blocks_of(block.blocks) if isinstance(block, Annex) else [block]
    return found


@pytest.mark.parametrize("kind", PAPERS)
def test_every_word_of_the_paper_is_in_the_copy(kind: str) -> None:
    paper = paper_of(kind)
    document = written(paper)
    got = bare(words_of(document))
    for line in plain_text(paper).splitlines():
        line = re.sub(r"^附件：\d+\. ", "", line)  # a single attachment has no number
        for part in re.split(r"[｜：]", line):
            assert bare(part) in got, f"{part} is missing"
    said = [
        "".join(filter(None, (p.role, p.name, *(x for d in p.details for x in d))))
        for b in blocks_of(paper.blocks)
        if isinstance(b, Signatures)
        for p in (b.left, b.right)
    ]
    assert all(bare(words) in got for words in said)


@pytest.mark.parametrize("kind", PAPERS)
def test_the_cells_of_every_table_are_equal(kind: str) -> None:
    paper = paper_of(kind)
    tables = [cells_of(t) for t in written(paper).tables]
    expected = []
    for block in blocks_of(paper.blocks):
        if isinstance(block, TableBlock):
            count = len(block.columns)
            rows = [tuple(c.title for c in block.columns), *block.rows, block.foot]
            expected.append([[*row, *[""] * (count - len(row))] for row in rows if row])
        elif isinstance(block, FieldTable):
            step = block.per_row
            pairs = [block.pairs[n : n + step] for n in range(0, len(block.pairs), step)]
            expected.append([[text for pair in row for text in pair] for row in pairs])
        elif isinstance(block, Signatures):
            expected.append([])
    assert len(tables) == len(expected)
    assert all(got == wanted for got, wanted in zip(tables, expected, strict=True) if wanted)


@pytest.mark.parametrize("kind", PAPERS)
def test_every_table_has_a_grid_and_repeats_its_head(kind: str) -> None:
    paper = paper_of(kind)
    tables = [
        b for b in blocks_of(paper.blocks) if isinstance(b, (TableBlock, FieldTable, Signatures))
    ]
    for made, block in zip(written(paper).tables, tables, strict=True):
        grid = [int(c.get(qn("w:w"))) for c in made._tbl.tblGrid.findall(qn("w:gridCol"))]
        assert sum(grid) in (8844, 12756)
        size = made._tbl.tblPr.find(qn("w:tblW"))
        assert (size.get(qn("w:type")), int(size.get(qn("w:w")))) == ("dxa", sum(grid))
        for cell in made._tbl.iter(qn("w:tcW")):
            assert cell.get(qn("w:type")) == "dxa"
        heads = list(made._tbl.iter(qn("w:tblHeader")))
        assert len(heads) == isinstance(block, TableBlock)


@pytest.mark.parametrize("kind", PAPERS)
def test_every_run_names_its_fonts_and_no_theme(kind: str) -> None:
    with zipfile.ZipFile(BytesIO(docx_bytes(paper_of(kind), AT))) as packed:
        body = packed.read("word/document.xml").decode()
        styles = packed.read("word/styles.xml").decode()
        theme = packed.read("word/theme/theme1.xml").decode()
    used = set(re.findall(r'w:eastAsia="([^"]+)"', body))
    assert used <= FONTS
    assert "仿宋_GB2312" in used
    assert "方正小标宋简体" in used
    runs = re.findall(r"<w:r>.*?</w:r>", body, re.S)
    assert all('w:ascii="Times New Roman"' in run for run in runs if "<w:t" in run)
    assert "Theme=" not in body
    normal = re.search(r"<w:docDefaults>.*?</w:docDefaults>", styles, re.S)
    assert normal
    assert "Theme=" not in normal.group()
    assert 'w:eastAsia="仿宋_GB2312"' in normal.group()
    assert '<a:latin typeface="Times New Roman"' in theme
    assert "Calibri" not in theme
    assert "Cambria" not in theme


def test_the_page_is_the_standards() -> None:
    section = written(paper_of("call_notice")).sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(m.mm) for m in margins] == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("linesAndChars", "579")


def test_sizes_and_places_of_an_official_paper() -> None:
    paper = paper_of("call_notice")
    document = written(paper)
    title = next(p for p in document.paragraphs if p.style.name == "Title")
    assert {run.font.size.pt for run in title.runs} == {22}
    headings = [p for p in document.paragraphs if p.style.name == "Heading 1"]
    fonts = {
        run._r.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) for p in headings for run in p.runs
    }
    assert fonts == {"黑体"}
    body = next(p for p in document.paragraphs if len(p.text) > 60)
    assert {run.font.size.pt for run in body.runs} == {16}
    assert body._p.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"
    mark = next(p for p in document.paragraphs if p.text == paper.issuer)
    assert str(mark.runs[0].font.color.rgb) == "DC0000"


def test_page_numbers_stand_outside_and_a_letter_begins_without() -> None:
    section = written(replace(paper_of("call_notice"), style=Style.LETTER)).sections[0]
    assert section.different_first_page_header_footer
    assert section.first_page_footer.paragraphs[0].text == ""
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert (odd.alignment, even.alignment) == (2, 0)  # right, left
    for footer in (odd, even):
        assert footer.text.startswith("— ")
        assert footer.text.endswith(" —")
        assert "PAGE" in footer._p.xml
    document = written(replace(paper_of("call_notice"), style=Style.OFFICIAL))
    assert document.settings.odd_and_even_pages_header_footer
    assert not document.sections[0].different_first_page_header_footer
    assert document.paragraphs[0].text.endswith("文件")


@pytest.mark.parametrize("draft", [True, False])
def test_a_draft_says_so_on_every_page(draft: bool) -> None:
    section = written(replace(paper_of("call_notice"), draft=draft)).sections[0]
    headers = (section.header, section.even_page_header, section.first_page_header)
    assert {h.paragraphs[0].text for h in headers} == ({"草　稿"} if draft else {""})


def test_the_red_head_can_be_left_out() -> None:
    paper = paper_of("call_notice")
    texts = [p.text for p in written(paper, letterhead=False).paragraphs]
    assert texts[:2] == [" ", paper.number]
    assert written(paper).paragraphs[0].text == paper.issuer


def sample(*blocks: Block, **more: Any) -> Paper:
    return Paper("statistics", Style.OFFICIAL, "标题", blocks, issuer="某局", **more)


WIDE = TableBlock((Column("甲", 1), Column("乙", 2, "right")), (("一", "1.00"),), landscape=True)
NARROW = TableBlock((Column("甲", 1), Column("乙", 2)), (("一", "二"),), ("合计", ""))


def test_a_wide_table_turns_its_page_and_the_text_after_it_stands_upright() -> None:
    document = written(
        sample(Para("前"), WIDE, Para("后"), Annex("附件1", "表", (WIDE, Para("注"))))
    )
    wide = [s.page_width > s.page_height for s in document.sections]
    assert wide == [False, True, False, True]
    widths = [sum(int(c.get(qn("w:w"))) for c in t._tbl.tblGrid) for t in document.tables]
    assert widths == [12756, 12756]


def test_an_annex_begins_a_page_and_two_tables_stay_two() -> None:
    document = written(sample(NARROW, NARROW, Annex("附件2", "清单", (Heading(1, "一、甲"),))))
    label = next(p for p in document.paragraphs if p.text == "附件2")
    assert label.paragraph_format.page_break_before
    body = [e.tag.rpartition("}")[2] for e in document.element.body.iterchildren()]
    assert "tbl,tbl" not in ",".join(body)


def test_attachments_and_sign_off_stand_where_the_standard_wants_them() -> None:
    blocks = (
        Para("正文"),
        Attachments(("清单", "方案")),
        SignOff("某局", date(2026, 9, 3), "签字："),
    )
    document = written(sample(*blocks, printed_on=date(2026, 9, 3), copies_to=("甲", "乙")))
    texts = [p.text for p in document.paragraphs]
    assert texts.index("附件：1. 清单") + 1 == texts.index("2. 方案")
    assert texts.index("签字：") + 1 == texts.index("2026年9月3日")
    dated = document.paragraphs[texts.index("2026年9月3日")]
    assert dated._p.pPr.find(qn("w:ind")).get(qn("w:rightChars")) == "400"
    assert "抄送：甲，乙。" in texts
    assert "某局\u3000\u30002026年9月3日印发" in texts
    assert written(sample(Attachments(("清单",)))).paragraphs[-1].text == "附件：清单"


def test_both_parties_sign_side_by_side() -> None:
    parties = (Party("甲方（盖章）", "某局", (("电话", "1"),)), Party("乙方（盖章）", "某公司"))
    (table,) = written(sample(Signatures(*parties), returns=True)).tables
    left, right = table.rows[0].cells
    assert [p.text for p in left.paragraphs] == ["甲方（盖章）：某局", "电话：1"]
    assert [p.text for p in right.paragraphs] == ["乙方（盖章）：某公司"]


def test_markup_in_a_name_stays_a_name() -> None:
    texts = [p.text for p in written(sample(Para("规格 <b>粗</b> & “引”"))).paragraphs]
    assert "规格 <b>粗</b> & “引”" in texts


def test_the_same_paper_gives_the_same_document() -> None:
    with (
        zipfile.ZipFile(BytesIO(docx_bytes(paper_of("contract"), AT))) as one,
        zipfile.ZipFile(BytesIO(docx_bytes(paper_of("contract"), AT))) as other,
    ):
        assert {n: one.read(n) for n in one.namelist()} == {
            n: other.read(n) for n in other.namelist()
        }
        properties = one.read("docProps/core.xml").decode()
    assert "python-docx" not in properties


def test_a_title_is_broken_by_meaning() -> None:
    lines = titled(paper_of("signing_notice")).title.split("\n")
    assert len(lines) > 1
    assert "".join(lines) == paper_of("signing_notice").title.replace("\n", "")
    assert all(len(line) <= 20 for line in lines)


@pytest.mark.skipif(lacks_office("Writer"), reason="LibreOffice Writer is not installed")
def test_libreoffice_opens_every_copy(tmp_path: Path) -> None:
    import pypdfium2

    for kind in PAPERS:
        (tmp_path / f"{kind}.docx").write_bytes(docx_bytes(titled(paper_of(kind)), AT))
    own = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", "--headless", own, "--convert-to", "pdf", "--outdir", tmp_path / "pdf"]
    subprocess.run(
        [*command, *tmp_path.glob("*.docx")], check=True, capture_output=True, timeout=110
    )
    for kind in PAPERS:
        pdf = pypdfium2.PdfDocument(tmp_path / "pdf" / f"{kind}.pdf")
        assert len(pdf) >= 1
        pdf.close()
