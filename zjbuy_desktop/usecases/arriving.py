"""边读边收原件：读完一份就放好一份；读过以后不见了的，不算数，其余照常。"""

from collections.abc import Sequence
from pathlib import Path

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.core.case.needs import Outcome, ReadReturn
from zjbuy_desktop.store.originals import OriginalLostError, Originals


class Arrivals:
    """Puts originals in their place while other files are still being read.

    A file without its record does no harm; ``keep`` makes them durable before it commits.
    """

    def __init__(self, originals: Originals) -> None:
        self._originals = originals
        self._lost: set[Path] = set()

    def __call__(self, result: ReadReturn, path: Path) -> None:
        """Take the original of one file just read.

        Raises:
            UserError: the disk is full or can't be written to.
        """
        if not result.sha256 or result.outcome is Outcome.IGNORED:
            return
        try:
            self._originals.place(result.sha256, path)
        except OriginalLostError:
            self._lost.add(path)

    def settled(self, results: Sequence[ReadReturn], paths: Sequence[Path]) -> list[ReadReturn]:
        """The results; a file whose original can't be kept can't count either."""
        pairs = zip(results, paths, strict=True)
        return [_gone(r) if path in self._lost else r for r, path in pairs]


def _gone(result: ReadReturn) -> ReadReturn:
    problem = CellProblem(
        None,
        None,
        "文件读过以后被移走、锁住或改动了",
        "导入期间一直在原处的文件",
        "请放回原处、关闭打开它的程序，再导入一次",
    )
    return ReadReturn(
        result.file, "", Outcome.REJECTED, result.units, problems=(problem,), notes=result.notes
    )
