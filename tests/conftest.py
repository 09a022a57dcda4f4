"""What every test may count on: no display, no clock, nobody's real data, nothing left running."""

import atexit
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"

# Qt reads these when it is first loaded, so they are set before any test module is.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if "XDG_RUNTIME_DIR" not in os.environ:
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="zjbuy-run-")
    atexit.register(shutil.rmtree, os.environ["XDG_RUNTIME_DIR"], ignore_errors=True)
if not os.environ.get("LC_ALL") and not os.environ.get("LANG"):
    os.environ["LC_ALL"] = "C.UTF-8"  # Qt warns about a bare C locale, and warnings fail tests

settings.register_profile(
    "house",
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")


@pytest.fixture(scope="session")
def samples() -> Path:
    """The sample collection round: project.toml, roster.xlsx, returns/, expected.json."""
    return ROOT / "tests" / "samples"


@pytest.fixture
def golden() -> Callable[[str | Path, str], None]:
    """``golden("papers/call_notice.txt", text)`` compares with the file under tests/golden.

    With ZJBUY_ACCEPT=1 (``make accept``) the file is written instead; the diff is to be read.
    """
    return _compare_with_golden


def _compare_with_golden(path: str | Path, text: str) -> None:
    file = GOLDEN / path
    if os.environ.get("ZJBUY_ACCEPT") == "1":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        return
    where = file.relative_to(ROOT)
    assert file.is_file(), f"{where} is missing: look at the text, then run `make accept`"
    assert text == file.read_text(encoding="utf-8"), f"{where} differs: if meant, `make accept`"


@pytest.fixture(scope="session", autouse=True)
def _nobodys_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep every default place of data, settings and logs away from the user's own."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "LOCALAPPDATA"):
            patch.setenv(name, str(home))
        yield


@pytest.fixture(autouse=True)
def _nothing_left_running() -> Iterator[None]:
    """A test that leaves a worker behind disturbs the next one: fail the culprit instead."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        if thread.daemon or type(thread).__module__.startswith(("concurrent.", "multiprocessing.")):
            continue
        thread.join(timeout=2)
        assert not thread.is_alive(), f"thread left running: {thread.name}"
    qt = sys.modules.get("PySide6.QtCore")
    if qt is not None:
        assert qt.QThreadPool.globalInstance().waitForDone(2000), "Qt pool left running"
