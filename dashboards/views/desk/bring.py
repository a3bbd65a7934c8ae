"""Bring in: a firm, a person or a committee from the publishers, a list of names, a file."""

import streamlit as st

from dashboards.base import shell
from dashboards.base.sections import Section, sections
from dashboards.base.texts import markdown
from dashboards.bring.allowed import refusal
from dashboards.bring.choose import ask_name, show_choice
from dashboards.bring.files import show_upload
from dashboards.bring.names import show_list
from dashboards.bring.panel import show_earlier, show_job
from etl.common.settings import Settings


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


def show_file(settings: Settings, refused: str | None) -> None:
    """A published file, where this server may load."""
    if refused:
        st.info(markdown(refused, 400))
    else:
        show_upload(settings)


def show_page() -> None:
    """The job at hand, and the three ways."""
    settings, refused = Settings(), refusal()
    show_job(settings)
    sections(
        [
            Section(
                "publishers", "From the publishers", lambda: show_publishers(settings, refused)
            ),
            Section("names", "A list of names", lambda: show_list(settings)),
            Section("file", "A published file", lambda: show_file(settings, refused)),
        ]
    )
    show_earlier(settings)


shell.head("Bring in")
show_page()
shell.foot()
