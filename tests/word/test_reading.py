"""Reading .docx and text files: every word in reading order, or a refusal that says why."""

from io import BytesIO

import pytest
from docx import Document
from docx.oxml import OxmlElement

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.word import reading
from zjbuy_desktop.word.reading import read_words


def saved(document: object) -> bytes:
    stream = BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def test_paragraphs_and_cells_come_in_reading_order() -> None:
    document = Document()
    document.add_paragraph("第一段")
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "左", "右"
    last = document.add_paragraph("末段")
    last.add_run("\t继续")
    assert read_words("甲.docx", saved(document)).split("\n") == [
        "第一段",
        "左",
        "右",
        "末段\t继续",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_in_every_usual_encoding(encoding: str) -> None:
    words = "第一条　甲方为𬭎川小学\n第二条　乙方"
    assert read_words("甲.txt", words.encode(encoding)) == words


def test_numbers_a_word_processor_makes_up_are_not_lost_in_silence() -> None:
    document = Document()
    document.add_paragraph("编号由软件生成", style="List Number")
    document.add_paragraph("", style="List Number")
    with pytest.raises(UserError, match="有 1 段用了自动编号，读不到编号"):
        read_words("甲.docx", saved(document))


def test_tracked_changes_are_refused() -> None:
    document = Document()
    inserted = OxmlElement("w:ins")
    document.add_paragraph("正文")._p.append(inserted)
    with pytest.raises(UserError, match="没有确认的修订"):
        read_words("甲.docx", saved(document))


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("甲.doc", b"x", "只能导入 .docx 或 .txt 文件"),
        ("甲.docx", b"no zip", "可能已损坏、加了密码"),
        ("甲.txt", b"\xff\xff\x00\x00", "不是能读的文本文件"),
        ("甲.txt", b" \n ", "没有文字"),
        ("甲.docx", saved(Document()), "没有文字"),
    ],
)
def test_what_cannot_be_read_is_told(name: str, content: bytes, told: str) -> None:
    with pytest.raises(UserError, match=told) as refused:
        read_words(name, content)
    assert refused.value.hint


def test_a_file_may_be_as_large_as_the_limit_and_no_larger(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "LARGEST", 3)
    assert read_words("甲.txt", b"abc") == "abc"
    with pytest.raises(UserError, match="太大"):
        read_words("甲.txt", b"abcd")


def test_a_file_that_unpacks_too_far_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "UNPACKED", 1000)
    with pytest.raises(UserError, match="展开后太大"):
        read_words("甲.docx", saved(Document()))
