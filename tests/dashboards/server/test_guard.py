"""The server answers to its own names only, to its own pages only, and stands in no frame."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.exceptions import InvalidStatus

from dashboards.base import guard
from etl.common.settings import Settings
from tests.fixtures.serving import Serving, Ways, serving

EVIL = [
    "evil.example",
    "evil.example:{port}",
    "127.0.0.1.evil.example:{port}",
    "localhost.evil.example:{port}",
    "evil-localhost:{port}",
    "127.0.0.2:{port}",
    "0.0.0.0:{port}",
    "[::2]:{port}",
    "2130706433:{port}",
    "user@127.0.0.1:{port}",
    "127.0.0.1:{port}@evil.example",
    "127.0.0.1:{port}/evil.example",
    "127.0.0.1:99999",
    "127.0.0.1:port",
    "",
    " ",
    "*",
]
OWN = ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST:{port}", "localhost.:{port}"]
OWN += ["[::1]:{port}", "localhost", "127.0.0.1:9000"]
FOREIGN_ORIGINS = [
    "http://evil.example",
    "http://evil.example:{port}",
    "null",
    "http://127.0.0.1",
    "http://127.0.0.1:1",
    "http://localhost:{port}",
    "http://127.0.0.1:{port}.evil.example",
    "http://evil.example/127.0.0.1:{port}",
    "http://user@127.0.0.1:{port}",
    "file://127.0.0.1:{port}",
    "127.0.0.1:{port}",
    "http://[",
    "chrome-extension://abc",
]


@pytest.fixture(scope="module")
def server(case_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A server with the settings that stand in the repository."""
    with serving(case_settings.data, tmp_path_factory.mktemp("guard") / "log") as found:
        yield found


def refused(server: Serving, **headers: str) -> bool:
    """Whether both the page and the session are refused, and neither only one."""
    status = server.get("/", **headers)[0]
    try:
        with server.session(**headers):
            pass
    except InvalidStatus as error:
        assert (error.response.status_code, status) == (403, 403)
        return True
    assert status == 200
    return False


@pytest.mark.parametrize("host", EVIL)
def test_another_name_is_refused(server: Serving, host: str) -> None:
    name = host.format(port=server.port)
    assert server.get("/", Host=name)[0] in (400, 403)
    assert server.get("/_stcore/health", Host=name)[0] in (400, 403)
    assert server.get("/static/../media/x", Host=name)[0] in (400, 403)


def session_refused(server: Serving, host: str) -> bool:
    """Whether a session under this name is refused; its handshake is spelt out."""
    key = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    key |= {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Host": host}
    return server.get("/_stcore/stream", **key)[0] == 403


@pytest.mark.parametrize("host", EVIL[:8])
def test_a_session_under_another_name_is_refused(server: Serving, host: str) -> None:
    assert session_refused(server, host.format(port=server.port))


@pytest.mark.parametrize("host", OWN)
def test_its_own_names_are_answered(server: Serving, host: str) -> None:
    assert server.get("/", Host=host.format(port=server.port))[0] == 200


@pytest.mark.parametrize("origin", FOREIGN_ORIGINS)
def test_a_page_from_elsewhere_is_refused(server: Serving, origin: str) -> None:
    assert refused(server, Origin=origin.format(port=server.port))


def test_its_own_page_and_no_page_are_answered(server: Serving) -> None:
    assert not refused(server, Origin=f"http://127.0.0.1:{server.port}")
    assert not refused(server)


@pytest.mark.parametrize(
    "path", ["/", "/nowhere", "/favicon.png", "/_stcore/health", "/media/x", "/_stcore/host-config"]
)
def test_no_answer_may_stand_in_a_frame_or_load_from_elsewhere(server: Serving, path: str) -> None:
    for headers in (server.get(path)[1], server.get(path, Host="evil.example")[1]):
        assert headers["x-frame-options"] == "DENY"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert not re.search(r"https?:|\*", headers["content-security-policy"])
        assert headers["x-content-type-options"] == "nosniff"


def test_a_shared_servers_own_name_is_one_setting(case_data: Path, tmp_path: Path) -> None:
    own = "throughline.example.org"
    ways = Ways(variables={"STREAMLIT_SERVER_ALLOWED_HOSTS": f"{own} localhost"})
    with serving(case_data, tmp_path / "log", ways) as found:
        assert not session_refused(found, own)
        assert found.get("/", Host=own, Origin=f"https://{own}")[0] == 200
        assert found.get("/", Host=own, Origin=f"https://{own}:8443")[0] == 403
        assert found.get("/", Host="127.0.0.1")[0] == 403


@pytest.mark.parametrize(
    ("names", "fault"),
    [
        ([], "is not a list of names"),
        ("*.example.org", "is not a list of names"),
        (None, "is not a list of names"),
        (["*"], "'*', which is no name"),
        (["https://throughline.example.org"], "which is no name"),
        (["throughline.example.org:8501"], "which is no name"),
        (["localhost", 7], "7, which is no name"),
        ([""], "'', which is no name"),
        (["*.*"], "which is no name"),
    ],
)
def test_a_list_that_names_nobody_lets_nobody_in(
    monkeypatch: pytest.MonkeyPatch, names: object, fault: str
) -> None:
    monkeypatch.setattr("streamlit.config.get_option", lambda key: names)
    assert not any(map(guard.is_host_known, ("localhost", "evil.example", "x.example.org")))
    assert fault in guard.name_faults()[0]


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_other_text_is_one_of_its_names(host: str, origin: str) -> None:
    own = {"localhost", "127.0.0.1", "::1"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("streamlit.config.get_option", lambda key: sorted(own))
        if guard.is_own([host], [origin] if origin else []):
            assert any(name in host.lower() for name in own)
            assert not origin or origin.removeprefix("https://").removeprefix("http://") == host
        assert not guard.is_own([f"{host}.example"], [])
        assert not guard.is_own(["localhost", host], [])


def test_it_looks_up_no_name_and_asks_nobody(case_data: Path, tmp_path: Path) -> None:
    """Whatever in the server resolves a name or connects anywhere leaves a mark."""
    asked = tmp_path / "asked.txt"
    (tmp_path / "sitecustomize.py").write_text(
        "import socket, pathlib\n"
        f"asked = pathlib.Path({json.dumps(str(asked))})\n"
        "def noted(*words, **more):\n"
        "    with asked.open('a') as file: print(words, file=file)\n"
        "    raise OSError('no look-ups here')\n"
        "socket.getaddrinfo = socket.gethostbyname = noted\n"
        "socket.socket.connect = lambda self, *words: noted(*words)\n"
    )
    ways = Ways(variables={"PYTHONPATH": str(tmp_path)})
    with serving(case_data, tmp_path / "log", ways) as found:
        for origin in FOREIGN_ORIGINS[:4]:
            with suppress(InvalidStatus), found.session(Origin=origin):
                pass
        session_refused(found, "evil.example")
        assert "The records loaded" in found.draw()
    assert not asked.exists(), asked.read_text()
