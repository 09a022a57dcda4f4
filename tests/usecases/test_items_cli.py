"""统一标的 on the command line, over the sample round."""

from pathlib import Path

import pytest

from tests.usecases.test_cli import Capture, Shell


@pytest.fixture
def round_(tmp_path: Path, samples: Path, capsys: Capture) -> Shell:
    shell = Shell(tmp_path / "数据", capsys)
    shell.json("project", "new", "--file", samples / "project.toml")
    shell.json("forms", "import", 1, samples / "returns", code=1)
    return shell


def test_merging_and_taking_it_back(round_: Shell) -> None:
    before = round_.json("items", "list", 1)
    names = [i["item"] for i in before["items"]]
    merged = round_.json(
        "items", "merge", 1, *names, "--into", "台式机合计", "--reason", "同一品目"
    )
    after = round_.json("items", "list", 1)
    assert [i["item"] for i in after["items"]] == ["台式机合计"]
    assert after["items"][0]["rows"] == merged["rows"] == sum(i["rows"] for i in before["items"])
    assert after["items"][0]["amount_fen"] == before["amount_fen"] == after["amount_fen"]
    assert {n["item"] for n in after["items"][0]["lines"]} == set(names)
    assert [i["item"] for i in round_.json("needs", 1)["by_item"]] == ["台式机合计"]
    round_.json("items", "split", 1, "台式机合计", "--written", names[0], "--reason", "配置不同")
    assert {i["item"] for i in round_.json("items", "list", 1)["items"]} == {
        names[0],
        "台式机合计",
    }
    round_.json("items", "undo", 1)
    round_.json("items", "undo", 1)
    assert round_.json("items", "list", 1) == before
    code, _, err = round_("items", "undo", 1)
    assert code == 2
    assert "没有可撤销" in err


def test_one_units_line_is_split_alone_and_explained_by_both_names(round_: Shell) -> None:
    first = round_.json("items", "list", 1)["items"][0]
    unit, item = first["lines"][0]["unit"], first["item"]
    split = ("items", "split", 1, item, "--unit", unit, "--to", "另列", "--reason", "来函说明")
    assert round_.json(*split)["rows"] >= 1
    apart = next(i for i in round_.json("items", "list", 1)["items"] if i["item"] == "另列")
    assert {n["unit"] for n in apart["lines"]} == {unit}
    by_common = round_.json("explain", 1, "--unit", unit, "--item", "另列")
    by_written = round_.json("explain", 1, "--unit", unit, "--item", item)
    assert by_common == by_written


def test_a_conversion_is_stated_with_evidence_or_refused(round_: Shell) -> None:
    first = round_.json("items", "list", 1)["items"][0]
    (measure,) = first["measures"]
    convert = ("items", "convert", 1, first["item"], "--measure", measure, "--into", "组")
    code, _, err = round_(*convert, "--factor", "1/7", "--reason", "说明书")
    assert code == 2
    assert "不能换算" in err
    code, _, err = round_(*convert, "--factor", "十", "--reason", "说明书")
    assert "不是换算倍数" in err
    code, _, err = round_(*convert, "--factor", "1", "--reason", " ")
    assert "没有写理由" in err
    round_.json(*convert, "--factor", "1", "--reason", "说明书")
    again = round_.json("items", "list", 1)["items"][0]
    assert again["measures"] == ["组"]
    assert {n["measure"] for n in again["lines"]} == {measure}
    assert again["amount_fen"] == first["amount_fen"]


def test_a_name_that_nobody_bears_is_said_and_nothing_is_done(round_: Shell) -> None:
    before = round_.json("items", "list", 1)
    names = [i["item"] for i in before["items"]]
    for words in (
        ("merge", 1, "没有的", "--into", "甲"),
        ("merge", 1, names[0], "没有的", "--into", "甲"),
        ("decline", 1, "没有的", "--into", names[0]),
        ("decline", 1, names[0], "--into", "没有的"),
    ):
        code, _, err = round_("items", *words, "--reason", "试")
        assert code == 2, words
        assert "没有“没有的”这个统一标的" in err
    code, _, err = round_("items", "decline", 1, names[0], "--into", names[0], "--reason", "试")
    assert (code, "两个不同的标的" in err) == (2, True)
    assert round_.json("items", "list", 1) == before
    code, _, err = round_("items", "merge", 1, names[0], "--unit", "外省某局", "--into", "甲",
                          "--reason", "试")  # fmt: skip
    assert code == 2
    assert "没有符合的需求行" in err


def test_measures_that_cannot_be_added_are_named(round_: Shell) -> None:
    first = round_.json("items", "list", 1)["items"][0]
    unit, (measure,) = first["lines"][0]["unit"], first["measures"]
    convert = ("items", "convert", 1, first["item"], "--measure", measure, "--into", "组")
    round_.json(*convert, "--factor", "1", "--reason", "来函", "--unit", unit)
    _, out, _ = round_("items", "list", 1)
    line = next(text for text in out.splitlines() if text.startswith(first["item"]))
    assert "计量单位不一（" in line
    assert "数量不相加" in line
