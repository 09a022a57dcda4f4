"""Files: one, many, all in one; whole or not at all; the same bytes for the same paper."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from tests.pdf.reading import FONTS, Make, lines_of, pages_of, text_of
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.papers.blocks import Column, Paper, Para, SignOff, Style, TableBlock
from zjbuy_desktop.core.papers.codes import PageCode, code_text, read_code
from zjbuy_desktop.pdf.fonts import FontBook
from zjbuy_desktop.pdf.preview import page_images
from zjbuy_desktop.pdf.render import (
    Rendered,
    RenderFailure,
    RenderOptions,
    Result,
    render,
    render_many,
    render_one_file,
)

RARE = "䶮堃赟喆玥𬭎"


def notice(number: int) -> Paper:
    table = TableBlock((Column("品目", 2), Column("金额（元）", 1, "right")), (("台式", "1.00"),))
    return Paper(
        kind="signing_notice",
        style=Style.OFFICIAL,
        title="关于签订合同的通知",
        issuer="浙江省数字政务服务中心",
        number=f"浙数政〔2026〕{number}号",
        to=f"第{number}中学{RARE[number % 6]}",
        blocks=(
            Para("请于2026年9月3日前签订。" * 12),
            table,
            SignOff("牵头单位", date(2026, 9, 3)),
        ),
    )


def pages_in(made: Sequence[Result]) -> list[int]:
    """Pages of each paper; all of them were made."""
    return [m.pages for m in made if isinstance(m, Rendered)]


def broken() -> Paper:
    return replace(notice(1), blocks=("no block",))  # type: ignore[arg-type]


def test_the_same_paper_gives_the_same_bytes(fonts: FontBook, tmp_path: Path) -> None:
    first = render(notice(1), tmp_path / "a.pdf", fonts).path.read_bytes()
    render(notice(2), tmp_path / "b.pdf", fonts)
    again = render(notice(1), tmp_path / "c.pdf", FontBook.load(FONTS)).path.read_bytes()
    assert first == again


def test_a_batch_prints_what_single_papers_print(fonts: FontBook, tmp_path: Path) -> None:
    jobs = [(notice(n), tmp_path / f"{n}.pdf") for n in range(1, 8)]
    made = render_many(jobs, FONTS)
    for (paper, path), result in zip(jobs, made, strict=True):
        alone = render(paper, tmp_path / "alone.pdf", fonts)
        assert isinstance(result, Rendered)
        assert (result.path, result.pages) == (path, alone.pages)
        assert result.substitutions == alone.substitutions
        assert text_of(path) == text_of(alone.path)


def test_two_workers_make_the_same_in_the_same_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zjbuy_desktop.pdf.render._WORTH_PROCESSES", 2)
    jobs = [(notice(n), tmp_path / f"{n}.pdf") for n in range(1, 7)]
    seen: list[tuple[int, int]] = []
    made = render_many(jobs, FONTS, workers=2, progress=lambda done, of: seen.append((done, of)))
    assert [m.path for m in made] == [path for _, path in jobs]
    assert all(isinstance(m, Rendered) for m in made)
    assert all(f"第{n}中学" in text_of(tmp_path / f"{n}.pdf") for n in range(1, 7))
    assert seen[-1] == (6, 6)


def test_one_bad_paper_does_not_stop_the_rest(tmp_path: Path) -> None:
    jobs = [
        (notice(1), tmp_path / "1.pdf"),
        (broken(), tmp_path / "2.pdf"),
        (notice(3), tmp_path / "absent" / "3.pdf"),
        (notice(4), tmp_path / "4.pdf"),
    ]
    first, bad, nowhere, last = render_many(jobs, FONTS)
    assert isinstance(first, Rendered)
    assert isinstance(last, Rendered)
    assert isinstance(bad, RenderFailure)
    assert "Traceback" in bad.detail
    assert isinstance(nowhere, RenderFailure)
    assert "无法写入" in nowhere.message
    assert nowhere.detail == ""
    assert sorted(p.name for p in tmp_path.iterdir()) == ["1.pdf", "4.pdf"]


def test_cancelling_leaves_whole_files_only(tmp_path: Path) -> None:
    jobs = [(notice(n), tmp_path / f"{n}.pdf") for n in range(1, 100)]
    asked = count()
    made = render_many(jobs, FONTS, cancelled=lambda: next(asked) > 70)
    finished = [m for m in made if isinstance(m, Rendered)]
    assert len(made) == 99
    assert len(finished) == 71 - 64
    assert {m.message for m in made if isinstance(m, RenderFailure)} == {"已取消"}
    assert len(list(tmp_path.iterdir())) == len(finished)
    assert all(m.path.read_bytes().rstrip().endswith(b"%%EOF") for m in finished)


def test_the_digest_is_that_of_the_file(fonts: FontBook, tmp_path: Path) -> None:
    jobs = [(notice(n), tmp_path / f"{n}.pdf") for n in range(1, 4)]
    made = [*render_many(jobs, FONTS), render(notice(5), tmp_path / "5.pdf", fonts)]
    for result in made:
        assert isinstance(result, Rendered)
        assert result.sha256 == hashlib.sha256(result.path.read_bytes()).hexdigest()
    common = render_one_file([notice(1)], tmp_path / "all.pdf", fonts)
    assert [m.sha256 for m in common if isinstance(m, Rendered)] == [""]


def test_one_file_numbers_each_paper_anew(fonts: FontBook, tmp_path: Path) -> None:
    seen: list[int] = []
    papers = [notice(1), notice(2), notice(3)]
    out = tmp_path / "all.pdf"
    made = render_one_file(papers, out, fonts, progress=lambda done, _: seen.append(done))
    pages = pages_of(out)
    assert sum(pages_in(made)) == len(pages)
    numbers = [lines_of(page)[-1][1] for page in pages]
    assert numbers.count("— 1 —") == 3
    assert seen == [1, 2, 3]
    size = out.stat().st_size
    assert size < 2 * render(notice(1), tmp_path / "one.pdf", fonts).path.stat().st_size


def test_duplex_starts_each_paper_on_a_front_side(fonts: FontBook, tmp_path: Path) -> None:
    short = replace(notice(1), blocks=(Para("正文。"),))
    options = RenderOptions(duplex=True)
    out = tmp_path / "all.pdf"
    made = render_one_file([short, short], out, fonts, options)
    pages = pages_of(out)
    assert pages_in(made) == [1, 1]
    assert [bool(page.chars) for page in pages] == [True, False, True, False]


@pytest.mark.parametrize("asks", [0, 40, 78])
def test_a_cancelled_common_file_is_not_written(fonts: FontBook, tmp_path: Path, asks: int) -> None:
    """At the first paper, in the middle, at the last."""
    asked = count()
    papers = [notice(n) for n in range(1, 80)]
    out = tmp_path / "all.pdf"
    assert render_one_file(papers, out, fonts, cancelled=lambda: next(asked) >= asks) == []
    assert not list(tmp_path.iterdir())


def test_a_bad_paper_is_left_out_of_the_common_file(fonts: FontBook, tmp_path: Path) -> None:
    out = tmp_path / "all.pdf"
    first, bad, last = render_one_file([notice(1), broken(), notice(3)], out, fonts)
    assert isinstance(first, Rendered)
    assert isinstance(bad, RenderFailure)
    assert "Traceback" in bad.detail
    assert isinstance(last, Rendered)
    assert len(pages_of(out)) == first.pages + last.pages


def test_a_common_file_of_bad_papers_only_is_not_written(fonts: FontBook, tmp_path: Path) -> None:
    made = render_one_file([broken(), broken()], tmp_path / "all.pdf", fonts)
    assert [type(m) for m in made] == [RenderFailure, RenderFailure]
    assert not list(tmp_path.iterdir())


def test_a_file_looked_at_by_a_virus_scanner_is_waited_for(
    fonts: FontBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename, refused = Path.replace, iter([True, True, False])

    def replace_later(self: Path, target: Path) -> Path:
        if next(refused):
            raise PermissionError
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", replace_later)
    assert render(notice(1), tmp_path / "a.pdf", fonts).path.read_bytes().startswith(b"%PDF")


def test_a_failed_write_keeps_the_old_file(
    fonts: FontBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "a.pdf"
    out.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UserError, match="无法写入") as caught:
        render(notice(1), out, fonts)
    assert "关闭" in caught.value.hint
    assert out.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.pdf"]


def test_every_font_is_embedded(make: Make) -> None:
    data = make(Para("正文A1。")).path.read_bytes()
    assert b"/FontFile2" in data
    assert b"Helvetica" not in data


def test_the_preview_shows_the_pages(make: Make) -> None:
    result = make(Para("需" * 700))
    images = list(page_images(result.path, 72))
    assert len(images) == result.pages == 2
    assert all((i.width, i.height) == (596, 842) for i in images)
    assert all(len(i.data) == i.width * i.height * 4 for i in images)
    assert min(images[0].data) < 60


def test_a_preview_of_no_pdf_is_a_user_error(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"nothing")
    with pytest.raises(UserError):
        list(page_images(tmp_path / "x.pdf", 72))


def test_codes_read_back_and_reject_what_is_not_ours() -> None:
    code = PageCode("0A3F99AB12CD", "7F0C", 2, 3)
    said = code_text(code)
    assert said.startswith("ZJ20A3F99AB12CD7F0C0203")
    assert read_code(said) == code
    assert read_code(said.replace("0203", "0303")) is None
    assert len(code_text(PageCode("0A3F99AB12CD", "7F0C", 99, 120))) == 27
    assert read_code("https://example.com") is None
