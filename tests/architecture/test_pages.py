"""Completeness of the window: every stage has its page, every page its stage."""

import importlib

import pytest

from zjbuy_desktop.core.stages.book import STAGES


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Stage id → class path; imported here so that a missing book fails by name."""
    return importlib.import_module("zjbuy_desktop.gui.pages.book").PAGES


@pytest.mark.parametrize("stage", [stage.id for stage in STAGES])
def test_stage_has_a_page(pages: dict[str, str], stage: str) -> None:
    assert stage in pages, f"gui/pages/book.py names no page for {stage}"
    module, _, name = pages[stage].replace(":", ".").rpartition(".")
    assert module == f"zjbuy_desktop.gui.pages.{stage}", "a page bears its stage's name"
    page = getattr(importlib.import_module(module), name, None)
    assert isinstance(page, type), f"{pages[stage]} is no class"


def test_every_page_has_a_stage(pages: dict[str, str]) -> None:
    assert set(pages) == {stage.id for stage in STAGES}
