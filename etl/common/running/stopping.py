"""Ctrl-C and its like: at once while the program starts, in order while a command works."""

from __future__ import annotations

import os
import signal
import sys

# As `typing` has it, which would take a while to come: until `watch` is called nothing should.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import Any

MESSAGE = "stopped: nothing half-done is left; a fetch goes on where it was"
# The engine looks for a signal between its steps only, and one step can take long.
GRACE_SECONDS = 5.0
# Windows knows no SIGHUP.
_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)


class _State:
    """What this process does with a signal, and which has come."""

    watched: tuple[int, ...] = ()
    come: int = 0
    # Taken by who ends the program: a handler and the waiting thread may come at one time.
    turn: list[bool] = [True]


def watch() -> None:
    """From here on a signal ends the program at once, in one line; what is ignored stays so.

    For the time in which modules are imported: many turn an interrupt into an error of their own.
    """
    # A shell starts what runs behind with Ctrl-C ignored.
    _State.watched = tuple(n for n in _SIGNALS if signal.getsignal(n) is not signal.SIG_IGN)
    end_next_at_once()


def end_next_at_once() -> None:
    """Nothing is open: the next signal ends the program at once."""
    for number in _State.watched:
        signal.signal(number, _end_at_once)


def stop_in_order() -> None:
    """A command works from here on: the first signal unwinds it, the second ends it at once."""
    if not _State.watched:
        return
    for number in _State.watched:
        signal.signal(number, _interrupt)
    sys.unraisablehook = _again_where_it_was_lost
    _end_what_does_not_hear()


def exit_code() -> int:
    """The code that says which signal has come, 0 for none."""
    return 128 + _State.come if _State.come else 0


def _end_at_once(number: int, _frame: FrameType | None = None) -> None:
    import contextlib

    try:
        _State.turn.pop()
    except IndexError:
        return
    # Where it was never imported nothing is unfinished.
    if work := sys.modules.get("etl.common.running.unfinished"):
        work.end_by_clearing(number, f"error: {MESSAGE}")
    # Not by sys.stderr: the signal may have come in the midst of a write to it.
    with contextlib.suppress(OSError):
        os.write(2, f"error: {MESSAGE}\n".encode())
    os._exit(128 + number)


def _interrupt(number: int, _frame: FrameType | None) -> None:
    if _State.come:
        _end_at_once(_State.come)
    _State.come = number
    raise KeyboardInterrupt


def _again_where_it_was_lost(lost: Any) -> None:
    """Python drops what is raised while an object is taken apart; an interrupt is sent again."""
    if lost.exc_type is KeyboardInterrupt:
        _end_at_once(_State.come)
    sys.__unraisablehook__(lost)


def _end_what_does_not_hear() -> None:
    """A thread that ends the program where the command has not, some seconds after a signal."""
    # Here, since none of it is wanted before a command works.
    import select
    import socket
    import threading

    heard, sent = socket.socketpair()
    sent.setblocking(False)
    # Python writes to it at once, also while the engine has the main thread.
    signal.set_wakeup_fd(sent.fileno(), warn_on_full_buffer=False)

    def wait() -> None:
        # Held here, so that both ends stay open as long as the thread lives.
        _ = sent
        number = 0
        while number not in _State.watched:
            number = heard.recv(1)[0]
        # Woken by the second signal, or by the end of the time.
        select.select([heard], [], [], GRACE_SECONDS)
        _end_at_once(number)

    threading.Thread(target=wait, daemon=True).start()
