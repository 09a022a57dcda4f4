"""帮助: every page has one that says what the program really checks and rests on."""

import json

import pytest

from zjbuy_desktop.cli.run import run
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.stages.book import STAGES
from zjbuy_desktop.gui.pages.book import PAGES, PROJECT_PAGES
from zjbuy_desktop.gui.shell.navigation import MORE_PLACES, PLACES, PROJECT_PLACES
from zjbuy_desktop.usecases import help as texts
from zjbuy_desktop.usecases.help import WRITTEN, Section
from zjbuy_desktop.usecases.library import law_book

EVERY_PAGE = sorted({*PAGES, *PROJECT_PAGES, *(place.id for place in PLACES)})


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_every_page_has_a_help(page: str) -> None:
    assert page in texts.pages(), f"write resources/help/{page}.txt as the others are written"
    found = texts.help_of(page, law_book())
    for section in WRITTEN:
        assert found.part(section), f"{page} says nothing of {section.value}"
    assert len(found.part(Section.PURPOSE)) == 1
    steps = found.part(Section.STEPS)
    assert len(steps) >= 2
    assert [s.partition(".")[0] for s in steps] == [str(n + 1) for n in range(len(steps))]


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_every_help_tells_its_basis_with_edition_and_day(page: str) -> None:
    found = texts.help_of(page, law_book())
    if found.part(Section.BASIS):
        guideline = law_book().text("guideline")
        first = found.part(Section.TEXTS)[0]
        assert guideline.title in first
        assert guideline.edition in first
        assert f"最后核对 {guideline.checked}" in first


@pytest.mark.parametrize("spec", STAGES, ids=lambda s: s.id)
def test_what_a_stage_checks_makes_and_records_is_told(spec: object) -> None:
    from zjbuy_desktop.core.stages.spec import StageSpec

    assert isinstance(spec, StageSpec)
    found = texts.help_of(spec.id, law_book())
    assert found.title == spec.title
    checks = found.part(Section.CHECKS)
    assert len(checks) == len(spec.rules)
    for told, rule in zip(checks, spec.rules, strict=True):
        assert told.startswith(rule.statement.rstrip("。"))
        assert rule.basis is None or rule.basis.label in told
    papers = " ".join(found.part(Section.PAPERS))
    assert all(f"《{p.title}》" in papers for p in spec.papers)
    assert len(found.part(Section.EVENTS)) == len(spec.checklist)


def test_titles_of_places_are_those_of_the_window() -> None:
    known = texts.pages()
    for place in (*PLACES, *PROJECT_PLACES, *MORE_PLACES):
        if place.id in known:
            assert known[place.id] == place.text


def test_the_words_of_the_articles_are_there() -> None:
    told = texts.help_of("signing", law_book()).part(Section.BASIS)
    assert any("第九条" in line and "三十日内签订合同" in line for line in told)


def test_the_command_line_tells_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["help"]) == 0
    assert "代理委托" in capsys.readouterr().out
    assert run(["help", "代理委托", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["page"] == "agency"
    assert told["parts"][0]["heading"] == Section.PURPOSE.value
    assert run(["help", "食堂"]) == 2


def test_an_unknown_page_is_refused() -> None:
    with pytest.raises(UserError, match="没有“食堂”"):
        texts.help_of("食堂", law_book())


def test_no_page_is_listed_that_is_not_there() -> None:
    assert set(texts.pages()) == set(EVERY_PAGE)
