"""The office's own wording of a paper: what is kept of it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class OfficeText:
    """A text the office wrote or supplied itself.

    Attributes:
        key: text key of a paper (``PaperSpec.text_keys``), or of a text only the office has
            (``PaperSpec.uses``).
        text: the words.
        base: the shipped text it came from; empty for a text only the office has.
        version: version of the program that shipped ``base``.
        source: name of the file it was read from; empty when written in the program.
        changed_at: when it was last saved.
    """

    key: str
    text: str
    base: str
    version: str
    source: str
    changed_at: datetime
