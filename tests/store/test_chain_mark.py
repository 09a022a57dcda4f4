"""记录号 on paper against the trail: whoever rewrites the chain no longer fits it."""

import sqlite3
from contextlib import closing

from tests.store.conftest import NOW
from zjbuy_desktop.store import audit, chain_mark, places
from zjbuy_desktop.store.store import Store
from zjbuy_desktop.store.verify import verify


def test_a_chain_rewritten_as_a_whole_still_shows_against_what_was_printed(
    store: Store, project: int
) -> None:
    with store.begin("x", "第二步", NOW, project):
        pass
    with store.read() as view:
        printed = chain_mark.last_mark(view)
    with store.begin("x", "第三步", NOW, project):
        pass
    store.close()
    with closing(sqlite3.connect(places.database(store.data_dir))) as db:
        assert chain_mark.compared(db, printed.lower().replace("-", "－"))[0]
        assert chain_mark.compared(db, printed)[1].startswith("相符：第 2 条")
        _rewrite(db)
        assert list(audit.broken_links(db)) == [], "the chain by itself is whole again"
        assert verify(store.data_dir).problems == ()
        fits, words = chain_mark.compared(db, printed)
        assert not fits
        assert words.startswith("对不上：第 2 条")


def _rewrite(db: sqlite3.Connection) -> None:
    """Change the first event and make every hash anew, as one who has this program could."""
    db.execute("UPDATE audit_event SET actor = '李四' WHERE seq = 1")
    previous = audit.FIRST
    for row in db.execute(f"SELECT {audit.COLUMNS} FROM audit_event ORDER BY seq").fetchall():
        facts = dict(zip(audit.COLUMNS.split(", "), row, strict=True))
        del facts["prev_hash"], facts["hash"]
        facts["payload"] = audit._parsed(facts["payload"])
        made = audit.chain_hash(previous, facts)
        db.execute(
            "UPDATE audit_event SET prev_hash = ?, hash = ? WHERE seq = ?",
            (previous, made, facts["seq"]),
        )
        previous = made
    head = f"{facts['seq']}:{previous}"
    db.execute("UPDATE meta SET value = ? WHERE key = ?", (head, audit.HEAD))
    db.commit()


def test_what_is_no_mark_or_of_other_data_is_told(store: Store, project: int) -> None:
    store.close()
    with closing(sqlite3.connect(places.database(store.data_dir))) as db:
        assert "没有第 99 条" in chain_mark.compared(db, "99-0000-0000-0000-0000")[1]
        for wrong in ("", "abc", "1-12", "1-12345-6789-ABCD-EF01"):
            assert "不是记录号" in chain_mark.compared(db, wrong)[1]
