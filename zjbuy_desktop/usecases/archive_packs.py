"""各单位材料包：每家参与单位自己要存的，一家一个压缩包，带目录、统计、校验值和核对页。"""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case import archiving
from zjbuy_desktop.core.case.archive_kinds import Material
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.progress import UnitRecord, unit_records
from zjbuy_desktop.store import seals
from zjbuy_desktop.usecases.archive_pieces import Contents, Piece, contents
from zjbuy_desktop.usecases.archive_writing import Filed, Progress, Writing, folder_name, volume
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.names import file_name
from zjbuy_desktop.usecases.whole_folders import free_name, whole_folder

BOOK = "0-材料目录和统计.xlsx"


@dataclass(frozen=True, slots=True)
class Pack:
    """One unit's pack.

    Attributes:
        unit: 单位名称.
        file: the zip.
        files: how many files are in it.
        lacking: what the unit ought to keep and isn't in it.
    """

    unit: str
    file: Path
    files: int
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Packs:
    """What was written: the folder and a pack for each unit."""

    folder: Path
    packs: tuple[Pack, ...]


def packed_units(case: Case) -> tuple[str, ...]:
    """Units that get a pack: those that take part, but the lead, which has the archive."""
    lead = case.project.lead_unit
    return tuple(u.unit for u in archiving.unit_holdings(case) if u.unit != lead)


def write_packs(desk: Desk, project_id: int, out: Path, progress: Progress | None = None) -> Packs:
    """Write 材料包_项目名_日期 into ``out``, a zip for each unit; all of them or none.

    Raises:
        UserError: no unit takes part, or the folder can't be written.
    """
    tell = progress or (lambda done, total, what: None)
    tell(0, 0, "清点材料")
    found = contents(desk, project_id)
    units = packed_units(found.case)
    if not units:
        raise UserError("还没有参加的单位，没有材料可发。", "先回收需求。")
    records = {r.unit.name: r for r in unit_records(found.case)}
    target = free_name(out.absolute(), folder_name("材料包", found.case.project.name, desk.today))
    packs = []
    with whole_folder(target) as going:
        for done, unit in enumerate(units):
            tell(done, len(units), unit)
            pack = _pack(desk, found, unit, records.get(unit), going.path)
            packs.append(Pack(unit, target / pack.file.name, pack.files, pack.lacking))
        tell(len(units), len(units), "")
        summary = f"导出各单位材料包 {len(packs)} 家：“{target.name}”"
        with desk.store.begin(seals.PACKED, summary, desk.now(), project_id=project_id) as work:
            work.payload.update(
                folder=target.name, place=str(target.parent),
                packs={pack.unit: pack.files for pack in packs},
            )  # fmt: skip
            going.place()
    return Packs(target, tuple(packs))


def _pack(desk: Desk, found: Contents, unit: str, record: UnitRecord | None, folder: Path) -> Pack:
    lacking = tuple(_lacking(found.case, unit))
    with TemporaryDirectory(dir=folder, prefix=".") as scratch:
        root = Path(scratch)
        writing = Writing(root)
        own = sorted(own_pieces(found, unit), key=lambda p: volume(p.group))
        filed = [writing.put(p, volume(p.group)) for p in own]
        book = partial(
            _book, desk=desk, case=found.case, unit=unit, filed=filed, lacking=lacking,
            record=record,
        )  # fmt: skip
        writing.put(Piece(None, BOOK, "材料目录和统计", "本程序导出", book, unit), "")
        writing.close()
        name = file_name(unit, "材料包", ".zip")
        _zip(root, folder / name, file_name(unit, "材料包", ""))
        return Pack(unit, folder / name, len(writing.sums), tuple(x for x, _ in lacking))


def own_pieces(found: Contents, unit: str) -> Iterator[Piece]:
    """What belongs to one unit: its letter, return, notice, contract papers, scans, proofs."""
    for piece in found.pieces:
        if unit in (piece.unit, *piece.shared):
            yield piece


def _lacking(case: Case, unit: str) -> Iterator[tuple[str, str]]:
    """What the law wants of the unit's own and isn't there, and what is to be done."""
    for one in archiving.required(case):
        if one.unit == unit and not one.where:
            what = "合同" if one.material is Material.CONTRACT else "验收单"
            yield one.name, f"由本单位保存签章后的{what}，并交一份给牵头单位。"


def _book(
    target: Path,
    desk: Desk,
    case: Case,
    unit: str,
    filed: Sequence[Filed],
    lacking: Sequence[tuple[str, str]],
    record: UnitRecord | None,
) -> None:
    from zjbuy_desktop.excel.archive_books import Line, write_pack_book

    lines = [
        Line(f.path.partition("/")[0], f.piece.title, f.piece.day, f.piece.origin, f.path, f.sha256)
        for f in filed
    ]
    write_pack_book(
        target, unit, case.project.name, desk.today, _head(desk, case), lines, lacking, record
    )


def _head(desk: Desk, case: Case) -> tuple[str, ...]:
    years = desk.law.number("archive_years", desk.today).value
    ended = archiving.ended_on(case)
    until = archiving.kept_until(ended, years)
    keep = f"采购结束之日 {ended}，保管至 {until}" if until else "采购结束之日还没有登记"
    return (
        f"牵头单位：{case.project.lead_unit}　　制作日期：{desk.today}",
        f"依据《政府采购法》第四十二条，从采购结束之日起至少保存{years}年：{keep}。",
        "核对：打开“核对说明.html”，选择解压后的文件夹。",
    )


def _zip(root: Path, target: Path, top: str) -> None:
    """All files of a pack, in a folder of the unit's name."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(f for f in root.rglob("*") if f.is_file()):
            name = f"{top}/{file.relative_to(root).as_posix()}"
            packed.write(file, name)
