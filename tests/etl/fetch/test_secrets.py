"""The key goes to its publisher and nowhere else."""

from __future__ import annotations

import json
import logging
import traceback
from pathlib import Path

import pytest

from etl.common.asking import PublisherError, Request
from etl.common.settings import Settings
from tests.fixtures.fetching import command
from tests.fixtures.publishers import Publishers
from tests.fixtures.wire import KEY, Wire, client_of, every, http, wired

ASKED = Request("schedules/schedule_a/", (("committee_id", "C00900001"),))
GOOD = http(200, b'{"results": []}')


def test_the_key_is_not_sent_on() -> None:
    with Wire(GOOD) as other, Wire(http(302, Location=f"{other.root}/v1/?k={KEY}")) as wire:
        failure = every(lambda: client_of(wire.root).answer(ASKED))
        assert other.heard == [] and KEY in wire.heard[0] and KEY not in str(failure)
        assert other.root.removeprefix("http://") in str(failure)


@pytest.mark.parametrize("key", ["“" + KEY + "”", KEY + "\nX: y", KEY + " x"])
def test_a_key_that_cannot_be_sent(key: str) -> None:
    failure = every(lambda: client_of("http://127.0.0.1:1", key).answer(ASKED))
    assert type(failure) is PublisherError and "FEC_API_KEY" in str(failure)
    assert KEY not in "".join(traceback.format_exception(failure))


@pytest.mark.parametrize(
    "answer",
    [http(403, KEY.encode()), http(500, json.dumps({"message": KEY}).encode()), b"", http(200)]
    + [http(400, json.dumps({KEY: [KEY]}).encode()), http(429), http(302, Location=KEY)],
)
def test_no_exception_holds_the_key(
    answer: bytes, slept: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with wired(answer) as (_, client):
        failure: BaseException | None = every(lambda: client.answer(ASKED))
        assert KEY not in repr(client.site)
    assert KEY not in caplog.text + repr(Settings(given={"FEC_API_KEY": KEY}))
    while failure:
        assert KEY not in f"{failure!r}{failure}{failure.args}"
        request = getattr(failure, "request", None)
        assert KEY not in str(getattr(request, "headers", ""))
        failure = failure.__cause__ or failure.__context__


FAULTS = {
    "success": (200, b"", {}),
    "refused": (403, json.dumps({"error": {"code": KEY, "message": KEY}}).encode(), {}),
    "limit": (429, b"{}", {"Retry-After": "3000"}),
    "down": (503, KEY.encode(), {"Retry-After": "3000"}),
    "moved": (302, b"", {"Location": f"http://127.0.0.1:1/{KEY}"}),
    "garbled": (400, b"{" + KEY.encode(), {}),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_command_line_keeps_the_key(fault: str, tmp_path: Path) -> None:
    status, body, headers = FAULTS[fault]
    with Publishers() as publishers:
        publishers.fec.key = KEY
        publishers.fec.add_receipts(3, committee_id="C00900001")
        if status != 200:
            publishers.fail("/schedules/", status, 99, body, headers)
        words = ("fetch", "--committee", "C00900001", "--debug")
        done = command(publishers, tmp_path, *words)
        sent = [request.headers.get("x-api-key") for request in publishers.requests]
    assert KEY in sent and (done.returncode == 0) == (fault == "success")
    assert KEY not in done.stdout + done.stderr
    for path in tmp_path.rglob("*"):
        assert KEY not in path.name
        assert not path.is_file() or KEY.encode() not in path.read_bytes()
