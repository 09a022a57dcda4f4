"""An import killed at any moment: all of it is there, or none; what was reported done stays."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

KILLS = 10


def command(data: Path, *args: object) -> list[str]:
    return [sys.executable, "-m", "zjbuy_desktop", "--data", str(data), *map(str, args), "--json"]


def ask(data: Path, *args: object) -> Any:
    done = subprocess.run(command(data, *args), capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr.decode()
    return json.loads(done.stdout)


def kill_after(seconds: float, args: list[str]) -> bytes:
    """What the command had printed when it and its children were killed."""
    process = subprocess.Popen(
        args, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )
    time.sleep(seconds)
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    out, _ = process.communicate()
    return out


def test_ten_kills_leave_all_or_nothing(samples: Path, tmp_path: Path) -> None:
    data = tmp_path / "数据"
    ask(data, "project", "new", "--file", samples / "project.toml")
    start = time.perf_counter()
    whole = ask(data, "forms", "import", 1, samples / "returns", "--dry-run")
    length = time.perf_counter() - start
    moments = random.Random(20260821)
    acknowledged = False
    for _ in range(KILLS):
        args = command(data, "forms", "import", 1, samples / "returns")
        printed = kill_after(moments.uniform(0.2, 1.1) * length, args)
        acknowledged = acknowledged or bool(printed.strip())
        assert ask(data, "verify")["problems"] == []
        rows = ask(data, "needs", 1)["rows"]
        assert rows in (0, whole["rows"])
        if acknowledged:
            assert rows == whole["rows"], "what was reported done is lost"
    ask(data, "forms", "import", 1, samples / "returns")
    final = ask(data, "needs", 1)
    assert (final["rows"], final["amount_fen"]) == (whole["rows"], whole["amount_fen"])
