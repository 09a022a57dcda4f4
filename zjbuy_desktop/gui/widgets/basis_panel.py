"""依据: why this stage is as it is, article by article."""

from collections.abc import Iterable

from PySide6.QtWidgets import QFrame

from zjbuy_desktop.gui.models.views import BasisView
from zjbuy_desktop.gui.widgets.basics import clear, column, label
from zjbuy_desktop.gui.widgets.section import Section


class BasisPanel(Section):
    """One card per article, its words as published."""

    def __init__(self) -> None:
        super().__init__("依据", "basis", open_at_first=False)
        self.set_basis(())

    def set_basis(self, articles: Iterable[BasisView]) -> None:
        """Show these."""
        shown = tuple(articles)
        self.set_count(len(shown) or None)
        if not shown:
            self.empty("本页没有对应的条文。")
            return
        clear(self.cards)
        for article in shown:
            card = QFrame()
            card.setProperty("card", "plain")
            texts = [label(article.label, size="head", wrap=True)]
            if article.text:
                texts.append(label(article.text, wrap=True))
            card.setLayout(column(*texts, gap=4, margins=(10, 6, 8, 6)))
            card.setAccessibleName(f"{article.label}　{article.text}")
            self.cards.addWidget(card)
