"""Many readers: open pages and closed ones do not use up the server's open files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from etl.common.settings import Settings
from tests.fixtures.serving import Serving, Ways, serving

resource = pytest.importorskip("resource", reason="this system has no limit of open files")

LOW = 128
# Streamlit keeps so many closed sessions for two minutes, for a browser that comes back.
KEPT, EACH_KEPT, EACH_OPEN = 128, 3, 4
# of sessions that are just being closed, and of the database
UNDER_WAY = 40


@pytest.fixture(scope="module")
def server(case_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A server whose shell lets a program open only few files before it asks for more."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if not Path("/proc/self/fd").is_dir() or 0 <= hard < 4 * LOW:
        pytest.skip("descriptors are counted in /proc, under a hard limit of at least 512")
    log = tmp_path_factory.mktemp("sessions") / "log"
    with serving(case_settings.data, log, Ways(before=f"ulimit -Sn {LOW}")) as found:
        found.draw()
        yield found


def descriptors(server: Serving) -> int:
    """How many files, sockets and loops the server has open."""
    return len(list(Path(f"/proc/{server.pid}/fd").iterdir()))


def limits(server: Serving) -> list[str]:
    """The soft and the hard limit of the server's open files."""
    lines = Path(f"/proc/{server.pid}/limits").read_text().splitlines()
    return next(line.split()[3:5] for line in lines if line.startswith("Max open files"))


def test_the_limit_is_raised_as_far_as_the_system_lets_it(server: Serving) -> None:
    soft, hard = limits(server)
    assert int(soft) > LOW
    assert hard in (soft, "unlimited")


def test_more_readers_than_the_first_limit_are_served_at_once(server: Serving) -> None:
    before = descriptors(server)
    with ExitStack() as stack:
        for _ in range(LOW // 2):
            stack.enter_context(server.session())
        assert "The records loaded" in server.draw()
        assert descriptors(server) > LOW
    assert descriptors(server) <= before + EACH_OPEN * (LOW // 2 + 1) + UNDER_WAY
    assert "Too many open files" not in server.said()


def test_five_hundred_sessions_leave_no_more_behind_than_are_kept(server: Serving) -> None:
    before = descriptors(server)
    for _ in range(40):
        with server.session():
            pass
    assert descriptors(server) <= before + EACH_KEPT * 40 + UNDER_WAY
    for _ in range(2 * KEPT):
        with server.session():
            pass
    full = descriptors(server)
    for _ in range(500 - 40 - 2 * KEPT):
        with server.session():
            pass
    assert descriptors(server) <= full + UNDER_WAY
    assert full <= before + EACH_KEPT * KEPT + UNDER_WAY
    assert "The records loaded" in server.draw()
