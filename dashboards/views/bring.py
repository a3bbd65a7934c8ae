"""Bring in: a firm, a person or a committee from the publishers, a list of names, a file."""

import streamlit as st

from dashboards.base import shell
from dashboards.base.texts import markdown
from dashboards.bring.allowed import refusal
from dashboards.bring.choose import ask_name, show_choice
from dashboards.bring.files import show_upload
from dashboards.bring.names import show_list
from dashboards.bring.panel import show_earlier, show_job
from etl.common.settings import Settings

TABS = ("From the publishers", "A list of names", "A published file")


def show_publishers(settings: Settings, refused: str | None) -> None:
    """A name looked up where it is registered; nothing is asked before a name is given."""
    if refused:
        st.info(markdown(refused, 400))
        return
    kind, name = ask_name()
    if name:
        show_choice(settings, kind, name)
    else:
        st.caption(
            "Type a name and press Enter: the publishers' own lists of registrations are asked, "
            "and what to fetch is chosen there. Nothing is fetched before you say so."
        )


def show_page() -> None:
    """The job at hand, and the three ways."""
    settings, refused = Settings(), refusal()
    show_job(settings)
    publishers, names, file = st.tabs(TABS, key="tab", on_change="rerun", bind="query-params")
    with publishers:
        if publishers.open:
            show_publishers(settings, refused)
    with names:
        if names.open:
            show_list(settings)
    with file:
        if file.open and refused:
            st.info(markdown(refused, 400))
        elif file.open:
            show_upload(settings)
    show_earlier(settings)


shell.head("Bring in")
show_page()
shell.foot()
