"""What the shell shows of a project, as plain values: filled by the caller, drawn by the frame."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from zjbuy_desktop.gui.theme import Tone


class StageMark(StrEnum):
    """How far a stage has come; the value names its icon."""

    DONE = "check"
    ACTIVE = "half"
    TODO = "circle"
    STALE = "refresh"

    @property
    def label(self) -> str:
        """给人看的词, those of ``core.stages.flow.State``."""
        return _MARK_WORDS[self]

    @classmethod
    def of(cls, word: str) -> "StageMark":
        """The mark of a word (已完成)."""
        return next(mark for mark, label in _MARK_WORDS.items() if label == word)

    @property
    def tone(self) -> Tone:
        """Colour token that goes with the mark."""
        return _MARK_TONES[self]


_MARK_WORDS = {
    StageMark.DONE: "已完成",
    StageMark.ACTIVE: "进行中",
    StageMark.TODO: "未开始",
    StageMark.STALE: "需复核",
}
_MARK_TONES: dict[StageMark, Tone] = {
    StageMark.DONE: "ok",
    StageMark.ACTIVE: "accent",
    StageMark.TODO: "quiet",
    StageMark.STALE: "warn",
}


@dataclass(frozen=True, slots=True)
class ProjectView:
    """One project in the list.

    Attributes:
        id: id in the store.
        name: 项目名称.
        hint: 一句话：到哪一步、下一步什么。
        demo: 演示项目, labelled wherever its name stands.
    """

    id: int
    name: str
    hint: str = ""
    demo: bool = False


@dataclass(frozen=True, slots=True)
class StageView:
    """One stage in the rail.

    Attributes:
        id: stage id.
        title: 环节名称.
        phase: 阶段名称; stages of one phase follow each other.
        mark: state.
        hint: 为什么是这个状态, for the tool tip.
    """

    id: str
    title: str
    phase: str
    mark: StageMark = StageMark.TODO
    hint: str = ""


@dataclass(frozen=True, slots=True)
class HeaderView:
    """Head of a page.

    Attributes:
        title: 环节名称.
        number: 序号 in Chinese (三), empty where there is none.
        purpose: 一句话说明做什么.
        mark: state of the stage; ``None`` shows no chip.
        basis: 依据, short (浙财采监〔2025〕6号 六（一）).
    """

    title: str
    number: str = ""
    purpose: str = ""
    mark: StageMark | None = None
    basis: str = ""


class PaperState(StrEnum):
    """State of one paper; the value is the word shown."""

    MISSING = "未制作"
    DRAFT = "草稿"
    MADE = "已制作"
    STALE = "过期"
    BLOCKED = "缺内容"

    @property
    def icon(self) -> str:
        """Icon that goes with the word."""
        return {"未制作": "circle", "草稿": "half", "已制作": "check"}.get(self.value, "warn")

    @property
    def tone(self) -> Tone:
        """Colour token that goes with the word."""
        return _PAPER_TONES.get(self, "warn")


_PAPER_TONES: dict[PaperState, Tone] = {
    PaperState.MISSING: "quiet",
    PaperState.DRAFT: "accent",
    PaperState.MADE: "ok",
}


@dataclass(frozen=True, slots=True)
class PaperView:
    """One kind of paper of the stage.

    Attributes:
        kind: paper kind.
        title: 文件名称.
        state: 未制作 / 草稿 / 已制作 / 过期 / 缺内容.
        count: how many are made, of how many (``18/27``); empty for a single paper.
        changed: what changed since it was made, for 过期; what is missing, for 缺内容.
        folder: whether there is a folder to open.
        fillable: whether there is something to enter for it.
    """

    kind: str
    title: str
    state: PaperState = PaperState.MISSING
    count: str = ""
    changed: str = ""
    folder: bool = False
    fillable: bool = False


@dataclass(frozen=True, slots=True)
class BasisView:
    """One article shown under 依据.

    Attributes:
        label: 浙财采监〔2025〕6号 六（一）.
        text: 条文.
    """

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class FootView:
    """The foot bar.

    Attributes:
        place: 数据所在文件夹.
        backup: 备份已验证 今天 09:12.
        backup_ok: whether the last backup was verified.
        next_step: 下一步做什么.
        why: 为什么，还有几天.
        target: stage id (or anything else) the next step leads to.
        backup_tip: more about the backups, as of the last restore drill.
    """

    place: str = ""
    backup: str = ""
    backup_ok: bool = True
    next_step: str = ""
    why: str = ""
    target: str = ""
    backup_tip: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """Something a banner, a card or an empty state offers to do.

    Attributes:
        text: 按钮上的字.
        run: what it does.
    """

    text: str
    run: Callable[[], object]
