"""The command line as users and IT staff meet it: words, JSON and exit codes."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from zjbuy_desktop.__main__ import wants_window
from zjbuy_desktop.bootstrap import WindowOptions, read_options
from zjbuy_desktop.cli.run import run

Capture = pytest.CaptureFixture[str]


class Shell:
    """Runs commands on one data folder."""

    def __init__(self, data: Path, capture: Capture) -> None:
        self.data, self.capture = data, capture

    def __call__(self, *args: object, today: str = "2026-08-21") -> tuple[int, str, str]:
        code = run(["--data", str(self.data), "--today", today, *map(str, args)])
        out, err = self.capture.readouterr()
        return code, out, err

    def json(self, *args: object, code: int = 0) -> Any:
        got, out, err = self(*args, "--json")
        assert got == code, (got, out, err)
        return json.loads(out)


@pytest.fixture
def shell(tmp_path: Path, capsys: Capture) -> Shell:
    return Shell(tmp_path / "数据 文件夹", capsys)


@pytest.fixture
def project(shell: Shell, samples: Path) -> Shell:
    assert shell.json("project", "new", "--file", samples / "project.toml")["project"] == 1
    return shell


def test_new_project_tells_units_and_what_is_missing(shell: Shell, samples: Path) -> None:
    made = shell.json("project", "new", "--file", samples / "project.toml")
    assert (made["project"], made["units"]) == (1, 27)
    assert "standard_requirement_explained" in {f["rule"] for f in made["findings"]}
    assert shell.json("project", "list")["projects"][0]["stage"] == "setup"


def test_the_same_project_is_not_made_twice(project: Shell, samples: Path) -> None:
    code, out, err = project("project", "new", "--file", samples / "project.toml")
    assert (code, out) == (2, "")
    assert "已有同名项目" in err
    assert err.count("\n") == 1


def test_sample_returns_come_out_as_expected(project: Shell, samples: Path) -> None:
    expected = json.loads((samples / "expected.json").read_text("utf-8"))
    report = project.json("forms", "import", 1, samples / "returns", code=1)
    got = {r["file"]: r for r in report["results"]}
    assert got.keys() == expected.keys()
    for name, want in expected.items():
        result = got[name]
        allowed = want["outcome"] if isinstance(want["outcome"], list) else [want["outcome"]]
        assert result["outcome"] in allowed, name
        assert result["units"] == want["units"], name
        if result["outcome"] in ("accepted", "superseded"):
            for figure in ("rows", "quantity", "amount_fen"):
                assert result[figure] == want[figure], (name, figure)
        if result["outcome"] == "rejected":
            assert result["problems"], name
    counted = [report[o] for o in ("accepted", "rejected", "superseded", "ignored")]
    assert sum(counted) == report["files"] == len(expected)


def test_needs_are_the_total_of_the_accepted(project: Shell, samples: Path) -> None:
    report = project.json("forms", "import", 1, samples / "returns", code=1)
    needs = project.json("needs", 1)
    for figure in ("rows", "quantity", "amount_fen"):
        assert needs[figure] == report[figure]
        for by in ("by_unit", "by_item"):
            assert sum(row[figure] for row in needs[by]) == needs[figure]


def test_dry_run_writes_nothing(project: Shell, samples: Path) -> None:
    project.json("forms", "import", 1, samples / "returns", "--dry-run", code=1)
    assert project.json("needs", 1)["rows"] == 0


def test_the_same_files_again_are_ignored(project: Shell, samples: Path) -> None:
    first = project.json("forms", "import", 1, samples / "returns", code=1)
    again = project.json("forms", "import", 1, samples / "returns", code=1)
    assert again["accepted"] == 0
    assert again["rejected"] == first["rejected"]
    assert project.json("needs", 1)["amount_fen"] == first["amount_fen"]


def test_a_figure_is_explained_down_to_the_cell(project: Shell, samples: Path) -> None:
    project.json("forms", "import", 1, samples / "returns", code=1)
    told = project.json("explain", 1, "--unit", "之江市教育局", "--item", "台式计算机（增强型）")
    assert (told["quantity"], told["amount_fen"]) == (107, 87_205_000)
    source = told["sources"][0]
    assert source["file"] == "需求表-之江市教育局.xlsx"
    assert source["cells"]["quantity"] == "E5"
    assert len(source["sha256"]) == 64


def test_days_answers_with_the_three_dates(shell: Shell) -> None:
    answer = shell.json("days", "--from", "2026-09-03", "--add", 30, "--kind", "日")
    assert answer == {
        "nominal": "2026-10-03",
        "last_day": "2026-10-08",
        "advised_day": "2026-09-30",
        "provisional": False,
    }
    crossing = shell.json("days", "--from", "2026-12-28", "--add", 5, "--kind", "工作日")
    assert crossing["provisional"] is True


def test_events_are_recorded_and_refused(project: Shell) -> None:
    project.json("record", 1, "call_sent", "2026-08-01")
    code, _, err = project("record", 1, "call_sent", "2026-12-01")
    assert code == 2
    assert "晚于今天" in err
    code, _, err = project("record", 1, "letter_returned", "2026-08-20", "--unit", "没有这家")
    assert code == 2
    assert "名册上没有“没有这家”" in err
    code, _, err = project("record", 1, "no_such_event", "2026-08-20")
    assert code == 2
    assert "采购公告已发布" in err
    assert "announcement_published" not in err


def test_backup_restores_what_was_there(project: Shell, samples: Path, tmp_path: Path) -> None:
    project.json("forms", "import", 1, samples / "returns", code=1)
    before = project.json("needs", 1)
    file = tmp_path / "备份.zjbak"
    project.json("backup", "make", file)
    project.json("record", 1, "call_sent", "2026-08-01")
    project.json("backup", "restore", file)
    assert project.json("needs", 1) == before
    assert project.json("verify")["problems"] == []


def test_the_number_printed_on_the_summary_is_compared_with_the_trail(
    project: Shell, samples: Path, tmp_path: Path
) -> None:
    project.json("forms", "import", 1, samples / "returns", code=1)
    project("summary", 1, "--out", tmp_path / "表")
    (book,) = (f for f in (tmp_path / "表").rglob("*.xlsx") if "汇总" in f.name)
    shown = openpyxl.load_workbook(book)["概况"]
    words = " ".join(str(c.value) for row in shown.iter_rows(max_row=5) for c in row if c.value)
    printed = words.split("记录号：")[1].split()[0]
    assert project.json("verify", "--printed", printed)["fits"]
    code, out, _ = project("verify", "--printed", printed.replace("-", "-0", 1)[:24])
    assert code == 1
    assert "不是记录号" in out or "对不上" in out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["needs"], "缺少：项目号"),
        (["nonsense"], "没有这个选项"),
        (["needs", "7"], "没有"),
        (["days", "--from", "昨天", "--add", "1", "--kind", "日"], "“昨天”不是日期"),
        (["project", "new", "--file", "没有.toml"], "找不到文件"),
    ],
)
def test_wrong_words_get_one_chinese_line(shell: Shell, args: list[str], said: str) -> None:
    code, out, err = shell(*args)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_a_bug_says_where_the_log_is(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    from zjbuy_desktop.cli import commands

    def broken(_: object) -> None:
        raise ZeroDivisionError("boom")

    monkeypatch.setitem(commands.COMMANDS, "needs", broken)
    code, out, err = shell("needs", "1")
    assert (code, out) == (70, "")
    log = shell.data / "logs" / "zjbuy.log"
    assert str(log) in err
    assert "boom" in log.read_text("utf-8")


def test_the_window_opens_only_without_a_command() -> None:
    assert wants_window([])
    assert wants_window(["--data", "x", "--today", "2026-08-21"])
    assert not wants_window(["--data", "x", "needs", "1"])
    assert not wants_window(["--help"])


def test_a_file_of_ours_opens_the_window() -> None:
    assert wants_window(["D:/接力 文件.zjhand"])
    assert wants_window(["--data", "x", "/u/备份.ZJBAK"])
    assert not wants_window(["需求表.xlsx"])
    assert not wants_window(["backup", "备份.zjbak"])
    assert read_options(["--data", "x", "备份.zjbak"]) == WindowOptions(
        Path("x"), None, Path("备份.zjbak")
    )
    assert read_options(["--data", "x"]).file is None


def test_an_award_before_anybody_is_included_is_split_on_trial(
    project: Shell, samples: Path, tmp_path: Path
) -> None:
    report = project.json("forms", "import", 1, samples / "returns", code=1)
    file = tmp_path / "award.toml"
    entry = '[[lots]]\nname = "{}"\nsupplier = "某公司"\nsupplier_uscc = "91350100M000100Y43"\n{}\n'
    file.write_text(
        entry.format("标项一", 'unit_price = "4780.00"')
        + entry.format("标项二", 'total = "9000000"'),
        encoding="utf-8",
    )
    split = project.json("award", "set", 1, "--file", file, code=1)
    budgets = [lot["budget_fen"] for lot in split["lots"]]
    assert sum(budgets) == report["amount_fen"]
    for lot in split["lots"]:
        assert sum(a["contract_fen"] for a in lot["allocations"]) == lot["award_fen"]
    assert split["lots"][1]["award_fen"] == 900_000_000
    code, out, _ = project("award", "set", 1, "--file", file)
    assert (code, "试算" in out) == (1, True)
    again = project.json("award", "show", 1, code=1)
    assert [lot["name"] for lot in again["lots"]] == ["标项一", "标项二"]
    for lot in again["lots"]:
        parts = lot["allocations"]
        assert sum(a["saving_fen"] for a in parts) == lot["saving_fen"]
        assert lot["saving_fen"] == lot["budget_fen"] - lot["award_fen"]
    assert again["saving_fen"] == sum(lot["saving_fen"] for lot in again["lots"])
    _, out, _ = project("award", "show", 1)
    assert "合计：" in out
    made = project.json("papers", "list", 1)["papers"]
    assert not [p for p in made if p["kind"] == "signing_notice"]


def test_without_a_result_there_is_nothing_to_show(project: Shell) -> None:
    code, _, err = project("award", "show", 1)
    assert code == 2
    assert "还没有登记采购结果" in err


def test_a_number_is_given_once(project: Shell) -> None:
    number, notice = "甲〔2026〕1号", "征集采购需求意向的通知（函）"
    assert project("papers", "number", 1, notice, "--number", number)[0] == 0
    code, _, err = project("papers", "number", 1, "result_confirmation", "--number", number)
    assert code == 2
    assert f"文号“{number}”已经用于《{notice}》" in err
    again = project("papers", "number", 1, "call_notice", "--number", number)
    assert again[0] == 0, "its own number is no other paper's"


def test_papers_are_called_by_their_chinese_names_and_say_what_they_lack(
    project: Shell,
) -> None:
    code, out, _ = project("papers", "list", 1)
    assert code == 0
    lines = out.splitlines()
    at = next(n for n, line in enumerate(lines) if "征集采购需求意向的通知（函）" in line)
    assert "缺：" in lines[at + 1]
    assert "文号" in "".join(lines[at + 1 : at + 4])
