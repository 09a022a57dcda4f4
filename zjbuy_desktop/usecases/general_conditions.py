"""合同通用条款：本单位从文件导入一次，所有货物合同都印它；原件照存。"""

from pathlib import Path

from zjbuy_desktop import __version__
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.papers import general_conditions as conditions
from zjbuy_desktop.core.papers.wording import OfficeText
from zjbuy_desktop.store import office_texts as stored
from zjbuy_desktop.store.keeping import keep_original
from zjbuy_desktop.usecases import office_texts
from zjbuy_desktop.usecases.desk import Desk


def import_conditions(desk: Desk, file: Path) -> OfficeText:
    """Read the 通用条款 from a .docx or text file and keep them in place of earlier ones.

    Raises:
        UserError: the file can't be read, or doesn't look like 通用条款; nothing is changed then.
    """
    from zjbuy_desktop.word.reading import read_words

    try:
        content = file.read_bytes()
    except FileNotFoundError:
        raise UserError(f"找不到文件“{file}”。", "核对文件夹和文件名。") from None
    except OSError as error:
        raise UserError(f"打不开文件“{file.name}”。", "请检查文件是否还在原处。") from error
    text = conditions.checked(read_words(file.name, content), file.name)
    given = OfficeText(conditions.KEY, text, "", __version__, file.name, desk.now())
    before = office_texts.supplied(desk, [conditions.KEY])
    summary = f"导入{conditions.TITLE}（{file.name}）"
    with desk.store.begin("general_conditions_imported", summary, desk.now()) as work:
        sha256 = keep_original(work, file.name, content)
        stored.save_office_text(work, given)
        work.payload.update(
            file=file.name,
            sha256=sha256,
            clauses=len(clauses(given)),
            before=before.get(conditions.KEY),
        )
    office_texts.forget(desk)
    return given


def current(desk: Desk) -> OfficeText | None:
    """The 通用条款 that contracts print now."""
    return office_texts.office_texts(desk).get(conditions.KEY)


def clauses(given: OfficeText) -> tuple[str, ...]:
    """Their clause heads, to be compared with the file."""
    return tuple(conditions.heads(given.text))
