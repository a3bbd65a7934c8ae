"""A file held against other processes, and whether a process runs, on every system."""

from __future__ import annotations

from typing import IO, Any

from etl.common.settings import ThroughlineError


def hold_file(stream: IO[Any], busy: str, *, is_waiting: bool) -> None:
    """Hold an open file until it is closed; the system lets go of it when the process dies.

    Raises ThroughlineError with `busy` where another holds it and nobody waits, or waits in vain.
    """
    # Here, as the system's own part of it is imported with it, and few commands lock.
    import portalocker

    flags = portalocker.LockFlags.EXCLUSIVE
    if not is_waiting:
        flags |= portalocker.LockFlags.NON_BLOCKING
    try:
        portalocker.lock(stream, flags)
    except portalocker.AlreadyLocked as error:
        raise ThroughlineError(busy) from error
    except portalocker.LockException as error:
        # Some network file systems know no locks.
        raise ThroughlineError(
            f"{stream.name} cannot be held ({error}): use --data DIR on a disk of this machine"
        ) from error


def is_running(process: int) -> bool:
    """Whether a process of that number runs on this machine, whoever's it is."""
    # The signal 0, which asks elsewhere, would end the process on Windows.
    import psutil

    return bool(psutil.pid_exists(process))
