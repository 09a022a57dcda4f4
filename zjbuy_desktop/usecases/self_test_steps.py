"""自检的每一步：做什么，什么算通过；没有通过就说是哪一份、差多少。"""

import secrets
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case import deriving_results as results
from zjbuy_desktop.core.case.allocation import lot_results
from zjbuy_desktop.core.case.derivation import Derivation
from zjbuy_desktop.core.case.deriving_needs import Aspect, needs_figure
from zjbuy_desktop.core.case.documents import MadePaper
from zjbuy_desktop.core.case.ground import Ground
from zjbuy_desktop.core.case.recomputing import recomputed
from zjbuy_desktop.core.case.scans import Fate
from zjbuy_desktop.core.case.tally import standings, total
from zjbuy_desktop.store import peek
from zjbuy_desktop.usecases import encryption, papers, trust
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.opening import open_desk

_PROJECT = 1


class FaultError(Exception):
    """Something is not as it should be; the text says what."""


@dataclass
class Trial:
    """The demo project in its folder, open between the steps.

    Attributes:
        root: a temporary folder; its name has Chinese and a blank in it on purpose.
        told: the demo's figures, once it is done.
        made: the papers made, by kind and subject.
    """

    root: Path
    told: dict[str, Any] = field(default_factory=dict)
    made: tuple[MadePaper, ...] = ()

    @cached_property
    def desk(self) -> Desk:
        """The demo's data, opened when first asked for."""
        if not self.told:
            raise FaultError("示例项目没有办完，这一步没有做。")
        return open_desk(self.root / "示例" / "data")

    def close(self) -> None:
        """Let go of the data; it is opened again when asked for."""
        if "desk" in self.__dict__:
            self.desk.store.close()
            del self.__dict__["desk"]

    def __enter__(self) -> "Trial":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _demo(trial: Trial) -> str:
    from zjbuy_desktop.usecases.demo import run_demo

    trial.told = run_demo(trial.root / "示例").data
    return f"从立项办到通知签约，已接收需求 {trial.told['accepted']['rows']} 行。"


def _every_paper(trial: Trial) -> str:
    """All papers that can be made now, made anew, each opened and its checksum made again."""
    from zjbuy_desktop.pdf.preview import page_count
    from zjbuy_desktop.usecases.rendering import file_sum

    desk = trial.desk
    kinds = [k for k in papers.kinds() if papers.paper_spec(k).subjects(desk.case(_PROJECT))]
    missing = [papers.paper_spec(k).title for k in papers.kinds() if k not in kinds]
    _refuse(missing, "没有做出的文件种类：")
    run = papers.make(desk, _PROJECT, kinds, trial.root / "全部文件")
    trial.made = run.made
    _refuse([f"{papers.paper_spec(f.kind).title}{f.subject}" for f in run.failed], "没有做出：")
    bad = [
        Path(paper.file).name
        for paper in run.made
        if page_count(Path(paper.file)) != paper.pages or file_sum(Path(paper.file)) != paper.sha256
    ]
    _refuse(bad, "与登记的不一致：")
    return f"{len(kinds)} 种 {len(run.made)} 份 {sum(p.pages for p in run.made)} 页，逐份打开核对。"


def _control_totals(trial: Trial) -> str:
    case, told = trial.desk.case(_PROJECT), trial.told
    accepted = total(case.needs).amount_fen
    parts = [
        sum(s.total.amount_fen for s in standings(case) if s.included is included)
        for included in (True, False)
    ]
    if not accepted == sum(parts) == told["accepted"]["amount_fen"] > 0:
        raise FaultError(f"已接收 {_yuan(accepted)}，纳入与未纳入合计 {_yuan(sum(parts))}。")
    split = lot_results(case)
    for result in split:
        shares = sum(a.contract_fen for a in result.allocations)
        if shares != result.award_fen:
            raise FaultError(
                f"{result.award.lot}中标 {_yuan(result.award_fen)}，合同 {_yuan(shares)}。"
            )
    award = sum(result.award_fen for result in split)
    return (
        f"已接收 {_yuan(accepted)} ＝ 纳入 {_yuan(parts[0])} ＋ 未纳入 {_yuan(parts[1])}；"
        f"中标（成交）{_yuan(award)} ＝ 各单位合同之和。"
    )


def _every_figure(trial: Trial) -> str:
    from zjbuy_desktop.usecases.explaining import ground_of

    seen = 0
    for figure in _figures(ground_of(trial.desk, _PROJECT)):
        for node in _nodes(figure):
            seen += 1
            if recomputed(node) != node.value:
                raise FaultError(f"{node.what}：写的是 {node.shown}，从各项重算不是这个数。")
    return f"合计逐层追到原件，{seen:,} 个数重算一致。"


def _figures(ground: Ground) -> Iterator[Derivation]:
    found: list[Derivation | None] = [needs_figure(ground, aspect) for aspect in Aspect]
    for unit in ground.case.units:
        found += [needs_figure(ground, aspect, unit=unit.name) for aspect in Aspect]
        found.append(results.unit_contracts(ground, unit.name))
    whole = (results.all_budgets, results.all_awards, results.all_contracts)
    found += [figure(ground) for figure in whole]
    return (figure for figure in found if figure is not None)


def _nodes(figure: Derivation) -> Iterator[Derivation]:
    yield figure
    if not figure.leaf:
        for part in figure.parts:
            yield from _nodes(part)


def _code_comes_home(trial: Trial) -> str:
    """A letter made a moment ago, brought in as if it had been scanned."""
    from zjbuy_desktop.usecases.scanning import import_scans

    desk = trial.desk
    letters = [p for p in trial.made if p.kind == "delegation_letter" and not p.draft]
    if not letters:
        raise FaultError("没有做出委托函，这一步没有做。")
    report = import_scans(desk, _PROJECT, [Path(letters[0].file)])
    filed = report.count(Fate.FILED)
    if filed != letters[0].pages:
        raise FaultError(f"委托函 {letters[0].pages} 页，认出 {filed} 页。")
    return f"委托函 {filed} 页读出编码，归到{letters[0].unit}。"


def _word(trial: Trial) -> str:
    from zjbuy_desktop.usecases.word_copies import word_copy

    run = word_copy(trial.desk, _PROJECT, ["call_notice"], trial.root / "Word")
    if run.failed or not all(zipfile.is_zipfile(copy.file) for copy in run.made):
        raise FaultError("征集通知的 Word 副本没有写成。")
    return f"征集通知 {len(run.made)} 份。"


def _verified(trial: Trial) -> str:
    found = trust.verify_data(trial.desk.data_dir)
    _refuse(found["problems"], "")
    return f"操作记录 {found['audit_events']} 条、原件 {found['originals']} 个、各项合计完好。"


def _restored(trial: Trial) -> str:
    """The present data backed up, restored into another folder and compared."""
    before = trial.desk.case(_PROJECT)
    file = Path(trust.make_backup(trial.desk, trial.root / "备份.zjbak")["file"])
    elsewhere = trial.root / "另一台电脑"
    trust.restore_backup(elsewhere, file)
    _refuse(trust.verify_data(elsewhere)["problems"], "恢复后")
    again = open_desk(elsewhere, trial.desk.today)
    try:
        if again.case(_PROJECT) != before:
            raise FaultError("恢复出来的项目与备份前不一致。")
    finally:
        again.store.close()
    return "备份、恢复到另一个文件夹、核验，项目内容逐项相同。"


def _encrypted(trial: Trial) -> str:
    """The restored folder encrypted, opened again, and made plain again."""
    today = trial.desk.today
    folder, phrase = trial.root / "另一台电脑", secrets.token_hex(8)
    if not encryption.standing(folder).available:
        return "这个安装里没有加密的组件，不能加密；其他不受影响。"
    encryption.encrypt(folder, phrase, drop_backups=True)
    _refuse(trust.verify_data(folder)["problems"], "加密后")
    with open_desk(folder, today).store:
        if peek.projects(folder) != peek.projects(trial.desk.data_dir):
            raise FaultError("加密后的项目与加密前不一致。")
    encryption.decrypt(folder, phrase)
    _refuse(trust.verify_data(folder)["problems"], "取消加密后")
    return "加密、打开、核验、取消加密，内容不变。"


def _refuse(bad: list[str], what: str) -> None:
    if bad:
        more = f"……共 {len(bad)} 处" if len(bad) > 3 else ""
        raise FaultError(what + "、".join(bad[:3]) + more)


def _yuan(fen: int) -> str:
    return f"{money.yuan(fen)} 元"


STEPS: tuple[tuple[str, Callable[[Trial], str]], ...] = (
    ("示例项目", _demo),
    ("每一种文件", _every_paper),
    ("控制合计", _control_totals),
    ("每个数的来历", _every_figure),
    ("扫描件归位", _code_comes_home),
    ("Word 副本", _word),
    ("数据核验", _verified),
    ("备份与恢复", _restored),
    ("加密", _encrypted),
)
"""In this order: each rests on the ones before."""
