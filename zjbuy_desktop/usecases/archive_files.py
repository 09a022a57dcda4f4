"""补进档案：存下程序以外来的文件（投标文件、评审报告、收回的合同……），补错了拿出来。"""

from dataclasses import replace
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case import archiving
from zjbuy_desktop.core.case.archive_files import ArchiveFile
from zjbuy_desktop.core.case.archive_kinds import Material
from zjbuy_desktop.core.case.words import words_for
from zjbuy_desktop.core.stages import flow
from zjbuy_desktop.core.stages.book import stage
from zjbuy_desktop.store import archive_files as stored
from zjbuy_desktop.store import records
from zjbuy_desktop.store.proofs import keep_evidence
from zjbuy_desktop.store.unit_of_work import Work
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.tendering import pages_of


def material_named(desk: Desk, project_id: int, word: str) -> Material:
    """The material of that name, as the list or this method calls it.

    Raises:
        UserError: the law lists none so called.
    """
    words = words_for(desk.case(project_id).project.method)
    for material in Material:
        if word in (material.value, material.shown(words)):
            return material
    known = "、".join(m.shown(words) for m in Material)
    raise UserError(f"法律的清单里没有“{word}”。", f"可以补的有：{known}。")


def add(desk: Desk, project_id: int, path: Path, given: ArchiveFile) -> ArchiveFile:
    """Keep a file and put it into the archive; pages of a PDF are counted where none are given.

    Args:
        path: the file.
        given: what it is; name, checksum and key are filled in here.

    Raises:
        UserError: no such file, no author, a day to come, or nothing of that name is wanted.
    """
    case = desk.case(project_id)
    known = {x.subject for x in archiving.required(case) if x.material is given.material}
    if given.subject and given.subject not in known:
        raise UserError(f"没有“{given.subject}”这一份{given.material.value}。", _offered(known))
    if not given.author.strip():
        raise UserError("没有写责任者。", "写是哪家出具的，如采购代理机构、供应商或单位的名称。")
    if given.on > desk.today:
        raise UserError(f"文件的日期 {given.on} 晚于今天 {desk.today}。", "改成文件上的日期。")
    pages = given.pages or (pages_of(path) if path.is_file() else 0) or 0
    title = given.title.strip() or given.material.shown(words_for(case.project.method))
    summary = f"补进档案：{title}{given.subject and f'（{given.subject}）'}“{path.name}”"
    with desk.store.begin("archive_file_added", summary, desk.now(), project_id=project_id) as work:
        sha256 = keep_evidence(work, path)
        file = replace(given, title=title, pages=pages, name=path.name, sha256=sha256)
        number = stored.add_file(work, project_id, file)
        _touch(desk, work, project_id)
        work.payload.update(
            number=number, material=file.material.value, subject=file.subject, title=title,
            file=path.name, sha256=sha256,
        )  # fmt: skip
    return replace(file, id=number)


def remove(desk: Desk, project_id: int, number: int, reason: str) -> ArchiveFile:
    """Take a file out of the archive, with a reason; its bytes stay in the data folder.

    Raises:
        UserError: no such file, or no reason.
    """
    file = next((f for f in desk.case(project_id).archive_files if f.id == number), None)
    if file is None:
        raise UserError(f"档案里没有编号 {number} 的文件。", "编号见 archive show。")
    if not reason.strip():
        raise UserError("拿出文件需要写明原因。", "写一句原因后再拿出。")
    summary = f"从档案拿出：{file.title}“{file.name}”：{reason.strip()}"
    action = "archive_file_removed"
    with desk.store.begin(action, summary, desk.now(), project_id=project_id) as work:
        stored.drop_file(work, project_id, number)
        _touch(desk, work, project_id)
        work.payload.update(number=number, sha256=file.sha256, reason=reason.strip())
    return file


def _touch(desk: Desk, work: Work, project_id: int) -> None:
    for record in flow.after_touching(desk.case(project_id), stage("archive")):
        records.set_stage(work, project_id, record)


def _offered(known: set[str]) -> str:
    some = "、".join(sorted(filter(None, known))[:5])
    return f"可以写：{some}……" if some else "不写是哪一份，就算整个项目的。"
