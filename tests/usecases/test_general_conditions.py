"""通用条款的导入：从文件到合同，原件照存，换掉的留在操作记录里。"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from tests.core.builders import RESOURCES
from zjbuy_desktop.cli.run import run
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.papers.general_conditions import KEY
from zjbuy_desktop.store import trail
from zjbuy_desktop.store.verify import verify
from zjbuy_desktop.usecases import general_conditions, office_texts
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.opening import open_desk

SAMPLE = RESOURCES / "sample" / "general_conditions.txt"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "数据", date(2026, 8, 21))
    yield opened
    opened.store.close()


def test_imported_conditions_are_supplied_to_contracts(desk: Desk) -> None:
    assert office_texts.supplied(desk, [KEY]) == {}
    assert general_conditions.current(desk) is None
    given = general_conditions.import_conditions(desk, SAMPLE)
    assert office_texts.supplied(desk, [KEY]) == {KEY: given.text}
    assert given.source == "general_conditions.txt"
    assert general_conditions.clauses(given)[-1] == "22. 合同未尽事宜"


def test_word_and_text_give_the_same(desk: Desk, tmp_path: Path) -> None:
    document = Document()
    for line in SAMPLE.read_text(encoding="utf-8").splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "通用条款.docx"))
    first = general_conditions.import_conditions(desk, SAMPLE).text
    assert general_conditions.import_conditions(desk, tmp_path / "通用条款.docx").text == first


def test_the_file_is_kept_byte_for_byte_and_the_trail_names_it(desk: Desk, tmp_path: Path) -> None:
    own = tmp_path / "本单位通用条款.txt"
    own.write_bytes(SAMPLE.read_text(encoding="utf-8").encode("gb18030"))
    before = general_conditions.import_conditions(desk, SAMPLE).text
    general_conditions.import_conditions(desk, own)
    with desk.store.read() as view:
        told = trail.list_audit(view)
    event = next(e for e in told if e.payload.get("file") == own.name)
    assert event.action == "general_conditions_imported"
    assert event.payload["before"] == before
    assert desk.store.originals.read(event.payload["sha256"]) == own.read_bytes()
    report = verify(desk.data_dir)
    assert (report.sound, report.originals) == (True, 2)


def test_a_refused_file_leaves_everything_as_it_was(desk: Desk, tmp_path: Path) -> None:
    given = general_conditions.import_conditions(desk, SAMPLE)
    other = tmp_path / "通知.txt"
    other.write_text("关于开会的通知\n一、时间\n二、地点\n", encoding="utf-8")
    with pytest.raises(UserError, match="“通知.txt”不像合同通用条款"):
        general_conditions.import_conditions(desk, other)
    with pytest.raises(UserError, match="找不到文件“.*没有.txt”"):
        general_conditions.import_conditions(desk, tmp_path / "没有.txt")
    assert office_texts.supplied(desk, [KEY]) == {KEY: given.text}


def test_the_command_says_what_it_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = str(tmp_path / "数据")
    assert run(["--data", data, "texts", "conditions", str(SAMPLE)]) == 0
    said = capsys.readouterr().out
    assert "已导入合同通用条款 22 条（general_conditions.txt）" in said
    assert "  15. 违约责任\n" in said
    assert run(["--data", data, "texts", "conditions", str(tmp_path / "无.docx")]) == 2
    assert "找不到文件" in capsys.readouterr().err
