"""Where the manual is kept and how it is written down."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tests.gui.manual.scribe import Step

if TYPE_CHECKING:
    from tests.gui.manual.book import Chapter

KEPT = Path(__file__).parents[3] / "resources" / "manual"


def as_text(place: int, chapter: "Chapter", steps: Sequence[Step]) -> str:
    """A chapter as its file has it; ``place`` counts from 1."""
    quoted = [json.dumps(page) for page in chapter.pages]
    lines = [
        f"place = {place}",
        f"title = {json.dumps(chapter.title, ensure_ascii=False)}",
        f"pages = [{', '.join(quoted)}]",
    ]
    for step in steps:
        text = json.dumps(step.text, ensure_ascii=False)
        lines += ["", "[[step]]", f"text = {text}", f'picture = "{step.picture}"']
    return "\n".join(lines) + "\n"
