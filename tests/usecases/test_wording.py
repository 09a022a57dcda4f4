"""Editing a paper's text: saved, reset, compared, carried to another PC; papers follow."""

import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.papers.blocks import plain_text
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.host import resources
from zjbuy_desktop.store import trail
from zjbuy_desktop.usecases import (
    general_conditions,
    office_texts,
    papers,
    projects,
    recording,
    text_files,
    text_trial,
    wording,
)
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.opening import open_desk
from zjbuy_desktop.usecases.sample_case import sample_case

KEY = "call_notice"
NEW = "请各单位先报名，再填报。"


@pytest.fixture
def open_at(tmp_path: Path) -> Iterator[Callable[[str], Desk]]:
    opened: list[Desk] = []

    def make(name: str) -> Desk:
        opened.append(open_desk(tmp_path / name, date(2026, 8, 21)))
        return opened[-1]

    yield make
    for desk in opened:
        desk.store.close()


@pytest.fixture
def desk(open_at: Callable[[str], Desk]) -> Desk:
    return open_at("数据")


@pytest.fixture
def project(desk: Desk, samples: Path) -> int:
    return projects.new_from_file(desk, samples / "project.toml")


def with_line(text: str, line: str) -> str:
    """The text with one more line at the beginning of its body."""
    return text.replace("\n---\n", f"\n---\n{line}\n", 1)


def edited(desk: Desk, key: str = KEY, line: str = NEW) -> str:
    return with_line(wording.shown(desk, key), line)


def events(desk: Desk) -> list[str]:
    with desk.store.read() as view:
        return [event.action for event in trail.list_audit(view)][::-1]


def age(desk: Desk, key: str, version: str = "0.0.1") -> None:
    """As if the office had begun from the shipped text of an older program."""
    own = office_texts.office_texts(desk)[key]
    base = with_line(own.base, "旧版本的一行。")
    office_texts.write(desk, "aged", "旧", [replace(own, base=base, version=version)])


def test_a_saved_text_is_printed_and_kept_with_what_it_came_from(desk: Desk, project: int) -> None:
    state = wording.save(desk, KEY, edited(desk))
    assert (state.own, state.outdated, state.word) == (True, False, "本单位改过")
    kept = office_texts.office_texts(desk)[KEY]
    assert kept.base == office_texts.shipped(KEY)
    assert "{lead_unit}" in kept.text
    paper = papers.composed(desk, desk.case(project), KEY, "").paper
    assert NEW in plain_text(paper)
    assert events(desk)[-1] == "text_saved"


def test_a_paper_made_before_is_stale_and_keeps_what_it_was(
    desk: Desk, project: int, tmp_path: Path
) -> None:
    recording.set_paper_details(desk, project, KEY, "", "之机管函〔2026〕1号", date(2026, 8, 3))
    papers.make(desk, project, [KEY], tmp_path / "出")
    (row,) = papers.list_papers(desk, desk.case(project), [KEY])
    assert row.state in ("已制作", "草稿")
    made = desk.case(project).made_of(KEY, "")
    wording.save(desk, KEY, edited(desk))
    (row,) = papers.list_papers(desk, desk.case(project), [KEY])
    assert (row.state, row.changed) == ("已过期", ("文字有变化",))
    assert desk.case(project).made_of(KEY, "") == made
    wording.reset(desk, KEY)
    (row,) = papers.list_papers(desk, desk.case(project), [KEY])
    assert row.state != "已过期"


def test_saving_the_same_words_writes_nothing(desk: Desk) -> None:
    wording.save(desk, KEY, wording.shown(desk, KEY))
    assert events(desk) == []
    wording.save(desk, KEY, edited(desk))
    wording.save(desk, KEY, wording.shown(desk, KEY))
    assert events(desk) == ["text_saved"]


def test_words_brought_back_to_the_shipped_ones_are_no_longer_own(desk: Desk) -> None:
    wording.save(desk, KEY, edited(desk))
    state = wording.save(desk, KEY, wording.shipped_shown(KEY).replace("\n", "\r\n"))
    assert not state.own
    assert events(desk) == ["text_saved", "text_reset"]


def test_a_wrong_text_is_not_saved_and_says_where(desk: Desk) -> None:
    wrong = edited(desk, line="采购{采购品木}。")
    line = wrong.splitlines().index("---") + 2
    match = rf"第 {line} 行：“\{{采购品木\}}”不是这份文件可用的内容"
    with pytest.raises(UserError, match=match) as told:
        wording.save(desk, KEY, wrong)
    assert told.value.hint.startswith("是不是{采购品目}")
    assert events(desk) == []
    assert not wording.text_state(desk, KEY).own


def test_a_text_without_its_signature_is_refused(desk: Desk) -> None:
    text = wording.shown(desk, "agency_agreement")
    with pytest.raises(UserError, match="缺少“\\[\\[签署栏\\]\\]”"):
        wording.save(desk, "agency_agreement", text.replace("[[签署栏]]", ""))


def test_an_unknown_text_is_told_in_chinese(desk: Desk) -> None:
    with pytest.raises(UserError, match="没有“letter”这个文本"):
        wording.save(desk, "letter", "")


def test_an_update_of_the_program_is_shown_line_by_line(desk: Desk) -> None:
    wording.save(desk, KEY, edited(desk))
    assert wording.updates(desk, KEY) == []
    age(desk, KEY)
    state = wording.text_state(desk, KEY)
    assert (state.outdated, state.version) == (True, "0.0.1")
    assert state.word == "本单位改过，程序自带的文本有更新"
    changed = [(d.mark, d.text) for d in wording.updates(desk, KEY) if d.mark]
    assert changed == [("-", "旧版本的一行。")]


def test_editing_again_does_not_hide_the_update_but_keeping_does(desk: Desk) -> None:
    wording.save(desk, KEY, edited(desk))
    age(desk, KEY)
    wording.save(desk, KEY, edited(desk, line="再加一句。"))
    assert wording.text_state(desk, KEY).outdated
    words = wording.shown(desk, KEY)
    assert not wording.keep_own(desk, KEY).outdated
    assert wording.shown(desk, KEY) == words


def test_own_changes_are_the_lines_the_office_changed(desk: Desk) -> None:
    wording.save(desk, KEY, edited(desk))
    changed = [(d.mark, d.text) for d in wording.own_changes(desk, KEY) if d.mark]
    assert changed == [("+", NEW)]


def test_the_list_names_every_text_once(desk: Desk) -> None:
    states = wording.texts(desk)
    keys = [key for spec in PAPERS.values() for key in (*spec.text_keys, *spec.uses)]
    assert [s.key for s in states] == list(dict.fromkeys(keys))
    assert not any(s.own for s in states)


# 别处


def test_texts_travel_to_another_desk(
    desk: Desk, open_at: Callable[[str], Desk], tmp_path: Path
) -> None:
    wording.save(desk, KEY, edited(desk), "通知.txt")
    file = tmp_path / "出" / "文本.zip"
    assert text_files.export(desk, file) == ["征集采购需求意向的通知（函）"]
    with zipfile.ZipFile(file) as archive:
        words = archive.read("征集采购需求意向的通知（函）.txt").decode("utf-8-sig")
    assert "{牵头单位}" in words
    other = open_at("别处")
    looked = text_files.look(other, file)
    assert (looked[0].what, looked[0].problem) == ("新增", "")
    assert [d.mark for d in looked[0].differences if d.mark] == ["+"]
    assert events(other) == []
    text_files.take_over(other, file)
    assert events(other) == ["texts_imported"]
    assert wording.shown(other, KEY) == wording.shown(desk, KEY)
    kept = office_texts.office_texts(other)[KEY]
    assert (kept.source, kept.base) == ("文本.zip", office_texts.shipped(KEY))
    assert [c.what for c in text_files.take_over(other, file)][:1] == ["相同"]
    assert events(other) == ["texts_imported"]
    assert not list(file.parent.glob(".*"))


def exported(desk: Desk, file: Path) -> dict[str, bytes]:
    wording.save(desk, KEY, edited(desk))
    wording.save(desk, "signing_notice", edited(desk, "signing_notice"))
    text_files.export(desk, file)
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(file: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file


def test_one_wrong_text_keeps_all_out(
    desk: Desk, open_at: Callable[[str], Desk], tmp_path: Path
) -> None:
    parts = exported(desk, tmp_path / "文本.zip")
    name = "签订合同通知书.txt"
    parts[name] = parts[name].decode("utf-8-sig").replace(NEW, "{供货商}").encode("gb18030")
    file = packed(tmp_path / "改过.zip", parts)
    other = open_at("别处")
    looked = {c.key: c for c in text_files.look(other, file)}
    assert looked[KEY].problem == ""
    assert "{供货商}" in looked["signing_notice"].problem
    with pytest.raises(UserError, match="《签订合同通知书》的文本第 . 行"):
        text_files.take_over(other, file)
    assert events(other) == []


def test_a_file_of_a_program_with_other_names_is_understood(
    desk: Desk, open_at: Callable[[str], Desk], tmp_path: Path
) -> None:
    parts = exported(desk, tmp_path / "文本.zip")
    parts = {n: c.replace("{牵头单位}".encode(), "{牵头方}".encode()) for n, c in parts.items()}
    head = json.loads(parts[text_files.MANIFEST])
    for row in head["texts"]:
        row["names"]["facts"]["牵头方"] = row["names"]["facts"].pop("牵头单位")
    parts[text_files.MANIFEST] = json.dumps(head).encode()
    other = open_at("别处")
    text_files.take_over(other, packed(tmp_path / "旧.zip", parts))
    assert wording.shown(other, KEY) == wording.shown(desk, KEY)


def test_general_conditions_travel_with_the_texts_and_are_checked(
    desk: Desk, open_at: Callable[[str], Desk], tmp_path: Path
) -> None:
    source = resources.resource_dir() / "sample" / "general_conditions.txt"
    general_conditions.import_conditions(desk, source)
    text_files.export(desk, tmp_path / "文本.zip")
    other = open_at("别处")
    (change,) = text_files.take_over(other, tmp_path / "文本.zip")
    assert (change.key, change.what) == ("goods_general_conditions", "新增")
    ours, theirs = general_conditions.current(desk), general_conditions.current(other)
    assert ours is not None
    assert theirs is not None
    assert theirs.text == ours.text
    with zipfile.ZipFile(tmp_path / "文本.zip") as archive:
        parts = {n: archive.read(n) if n.endswith("json") else b"x" for n in archive.namelist()}
    (change,) = text_files.look(other, packed(tmp_path / "坏.zip", parts))
    assert "不像合同通用条款" in change.problem


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"a.txt": b"a"}, "不是导出的文本文件"),
        ({"清单.json": b"[]"}, "不是导出的文本文件"),
        ({"清单.json": b'{"texts": [1]}'}, "不是导出的文本文件"),
        ({"清单.json": b'{"format": 9, "texts": []}'}, "别的版本"),
        ({"清单.json": b"{}", "a.txt": b"a" * 4_000_001}, "太大"),
    ],
)
def test_what_is_no_file_of_texts_is_refused(
    desk: Desk, tmp_path: Path, parts: dict[str, bytes], words: str
) -> None:
    with pytest.raises(UserError, match=words):
        text_files.look(desk, packed(tmp_path / "别的.zip", parts))


def test_a_file_naming_an_unknown_text_is_refused(desk: Desk, tmp_path: Path) -> None:
    head = {
        "format": 1,
        "texts": [{"key": "letter", "title": "信", "file": "信.txt"}, {"key": KEY}],
    }
    file = packed(tmp_path / "别的.zip", {"清单.json": json.dumps(head).encode()})
    problems = [c.problem for c in text_files.look(desk, file)]
    assert problems[0] == "“信”不是这个程序的文本。"
    assert "没有《征集采购需求意向的通知（函）》的文字" in problems[1]


def test_missing_and_damaged_files_are_told(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="找不到文件"):
        text_files.look(desk, tmp_path / "没有.zip")
    (tmp_path / "坏.zip").write_bytes(b"PK\x03\x04 no")
    with pytest.raises(UserError, match="不是导出的文本文件"):
        text_files.look(desk, tmp_path / "坏.zip")
    with pytest.raises(UserError, match="还没有改过文本"):
        text_files.export(desk, tmp_path / "空.zip")


# 看样子


@pytest.mark.parametrize("kind", PAPERS)
def test_every_text_can_be_tried_without_a_project(desk: Desk, kind: str) -> None:
    for key in PAPERS[kind].text_keys:
        on = text_trial.ground(desk, None, key)
        assert on.is_sample
        assert on.subjects
        done = text_trial.trial(desk, on, key, wording.shown(desk, key))
        assert plain_text(done.paper).strip()


def test_a_text_is_tried_on_the_project_in_hand(desk: Desk, project: int) -> None:
    on = text_trial.ground(desk, project, KEY)
    assert not on.is_sample
    paper = text_trial.trial(desk, on, KEY, edited(desk)).paper
    assert NEW in plain_text(paper)
    assert desk.case(project).project.name in plain_text(paper)
    assert events(desk) == ["project_created"]
    unit = sample_case().units[1].name
    on = text_trial.ground(desk, project, "signing_notice")  # nothing was awarded yet
    assert on.is_sample
    words = wording.shown(desk, "signing_notice")
    assert text_trial.trial(desk, on, "signing_notice", words, unit).paper.unit == unit


def test_pages_of_a_trial_are_pictures(desk: Desk) -> None:
    on = text_trial.ground(desk, None, KEY)
    pages = text_trial.trial_pages(desk, on, KEY, edited(desk), dpi=40)
    assert len(pages) >= 2
    width, height, data = pages[0]
    assert len(data) == width * height * 4
    with pytest.raises(UserError, match="第 1 行"):
        text_trial.trial_pages(desk, on, KEY, "标题：{没有}\n---\n[[落款]]")
