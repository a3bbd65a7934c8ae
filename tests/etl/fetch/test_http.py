"""Every failure of the network ends in one line, after the right number of calls."""

from __future__ import annotations

import json
import shutil
import socket
import ssl
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from etl.common.asking import OverLimitError, PublisherError, Request, UnavailableError
from etl.fetch.http import Client, Site
from etl.sources import publishers
from tests.fixtures.wire import KEY, QUICK, Silence, Wire, client_of, every, http, wired

ASKED = Request("schedules/schedule_a/", (("committee_id", "C00900001"),))
GOOD = http(200, b'{"results": []}')


PASSING = (
    "empty-503 html-500 502 408 truncated-json html-200 not-utf8 deep cut bad-gzip hangup "
    "no-http bad-chunk"
)


def http_date(seconds: float) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


@pytest.mark.parametrize(
    "bad",
    [
        http(503),
        http(500, b"<!doctype html><html><h1>500</h1></html>", Content_Type="text/html"),
        http(502, b"bad gateway"),
        http(408),
        http(200, b'{"results": [{"sub_id": "1"'),
        http(200, b"<html>maintenance</html>"),
        http(200, b'{"results": "\xff\xfe"}'),
        http(200, b"[" * 100_000),
        http(200, b'{"results": [', length=500),
        http(200, b"\x1f\x8bgarbage", Content_Encoding="gzip"),
        b"",
        b"garbage\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
    ids=PASSING.split(),
)
def test_a_passing_failure_is_tried_four_times(bad: bytes, slept: list[float]) -> None:
    with wired(bad, bad, bad, GOOD) as (wire, client):
        assert client.answer(ASKED).document == {"results": []}
        assert len(wire.heard) == 4
    with wired(bad) as (wire, client):
        failure = every(lambda: client.answer(ASKED))
        assert isinstance(failure, UnavailableError) and "\n" not in str(failure)
        assert len(wire.heard) == 4


def test_the_pauses_grow_and_differ(slept: list[float]) -> None:
    for _ in range(5):
        with Wire(http(503)) as wire:
            every(lambda: client_of(wire.root, limits=replace(QUICK, first_wait=1)).answer(ASKED))  # noqa: B023
    rounds = [slept[start : start + 3] for start in range(0, 15, 3)]
    for pauses in rounds:
        assert all(2**place <= wait <= 2**place + 1 for place, wait in enumerate(pauses))
    assert len({pauses[0] for pauses in rounds}) > 1


@pytest.mark.parametrize(
    ("header", "least", "most"),
    [
        ("7", 7, 7.1),
        (30.0, 25, 30.1),
        ("soon", 0, 0.1),
        ("-5", 0, 0.1),
        (-60.0, 0, 0.1),
    ]
    + [
        ("Wed, 21 Oct 2015 07:28:00", 0, 0.1),
        ("Wed, 21 Oct 2015 07:28:00 +99999999999999", 0, 0.1),
    ],
)
def test_retry_after_is_obeyed(
    header: str | float, least: float, most: float, slept: list[float]
) -> None:
    header = http_date(header) if isinstance(header, float) else header
    for status in (503, 429) if least else (503,):
        slept.clear()
        with wired(http(status, Retry_After=header), GOOD) as (_, client):
            client.answer(ASKED)
        assert len(slept) == 1 and least <= slept[0] <= most


@pytest.mark.parametrize(
    "header", ["3600", http_date(3600), "9" * 400], ids=["seconds", "day", "absurd"]
)
@pytest.mark.parametrize("status", [503, 429])
def test_a_long_retry_after_is_told_and_not_slept(
    status: int, header: str, slept: list[float]
) -> None:
    with wired(http(status, Retry_After=header)) as (wire, client):
        failure = every(lambda: client.answer(ASKED))
    assert isinstance(failure, UnavailableError)
    assert "come back at" in str(failure) and "UTC" in str(failure)
    assert (len(wire.heard), slept) == (1, [])


@pytest.mark.parametrize("status", [400, 404, 405, 422, 403, 401, 204, 302])
def test_a_refusal_is_not_asked_again(status: int, slept: list[float]) -> None:
    with wired(http(status, b'{"detail": "No such filter."}')) as (wire, client):
        failure = every(lambda: client.answer(ASKED))
    assert isinstance(failure, PublisherError) and not isinstance(failure, UnavailableError)
    assert (len(wire.heard), slept) == (1, [])


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"detail": "Sort value is unknown"}, "(400: Sort value is unknown)"),
        ({"message": {"query": {"page": ["too low"]}}, "status": 400}, "too low"),
        ({"error": {"code": "API_KEY_INVALID", "message": "Get a key"}}, "Get a key"),
        ({"message": "Mixed", "award_type_groups": {"a": 1}}, "(400: Mixed)"),
        ([["a", "list"]], "list"),
        (7, "(400: 7)"),
        (None, "(400)"),
        ({"message": None}, "400"),
        ({"message": "two\nlines \x1b[2J"}, "two lines [2J"),
        ({"message": "x" * 296 + KEY}, "x" * 296 + "[key"),
    ],
)
def test_an_error_of_any_shape_is_quoted(body: object, words: str) -> None:
    with wired(http(400, json.dumps(body).encode())) as (_, client):
        text = str(every(lambda: client.answer(ASKED)))
    assert words in text and "SECR" not in text and text.isprintable() and len(text) < 500


def test_a_used_up_limit_stops_before_the_next_call(slept: list[float]) -> None:
    used = http(200, b"{}", X_RateLimit_Remaining="0", X_RateLimit_Limit="30")
    with wired(used) as (wire, client):
        client.answer(ASKED)
        with pytest.raises(OverLimitError, match="30 calls an hour is used up.*come back at"):
            client.answer(ASKED)
        assert len(wire.heard) == 1


def test_the_patient_wait(slept: list[float]) -> None:
    with Wire(http(429, Retry_After="1800"), GOOD) as wire:
        client = client_of(wire.root, limits=replace(QUICK, is_patient=True))
        told: list[OverLimitError] = []
        client.on_wait = told.append
        assert client.answer(ASKED).document == {"results": []}
    assert slept == [1800] and len(told) == 1


def test_a_publisher_that_says_nothing(slept: list[float]) -> None:
    with Wire(Silence()) as wire:
        client = client_of(wire.root, limits=replace(QUICK, read_seconds=0.05))
        assert "no answer in time" in str(every(lambda: client.answer(ASKED)))
        assert len(wire.heard) == 4


def test_a_publisher_that_falls_silent_in_the_middle(slept: list[float]) -> None:
    with Wire((http(200, b'{"res', length=50), Silence())) as wire:
        client = client_of(wire.root, limits=replace(QUICK, read_seconds=0.05))
        assert "no answer in time" in str(every(lambda: client.answer(ASKED)))
        assert len(wire.heard) == 4


def test_nobody_listens(slept: list[float]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    failure = every(lambda: client_of(f"http://127.0.0.1:{port}").answer(ASKED))
    assert isinstance(failure, UnavailableError) and "cannot connect" in str(failure)
    assert len(slept) == 3


def test_no_such_host(slept: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*asked: object, **how: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fails)
    failure = every(lambda: client_of("https://api.example/v1").answer(ASKED))
    assert isinstance(failure, UnavailableError) and "DNS" in str(failure)


@pytest.fixture
def tls(tmp_path: Path) -> ssl.SSLContext:
    """A certificate that nobody vouches for."""
    if not shutil.which("openssl"):
        pytest.skip("openssl makes the certificate")
    made = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout k.pem -out c.pem"
    subprocess.run(["openssl", *made.split()], cwd=tmp_path, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "c.pem", tmp_path / "k.pem")
    return context


def test_a_certificate_that_nobody_vouches_for(tls: ssl.SSLContext, slept: list[float]) -> None:
    with Wire(GOOD) as wire:
        wire.tls = tls
        client = client_of(wire.root.replace("http:", "https:"))
        failure = every(lambda: client.answer(ASKED))
    assert not isinstance(failure, UnavailableError) and "certificates" in str(failure)
    assert (wire.heard, client.calls) == ([], 1)


def test_tls_that_breaks_off_is_tried_again(slept: list[float]) -> None:
    with Wire(GOOD) as wire:
        failure = every(lambda: client_of(wire.root.replace("http:", "https:")).answer(ASKED))
    assert isinstance(failure, UnavailableError) and "TLS" in str(failure) and len(slept) == 3


@pytest.mark.parametrize("proxy", ["http://127.0.0.1:1", "foo://127.0.0.1:1", "http:///"])
def test_a_proxy_that_does_not_serve(
    proxy: str, slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", proxy)
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert "check HTTPS_PROXY" in str(
        every(lambda: client_of("http://api.example/v1").answer(ASKED))
    )


def test_certificates_that_are_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere.pem")
    failure = every(lambda: client_of("https://127.0.0.1:1/v1").answer(ASKED))
    assert isinstance(failure, PublisherError) and "certificates" in str(failure)


@pytest.mark.parametrize(
    "address",
    ["api.example/v1", "localhost:80/v1", "ftp://x/v1", "http://", "http://[::1", "http://a:b/"]
    + ["alice:hunter2@api.example/v1", "https://alice:hunter2@[::1/", "file:///etc/passwd"],
)
def test_an_address_that_is_none(address: str) -> None:
    failure = every(lambda: client_of(address).answer(ASKED))
    assert type(failure) is PublisherError and "FEC_API_URL" in str(failure)
    assert "hunter2" not in str(failure) + repr(failure)


def test_a_password_in_the_address_is_not_shown() -> None:
    with Wire(http(400)) as wire:
        address = wire.root.replace("//", "//alice:hunter2@")
        failure = every(lambda: client_of(address).answer(ASKED))
    assert "hunter2" not in str(failure) and "127.0.0.1" in str(failure)


def test_an_answer_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("etl.fetch.http.LARGEST_ANSWER", 100_000)
    with wired(http(200, b" " * 300_000)) as (wire, client):
        assert "larger than" in str(every(lambda: client.answer(ASKED)))
        assert len(wire.heard) == 1


def test_a_limit_without_a_key_speaks_of_none() -> None:
    """A service that wants no key cannot be given another one."""
    (service,) = publishers()["usaspending"].services
    with Wire(http(429, Retry_After="1800")) as wire:
        client = Client(Site(service, wire.root), QUICK)
        failure = every(lambda: client.answer(ASKED))
    assert isinstance(failure, OverLimitError)
    assert "its limit is used up" in str(failure) and "key" not in str(failure)
