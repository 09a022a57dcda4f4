"""这个数怎么来的：命令行上的树，和叶子在原件里的那一格。"""

from pathlib import Path
from typing import Any

import pytest

from tests.usecases.test_cli import Capture, Shell

UNIT, ITEM = "之江市教育局", "台式计算机（增强型）"


@pytest.fixture
def round_(tmp_path: Path, samples: Path, capsys: Capture) -> Shell:
    shell = Shell(tmp_path / "数据", capsys)
    shell.json("project", "new", "--file", samples / "project.toml")
    shell.json("forms", "import", 1, samples / "returns", code=1)
    return shell


def leaves(figure: dict[str, Any]) -> list[dict[str, Any]]:
    if "parts" not in figure:
        return [figure]
    return [leaf for part in figure["parts"] for leaf in leaves(part)]


def test_a_unit_s_figure_gains_a_tree_and_keeps_its_sources(round_: Shell) -> None:
    told = round_.json("explain", 1, "--unit", UNIT, "--item", ITEM)
    assert (told["quantity"], told["amount_fen"]) == (107, 87_205_000)
    amount, quantity = told["figures"]
    assert (amount["value"], quantity["value"]) == (87_205_000, 107_000)
    (line,) = amount["parts"]
    assert line["rule"] == "数量 × 单价"
    count, price = line["parts"]
    assert (count["origin"]["cell"], price["origin"]["cell"]) == ("E5", "F5")
    source = told["sources"][0]
    assert count["origin"]["sha256"] == source["sha256"] == line["origin"]["sha256"]
    assert count["origin"]["received_at"] == source["received_at"]
    assert line["origin"]["remarks"] == source["remarks"] == ["预算金额以万元填写，已换算为元"]


def test_the_total_goes_down_as_far_as_it_is_asked(round_: Shell) -> None:
    needs = round_.json("needs", 1)
    amount, quantity = round_.json("explain", 1, "--total")["figures"]
    assert amount["value"] == needs["amount_fen"]
    assert quantity["value"] == needs["quantity"] * 1000
    by_unit = {u["unit"]: u["amount_fen"] for u in needs["by_unit"]}
    assert sorted(p["value"] for p in amount["parts"]) == sorted(by_unit.values())
    assert sum(leaf["rule"] == "读自原件" for leaf in leaves(amount)) == 2 * needs["rows"]
    (flat, _) = round_.json("explain", 1, "--total", "--depth", 1)["figures"]
    assert "parts" not in flat
    assert flat["parts_not_shown"] == len(by_unit)


def test_an_item_is_made_of_units(round_: Shell) -> None:
    needs = round_.json("needs", 1)
    wanted = next(i for i in needs["by_item"] if i["item"] == ITEM)
    amount, quantity = round_.json("explain", 1, "--item", ITEM)["figures"]
    assert (amount["value"], quantity["value"]) == (
        wanted["amount_fen"],
        wanted["quantity"] * 1000,
    )


def test_an_award_goes_down_to_its_entry_and_to_the_cells(round_: Shell, tmp_path: Path) -> None:
    file = tmp_path / "定标.toml"
    file.write_text(
        '[[lots]]\nname = "标项一"\nsupplier = "某公司"\n'
        'supplier_uscc = "91350100M000100Y43"\ntotal = "1000000.01"\n',
        encoding="utf-8",
    )
    round_.json("award", "set", 1, "--file", file, code=1)  # 试算：还没有单位纳入
    figures = {f["what"]: f for f in round_.json("explain", 1, "--lot", "标项一")["figures"]}
    award = figures["标项一　中标（成交）金额"]
    (entered,) = award["parts"]
    assert entered["value"] == 100_000_001
    assert entered["origin"]["audit"] > 0
    assert "登记采购结果" in entered["origin"]["summary"]
    saving = figures["标项一　节约额"]
    assert saving["value"] == figures["标项一　预算"]["value"] - award["value"]
    unit = round_.json("explain", 1, "--contract", UNIT, "--depth", 6)["figures"]
    shares = [f for f in unit if f["rule"] == "最大余数法分配"]
    assert len(shares) == 1
    assert {leaf["rule"] for leaf in leaves(shares[0])} == {"录入", "读自原件"}


def test_a_question_about_nothing_is_refused(round_: Shell) -> None:
    for args, said in (
        ((), "没有说问哪个数"),
        (("--unit", "没有这家"), "名册上没有"),
        (("--item", "没有这种"), "没有没有这种的需求行"),
        (("--lot", "标项九"), "项目里没有“标项九”"),
        (("--contract", UNIT), "没有要签的合同"),
    ):
        code, _, err = round_("explain", 1, *args)
        assert code == 2, args
        assert said in err
        assert err.count("\n") == 1


def test_lines_say_value_way_and_place(round_: Shell) -> None:
    _, out, _ = round_("explain", 1, "--item", ITEM)
    assert "台　读自原件　需求表上的数量　《需求表-之江市教育局.xlsx》" in out
    assert "数量 × 单价" in out


def test_the_figures_of_a_paper_are_listed_with_their_trees(round_: Shell) -> None:
    told = round_.json("explain", 1, "--paper", f"delegation_letter/{UNIT}")["figures"]
    amount = next(f for f in told if f["fact"] == "amount")
    assert amount["text"] == "1,501,250.00"
    assert amount["figure"]["value"] == 150_125_000
    assert {leaf["rule"] for leaf in leaves(amount["figure"])} == {"读自原件"}
    _, out, _ = round_("explain", 1, "--paper", f"参与带量集中采购委托函/{UNIT}", "--depth", 2)
    assert "金额（元）　1,501,250.00" in out
    code, _, err = round_("explain", 1, "--paper", "delegation_letter/没有这家")
    assert code == 2
    assert "写作 种类/对象" in err
