"""A process that makes papers for another: this is its side."""

import os
import pickle
import signal
import threading
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue

from zjbuy_desktop.pdf.batch import Job, render_batch
from zjbuy_desktop.pdf.fonts import FontBook
from zjbuy_desktop.pdf.layout import RenderOptions

READY = b"ready"
STOP = b""

Source = tuple[Path, tuple[Path, ...], RenderOptions]
"""What papers are set with: folder of the fonts, folders of the office's, options."""
Numbered = tuple[int, Job]


def serve(orders: Connection, answers: Connection, source: Source) -> None:
    """Make the batches that come, answer each paper by its number; until told to stop.

    It also stops, after the paper in hand, when the program that started it is gone.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to handle
    inbox: SimpleQueue[bytes] = SimpleQueue()
    stopped = threading.Event()
    threading.Thread(target=_listen, args=(orders, inbox, stopped), daemon=True).start()
    folder, office_folders, options = source
    fonts = FontBook.load(folder, office_folders)
    answers.send_bytes(READY)
    try:
        while (order := inbox.get()) != STOP:
            batch: list[Numbered] = pickle.loads(order)
            results = render_batch([job for _, job in batch], fonts, options, stopped.is_set)
            for (number, _), result in zip(batch, results, strict=False):
                answers.send_bytes(pickle.dumps((number, result)))
    except OSError:
        os._exit(1)  # nobody hears any more


def _listen(orders: Connection, inbox: "SimpleQueue[bytes]", stopped: threading.Event) -> None:
    """Take orders while papers are made, so that a stop is heard at once."""
    order = READY
    while order != STOP:
        try:
            order = orders.recv_bytes()
        except (EOFError, OSError):
            order = STOP
        if order == STOP:
            stopped.set()
        inbox.put(order)
