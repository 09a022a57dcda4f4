"""The theme of a Word document names our fonts too."""

import re
import zipfile
from io import BytesIO

from zjbuy_desktop.word.text import FACES, LATIN

_THEME = "word/theme/theme1.xml"


def with_theme(content: bytes) -> bytes:
    """The theme names our fonts too: WPS reports those it lacks."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == _THEME:
                text = data.decode("utf-8")
                text = re.sub(r'(<a:latin typeface=")[^"]*', rf"\g<1>{LATIN}", text)
                text = re.sub(r'(<a:ea typeface=")[^"]*', rf"\g<1>{FACES['body']}", text)
                text = re.sub(
                    r'(<a:font script="Hans" typeface=")[^"]*', rf"\g<1>{FACES['body']}", text
                )
                data = text.encode("utf-8")
            new.writestr(item, data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
