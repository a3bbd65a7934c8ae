"""Bringing in from a page: looked up, planned, told, and off where the server is shared."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import streamlit as st
from streamlit import config

from dashboards.base.credentials import Login, LoginError
from dashboards.bring import allowed
from etl.common.settings import Settings
from etl.jobs.state import ORDER, OWNER, STATE, JobOrder, JobOwner, JobState, write_part
from tests.dashboards.opening import opened, texts
from tests.fixtures.fetching import addresses
from tests.fixtures.publishers import Publishers

PAGE = "views/bring.py"
pytestmark = pytest.mark.usefixtures("own_machine")
HOSTILE = "ACME <IMG SRC=X> [A](HTTP://EVIL.EXAMPLE) $X$ LLC"


@pytest.fixture
def publishers(served: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Publishers]:
    with Publishers() as running:
        contracts = running.usaspending
        contracts.add_award("CONT_AWD_A_9700_-NONE-_-NONE-", "ACMEROCKET01", "ACME ROCKETS LLC")
        contracts.add_award("CONT_AWD_B_9700_-NONE-_-NONE-", "ACMEROCKET02", HOSTILE)
        running.fec.add_receipts(130)
        running.fec.add_committee()
        for name, value in addresses(running).items():
            monkeypatch.setenv(name, value)
        yield running


def test_a_name_leads_to_the_publishers_lists_and_what_they_take(publishers: Publishers) -> None:
    app = opened(PAGE, name="Acme", kind="firm")
    assert not app.exception and not app.warning
    boxes = {box.label: box.value for box in app.checkbox}
    assert [value for label, value in boxes.items() if label.startswith("ACME ROCKETS LLC ·")] == [
        True
    ]
    # What a publisher's list holds is a text like any other.
    (hostile,) = [label for label in boxes if "EVIL" in label]
    assert "\\<IMG" in hostile and "](HTTP" not in hostile and "\\$X\\$" in hostile
    said = texts(app)
    assert "about " in said and "less than a minute" in said and "1,000 calls an hour" in said
    assert [button.label for button in app.button] == ["Get these"]
    # Nothing is fetched by looking, and the same look does not ask again.
    calls = len(publishers.requests)
    app.run()
    assert len(publishers.requests) == calls
    assert not any("schedule_a" in r.path and "last_index" in r.query for r in publishers.requests)
    for box in app.checkbox:
        if box.value:
            box.uncheck()
    app.run()
    assert not app.button and "Tick what is wanted" in texts(app)


def test_a_key_that_is_not_set_and_a_limit_are_said(
    publishers: Publishers, monkeypatch: pytest.MonkeyPatch
) -> None:
    publishers.fec.key, publishers.fec.hourly_limit, publishers.fec.used = None, 1, 1
    monkeypatch.setenv("FEC_API_KEY", "")
    app = opened(PAGE, name="Acme Rockets")
    assert "DEMO\\_KEY allows about 30 calls an hour" in texts(app)
    assert "limit is used up until" in app.warning[0].value
    assert [button.label for button in app.button] == ["Get these"]


def test_without_network_there_is_one_sentence(
    served: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("USASPENDING_API_URL", "FEC_API_URL"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    app = opened(PAGE, name="Acme Rockets")
    assert not app.exception and not app.button and not app.checkbox
    assert [element.value.count(". ") for element in app.warning] == [0]
    assert "No publisher answers" in app.warning[0].value


def test_an_address_says_what_is_looked_for(publishers: Publishers) -> None:
    app = opened(PAGE, name="Ada Quill", kind="person")
    assert app.checkbox[0].label.startswith("QUILL, ADA") and "Contributors" in texts(app)
    app = opened(PAGE, name="Acme Rockets", kind="committee")
    assert "Committees registered" in texts(app) and "named it as employer" not in texts(app)


@pytest.mark.parametrize("kind", ["firm", "person", "committee", "nobody", "<b>"])
def test_any_address_draws_a_page(publishers: Publishers, kind: str) -> None:
    app = opened(PAGE, name="\x00 <img src=x onerror=alert(1)>", kind=kind, tab="nowhere")
    assert not app.exception
    assert "30111\\(a\\)\\(4\\)" in texts(app)


def complete() -> Login:
    return Login(("default",))


def broken() -> Login:
    raise LoginError("x")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("dashboards.base.login.wanted", complete),
        ("dashboards.base.login.wanted", broken),
        ("server.address", None),
        ("server.address", "0.0.0.0"),
        ("server.address", "192.168.1.4"),
        ("server.allowedHosts", ["localhost", "throughline.example.org"]),
        ("server.allowedHosts", ["*"]),
        ("server.allowedHosts", []),
        ("server.allowedHosts", "localhost"),
        ("ip_address", "192.168.1.9"),
        ("X-Forwarded-For", "10.0.0.1"),
        ("Forwarded", "for=10.0.0.1"),
    ],
)
def test_a_shared_server_brings_nothing_in_unless_it_is_allowed(
    served: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    assert allowed.refusal() is None
    if name.startswith("server."):
        config.set_option(name, value)
    elif callable(value):
        monkeypatch.setattr(name, value)
    elif name == "ip_address":
        monkeypatch.setattr(type(st.context), name, value)
    else:
        monkeypatch.setattr(type(st.context), "headers", {name: value})
    for word in ("", "0", "true", "yes", "2"):
        monkeypatch.setenv("THROUGHLINE_ALLOW_JOBS", word)
        refused = allowed.refusal()
        assert refused and "is off" in refused and "THROUGHLINE_ALLOW_JOBS=1" in refused
    monkeypatch.setenv("THROUGHLINE_ALLOW_JOBS", "1")
    assert allowed.refusal() is None


def test_where_it_is_off_nothing_is_asked_or_taken(publishers: Publishers) -> None:
    config.set_option("server.address", "0.0.0.0")
    app = opened(PAGE, name="Acme Rockets")
    assert "Fetching and loading from this page is off" in app.info[0].value
    assert not app.checkbox and not app.button and publishers.requests == []
    app = opened(PAGE, tab="file")
    assert not app.file_uploader and "is off" in app.info[0].value
    # A list is only read: it is answered for whoever may see the pages.
    assert opened(PAGE, tab="names").file_uploader


def test_a_press_on_an_old_page_starts_nothing_once_it_is_off(publishers: Publishers) -> None:
    app = opened(PAGE, name="Acme Rockets")
    config.set_option("server.address", "0.0.0.0")
    app.button(key="get").click().run()
    assert not (Settings().data / "jobs").exists()


def job(state: JobState, order: JobOrder | None = None, process: int | None = None) -> None:
    """A job of the data folder as it stands after, or in, its work."""
    folder = Settings().data / "jobs" / "20260101T000000-000"
    folder.mkdir(parents=True)
    write_part(folder, ORDER, order or JobOrder("Acme Rockets", {"ueis": ("C6M7C2FLKER5",)}))
    write_part(folder, STATE, state)
    (folder / "log.txt").write_text("10:00:00 <script>alert(1)</script>\n")
    if process:
        write_part(folder, OWNER, JobOwner(process, 1.0))


BEGUN = JobState("fetch", "2026-01-01T10:00:00+00:00", "schedule a: 300 rows", calls=3)


def test_a_killed_job_is_told_as_stopped_with_what_to_do(served: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    job(BEGUN, process=gone.pid)
    app = opened(PAGE)
    assert "Acme Rockets" in app.warning[0].value and "ended from outside" in app.warning[0].value
    assert [button.label for button in app.button] == ["Go on"]
    assert app.code[0].value == "10:00:00 <script>alert(1)</script>"


def test_a_job_that_failed_says_why_and_one_that_is_done_opens(served: Path) -> None:
    job(replace(BEGUN, ending="failed", message="error of *the* publisher"))
    app = opened(PAGE)
    assert "error of \\*the\\* publisher" in app.error[0].value
    folder = Settings().data / "jobs" / "20260101T000000-000"
    done = replace(BEGUN, ending="done", message="Done.", ended_at="2099-01-01T10:00:00+00:00")
    write_part(folder, STATE, done)
    app = opened(PAGE)
    assert "is brought in" in app.success[0].value
    assert "/contractor?id=uei%3AC6M7C2FLKER5" in texts(app)
    # Of one that was done long ago nobody wants to hear first.
    write_part(folder, STATE, replace(done, ended_at="2026-01-02T10:00:00+00:00"))
    app = opened(PAGE)
    assert not app.success and "Acme Rockets: done" in texts(app)
