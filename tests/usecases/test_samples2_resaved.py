"""The workbooks of the second round, saved again by LibreOffice in each format it knows."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.office import lacks_office
from tests.usecases.test_samples2 import FILES, ROUND, Answer, ask

pytestmark = pytest.mark.skipif(lacks_office("Calc"), reason="needs libreoffice-calc")

READ = {
    name: told
    for name, told in FILES.items()
    if told["outcome"] in ("accepted", "superseded") and (ROUND / "returns" / name).is_file()
}
TEXT = {"老年大学导出.xls"}
"""Text that LibreOffice takes for another encoding than the one it is in."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("数据")
    ask(data, "project", "new", "--file", ROUND / "project.toml")
    return data


def resaved(folder: Path, ending: str) -> Path:
    """The workbooks of the round in another format, under their own names."""
    source, target = folder / "原件", folder / ending
    source.mkdir()
    names = [name for name in READ if not name.endswith(".csv") and name not in TEXT]
    for name in names:
        shutil.copy(ROUND / "returns" / name, source)
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless",
         "--convert-to", ending, "--outdir", target, *sorted(source.iterdir())],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return target


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_the_round_comes_out_the_same(project: Path, tmp_path: Path, ending: str) -> None:
    report = ask(project, "forms", "import", 1, resaved(tmp_path, ending), "--dry-run")
    told = {Path(name).stem: told for name, told in READ.items()}
    results: dict[str, Answer] = {Path(r["file"]).stem: r for r in report["results"]}
    assert len(results) >= 14
    for stem, result in results.items():
        assert result["outcome"] == told[stem]["outcome"], result
        wanted: dict[str, Any] = {k: told[stem][k] for k in ("rows", "quantity", "amount_fen")}
        if None not in wanted.values():
            assert {key: result[key] for key in wanted} == wanted, result
