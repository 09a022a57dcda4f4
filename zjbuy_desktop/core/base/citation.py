"""Where a rule, a number or a date comes from: text and article."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citation:
    """依据: one article of one text.

    Attributes:
        text: 文本在法规库中的代号, e.g. ``guideline``, ``procurement_law``.
        article: 条款, e.g. ``第五条`` or ``八（二）``; empty for the text as a whole.
        label: 给人看的全称, e.g. ``浙财采监〔2025〕6号 第五条``.
    """

    text: str
    article: str
    label: str

    def __str__(self) -> str:
        return self.label


def guideline(article: str) -> Citation:
    """Cite the regulation this program serves by its article, written 第五条 or 第七条（一）."""
    return Citation("guideline", article, f"浙财采监〔2025〕6号 {article}")


def statute(text: str, short: str, article: str) -> Citation:
    """Cite another text by its short Chinese name (政府采购法) and article (第四十六条)."""
    return Citation(text, article, f"《{short}》{article}")
