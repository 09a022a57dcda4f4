"""统一社会信用代码: read in half-width capitals, judged while it is typed."""

from zjbuy_desktop.core.base.identifiers import check_uscc, normalise_code
from zjbuy_desktop.gui.widgets.editors import LineEditor


class UsccEditor(LineEditor):
    """A code of 18 characters; a wrong form is a problem, a wrong check character is told."""

    def __init__(self, hint: str = "18 位") -> None:
        super().__init__(hint)

    def value(self) -> str:
        """The code as it is compared."""
        return normalise_code(self.text())

    def problem(self) -> str:
        """Why it can't be a code; the check character is the rules' to judge."""
        if not self.text().strip():
            return ""
        check = check_uscc(self.text())
        if check.ok_form:
            return ""
        likely = f"，是否应为 {check.suggestion}" if check.suggestion else ""
        return f"{check.message}{likely}"

    def remark(self) -> str:
        """What to look at again though the form is right."""
        check = check_uscc(self.text())
        return check.message if self.text().strip() and check.ok_form else ""
