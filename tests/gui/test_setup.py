"""立项与名册 in the window: the card, its drafts, the roster, recommendations, completion."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.sitting import Sitting, press_primary, sample_project
from tests.gui.stage_names import headed
from zjbuy_desktop.core.case.project import Mode
from zjbuy_desktop.core.case.units import Level
from zjbuy_desktop.gui.dialogs.ask import ConfirmDialog, ReasonDialog
from zjbuy_desktop.gui.dialogs.recommend import RecommendDialog
from zjbuy_desktop.gui.dialogs.unit_card import UnitDialog
from zjbuy_desktop.gui.pages.setup import SetupPage

REASON = "规格统一，各单位需求相同。"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    data = tmp_path_factory.mktemp("template") / "data"
    sample_project(data, samples)
    return data


@pytest.fixture
def data(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "data"))


@pytest.fixture
def sitting(qtbot: QtBot, data: Path) -> Iterator[Sitting]:
    with Sitting(qtbot, data) as made:
        yield made


def page_of(sitting: Sitting) -> SetupPage:
    page = sitting.page
    assert isinstance(page, SetupPage)
    return page


def recommend_all(sitting: Sitting) -> None:
    page = page_of(sitting)
    page.leaves.setCurrentIndex(1)
    sitting.answering(ConfirmDialog, press_primary)
    sitting.press(page.roster.every)


def test_the_page_shows_the_project(sitting: Sitting) -> None:
    page = page_of(sitting)
    assert sitting.title == headed("立项与名册")
    assert page.form.value("name") == sitting.case.project.name
    assert [lot.item for lot in page.form.value("lots")] == [
        "台式计算机（基础型）",
        "台式计算机（增强型）",
    ]
    assert not page.save.isEnabled(), "nothing was changed yet"
    assert "没有写明为什么适用带量集中采购。" in sitting.findings()


def test_what_blocks_is_gone_to(sitting: Sitting) -> None:
    page = page_of(sitting)
    page.leaves.setCurrentIndex(1)
    sitting.press(page.primary)
    assert page.leaves.currentIndex() == 0
    assert sitting.window.focusWidget() is page.form.fields["suitability"].widget
    assert sitting.case.stage("setup").completed_on is None


def test_the_stage_is_completed_and_the_next_one_opens(sitting: Sitting) -> None:
    recommend_all(sitting)
    assert len(sitting.case.recommendations) == 26
    page = page_of(sitting)
    page.leaves.setCurrentIndex(0)
    sitting.type_in(page.form.fields["suitability"].widget, REASON)
    sitting.press(page.primary)
    case = sitting.case
    assert case.project.suitability == REASON
    assert case.stage("setup").completed_on == sitting.session.desk.today  # type: ignore[union-attr]
    assert sitting.title == headed("征集需求")
    assert sitting.banners() == ["“立项与名册”已完成。"]


def test_a_warning_needs_its_reason(sitting: Sitting) -> None:
    page = page_of(sitting)
    sitting.type_in(page.form.fields["suitability"].widget, REASON)
    sitting.press(page.primary)
    assert sitting.case.stage("setup").completed_on is None
    assert "还有 1 处要处理或说明理由。" in sitting.banners()
    assert sitting.case.project.suitability == REASON, "what was typed is kept all the same"
    finding = next(
        f for f in sitting.frame.side.findings.findings if f.rule == "lead_is_recommended"
    )

    def explain(dialog: ReasonDialog) -> None:
        dialog.reason.set_value("会商确定，见会议纪要。")
        press_primary(dialog)

    sitting.answering(ReasonDialog, explain)
    sitting.frame.finding_explained.emit(finding)
    sitting.rest()
    assert sitting.case.overrides[0].reason == "会商确定，见会议纪要。"
    assert "尚未登记各单位的牵头单位推荐。" not in sitting.findings()
    sitting.press(page.primary)
    assert sitting.title == headed("征集需求")


def test_findings_follow_the_typing_before_it_is_kept(sitting: Sitting) -> None:
    page = page_of(sitting)
    sitting.type_in(page.form.fields["category_code"].widget, "B02010105")
    page.model.flush()
    assert any("属于工程" in text for text in sitting.findings())
    assert sitting.case.project.category_code == "A02010105"


def test_what_is_otherwise_is_said_once_the_lead_is_to_sign_for_all(sitting: Sitting) -> None:
    page = page_of(sitting)
    assert not page.joint.isVisible()
    page.form.fields["mode"].editor.set_value(Mode.SIGN_TOGETHER)
    page.form.edited.emit("mode")
    assert page.joint.isVisible()
    assert "1. 合同由牵头单位统一签订，一个标项一份" in page.joint.text()
    page.model.flush()
    assert any("没有写明说明" in text for text in sitting.findings())


def test_typing_survives_closing_without_keeping(qtbot: QtBot, data: Path) -> None:
    with Sitting(qtbot, data) as sitting:
        sitting.type_in(page_of(sitting).form.fields["suitability"].widget, REASON)
    with Sitting(qtbot, data) as sitting:
        page = page_of(sitting)
        assert page.form.value("suitability") == REASON
        assert sitting.case.project.suitability == ""
        assert page.save.isEnabled()
        assert "没有写明为什么适用带量集中采购。" not in sitting.findings()
        sitting.press(page.save)
        assert sitting.case.project.suitability == REASON
        assert not page.save.isEnabled()
    with Sitting(qtbot, data) as sitting:
        assert not page_of(sitting).save.isEnabled(), "the draft went when it was kept"


def test_typing_survives_a_change_of_the_roster(sitting: Sitting) -> None:
    page = page_of(sitting)
    sitting.type_in(page.form.fields["suitability"].widget, REASON)

    def fill(dialog: UnitDialog) -> None:
        press_primary(dialog)
        assert dialog.message.text() == "请填单位全称。"
        dialog.form.set_values(
            {"name": "之江市档案馆", "uscc": "12330000MB1A2C3D4", "level": Level.CITY}
        )
        press_primary(dialog)
        assert "18 位" in dialog.message.text()
        dialog.form.set_values({"uscc": "91330000MA27XL0Q0X"})
        press_primary(dialog)

    sitting.answering(UnitDialog, fill)
    page.leaves.setCurrentIndex(1)
    sitting.press(page.roster.add)
    assert [u.name for u in sitting.case.units][-1] == "之江市档案馆"
    assert page.form.value("suitability") == REASON
    assert page.save.isEnabled()


def test_a_unit_is_corrected_and_removed(sitting: Sitting) -> None:
    page = page_of(sitting)
    page.leaves.setCurrentIndex(1)
    assert page.roster.select("之江市图书馆")

    def correct(dialog: UnitDialog) -> None:
        dialog.form.set_values({"contact": "孙一"})
        press_primary(dialog)

    sitting.answering(UnitDialog, correct)
    sitting.press(page.roster.edit)
    unit = sitting.case.unit("之江市图书馆")
    assert unit is not None
    assert unit.contact == "孙一"
    page.roster.select("之江市图书馆")
    sitting.answering(ConfirmDialog, press_primary)
    sitting.press(page.roster.remove)
    assert sitting.case.unit("之江市图书馆") is None
    assert len(sitting.case.units) == 26


def test_one_recommendation_is_recorded_by_row(sitting: Sitting) -> None:
    page = page_of(sitting)
    page.leaves.setCurrentIndex(1)
    page.roster.select("之江市公安局")

    def answer(dialog: RecommendDialog) -> None:
        dialog.recommended.set_value("之江市教育局")
        dialog.reason.set_value("数量最多")
        press_primary(dialog)

    sitting.answering(RecommendDialog, answer)
    sitting.press(page.roster.recommend)
    (made,) = sitting.case.recommendations
    assert (made.by_unit, made.recommended, made.reason) == (
        "之江市公安局", "之江市教育局", "数量最多",
    )  # fmt: skip
    assert "之江市教育局 1 份" in page.roster.tally.accessibleName()
    recommend_all(sitting)
    said = {r.by_unit: r.recommended for r in sitting.case.recommendations}
    assert said["之江市公安局"] == "之江市教育局", "what was recorded stays"
    assert len(said) == 26


def test_a_roster_workbook_takes_the_place_of_the_roster(
    sitting: Sitting, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(sitting)
    page.leaves.setCurrentIndex(1)
    monkeypatch.setattr(
        "zjbuy_desktop.gui.pages.setup.choose_file", lambda *_: samples / "roster.xlsx"
    )
    page.roster.select("之江市图书馆")
    sitting.answering(ConfirmDialog, press_primary)
    sitting.press(page.roster.remove)
    sitting.answering(ConfirmDialog, press_primary)
    sitting.press(page.roster.bring)
    assert sitting.case.unit("之江市图书馆") is not None
    assert sitting.banners()[0].startswith("名册已导入")


def test_a_lot_keeps_all_its_facts(sitting: Sitting) -> None:
    page = page_of(sitting)
    blocks = page.form.fields["lots"].widget.blocks
    sitting.type_in(blocks[0].spec, "8核，16GB")
    sitting.type_in(blocks[0].ceiling, "5,500.5")
    sitting.press(page.save)
    lot = sitting.case.project.lots[0]
    assert (lot.spec, lot.ceiling_fen) == ("8核，16GB", 550050)
    sitting.type_in(page.form.fields["lots"].widget.blocks[0].ceiling, "abc")
    sitting.press(page.save)
    assert page.form.fields["lots"].widget.problem()
    assert sitting.case.project.lots[0].ceiling_fen == 550050


def test_reopening_marks_what_follows(sitting: Sitting) -> None:
    recommend_all(sitting)
    sitting.type_in(page_of(sitting).form.fields["suitability"].widget, REASON)
    sitting.press(page_of(sitting).primary)
    page = sitting.go("setup")
    assert page.primary.text() == "已完成，去下一环节(&N)"
    again = next(b for b in page.findChildren(type(page.primary)) if "重开" in b.text())
    sitting.answering(ConfirmDialog, press_primary)
    sitting.press(again)
    assert sitting.case.stage("setup").completed_on is None
    assert page.primary.text() == page.action
    assert not again.isVisible()
