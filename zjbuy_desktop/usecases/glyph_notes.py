"""换了字体和印不出的字：一次制作里收集起来，合成几句话。"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from zjbuy_desktop.core.papers.blocks import Paper
from zjbuy_desktop.pdf.fonts import Substitution

_FACE = "公文字体（仿宋等）"


@dataclass(slots=True)
class Notes:
    """Characters set in another face, collected over a whole run."""

    replaced: dict[str, set[str]] = field(default_factory=dict)
    unprintable: dict[str, None] = field(default_factory=dict)

    def add(self, paper: Paper, found: Sequence[Substitution]) -> None:
        """Note those of one paper."""
        for s in found:
            if s.font:
                self.replaced.setdefault(s.character, set()).add(f"{paper.kind}|{paper.unit}")
            else:
                self.unprintable[_unprintable(paper, s)] = None

    def sentences(self) -> tuple[str, ...]:
        """What to tell; what cannot be printed comes first, the rest needs nothing done."""
        if not self.replaced:
            return tuple(self.unprintable)
        papers = len(set().union(*self.replaced.values()))
        listed = "".join(f"“{c}”" for c in self.replaced)
        other = f"换用字形相近的字体印出（{papers} 份文件）"
        rest = f"{listed}在{_FACE}里没有，{other}；字没有错，不用改。"
        return (*self.unprintable, rest)


def _unprintable(paper: Paper, substitution: Substitution) -> str:
    title = paper.title.replace("\n", "")
    missing = f"“{substitution.character}”所有字体都没有，印成了〓"
    return f"《{title}》{paper.unit}：{missing}，请改用别的字或手写补上。"
