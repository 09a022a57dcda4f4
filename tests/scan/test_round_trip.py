"""300 letters printed, scanned badly, shuffled into one PDF: pages go home, none goes astray."""

import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from random import Random

import pytest

from tests.core.builders import BASIC, composed, make_case, make_unit, need
from tests.scan.office_scanner import Fault, as_jpegs, bound, chance
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import MadePaper
from zjbuy_desktop.core.case.scans import Fate, gathered
from zjbuy_desktop.core.papers.blocks import Paper
from zjbuy_desktop.core.papers.filing import PaperKey, Read, file_pages, out_of_date, papers_by_code
from zjbuy_desktop.pdf.render import Rendered, render_many
from zjbuy_desktop.scan.pool import read_scans

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
LONG, SHORT = "delegation_letter", "lead_recommendation"
LETTERS = int(os.environ.get("ZJBUY_LETTERS", "300"))
"""Of them a third are letters of three pages, the rest of one."""
SEED = int(os.environ.get("ZJBUY_SEED", "7"))


def many_units() -> Case:
    names = [f"之江市第{n}实验学校" for n in range(1, LETTERS * 2 // 3 + 1)]
    units = tuple(make_unit(name, place) for place, name in enumerate(names, 1))
    needs = tuple(need(name, BASIC, "10", "5000") for name in names[: LETTERS // 3])
    case = make_case()
    return replace(case, units=(case.units[0], *units), needs=needs, events=(), recommendations=())


def print_all(case: Case, out: Path) -> dict[PaperKey, tuple[Paper, Path, int]]:
    keys = [(LONG, line.unit) for line in case.needs] + [(SHORT, u.name) for u in case.units[1:]]
    jobs = [
        (composed(kind, case, subject).paper, out / f"{n}.pdf")
        for n, (kind, subject) in enumerate(keys)
    ]
    made = render_many(jobs, FONTS, workers=2)
    done = {}
    for key, (paper, path), result in zip(keys, jobs, made, strict=True):
        assert isinstance(result, Rendered)
        done[key] = (paper, path, result.pages)
    return done


@pytest.mark.timeout(400)  # a minute of work for one core
def test_three_hundred_letters_come_home(tmp_path: Path) -> None:
    case, random = many_units(), Random(SEED)
    printed = print_all(case, tmp_path)
    assert len(printed) == LETTERS
    faults: list[list[Fault]] = [
        [chance(random) for _ in range(pages)] for _, _, pages in printed.values()
    ]
    files = [path for _, path, _ in printed.values()]
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        letters = list(pool.map(as_jpegs, files, faults, chunksize=8))
    truth = [
        (*key, page)
        for key, jpegs in zip(printed, letters, strict=True)
        for page in range(1, len(jpegs) + 1)
    ]
    sheets = [jpeg for jpegs in letters for jpeg in jpegs]
    order = list(range(len(sheets)))
    random.shuffle(order)
    one = bound([sheets[n] for n in order], tmp_path / "合扫.pdf")

    (file,) = read_scans([one], workers=2)
    assert not file.problem
    assert len(file.pages) == len(truth)
    drafts = {key: replace(paper, draft=False) for key, (paper, _, _) in printed.items()}
    papers = tuple(_made(key, paper) for key, paper in drafts.items())
    case = replace(case, papers=papers)
    read = [Read(one.name, file.sha256, n, s.codes, s.turned) for n, s in enumerate(file.pages, 1)]
    filed = file_pages(
        read,
        papers_by_code(case),
        lambda key, edition: out_of_date(case, key, edition, drafts[key]),
        (),
        {},
    )
    right = wrong = 0
    for place, page in zip(order, filed, strict=True):
        if page.filing.fate is Fate.FILED:
            said = (page.filing.kind, page.filing.subject, page.filing.page)
            right += said == truth[place]
            wrong += said != truth[place]
    print(f"{len(printed)} letters, {len(truth)} pages: {right} right, {wrong} wrong")
    assert wrong == 0
    assert right >= 0.995 * len(truth)
    whole = sum(found.complete for found in gathered(filed).values())
    assert whole >= 0.99 * LETTERS


def _made(key: PaperKey, paper: Paper) -> MadePaper:
    at = datetime(2026, 9, 4, 9)
    return MadePaper(key[0], key[1], "", None, False, paper.facts, at, "", 0)
