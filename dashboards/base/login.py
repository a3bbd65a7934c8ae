"""Login for a shared server: Streamlit's own OpenID Connect, where it has secrets for it."""

from __future__ import annotations

from importlib.util import find_spec

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError


def is_wanted() -> bool:
    """Whether the server's secrets hold an [auth] section."""
    try:
        return "auth" in st.secrets
    # Without a secrets file even asking for a section fails.
    except StreamlitSecretNotFoundError:
        return False


def is_allowed() -> bool:
    """Whether pages may be drawn; draws the login page where somebody must log in first."""
    if not is_wanted() or st.user.get("is_logged_in", False):
        return True
    st.title("Throughline")
    st.write("This server asks who you are. Nothing is shown before you log in.")
    # Streamlit needs it for login and does not bring it along.
    if find_spec("authlib") is None:
        st.error("Login is set up, and the library for it is missing: run `pip install Authlib`.")
    else:
        st.button("Log in", on_click=st.login, type="primary")
    return False
