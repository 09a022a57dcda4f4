"""500 letters of two pages: ours, one file each and all in one, against Platypus and typst.

Run: ``python tests/benchmarks/bench_papers.py [count]`` (``--quick`` for 40). One process on one
core; rounds alternate, times are CPU times. What the letter is: letters.py; how the others are
set up: peers.py.
"""

import argparse
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

import pypdfium2 as pdfium
from letters import FONTS, RARE, letter
from measuring import ratio, tell
from peers import Platypus, Typst

from zjbuy_desktop.pdf.fonts import FontBook
from zjbuy_desktop.pdf.render import Rendered, render_many, render_one_file

Way = Callable[[range, Path], None]
BOUNDS = (
    ("one_each", "by_platypus", "one file each / Platypus", 0.45),
    ("one_each", "by_typst", "one file each / typst", 1.0),
    ("combined", "by_typst", "in one file / typst, one file each", 0.5),
)
"""Our way, theirs, what that is, most of our time in theirs."""
KILOBYTES = 8.0
"""Of the combined file, per letter."""


def one_each(numbers: range, folder: Path) -> None:
    """As the program makes them."""
    jobs = [(letter(number), folder / f"ours-{number}.pdf") for number in numbers]
    made = render_many(jobs, FONTS)
    assert all(isinstance(m, Rendered) and m.pages == 2 for m in made), "not two pages"
    assert all(isinstance(m, Rendered) and m.substitutions for m in made), "nothing fell back"


def combined(numbers: range, folder: Path) -> None:
    """All in one file for the printer."""
    papers = [letter(number) for number in numbers]
    made = render_one_file(papers, folder / "combined.pdf", FontBook.load(FONTS))
    assert len(made) == len(numbers)


def by_platypus(numbers: range, folder: Path) -> None:
    """One after the other."""
    for number in numbers:
        assert PLATYPUS.make(number, folder / f"platypus-{number}.pdf") == 2


def by_typst(numbers: range, folder: Path) -> None:
    """One after the other, by one compiler."""
    for number in numbers:
        TYPST.make(number, folder / f"typst-{number}.pdf")


PLATYPUS, TYPST = Platypus(), Typst()
WAYS: tuple[Way, ...] = (one_each, by_platypus, by_typst, combined)


def check(folder: Path) -> None:
    """All show the same two pages with the rare characters."""
    for way in WAYS:
        way(range(1), folder)
    for engine in ("ours", "platypus", "typst"):
        with pdfium.PdfDocument(folder / f"{engine}-0.pdf") as pdf:
            said = "".join(page.get_textpage().get_text_bounded() for page in pdf)
            assert len(pdf) == 2, f"{engine}: {len(pdf)} pages"
            assert set("文") < set(said), engine
            assert set(RARE) & set(said), f"{engine} lost the rare characters"


def measure(count: int, rounds: int) -> dict[str, list[float]]:
    """CPU milliseconds per letter and way, one value for each round."""
    times: dict[str, list[float]] = {way.__name__: [] for way in WAYS}
    share = max(1, count // rounds)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        check(folder)
        for turn in range(rounds):
            numbers = range(turn * share, (turn + 1) * share)
            for way in WAYS:
                start = process_time()
                way(numbers, folder)
                times[way.__name__].append((process_time() - start) / share * 1000)
        combined(range(count), folder)
        size = (folder / "combined.pdf").stat().st_size / count / 1000
        for engine in ("ours", "platypus", "typst"):
            each = [path.stat().st_size for path in folder.glob(f"{engine}-*.pdf")]
            print(f"  {engine:<9} {median(each) / 1000:6.0f} kB a letter, one file each")
    times["kilobytes"] = [size]
    return times


def main() -> None:
    """Print times and ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("count", nargs="?", type=int, default=500)
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    count, rounds = (40, 2) if options.quick else (options.count, 5)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    print(f"{count} letters of two pages, {rounds} alternating rounds on one core, medians")
    times = measure(count, rounds)
    for way in WAYS:
        print(f"  {way.__name__:<12} {median(times[way.__name__]):6.2f} ms a letter")
    for mine, theirs, what, most in BOUNDS:
        tell(f"letters of two pages: {what}, CPU", ratio(times[mine], times[theirs]), most)
    if not options.quick:  # the faces, in the file once, need many letters to share them
        tell("letters in one file: size of each", times["kilobytes"][0], KILOBYTES, unit="kB")


if __name__ == "__main__":
    main()
