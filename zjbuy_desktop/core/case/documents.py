"""已制作的文件：文号、成文日期，以及当时印在上面的事实。"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class PaperDetails:
    """文号和成文日期, entered by the clerk before the final print.

    Attributes:
        kind: paper kind (file name in core/papers).
        unit: the unit it is for; empty for the project.
        number: 发文字号 or 编号.
        dated: 成文日期.
    """

    kind: str
    unit: str = ""
    number: str = ""
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class MadePaper:
    """One paper that was made.

    Attributes:
        kind: paper kind.
        unit: the unit; empty for the project.
        number: 文号 as printed.
        dated: 成文日期 as printed.
        draft: whether it carries 草稿.
        facts: the facts it printed, as sorted (name, value) pairs.
        made_at: when it was made.
        file: file name it was written to.
        pages: number of pages.
    """

    kind: str
    unit: str
    number: str
    dated: date | None
    draft: bool
    facts: tuple[tuple[str, str], ...]
    made_at: datetime
    file: str
    pages: int
