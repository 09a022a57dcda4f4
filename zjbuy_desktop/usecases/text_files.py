"""本单位的文本写进一个文件，带到另一台电脑上读入。

The file is a zip of plain .txt files, readable without the program, and a list (清单.json) that
says which text each is, which shipped text it came from and what its Chinese names stood for.
"""

import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

from zjbuy_desktop import __version__
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.papers import general_conditions
from zjbuy_desktop.core.papers.comparing import Difference, compare
from zjbuy_desktop.core.papers.wording import Offer, OfficeText
from zjbuy_desktop.usecases import office_texts, wording
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.names import file_name
from zjbuy_desktop.usecases.whole_files import write_whole

MANIFEST = "清单.json"
_FORMAT = 1
_MOST_BYTES = 4_000_000
_ENCODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True, slots=True)
class TextChange:
    """What an import would do to one text.

    Attributes:
        key: its key.
        title: 名称.
        what: 新增, 修改, 恢复 (the shipped words) or 相同.
        problem: why it can't be taken over; empty if it can.
        differences: from the text that serves now to the one in the file.
        text: what would be kept; ``None`` when nothing would be.
    """

    key: str
    title: str
    what: str
    problem: str = ""
    differences: tuple[Difference, ...] = ()
    text: OfficeText | None = None


def export(desk: Desk, file: Path) -> list[str]:
    """Write all of the office's texts into one file; returns their titles.

    Raises:
        UserError: the office has no text of its own, or the file can't be written.
    """
    own = office_texts.office_texts(desk)
    rows = [_row(desk, own[state.key]) for state in wording.texts(desk) if state.own]
    if not rows:
        raise UserError("本单位还没有改过文本。", "先改文本，再导出。")
    listed = [{k: v for k, v in row.items() if k != "text"} for row in rows]
    head = {"format": _FORMAT, "program": __version__, "texts": listed}
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, json.dumps(head, ensure_ascii=False, indent=1))
        for row in rows:
            # With its mark of UTF-8, so that an old Notepad shows no gibberish.
            archive.writestr(row["file"], row["text"].replace("\n", "\r\n").encode("utf-8-sig"))
    write_whole(file, packed.getvalue())
    return [row["title"] for row in rows]


def _row(desk: Desk, text: OfficeText) -> dict[str, Any]:
    state = wording.text_state(desk, text.key)
    row: dict[str, Any] = {
        "key": text.key,
        "title": state.title,
        "file": file_name(state.title, ".txt"),
        "version": text.version,
        "source": text.source,
        "base": text.base,
        "text": wording.shown(desk, text.key),
    }
    if state.editable:
        known = wording.offer(text.key)
        row["names"] = {"facts": _turned(known.facts), "tables": _turned(known.tables)}
    return row


def _turned(names: Mapping[str, str]) -> dict[str, str]:
    return {chinese: english for english, chinese in names.items()}


def look(desk: Desk, file: Path) -> list[TextChange]:
    """What an import would change; nothing is written.

    Raises:
        UserError: it is no file of texts.
    """
    return list(_changes(desk, file))


def take_over(desk: Desk, file: Path) -> list[TextChange]:
    """Take over every text of a file; all of them or, when one is wrong, none.

    Raises:
        UserError: it is no file of texts, or a text in it can't be used.
    """
    changes = look(desk, file)
    if wrong := [c for c in changes if c.problem]:
        more = f"（共 {len(wrong)} 个文本有问题，一个也没有导入）" if len(wrong) > 1 else ""
        raise UserError(f"{wrong[0].problem}{more}", "在文件里改正后再导入，或者不导入这个文本。")
    wanted = [c for c in changes if c.differences]
    if wanted:
        titles = "、".join(c.title for c in wanted)
        summary = f"从“{file.name}”导入文本 {len(wanted)} 个：{titles}"
        save = [c.text for c in wanted if c.text is not None]
        drop = [c.key for c in wanted if c.text is None]
        office_texts.write(desk, "texts_imported", summary, save, drop)
    return changes


def _changes(desk: Desk, file: Path) -> Iterator[TextChange]:
    rows, texts = _read(file)
    for row in rows:
        key, title = str(row.get("key", "")), str(row.get("title", ""))
        try:
            state = wording.text_state(desk, key)
        except UserError:
            yield TextChange(key, title, "", f"“{title or key}”不是这个程序的文本。")
            continue
        words = texts.get(str(row.get("file", "")))
        if words is None:
            yield TextChange(key, state.title, "", f"文件里没有《{state.title}》的文字。")
        else:
            yield _change(desk, state, row, words, file.name)


def _change(
    desk: Desk, state: wording.TextState, row: Mapping[str, Any], words: str, origin: str
) -> TextChange:
    key, title = state.key, state.title
    try:
        words, given = _taken(desk, state, row, words, origin)
    except UserError as error:
        return TextChange(key, title, "", str(error))
    differences = tuple(compare(wording.shown(desk, key), words))
    if not differences:
        return TextChange(key, title, "相同")
    what = "恢复" if given is None else "修改" if state.own else "新增"
    return TextChange(key, title, what, "", differences, given)


def _taken(
    desk: Desk, state: wording.TextState, row: Mapping[str, Any], words: str, origin: str
) -> tuple[str, OfficeText | None]:
    """The words with the Chinese names of this program, and what would be kept of them."""
    key = state.key
    if not state.editable:
        if key == general_conditions.KEY:
            words = general_conditions.checked(words, origin)
        return words, OfficeText(key, words, "", __version__, origin, desk.now())
    words = wording.offer(key).shown(_named_by(row).stored(words))
    given = wording.own_text(desk, key, words, origin)
    if given is not None and isinstance(row.get("base"), str):
        given = replace(given, base=row["base"], version=str(row.get("version", "")))
    return words, given


def _named_by(row: Mapping[str, Any]) -> Offer:
    """What the file's Chinese names stood for in the program that wrote it."""
    names = row.get("names")
    facts, tables = (
        {str(english): str(chinese) for chinese, english in given.items()}
        for given in (_table(names, "facts"), _table(names, "tables"))
    )
    return Offer(facts, tables)


def _table(names: object, which: str) -> dict[str, Any]:
    given = names.get(which) if isinstance(names, dict) else None
    return given if isinstance(given, dict) else {}


def _read(file: Path) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The rows of the list, and the .txt files by name."""
    not_ours = UserError(f"“{file.name}”不是导出的文本文件。", "请选“导出文本”得到的文件。")
    try:
        with zipfile.ZipFile(file) as archive:
            if sum(i.file_size for i in archive.infolist()) > _MOST_BYTES:
                raise UserError(f"“{file.name}”太大，不像是文本。", "请选“导出文本”得到的文件。")
            head = json.loads(archive.read(MANIFEST).decode("utf-8-sig"))
            texts = {
                name: decoded(archive.read(name), name)
                for name in archive.namelist()
                if name.endswith(".txt")
            }
    except FileNotFoundError:
        raise UserError(f"找不到文件“{file}”。", "核对文件夹和文件名。") from None
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, RuntimeError):
        raise not_ours from None
    rows = head.get("texts") if isinstance(head, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise not_ours
    if head.get("format") != _FORMAT:
        raise UserError(f"“{file.name}”是别的版本的程序导出的。", "用同一版本的程序导出。")
    return rows, texts


def decoded(content: bytes, name: str) -> str:
    """A text file's words, in UTF-8 or as an old Notepad saves them.

    Raises:
        UserError: it is no text.
    """
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding).replace("\r\n", "\n")
        except UnicodeDecodeError:
            continue
    raise UserError(f"“{name}”不是文本文件。", "用记事本另存为 UTF-8 编码的 .txt。")
