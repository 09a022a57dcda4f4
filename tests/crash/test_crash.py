"""A few kills and faults on every run; ``python -m tests.crash`` does hundreds."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.crash import shim
from tests.crash.harness import Outcome, table
from tests.crash.shim import How

KILLS, FAULTS = 12, 12


@pytest.mark.timeout(400)
@pytest.mark.skipif(not shim.can_build(), reason="needs Linux and a C compiler")
def test_nothing_is_lost_or_half_done_at_a_few_random_points(tmp_path: Path) -> None:
    library = shim.build(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "tests.crash", f"--kills={KILLS}", f"--faults={FAULTS}"],
        env={**os.environ, "LD_PRELOAD": str(library), "TMPDIR": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] == f"共杀 {KILLS} 次、故障 {FAULTS} 次；不对 0 次"


def test_the_table_names_what_went_wrong_and_where() -> None:
    good = Outcome("导入", How.KILL, "第 3 次", 1, "已中断", True)
    bad = Outcome("恢复", How.FULL, "第 9 次", 0, "half of the later state", False)
    lines = table([good, bad]).splitlines()
    assert lines[-2:] == [
        "共杀 1 次、故障 1 次；不对 1 次",
        "  恢复 磁盘满 第 9 次（已确认 0 步）：half of the later state",
    ]
