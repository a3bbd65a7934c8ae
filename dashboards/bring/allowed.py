"""Whether this server may fetch, load and build for whoever reads its pages; closed in doubt."""

from __future__ import annotations

import streamlit as st
from streamlit import config

from dashboards.base import login
from dashboards.base.credentials import LOOPBACK, LoginError
from etl.common.settings import setting

SETTING = "THROUGHLINE_ALLOW_JOBS"
# What a server in between adds to a request: then others than this machine's reader may be served.
_PROXIES = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")


def refusal() -> str | None:
    """Why nothing is fetched, loaded or built from this page, in a sentence; None where it may be.

    Asked again at each start: what is drawn may be old.
    """
    if setting(SETTING, "") == "1":
        return None
    found = _shared()
    if found is None:
        return None
    return (
        f"Fetching and loading from this page is off: {found}. Whoever runs the server can allow "
        f"it with {SETTING}=1, or fetch and load with the command line."
    )


def _shared() -> str | None:
    """What says that this server is not for the reader alone."""
    try:
        if login.wanted() is not None:
            return "people log in to this server"
    except LoginError:
        return "the login of this server is not set up completely"
    # None stands for every address that the machine has.
    if config.get_option("server.address") not in LOOPBACK:
        return "this server listens beyond its own machine"
    names = config.get_option("server.allowedHosts")
    if not isinstance(names, (list, tuple)) or not set(names) <= set(LOOPBACK) or not names:
        return "this server answers to other names than its own machine's"
    if any(st.context.headers.get(name) for name in _PROXIES):
        return "another server stands before this one"
    if st.context.ip_address not in (None, *LOOPBACK):
        return "the page is read from another machine"
    return None
