"""Read the words of a .docx or text file, in the order a reader sees them, or say why not.

Nothing may be lost in silence: numbers a word processor makes up itself, tracked changes and text
boxes are not in the paragraphs' text, so a file with any of them is refused with the way out.
"""

import zipfile
from pathlib import Path
from typing import Any

from zjbuy_desktop.core.base.errors import UserError

LARGEST = 8 * 1024 * 1024
"""Bytes of a file; a contract's text has some tens of kilobytes."""
UNPACKED = 64 * 1024 * 1024
"""Bytes inside a .docx."""

_AS_TEXT = "请在文字处理软件里打开，另存为“纯文本（.txt）”后再导入。"
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_words(name: str, content: bytes) -> str:
    """The words of a file, one paragraph a line.

    Args:
        name: file name; its ending says what it is.
        content: the whole file.

    Raises:
        UserError: too large, of another kind, damaged, or it holds what would get lost.
    """
    ending = Path(name).suffix.lower()
    if ending not in (".docx", ".txt"):
        raise UserError(
            f"读不了“{name}”：只能导入 .docx 或 .txt 文件。",
            "请在文字处理软件里打开，另存为 .docx 或“纯文本（.txt）”后再导入。",
        )
    if len(content) > LARGEST:
        most = LARGEST // (1024 * 1024)
        raise UserError(f"“{name}”太大，最多 {most} MB。", "请核对是不是选错了文件。")
    words = _docx(name, content) if ending == ".docx" else _text(name, content)
    if not words.strip():
        raise UserError(f"“{name}”里没有文字。", "内容是图片的，请换用文字版。")
    return words


def _text(name: str, content: bytes) -> str:
    encoding = next((code for bom, code in _BOMS if content.startswith(bom)), "")
    for code in (encoding,) if encoding else ("utf-8", "gb18030"):
        try:
            words = content.decode(code)
        except UnicodeDecodeError:
            continue
        if "\x00" not in words:
            return words
    raise UserError(
        f"“{name}”不是能读的文本文件。", "请另存为 UTF-8 或 GB18030 编码的纯文本后再导入。"
    )


def _docx(name: str, content: bytes) -> str:
    from io import BytesIO

    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    damaged = UserError(
        f"“{name}”打不开，可能已损坏、加了密码，或者不是真正的 .docx 文件。",
        "请在文字处理软件里打开，另存为 .docx 后再导入。",
    )
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            if sum(part.file_size for part in package.infolist()) > UNPACKED:
                raise UserError(f"“{name}”展开后太大。", "请核对是不是选错了文件。")
        document = Document(BytesIO(content))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError) as error:
        raise damaged from error
    body = document.element.body
    _refuse_hidden(name, body, _numbering_styles(document.styles.element))
    return "\n".join(_words(paragraph) for paragraph in body.iter(_w("p")))


def _w(tag: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{tag}"


def _numbering_styles(styles: Any) -> frozenset[str]:
    """Ids of paragraph styles that number by themselves, or are based on one that does."""
    found: set[str] = set()
    bases = {style.get(_w("styleId")): style for style in styles.iter(_w("style"))}
    for name, style in bases.items():
        seen: set[str] = set()
        while style is not None and name not in seen:
            seen.add(name)
            if _numbers(style):
                found |= seen
            based = style.find(_w("basedOn"))
            name = based.get(_w("val")) if based is not None else ""
            style = bases.get(name)
    return frozenset(found)


def _numbers(element: Any) -> bool:
    """Whether a paragraph or style asks for a number (numId 0 takes one away)."""
    number = element.find(f"{_w('pPr')}/{_w('numPr')}/{_w('numId')}")
    return number is not None and number.get(_w("val")) != "0"


def _numbered(paragraph: Any, styles: frozenset[str]) -> bool:
    style = paragraph.find(f"{_w('pPr')}/{_w('pStyle')}")
    by_style = style is not None and style.get(_w("val")) in styles
    return (by_style or _numbers(paragraph)) and bool(_words(paragraph).strip())


def _refuse_hidden(name: str, body: Any, styles: frozenset[str]) -> None:
    """Refuse what has words that no paragraph's text shows, or shows words that are gone."""
    numbered = sum(_numbered(paragraph, styles) for paragraph in body.iter(_w("p")))
    if numbered:
        raise UserError(f"“{name}”有 {numbered} 段用了自动编号，读不到编号。", _AS_TEXT)
    if any(next(body.iter(_w(tag)), None) is not None for tag in ("ins", "del", "moveFrom")):
        raise UserError(
            f"“{name}”里有没有确认的修订。", "请在文字处理软件里接受或拒绝全部修订，保存后再导入。"
        )
    boxes = [box for box in body.iter(_w("txbxContent")) if any(box.iter(_w("t")))]
    if boxes:
        raise UserError(f"“{name}”里有文本框，读不准前后次序。", _AS_TEXT)


def _words(paragraph: Any) -> str:
    signs = {_w("tab"): "\t", _w("br"): "\n", _w("cr"): "\n", _w("noBreakHyphen"): "-"}
    signs[_w("sym")] = "□"  # a sign of a symbol font, in contracts a box to be ticked
    return "".join(
        (node.text or "") if node.tag == _w("t") else signs.get(node.tag, "")
        for node in paragraph.iter()
    )
