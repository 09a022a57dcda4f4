"""The self-test: all well here, and each thing that can be wrong with a program is told."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from zjbuy_desktop.cli.run import run
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.papers.self_test_sheet import Checked, sheet, verdict
from zjbuy_desktop.usecases import self_test, self_test_steps
from zjbuy_desktop.usecases.demo import run_demo
from zjbuy_desktop.usecases.opening import now
from zjbuy_desktop.usecases.papers import kinds
from zjbuy_desktop.usecases.results import Failed, Run
from zjbuy_desktop.usecases.self_test_steps import STEPS, FaultError, Trial

step = dict(STEPS)


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A demo in its folder, made once; a step only adds to it."""
    root = tmp_path_factory.mktemp("自检 样")
    return root, run_demo(root / "示例").data


@pytest.fixture
def trial(done: tuple[Path, dict[str, Any]]) -> Any:
    with Trial(*done) as opened:
        yield opened


def words_of(pdf: Path) -> str:
    with pdfplumber.open(pdf) as opened:
        assert len(opened.pages) == 1
        return "".join(c["text"] for c in opened.pages[0].chars).replace(" ", "")


def test_all_passes_and_is_one_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "临时"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    page = tmp_path / "新 文件夹" / "自检.pdf"
    data = tmp_path / "data"
    assert run(["--data", str(data), "self-test", "--out", str(page), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["passed"]
    assert [c["title"] for c in told["checks"]] == [title for title, _ in STEPS]
    assert all(c["passed"] for c in told["checks"])
    papers = told["checks"][1]["words"]
    assert papers.startswith(f"{len(kinds())} 种 ")
    shown = words_of(page)
    assert "程序自检结果" in shown
    assert "结论：9项全部通过" in shown
    assert list(temporary.iterdir()) == []
    assert [f.name for f in data.rglob("*") if f.is_file()] == ["zjbuy.log"]


def test_what_fails_is_told_and_the_exit_code_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_trial: Trial) -> str:
        raise KeyError("glyf")

    def wrong(_trial: Trial) -> str:
        raise UserError("放不下。", "换一处。")

    monkeypatch.setattr(
        self_test, "STEPS", (("好的", lambda t: "有。"), ("坏的", broken), ("错的", wrong))
    )
    page = tmp_path / "自检.pdf"
    assert run(["--data", str(tmp_path / "d"), "self-test", "--out", str(page)]) == 1
    told = capsys.readouterr().out
    assert "✓ 好的：有。" in told
    assert "✗ 坏的：程序出错（KeyError）" in told
    assert "✗ 错的：放不下。" in told
    assert "3 项中有 2 项没有通过（坏的、错的）" in told
    assert "没有通过（坏的、错的）" in words_of(page)
    assert "KeyError: 'glyf'" in (tmp_path / "d" / "logs" / "zjbuy.log").read_text("utf-8")


@pytest.mark.parametrize("extra", [[], ["--json"]])
def test_a_console_of_gbk_loses_no_more_than_the_sign(tmp_path: Path, extra: list[str]) -> None:
    """As Windows has it when the answer goes into a file: GBK knows neither ✓ nor ✗."""
    code = """
import sys
from zjbuy_desktop.usecases import self_test
self_test.STEPS = (("好的", lambda trial: "有 ✓ 䶮"),)
from zjbuy_desktop.cli.run import run
sys.exit(run(sys.argv[1:]))
"""
    args = ["--data", str(tmp_path / "d"), "self-test", "--out", str(tmp_path / "a.pdf"), *extra]
    done = subprocess.run(
        [sys.executable, "-c", code, *args],
        env=os.environ | {"PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"},
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode("gbk", "replace")
    said = done.stdout.decode("gbk")
    if extra:
        assert json.loads(said)["checks"][0]["words"] == "有 ✓ 䶮"
    else:
        assert "? 好的：有 ? ?" in said
        assert "全部通过" in said


def test_a_page_that_cannot_be_written_is_the_users_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_test, "STEPS", ())
    (tmp_path / "文件").write_text("", "utf-8")
    out = tmp_path / "文件" / "自检.pdf"
    assert run(["--data", str(tmp_path / "d"), "self-test", "--out", str(out)]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_without_the_demo_the_other_steps_do_not_run(tmp_path: Path) -> None:
    for title, tried in STEPS[1:]:
        with Trial(tmp_path) as empty, pytest.raises(FaultError, match="没有办完"):
            tried(empty)
        assert title


def test_a_wrong_total_is_named(trial: Trial) -> None:
    accepted = trial.told["accepted"]
    trial.told = trial.told | {"accepted": accepted | {"amount_fen": accepted["amount_fen"] + 1}}
    with pytest.raises(FaultError, match="已接收 26,245,745"):
        step["控制合计"](trial)


def test_a_figure_that_does_not_follow_is_named(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    real: Callable[..., Any] = self_test_steps.recomputed
    monkeypatch.setattr(
        self_test_steps,
        "recomputed",
        lambda node: real(node) + 1 if "合同" in node.what else real(node),
    )
    with pytest.raises(FaultError, match="合同"):
        step["每个数的来历"](trial)


def test_a_file_that_changed_is_named(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_test_steps.papers, "kinds", lambda: ("call_notice",))
    real: Callable[..., Any] = self_test_steps.papers.make
    assert "1 种 1 份" in step["每一种文件"](trial)

    def spoilt(*given: Any, **named: Any) -> Any:
        run_of = real(*given, **named)
        return replace(run_of, made=tuple(replace(p, sha256="0" * 64) for p in run_of.made))

    monkeypatch.setattr(self_test_steps.papers, "make", spoilt)
    with pytest.raises(FaultError, match=r"与登记的不一致：.*征集.*\.pdf"):
        step["每一种文件"](trial)


def test_what_verify_finds_fails_it(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "完好" in step["数据核验"](trial)
    found = {"problems": ["原件缺失：甲.xlsx"] * 5, "audit_events": 1, "originals": 1}
    monkeypatch.setattr(self_test_steps.trust, "verify_data", lambda _: found)
    with pytest.raises(FaultError, match=r"甲\.xlsx.*共 5 处"):
        step["数据核验"](trial)


def test_the_sheet_says_which_program_and_computer() -> None:
    paper = sheet([Checked("甲", True, "好")], self_test.computer(), now().date())
    assert verdict([Checked("甲", True, "好")]).startswith("结论：1 项全部通过")
    facts = dict(paper.blocks[0].pairs)  # type: ignore[union-attr]
    assert set(facts) == {"程序版本", "操作系统", "运行组件", "自检日期"}
    assert all(facts.values())


def test_a_paper_that_cannot_be_made_is_named(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_test_steps.papers, "kinds", lambda: ("call_notice",))
    failed = Run((), (Failed("call_notice", "甲局", ("缺字",)),), ())
    monkeypatch.setattr(self_test_steps.papers, "make", lambda *_a, **_n: failed)
    with pytest.raises(FaultError, match=r"没有做出：.*征集.*甲局"):
        step["每一种文件"](trial)
