"""共享文本里哪些只是空白：远处一个空格不算内容。只有远处真有这样的格子时才去看。"""

import re
import zipfile

_ITEM = re.compile(rb"<(?:\w+:)?si(?:\s[^>]*)?(?:/>|>(.*?)</(?:\w+:)?si>)", re.DOTALL)
_TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)<")


def blank_shared(archive: zipfile.ZipFile) -> frozenset[bytes]:
    """The numbers, as cells write them, of the shared texts that hold nothing but white space."""
    name = next((n for n in archive.namelist() if n.endswith("sharedStrings.xml")), None)
    if name is None:
        return frozenset()
    return frozenset(
        b"%d" % number
        for number, item in enumerate(_ITEM.finditer(archive.read(name)))
        if not b"".join(_TEXT.findall(item[1] or b"")).strip()
    )
