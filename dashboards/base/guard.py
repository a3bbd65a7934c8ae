"""What stands before every answer: own names only, the login, no frame, no foreign source."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config
from streamlit.logger import get_logger
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from dashboards.base import login
from dashboards.base.credentials import LoginError

# Streamlit draws with styles in elements, runs a component's script from a blob, and charts compile
# expressions; all else comes from this server, and nothing leads away from it.
SOURCES = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "content-security-policy": "; ".join(f"{name} {value}" for name, value in SOURCES.items()),
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    # An address says what somebody looked up; pages that are linked to need not know.
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
REFUSED = "This server answers to its own names only: see server.allowedHosts in its README."
# Of Streamlit's own paths these hold nothing of a page; every other waits for the login.
_FREE = re.compile(r"/_stcore/(health|host-config|stream|bidi-components/.*)")
_HELD = re.compile(r"/(media|_stcore)/.*|/watch\.atom")


class Guard:
    """Refuses foreign names and what is fetched without the login; marks every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        refusal = _answer(scope)
        if refusal is None:
            await self.app(scope, receive, marked)
        elif scope["type"] == "websocket":
            # Closed before it is accepted: the other side reads 403.
            await send({"type": "websocket.close", "code": 1008, "reason": ""})
        else:
            await refusal(scope, receive, marked)


def _answer(scope: Scope) -> PlainTextResponse | None:
    """What is answered in the place of the app, or None where the app answers."""
    headers = Headers(scope=scope)
    if not is_own(headers.getlist("host"), headers.getlist("origin")):
        return PlainTextResponse(REFUSED, 403)
    path = "/" + scope["path"].removeprefix(_base_path()).lstrip("/")
    try:
        found = login.wanted()
    except LoginError as error:
        login.tell(error)
        # The server is up, which is all that this path says; nothing else of it is served.
        if path == "/_stcore/health":
            return PlainTextResponse("ok")
        return PlainTextResponse(login.reason(error), 503)
    if found and _HELD.fullmatch(path) and not _FREE.fullmatch(path):
        cookies = cookie_parser("; ".join(headers.getlist("cookie")))
        if not login.is_known(cookies):
            return PlainTextResponse("Log in first.", 403)
    return None


def is_own(hosts: list[str], origins: list[str]) -> bool:
    """Whether a request names this server, and comes from no page but its own.

    A page of another site that has its name lead here (DNS rebinding) still sends that name as
    Host; one that speaks to this server from elsewhere sends its own Origin, or `null`.
    """
    if len(hosts) != 1 or len(origins) > 1 or not is_host_known(hosts[0]):
        return False
    # No Origin: no browser speaks to a websocket so, and links and addresses are opened so.
    # Compared as written, as browsers write both alike; Streamlit would look up what differs.
    return not origins or _netloc(origins[0]) == hosts[0]


def _netloc(origin: str) -> str | None:
    """Host and port of an origin of the web, or None."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return None
    is_origin = parts.scheme in ("http", "https") and not (parts.path or parts.query)
    return parts.netloc if is_origin and not parts.fragment else None


def is_host_known(host: str) -> bool:
    """Whether a Host is one of server.allowedHosts; a setting that names none lets none in."""
    return not name_faults() and is_host_allowed(host)


def name_faults() -> list[str]:
    """What is wrong with server.allowedHosts, one sentence each."""
    names = config.get_option("server.allowedHosts")
    # Streamlit reads an empty list as every name, and a text letter by letter.
    if not isinstance(names, (list, tuple)) or not names:
        return ["server.allowedHosts is not a list of names, so that nobody is answered."]
    return [
        f"server.allowedHosts holds {name!r}, which is no name (without https:// and port)."
        for name in names
        if not isinstance(name, str) or not re.fullmatch(r"(\*\.)?[\w.-]+|[0-9A-Fa-f:]+", name)
    ]


def begin() -> None:
    """Say as the server starts what is wrong with its names."""
    for fault in name_faults():
        get_logger(__name__).error(fault)


def _base_path() -> str:
    """The path below which the pages stand, without a slash at its end."""
    base = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""
