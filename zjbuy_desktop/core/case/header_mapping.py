"""表头对应方案：一张表的各列是什么，由人指明；表头变了就不再适用。"""

from dataclasses import dataclass
from functools import lru_cache

from zjbuy_desktop.core.base.text import halfwidth, squeeze
from zjbuy_desktop.core.case.need_fields import LABELS


@dataclass(frozen=True, slots=True)
class HeaderMapping:
    """对应方案: which column of a table is what, said by a person.

    Attributes:
        name: 方案名称.
        heads: column letter → caption as written; signature and guard at once: the mapping
            applies only where every caption stands at its letter.
        columns: field (``need_fields.LABELS``) → column letters.
        head_row: first row of the head, from 1, as in the file it was made for; in another file
            the head may stand higher or lower.
        head_rows: how many rows the head has; captions of several rows are joined by “/”.
        first_row: first row that may hold data, from 1.
        price_unit: what 单价 is written in, a word of `MONEY_UNITS`.
        amount_unit: what 金额 is written in, likewise.
        fixed: field of `FIXABLE` → the text that holds for every row.
        sheet: which sheets it is for, by name, ``*`` standing for anything; empty is any.
        file: which files it is for, likewise.
    """

    name: str
    heads: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, tuple[str, ...]], ...]
    head_row: int
    head_rows: int
    first_row: int
    price_unit: str
    amount_unit: str
    fixed: tuple[tuple[str, str], ...] = ()
    sheet: str = ""
    file: str = ""

    def letters(self, field: str) -> tuple[str, ...]:
        """The columns of a field; none if it has none."""
        return dict(self.columns).get(field, ())

    def fixed_text(self, field: str) -> str:
        """What a field is in every row; empty where a column says it."""
        return dict(self.fixed).get(field, "")

    @property
    def words(self) -> str:
        """The mapping in one Chinese sentence, for notes and lists."""
        parts = [f"{LABELS[name]}＝{'、'.join(letters)}列" for name, letters in self.columns]
        parts += [f"{LABELS[name]}一律为“{text}”" for name, text in self.fixed]
        return f"{'，'.join(parts)}；单价以{self.price_unit}计，金额以{self.amount_unit}计"


@lru_cache(maxsize=4096)
def caption_key(text: str) -> str:
    """A caption as it is compared: white space and width aside."""
    return squeeze(halfwidth(text)).lower()


def column_number(letters: str) -> int:
    """Column number from 0 of its letters (A → 0)."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
