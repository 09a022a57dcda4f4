"""造许多小对象的时候，垃圾回收少来几趟：上万行需求里几乎没有环。"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS = 50_000
"""New objects between two collections; Python's own 700 suit programs that keep little."""


@contextmanager
def rarely_collected() -> Iterator[None]:
    """Within it the garbage collector of the whole process comes rarely, afterwards as before."""
    before = gc.get_threshold()
    gc.set_threshold(max(before[0], _OBJECTS), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
