"""Kill the program at random points, fail its disk at others, and look at what is left.

Run: ``python -m tests.crash [--kills 600] [--faults 180] [--seed N] [--only 备份]``.
Every trial starts from a copy of a prepared folder, in a process of its own forked from this one.
A point is a call by which the program changes the disk (write, sync, rename, delete), the n-th of
a random n; each fourth kill comes at a random moment instead. Afterwards the folder must pass
核对数据, open, hold every step that was acknowledged, and be no half step further. Prints a table.
"""

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.crash import shim
from tests.crash.shim import How

FAULTS = (How.FULL, How.BROKEN, How.BROKEN_ONCE)
WORDS = {How.KILL: "被杀", How.FULL: "磁盘满", How.BROKEN: "读写错", How.BROKEN_ONCE: "一次读写错"}
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one trial.

    Attributes:
        scene: what the program was doing.
        how: what happened to it.
        point: at which call, or at which millisecond of those that count as moments.
        said: acknowledged steps.
        word: how it ended: 已中断, 照常做完, 已提示, or what is wrong.
        sound: whether all that must hold does.
    """

    scene: str
    how: How
    point: str
    said: int
    word: str
    sound: bool


def run(kills: int, faults: int, seed: int, only: str = "") -> list[Outcome]:
    """All trials, spread over the scenes in turn."""
    from tests.crash import handing, scenes
    from zjbuy_desktop.usecases.demo import run_demo

    chance = random.Random(seed)
    chosen = [s for s in (*scenes.SCENES, *handing.SCENES) if only in s.name]
    work = Path(tempfile.mkdtemp(prefix="zjbuy-crash-"))
    try:
        run_demo(work / "示例")
        demo = work / "给各景"
        shutil.copytree(work / "示例" / "data", demo / "data")
        scenes.older_database(demo, demo.with_name(scenes.OLD))
        lengths = {}
        for scene in chosen:
            folder = work / scene.name
            folder.mkdir()
            scene.prepare(folder, demo)
            lengths[scene.name] = _measure(scene, folder, work)
        trials = [(chosen[n % len(chosen)], How.KILL) for n in range(kills)]
        trials += [(chosen[n % len(chosen)], FAULTS[n // len(chosen) % 3]) for n in range(faults)]
        return [_trial(s, how, lengths[s.name], work, chance) for s, how in trials]
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _measure(scene, folder: Path, work: Path) -> tuple[int, float]:
    """How many calls and seconds the scene takes when nothing happens."""
    copy = work / "一次"
    shutil.copytree(folder, copy)
    start = time.perf_counter()
    told = _forked(scene, copy, How.COUNT, 0, None)
    took = time.perf_counter() - start
    assert told.error == "", told.error
    scene.check(copy, told.said)
    shutil.rmtree(copy)
    return told.calls, took


@dataclass(slots=True)
class _Told:
    """What the child reported before it ended."""

    said: int = 0
    calls: int = 0
    error: str = ""
    kindly: bool = False
    killed: bool = False


def _forked(scene, folder: Path, how: How, point: int, after: float | None) -> _Told:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.setsid()
        _child(scene, folder, how, point, writing)
    os.close(writing)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    said = b""
    while chunk := os.read(reading, 1 << 16):
        said += chunk
    os.close(reading)
    status = os.waitpid(child, 0)[1]
    told = _Told(killed=os.WIFSIGNALED(status))
    for line in said.decode().splitlines():
        word, _, rest = line.partition(" ")
        if word == "done":
            told.said += 1
        elif word == "calls":
            told.calls = int(rest)
        else:
            told.kindly, told.error = word == "kindly", rest
    return told


def _child(scene, folder: Path, how: How, point: int, writing: int) -> None:
    """Do the scene's work and report; never returns."""
    from zjbuy_desktop.core.base.errors import UserError

    def say(words: str) -> None:
        os.write(writing, words.encode() + b"\n")

    try:
        shim.arm(folder, point, how)
        scene.act(folder, lambda: say("done"))
    except UserError as error:
        say(f"kindly {error}".replace("\n", " "))
    except BaseException:  # noqa: BLE001 - whatever it is, the parent has to hear of it
        say("bug " + traceback.format_exc().replace("\n", "⏎"))
    say(f"calls {shim.disarm()}")
    os._exit(0)


def _trial(
    scene, how: How, length: tuple[int, float], work: Path, chance: random.Random
) -> Outcome:
    calls, took = length
    folder = work / "这次"
    shutil.copytree(work / scene.name, folder)
    point, after = chance.randint(1, calls), None
    if how is How.KILL and chance.random() < 0.25:
        point, after = calls * 100, chance.uniform(0, took)
    told = _forked(scene, folder, how, point, after)
    word = _word(told)
    problem = "" if not told.error or told.kindly else told.error
    try:
        problem = problem or _look(scene, folder, told.said)
    except Exception:  # noqa: BLE001 - whatever goes wrong when looking is a finding
        problem = problem or traceback.format_exc().replace("\n", "⏎")
    shutil.rmtree(folder)
    where = f"{after * 1000:.0f} 毫秒" if after is not None else f"第 {point} 次"
    return Outcome(scene.name, how, where, told.said, problem or word, not problem)


def _word(told: _Told) -> str:
    if told.killed:
        return "已中断"
    return "已提示" if told.error else "照常做完"


def _look(scene, folder: Path, said: int) -> str:
    """What is wrong with the folder; empty when all holds."""
    from tests.crash import scenes
    from zjbuy_desktop.store.verify import verify

    problems = [p for p in verify(folder / "data").problems if not p.startswith(scene.known)]
    if problems:
        return "；".join(problems)
    with scenes.opened(folder):
        pass
    try:
        scene.check(folder, said)
    except AssertionError as error:
        return str(error)
    return "；".join(verify(folder / "data").problems)


def table(outcomes: list[Outcome]) -> str:
    """Scene by scene: how often it was hit, and how it ended."""
    lines = ["正在做　　方式　　　　次数　已中断　照常做完　已提示　不对"]
    for scene in dict.fromkeys(o.scene for o in outcomes):
        for how in dict.fromkeys(o.how for o in outcomes if o.scene == scene):
            own = [o for o in outcomes if (o.scene, o.how) == (scene, how)]
            words = Counter(o.word for o in own if o.sound)
            bad = sum(not o.sound for o in own)
            lines.append(
                f"{scene:　<5}{WORDS[how]:　<6}{len(own):>5}{words['已中断']:>8}"
                f"{words['照常做完']:>9}{words['已提示']:>9}{bad:>7}"
            )
    hit = Counter(o.how is How.KILL for o in outcomes)
    bad = [o for o in outcomes if not o.sound]
    lines.append(f"共杀 {hit[True]} 次、故障 {hit[False]} 次；不对 {len(bad)} 次")
    lines += [f"  {o.scene} {WORDS[o.how]} {o.point}（已确认 {o.said} 步）：{o.word}" for o in bad]
    return "\n".join(lines)


def main() -> int:
    """The command; starts itself again with the library preloaded."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=600)
    parser.add_argument("--faults", type=int, default=180)
    parser.add_argument("--seed", type=int, default=20261128)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    if "LD_PRELOAD" not in os.environ:
        with tempfile.TemporaryDirectory() as folder:
            made = shim.build(Path(folder))
            command = [sys.executable, "-m", "tests.crash", *sys.argv[1:]]
            return os.spawnve(
                os.P_WAIT, sys.executable, command, {**os.environ, "LD_PRELOAD": str(made)}
            )
    outcomes = run(options.kills, options.faults, options.seed, options.only)
    print(table(outcomes))
    return int(any(not o.sound for o in outcomes))
