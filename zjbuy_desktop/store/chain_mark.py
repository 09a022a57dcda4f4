"""记录号: number and beginning of the hash of an event, as it is printed on papers and exports.

Whoever rewrites the chain gets other hashes; what was printed before no longer fits.
"""

import re
import sqlite3

from zjbuy_desktop.store.unit_of_work import View

DIGITS = 16
"""Hex digits printed: 64 bits, far more than can be hit by trying."""
_LAST = "SELECT seq, hash FROM audit_event ORDER BY seq DESC LIMIT 1"
_MARK = re.compile(r"(\d{1,9})-((?:[0-9A-F]{4}-){3}[0-9A-F]{4})")


def chain_mark(seq: int, hashed: str) -> str:
    """152-9F3A-20C1-7B44-D051."""
    start = hashed[:DIGITS].upper()
    return "-".join([str(seq), *(start[at : at + 4] for at in range(0, DIGITS, 4))])


def last_mark(view: View) -> str:
    """The mark of the last event; empty before the first."""
    row = view.db.exec_driver_sql(_LAST).fetchone()
    return chain_mark(row[0], row[1]) if row else ""


def compared(db: sqlite3.Connection, printed: str) -> tuple[bool, str]:
    """Whether a printed mark is still in the chain, and what to say, in Chinese."""
    match = _MARK.fullmatch(re.sub(r"\s", "", printed.upper().replace("－", "-")))
    if match is None:
        return False, f"“{printed}”不是记录号；应像 152-9F3A-20C1-7B44-D051 这样抄全。"
    seq, start = int(match[1]), match[2].replace("-", "")
    row = db.execute("SELECT hash, at, summary FROM audit_event WHERE seq = ?", (seq,)).fetchone()
    if row is None:
        return False, (
            f"这份数据里没有第 {seq} 条操作记录：恢复过更早的备份、不是同一份数据，"
            "或者记录被删去了。"
        )
    if row[0][:DIGITS].upper() != start:
        return False, (
            f"对不上：第 {seq} 条操作记录与印出时不是同一条。不是同一份数据，或者记录被改写过；"
            "由别处接手的项目，请在原来那份数据里核对。"
        )
    at = row[1][:16].replace("T", " ")
    return True, f"相符：第 {seq} 条操作记录（{at}“{row[2]}”）还是印出时那一条。"
