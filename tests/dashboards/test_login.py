"""A login that is set and not complete shows nothing to anybody, and the log says why."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from dashboards.base.credentials import Login, LoginError, read_login
from etl.common.settings import ROOT
from tests.dashboards.opening import PAGES
from tests.fixtures.serving import Serving, Ways, serving

COOKIE_KEY = "kf83Jd02mQz7Lx5pWv9Rt4Yb6Nc1Ha0G"
WHOLE = f"""[auth]
redirect_uri = "https://throughline.example.org/oauth2callback"
cookie_secret = "{COOKIE_KEY}"
client_id = "throughline"
client_secret = "s3cr3t-of-the-client"
server_metadata_url = "https://login.example.org/.well-known/openid-configuration"
"""
HEAD, _, CLIENT = WHOLE.partition("client_id")
NAMED = f"{HEAD}[auth.city]\nclient_id{CLIENT}"

# what is changed in the file (the first line of it, what stands there then), and the line to mend
CHANGED = {
    "unquoted": ('"throughline"', "throughline", 4),
    "curly quotes": ('"throughline"', "“throughline”", 4),
    "one quote only": ('"throughline"', '"throughline', 4),
    "a key twice": ('"throughline"', '"a"\nclient_id = "b"', 5),
    "[Auth]": ("[auth]", "[Auth]", 1),
    "[AUTH]": ("[auth]", "[AUTH]", 1),
    "[auths]": ("[auth]", "[auths]", 1),
    "[[auth]]": ("[auth]", "[[auth]]", 1),
    "[server.auth]": ("[auth]", "[server.auth]", 1),
    "no bracket": ("[auth]", "[auth", 1),
    "a text": ("[auth]", 'auth = "yes"\n[other]', 1),
    "no redirect": ("redirect_uri", "redirect_url", 1),
    "no cookie secret": ("cookie_secret", "cookie-secret", 1),
    "no client": ("client_id", "clientid", 1),
    "no secret": ("client_secret", "#", 1),
    "no metadata": ("server_metadata_url", "metadata_url", 1),
    "an empty value": ('"throughline"', '""', 4),
    "a blank value": ('"throughline"', '"  "', 4),
    "a number": ('"throughline"', "7", 4),
    "a list": ('"throughline"', '["throughline"]', 4),
    "a space": ('"throughline"', '"throughline "', 4),
    "an ellipsis": ('"throughline"', '"…"', 4),
    "angle brackets": ('"throughline"', '"<client id>"', 4),
    "your": ('"throughline"', '"your-client-id"', 4),
    "change me": ('"throughline"', '"CHANGE_ME"', 4),
    "a short cookie secret": (COOKIE_KEY, "kf83Jd02mQz7Lx5p", 3),
    "a cookie secret of one letter": (COOKIE_KEY, "a" * 64, 3),
    "the README's cookie secret": (COOKIE_KEY, "a long random text", 3),
    "an address without scheme": ("https://login", "login", 6),
    "an address without host": ("https://login.example.org", "https://", 6),
    "plain HTTP": ("https://throughline", "http://throughline", 2),
    "the wrong page": ("/oauth2callback", "/", 2),
    "a port that is none": ("example.org/oauth2", "example.org:99999/oauth2", 2),
    "digits without end": ("client_id", f"n = {'9' * 5000}\nclient_id", None),
    "lists without end": ("client_id", f"n = {'[' * 5000}{']' * 5000}\nclient_id", None),
    "NUL": ('"throughline"', '"through\0line"', 4),
}
FILES = {
    "empty": b"",
    "blank": b"\n \n",
    "a comment": b"# [auth]\n",
    "other secrets": b'[connections.db]\nurl = "u"\n',
    "a byte-order mark": b"\xef\xbb\xbf" + WHOLE.encode(),
    "UTF-16": WHOLE.encode("utf-16"),
    "UTF-16 without a mark": WHOLE.encode("utf-16-le"),
    "latin-1": WHOLE.replace('"throughline"', '"thröughline"').encode("latin-1"),
    "JSON": b'{"auth": {"client_id": "x"}}',
    "YAML": b"auth:\n  client_id: x\n",
    "a named provider without secret": NAMED.replace("client_secret", "#").encode(),
    "a named provider with an underscore": NAMED.replace("city]", "my_city]").encode(),
    "one provider of two": f'{NAMED}\n[auth.two]\nclient_id = "a"\n'.encode(),
    "half a default beside a provider": NAMED.replace(
        "[auth]", '[auth]\nclient_id = "half"'
    ).encode(),
}
PLACES: dict[str, Callable[[Path], object]] = {
    "a folder": lambda folder: (folder / "secrets.toml").mkdir(),
    "a link to nowhere": lambda folder: (folder / "secrets.toml").symlink_to("/nowhere"),
    "a link to itself": lambda folder: (folder / "secrets.toml").symlink_to("secrets.toml"),
    "Secrets.toml": lambda folder: (folder / "Secrets.toml").write_text(WHOLE),
    "secrets.toml.txt": lambda folder: (folder / "secrets.toml.txt").write_text(WHOLE),
    "secret.toml": lambda folder: (folder / "secret.toml").write_text(WHOLE),
    "outside its folder": lambda folder: (folder.parent / "secrets.toml").write_text(WHOLE),
    "a folder that is a link to nowhere": lambda folder: (
        folder.rmdir(),
        folder.symlink_to("/nowhere"),
    ),
    "a folder that is a file": lambda folder: (folder.rmdir(), folder.write_text(WHOLE)),
}
BROKEN: dict[str, Callable[[Path], object]] = (
    {
        name: lambda folder, old=old, new=new: (folder / "secrets.toml").write_text(
            WHOLE.replace(old, new, 1), encoding="utf-8"
        )
        for name, (old, new, _) in CHANGED.items()
    }
    | {
        name: lambda folder, data=data: (folder / "secrets.toml").write_bytes(data)
        for name, data in FILES.items()
    }
    | PLACES
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which Streamlit looks for secrets, and a home without any."""
    (tmp_path / "home").mkdir()
    (tmp_path / "server" / ".streamlit").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path / "server")
    return tmp_path / "server" / ".streamlit"


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_not_complete_is_refused_and_named(folder: Path, name: str) -> None:
    BROKEN[name](folder)
    with pytest.raises(LoginError) as caught:
        read_login()
    said = str(caught.value)
    assert str(folder.parent) in said
    line = CHANGED.get(name, ("", "", None))[2]
    assert line is None or re.search(rf"\bline {line}\b", said)
    assert "s3cr3t" not in said and COOKIE_KEY not in said


def test_a_file_that_may_not_be_read_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "secrets.toml").write_text(WHOLE)

    def forbid(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", forbid)
    with pytest.raises(LoginError, match="Permission denied"):
        read_login()


@pytest.mark.parametrize(
    ("text", "providers"),
    [
        (WHOLE, ("default",)),
        (WHOLE.replace("\n", "\r\n"), ("default",)),
        (WHOLE.replace("[auth]", "[ auth ] # login"), ("default",)),
        (f'{WHOLE}client_kwargs = {{ scope = "openid" }}\n', ("default",)),
        (WHOLE.replace("https://throughline.example.org", "http://localhost:{port}"), ("default",)),
        (NAMED, ("city",)),
    ],
    ids=["plain", "CRLF", "spaces", "client_kwargs", "this machine", "a named provider"],
)
def test_a_complete_login_is_taken(folder: Path, text: str, providers: tuple[str, ...]) -> None:
    (folder / "secrets.toml").write_bytes(text.encode())
    assert read_login() == Login(providers)


def test_the_home_folders_other_files_are_nobodys_login(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "home" / ".streamlit").mkdir()
    (tmp_path / "home" / ".streamlit" / "secrets.yaml").write_text("of another program")
    assert read_login() is None
    (tmp_path / "home" / ".streamlit" / "secrets.toml").write_text("[Auth]\n")
    with pytest.raises(LoginError, match="home"):
        read_login()


@pytest.mark.parametrize("name", ["unquoted", "[Auth]", "empty", "no secret", "a link to nowhere"])
def test_no_page_is_drawn(case_data: Path, folder: Path, name: str) -> None:
    BROKEN[name](folder)
    app = AppTest.from_file(str(ROOT / "dashboards" / "app.py"), default_timeout=60).run()
    for page in PAGES:
        app.switch_page(page).run()
        assert not app.exception
        assert "not set up completely" in app.error[0].value
        assert not (app.get("html") or app.button or app.text_input or app.markdown or app.caption)
        assert str(folder) not in app.error[0].value


@pytest.fixture
def ways(folder: Path) -> Ways:
    """How a server is started where these secrets lie; Authlib is not there, so a stand-in is."""
    (folder.parent / "lib" / "authlib").mkdir(parents=True)
    (folder.parent / "lib" / "authlib" / "__init__.py").write_text("__version__ = '1.6.0'\n")
    return Ways(folder=folder.parent, variables={"PYTHONPATH": str(folder.parent / "lib")})


@pytest.fixture
def server(case_data: Path, folder: Path, tmp_path: Path, ways: Ways) -> Iterator[Serving]:
    """A server with a complete login."""
    (folder / "secrets.toml").write_text(WHOLE)
    with serving(case_data, tmp_path / "log", ways) as found:
        yield found


@pytest.mark.parametrize("name", ["a byte-order mark", "UTF-16", "a folder", "[[auth]]", "a list"])
def test_a_server_serves_nothing_and_its_log_says_why(
    case_data: Path, folder: Path, tmp_path: Path, ways: Ways, name: str
) -> None:
    BROKEN[name](folder)
    with serving(case_data, tmp_path / "log", ways) as found:
        for path in ("/", "/contractor?id=x", "/media/x.csv", "/_stcore/metrics"):
            status, _, text = found.get(path)
            assert (status, "not set up completely" in text) == (503, True)
            assert str(folder) not in text
        with pytest.raises(Exception, match="503|403"):
            found.draw()
        assert found.said().count(f"No page is shown. {folder}") == 1
        assert "s3cr3t" not in found.said()


def test_before_the_login_nothing_leaves_the_server(server: Serving) -> None:
    for page in ("", "contractor", "graph", "methods"):
        told = server.draw(page)
        assert "Nothing is shown before you log in" in told
        assert "SpaceX" not in told and "arrow" not in told
    for path in ("/media/any.csv", "/_stcore/metrics", "//media/any.csv", "/_stcore/agent/mcp"):
        assert server.get(path)[0] == 403
    assert server.get("/_stcore/health")[0] == 200


@pytest.mark.parametrize(("is_logged_in", "status"), [(True, 404), (False, 403), ("yes", 403)])
def test_who_is_logged_in_may_fetch(server: Serving, is_logged_in: object, status: int) -> None:
    payload = json.dumps({"is_logged_in": is_logged_in, "origin": "x"})
    cookie = create_signed_value(COOKIE_KEY, "_streamlit_user", payload).decode()
    assert server.get("/media/any.csv", Cookie=f"_streamlit_user={cookie}")[0] == status
    forged = create_signed_value("another" * 5, "_streamlit_user", payload).decode()
    assert server.get("/media/any.csv", Cookie=f"_streamlit_user={forged}")[0] == 403


def test_a_login_that_breaks_or_goes_while_the_server_runs_closes_it(
    server: Serving, folder: Path
) -> None:
    secrets = folder / "secrets.toml"
    secrets.write_text(WHOLE.replace("[auth]", "[Auth]"))
    assert server.get("/")[0] == 503
    assert "only [Auth]" in server.said()
    secrets.unlink()
    assert server.get("/")[0] == 503
    assert "is gone" in server.said()
    secrets.write_text(WHOLE)
    assert server.get("/")[0] == 200
    assert "Nothing is shown before you log in" in server.draw()


def test_a_place_that_is_set_and_holds_nothing_is_refused(
    case_data: Path, folder: Path, tmp_path: Path
) -> None:
    missing = str(tmp_path / "missing.toml")
    ways = Ways(folder=folder.parent, variables={"STREAMLIT_SECRETS_FILES": missing})
    with serving(case_data, tmp_path / "log", ways) as found:
        assert found.get("/")[0] == 503
        assert missing in found.said()
