"""Completeness: what one book names, the others have; each failure says what is missing."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from zjbuy_desktop.core import papers, rules
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.papers.spec import PaperSpec
from zjbuy_desktop.core.rules import Rule
from zjbuy_desktop.core.stages.book import STAGES
from zjbuy_desktop.core.stages.spec import StageSpec

ROOT = Path(__file__).resolve().parents[2]
CORE = ROOT / "zjbuy_desktop" / "core"
TEXTS = ROOT / "resources" / "texts"
GOLDEN = ROOT / "tests" / "golden" / "papers"

each_stage = pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.id)
each_paper = pytest.mark.parametrize("kind", sorted(PAPERS))


def all_rules() -> Iterator[tuple[str, Rule]]:
    """Every rule stated in core/rules, with the module that states it."""
    for found in pkgutil.iter_modules(rules.__path__):
        module = importlib.import_module(f"{rules.__name__}.{found.name}")
        for value in vars(module).values():
            if isinstance(value, Rule) and value.test.__module__ == module.__name__:
                yield found.name, value


def rule_names(stated: list[tuple[str, Rule]]) -> set[str]:
    return {f"{module}.{rule.id}" for module, rule in stated}


def test_no_stage_is_listed_twice() -> None:
    assert len({stage.id for stage in STAGES}) == len(STAGES)
    assert len({stage.title for stage in STAGES}) == len(STAGES)


def test_every_stage_file_is_in_the_book() -> None:
    machinery = {
        "__init__",
        "spec",
        "book",
        "flow",
        "outline",
        "red_lines",
        "what_if",
        "disclosing",
        "year_book",
    }
    files = {f.stem for f in (CORE / "stages").glob("*.py")} - machinery
    assert files == {stage.id for stage in STAGES}


@each_stage
def test_stage_is_complete(stage: StageSpec) -> None:
    assert stage.title, "a stage has a title"
    assert stage.purpose, "a stage says what is done in it"
    assert stage.action, "a stage says what its button does"
    assert stage.section.label, "a stage names its basis"
    assert stage.rules, "a stage without a rule can't be wrong, hence can't be right"
    events = [item.event for item in stage.checklist]
    assert len(set(events)) == len(events)


@each_stage
def test_papers_of_stage_are_in_the_book(stage: StageSpec) -> None:
    assert [paper.kind for paper in stage.papers if PAPERS.get(paper.kind) is not paper] == []


def test_every_paper_is_made_at_some_stage() -> None:
    assert set(PAPERS) == {paper.kind for stage in STAGES for paper in stage.papers}


def test_every_paper_file_is_in_the_book() -> None:
    kinds = set()
    for found in pkgutil.iter_modules(papers.__path__):
        spec = getattr(importlib.import_module(f"{papers.__name__}.{found.name}"), "SPEC", None)
        if isinstance(spec, PaperSpec):
            kinds.add(found.name)
    assert kinds == set(PAPERS)


@each_paper
def test_paper_is_complete(kind: str) -> None:
    assert PAPERS[kind].kind == kind
    assert (CORE / "papers" / f"{kind}.py").is_file()
    assert (TEXTS / f"{kind}.txt").is_file(), f"resources/texts/{kind}.txt is missing"
    golden = GOLDEN / f"{kind}.txt"
    assert golden.is_file(), f"tests/golden/papers/{kind}.txt is missing: `make accept`"
    assert golden.read_text(encoding="utf-8").strip()


def test_no_golden_paper_is_left_over() -> None:
    assert {f.stem for f in GOLDEN.glob("*.txt")} <= set(PAPERS)


def test_every_rule_is_checked_at_some_stage() -> None:
    used = {rule.id for stage in STAGES for rule in stage.rules}
    idle = [(module, rule) for module, rule in all_rules() if rule.id not in used]
    assert not rule_names(idle)


def test_rule_ids_are_unique() -> None:
    ids = [rule.id for _, rule in all_rules()]
    assert len(set(ids)) == len(ids)


def test_every_rule_is_tried_by_a_test_of_the_core() -> None:
    tests = [*(ROOT / "tests" / "core").rglob("*.py"), *(ROOT / "tests/scenarios").rglob("*.*")]
    said = "\n".join(f.read_text(encoding="utf-8") for f in tests if f.suffix in {".py", ".toml"})
    untried = [(module, rule) for module, rule in all_rules() if rule.id not in said]
    assert not rule_names(untried)


def test_glossary_knows_every_stage_and_paper() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    names = {stage.id for stage in STAGES} | set(PAPERS)
    assert not {name for name in names if f"`{name}`" not in glossary}
