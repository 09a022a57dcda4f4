"""What all dialogs have in common: Tab goes as one reads."""

from PySide6.QtWidgets import QDialog, QWizard

from zjbuy_desktop.gui.widgets import tab_order


class Dialog(QDialog):
    """A dialog; every one of the program is one of these or a ``Wizard``."""

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab and Shift+Tab."""
        return tab_order.step(self, forwards=forwards)


class Wizard(QWizard):
    """Several pages, one after the other."""

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab and Shift+Tab."""
        return tab_order.step(self, forwards=forwards)
