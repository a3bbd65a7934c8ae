"""Login for a shared server: Streamlit's own OpenID Connect, closed where it is not complete."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.util import find_spec

import streamlit as st
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.errors import StreamlitSecretNotFoundError
from streamlit.logger import get_logger
from streamlit.web.server.server_util import AUTH_COOKIE_NAME, get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

from dashboards.base.credentials import Login, LoginError, read_login

CLOSED = (
    "The login of this server is not set up completely, so no page is shown. "
    "The server's log says what to mend."
)
GONE = "The file that held the login is gone. Put it back; to serve anybody, restart the server."
MISSING = "Login is set up, and a library for it is missing: run `pip install Authlib httpx`."


class MissingLibraryError(LoginError):
    """A login is set, and what it runs on is not installed."""


class _Memory:
    """What a server remembers of the login: whether it had one, and what its log said last."""

    is_server = False
    had_login = False
    told = ""


def begin() -> None:
    """Read the login as the server starts, so that its log says early what is wrong."""
    # Only a server remembers: a process of tests opens many apps.
    _Memory.is_server = True
    try:
        wanted()
    except LoginError as error:
        tell(error)


def wanted() -> Login | None:
    """The login that is set, or None; a LoginError where it is not complete."""
    try:
        found = read_login() or _set_by_program()
    except LoginError:
        _Memory.had_login = _Memory.is_server
        raise
    if found is None and _Memory.had_login:
        raise LoginError(GONE)
    _Memory.had_login = found is not None and _Memory.is_server
    # Streamlit needs both for login and brings neither along.
    if found and not (find_spec("authlib") and find_spec("httpx")):
        raise MissingLibraryError(MISSING)
    _Memory.told = ""
    return found


def _set_by_program() -> Login | None:
    """A login that Streamlit was given without a file."""
    # A server is given none, and Streamlit holds for a moment what stood in a file that is gone.
    if _Memory.is_server:
        return None
    try:
        return Login(("default",)) if "auth" in st.secrets else None
    # Without a secrets file even asking for a section fails.
    except StreamlitSecretNotFoundError:
        return None


def tell(error: LoginError) -> None:
    """Write a reason to the log, once until it changes."""
    if str(error) != _Memory.told:
        get_logger(__name__).error("No page is shown. %s", error)
    _Memory.told = str(error)


def reason(error: LoginError) -> str:
    """What a visitor reads: nothing of what the file holds, nor where it stands."""
    return MISSING if isinstance(error, MissingLibraryError) else CLOSED


def is_wanted() -> bool:
    """Whether the reader of this page has logged in, and may log out."""
    return wanted() is not None


def is_allowed() -> bool:
    """Whether pages may be drawn; draws the login page where somebody must log in first."""
    try:
        found = wanted()
    except LoginError as error:
        tell(error)
        st.title("Throughline")
        st.error(reason(error))
        return False
    # `is True`: a header that Streamlit was told to trust can only put a text there.
    if found is None or st.user.get("is_logged_in") is True:
        return True
    st.title("Throughline")
    st.write("This server asks who you are. Nothing is shown before you log in.")
    for name in found.providers:
        label = "Log in" if len(found.providers) == 1 else f"Log in with {name}"
        st.button(label, on_click=st.login, args=(name,), key=f"login-{name}", type="primary")
    return False


def is_known(cookies: Mapping[str, str]) -> bool:
    """Whether a request's cookies are those of somebody who has logged in."""

    def read(name: str) -> bytes | None:
        # Cookies are latin-1 by the rule of HTTP.
        value = cookies.get(name, "").encode("latin-1", "ignore")
        return decode_signed_value(get_cookie_secret(), name, value)

    payload = get_cookie_with_chunks(read, AUTH_COOKIE_NAME)
    return payload is not None and json.loads(payload).get("is_logged_in") is True
