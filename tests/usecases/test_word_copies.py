"""Word copies of a project's papers: all or one unit's, stopped half-way, recorded."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import pytest

from tests.usecases.test_cli import Shell
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store import trail
from zjbuy_desktop.usecases import paper_settings, papers, projects, word_copies, wording
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.opening import open_desk

KIND = "lead_recommendation"
UNIT = "之江市教育局"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "数据", date(2026, 8, 21))
    yield opened
    opened.store.close()


@pytest.fixture
def project(desk: Desk, samples: Path) -> int:
    return projects.new_from_file(desk, samples / "project.toml")


def actions(desk: Desk) -> list[str]:
    with desk.store.read() as view:
        return [event.action for event in trail.list_audit(view)]


def test_a_copy_for_each_unit_is_written_and_recorded(
    desk: Desk, project: int, tmp_path: Path
) -> None:
    out = tmp_path / "Word 副本"
    told: list[tuple[int, int]] = []
    run = word_copies.word_copy(
        desk, project, [KIND, "call_notice"], out, progress=lambda n, of, _: told.append((n, of))
    )
    units = papers.paper_spec(KIND).subjects(desk.case(project))
    assert len(run.made) == len(units) + 1 == len(list(out.glob("*.docx")))
    assert told == [(n, len(units) + 1) for n in range(len(units) + 1)]
    assert actions(desk)[0] == "word_copied"
    assert not list(out.glob(".*"))
    texts = [p.text for p in docx.Document(run.made[-1].file).paragraphs]
    assert desk.case(project).project.lead_unit in texts
    assert "".join(t for t in texts if t.endswith("的函")).count("\n") > 0, "broken by meaning"


def test_only_one_unit_and_a_stop_half_way(desk: Desk, project: int, tmp_path: Path) -> None:
    run = word_copies.word_copy(desk, project, [KIND], tmp_path / "一", subject=UNIT)
    assert [(m.subject, Path(m.file).name) for m in run.made] == [
        (UNIT, f"{UNIT}-牵头单位推荐表.docx")
    ]
    stop = iter([False, False, True])
    run = word_copies.word_copy(
        desk, project, [KIND], tmp_path / "二", cancelled=lambda: next(stop)
    )
    assert len(run.made) == 2 == len(list((tmp_path / "二").iterdir()))
    assert run.left == len(papers.paper_spec(KIND).subjects(desk.case(project))) - 2


def test_the_offices_words_and_settings_are_in_the_copy(
    desk: Desk, project: int, tmp_path: Path
) -> None:
    text = wording.shown(desk, "call_notice").replace("\n---\n", "\n---\n请先报名。\n")
    wording.save(desk, "call_notice", text)
    paper_settings.keep(desk, paper_settings.PaperSettings(letterhead=False))
    run = word_copies.word_copy(desk, project, ["call_notice"], tmp_path)
    texts = [p.text for p in docx.Document(run.made[0].file).paragraphs]
    assert "请先报名。" in texts
    assert texts[0] == " ", "the red head is on the office's own paper"


def test_nobody_to_write_for_and_a_folder_that_is_a_file(
    desk: Desk, project: int, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="没有可写的文件"):
        word_copies.word_copy(desk, project, [KIND], tmp_path, subject="没有的单位")
    (tmp_path / "占").write_text("x")
    run = word_copies.word_copy(desk, project, ["call_notice"], tmp_path / "占")
    assert run.made == ()
    assert "写不进去" in run.failed[0].findings[0]
    assert "word_copied" not in actions(desk)


def test_the_command_line_writes_copies(
    desk: Desk, project: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.store.close()
    shell = Shell(tmp_path / "数据", capsys)
    out = tmp_path / "出"
    data = shell.json("papers", "word", 1, KIND, "--out", out, "--unit", UNIT)
    assert [m["unit"] for m in data["made"]] == [UNIT]
    assert Path(data["made"][0]["file"]).is_file()
    code, said, _ = shell("papers", "word", 1, "all", "--out", out)
    assert code == 0
    assert "写好 Word 副本" in said
    assert shell("papers", "word", 1, "letter", "--out", out)[0] == 2
