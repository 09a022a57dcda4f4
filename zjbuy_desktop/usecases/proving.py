"""备份可信：从备份里重做一份文件，和眼前数据做出来的比；每周演练一次恢复。"""

import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.store import archive, backup_view, database, peek, places, proof_log
from zjbuy_desktop.store.proof_log import Proof
from zjbuy_desktop.usecases import papers
from zjbuy_desktop.usecases.desk import Desk

DRILL, PAPER = "drill", "paper"
EVERY = timedelta(days=7)
_TRIED = 8
"""So many papers are tried until one can be made."""
_NOTHING = "还没有可重做的文件"


@dataclass(frozen=True, slots=True)
class Remade:
    """A paper that was made again from a backup.

    Attributes:
        title: 名称, with whom it is for.
        pages: how many pages it has.
        same: whether it says what the present data make it say.
    """

    title: str
    pages: int
    same: bool


def prove(desk: Desk, file: Path) -> Proof:
    """Make one paper again from a backup that was just made, and keep what came of it.

    Raises:
        UserError: the backup can't be read, or the paper is not what it ought to be.
    """
    with _laid_out(desk, file) as folder:
        made = remake(desk, folder, file.name)
    ok = made is None or made.same
    words = _NOTHING if made is None else _remade_words(made)
    proof = Proof(desk.now().isoformat(), file.name, PAPER, ok, words)
    proof_log.add(desk.data_dir, proof)
    if not ok:
        raise UserError(
            f"备份没有通过核对：{words}。", "请再备份一次；仍不通过的，运行“核对数据”并报告此事。"
        )
    return proof


def _room(desk: Desk) -> Path:
    """Where backups are laid out to be tried: on the disk of the data, swept at the next round."""
    folder = places.backups(desk.data_dir)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def _laid_out(desk: Desk, file: Path) -> Iterator[Path]:
    """The database of a backup in a folder of its own, without the originals."""
    with tempfile.TemporaryDirectory(dir=_room(desk), prefix=".核对-") as made:
        folder = Path(made)
        with archive.opened(file) as source:
            manifest = archive.read_manifest(source)
            archive.extract_database(source, manifest, places.database(folder))
        yield folder


def remake(desk: Desk, folder: Path, seed: str) -> Remade | None:
    """Compose and draw one paper from a data folder; ``None`` where there is none to be made."""
    from zjbuy_desktop.store.opening import open_store

    with open_store(folder, now=desk.now(), read_only=True) as store:
        there = replace(desk, store=store)
        same_data = _last_event(folder) == _last_event(desk.data_dir)
        for project, kind, subject in _candidates(there, seed):
            with suppress(UserError):
                return _remade(there, desk if same_data else None, project, kind, subject)
    return None


def _candidates(desk: Desk, seed: str) -> list[tuple[int, str, str]]:
    """Papers that were made, and some that could be, in an order that changes every time."""
    made, could = [], []
    for project in peek.projects(desk.data_dir):
        case = desk.case(project.id)
        made += [(case.id, p.kind, p.unit) for p in case.papers if p.kind in PAPERS]
        could += [(case.id, k, s) for k in PAPERS for s in _subjects(case, k)[:1]]
    dice = random.Random(seed)
    made = list(dict.fromkeys(made))
    dice.shuffle(made)
    dice.shuffle(could)
    return [*made[:_TRIED], *could[:_TRIED]]


def _subjects(case: Case, kind: str) -> list[str]:
    return list(papers.paper_spec(kind).subjects(case))


def _remade(there: Desk, here: Desk | None, project: int, kind: str, subject: str) -> Remade:
    """Raises ``UserError`` where the paper can't be made yet."""
    paper = papers.composed(there, there.case(project), kind, subject).paper
    pages = len(papers.pictures(there, paper, 24))
    same = True
    if here is not None:
        own = papers.composed(here, here.case(project), kind, subject).paper
        same = (own.facts, own.blocks) == (paper.facts, paper.blocks)
    title = f"《{paper.title}》" + (f"（{subject}）" if subject else "")
    return Remade(title, pages, same and pages > 0)


def _last_event(data_dir: Path) -> tuple[int, str]:
    query = "SELECT seq, hash FROM audit_event ORDER BY seq DESC LIMIT 1"
    with peek.connect(places.database(data_dir)) as db:
        row = db.execute(query).fetchone()
    return (row[0], row[1]) if row else (0, "")


def _remade_words(made: Remade) -> str:
    said = "内容一致" if made.same else "内容不一致"
    return f"重做了{made.title}{made.pages} 页，{said}"


# 恢复演练


def drill_due(desk: Desk) -> bool:
    """Whether a week has passed since the last drill, and there is a backup to try."""
    last = proof_log.last(desk.data_dir, DRILL)
    if last is not None and timedelta(0) <= desk.now() - last.when < EVERY:
        return False
    return desk.store.writable and bool(backup_view.listed(desk.data_dir))


def drill(desk: Desk) -> Iterator[str]:
    """Go back to the newest backup in a folder aside, and look whether all is there.

    A few steps, each naming the next, so that other work can come between; the last one keeps
    what came of it. Broken off, it leaves nothing behind.
    """
    newest = backup_view.listed(desk.data_dir)[0]
    folder = Path(tempfile.mkdtemp(dir=_room(desk), prefix=".演练-"))
    found: list[str] = []
    try:
        yield "恢复到旁边的文件夹"
        found += _restored(desk, newest.file, folder)
        yield "核对数据和合计"
        found += _checked(folder)
        yield "重做一份文件"
        made = remake(desk, folder, desk.now().isoformat()) if not found else None
        if made is not None and not made.same:
            found.append(_remade_words(made))
    except UserError as error:
        found.append(error.message)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    told = _remade_words(made) if not found and made else _NOTHING
    words = "；".join(found) or f"数据、合计、原件都在，{told}"
    proof = Proof(desk.now().isoformat(), newest.file.name, DRILL, not found, words)
    proof_log.add(desk.data_dir, proof)


def run_drill(desk: Desk) -> Proof:
    """The whole drill at once."""
    for _ in drill(desk):
        pass
    proof = proof_log.last(desk.data_dir, DRILL)
    assert proof is not None
    return proof


def sweep(data_dir: Path) -> None:
    """Take away what a drill left that was killed."""
    for pattern in (".演练-*", ".核对-*"):
        for folder in places.backups(data_dir).glob(pattern):
            shutil.rmtree(folder, ignore_errors=True)


def _restored(desk: Desk, file: Path, folder: Path) -> Iterator[str]:
    """Restore for real, then hold the totals against what the backup says."""
    from zjbuy_desktop.store.restore import restore

    restore(folder, file, desk.now())
    with archive.opened(file) as source:
        manifest = archive.read_manifest(source)
    with closing(database.connect(places.database(folder))) as db:
        if (archive.counts(db), archive.totals(db)) != (manifest.counts, manifest.totals):
            yield "恢复出来的合计与备份时不一致"
    if manifest.revision != places.REVISIONS[-1]:
        from zjbuy_desktop.store.migrate import upgrade

        upgrade(places.database(folder))


def _checked(folder: Path) -> Iterator[str]:
    from zjbuy_desktop.store.verify import verify

    yield from verify(folder).problems[:3]
