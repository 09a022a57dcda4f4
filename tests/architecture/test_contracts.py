"""The arrows of the house (contracts in pyproject.toml) hold, and nobody loosened them."""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_import_contracts_are_kept() -> None:
    run = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-logo", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_layers_are_the_ones_of_the_design() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {c["id"]: c for c in config["tool"]["importlinter"]["contracts"]}
    house = [layer.replace("(", "").replace(")", "") for layer in contracts["house"]["layers"]]
    assert house == [
        "__main__",
        "bootstrap | cli",
        "gui",
        "usecases",
        "store | pdf | excel | word | scan | host",
        "core",
    ]
    assert contracts["core-floors"]["layers"] == [
        "stages",
        "papers | rules",
        "case",
        "law",
        "base",
    ]
    assert contracts["house"]["exhaustive"]
    assert contracts["core-floors"]["exhaustive"]
