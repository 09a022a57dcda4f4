"""一个进程占了多少内存：主进程看着读表的子进程，超了就结束它，别的系统也一样管得住。

Linux lets a process limit itself (`worker`); Windows has no such limit, so the parent looks.
"""

import sys
from pathlib import Path

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _QUERY = 0x1000 | 0x0010
    """PROCESS_QUERY_LIMITED_INFORMATION and PROCESS_VM_READ."""

    class _Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS_EX; only the last is of interest."""

        _fields_ = [
            ("size", wintypes.DWORD),
            ("faults", wintypes.DWORD),
            *((f"unused{n}", ctypes.c_size_t) for n in range(8)),
            ("private", ctypes.c_size_t),
        ]

    def private_bytes(pid: int) -> int | None:
        """Memory of a process that is its own alone, in bytes; ``None`` if it can't be told."""
        handle = ctypes.windll.kernel32.OpenProcess(_QUERY, False, pid)
        if not handle:
            return None
        try:
            counters = _Counters(size=ctypes.sizeof(_Counters))
            told = ctypes.windll.psapi.GetProcessMemoryInfo(
                wintypes.HANDLE(handle), ctypes.byref(counters), counters.size
            )
            return int(counters.private) if told else None
        finally:
            ctypes.windll.kernel32.CloseHandle(wintypes.HANDLE(handle))

else:
    import os

    def private_bytes(pid: int) -> int | None:
        """Memory of a process that is its own alone, in bytes; ``None`` if it can't be told."""
        try:
            fields = Path(f"/proc/{pid}/statm").read_text("ascii").split()
        except OSError:
            return None  # 已经结束，或这个系统没有 /proc
        resident, shared = int(fields[1]), int(fields[2])
        return (resident - shared) * os.sysconf("SC_PAGE_SIZE")
