"""Sections behind tabs: the address names the open one, and only that one is drawn."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboards.opening import links


def page() -> None:
    """A page of three sections, of which one is empty."""
    import streamlit as st

    from dashboards.base.sections import Section, sections

    sections(
        [
            Section("none", "Owners", lambda: st.write("never"), 0, "No owner is recorded <b>."),
            Section("awards", "Awards", lambda: st.write("the awards"), 1234),
            Section("money", "Political money", lambda: st.write("the money")),
        ]
    )


def drawn(**query: str) -> AppTest:
    """The page at an address."""
    app = AppTest.from_function(page)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({}, "the awards"),
        ({"tab": "money"}, "the money"),
        ({"tab": "nothing"}, "the awards"),
        ({"tab": "none"}, None),
    ],
)
def test_one_section_is_drawn(query: dict[str, str], said: str | None) -> None:
    app = drawn(**query)
    assert [text.value for text in app.markdown] == ([said] if said else [])
    assert bool(app.info) == (said is None)


def test_a_tab_is_a_link_that_keeps_the_rest_of_the_address() -> None:
    app = drawn(id="uei:A&B", tab="awards")
    assert links(app) == [
        "?id=uei%3AA%26B&tab=none",
        "?id=uei%3AA%26B&tab=awards",
        "?id=uei%3AA%26B&tab=money",
    ]
    (html,) = (str(element.proto.body) for element in app.get("html"))
    assert "<small>1,234</small>" in html
    assert html.count("aria-current") == 1
    assert 'title="No owner is recorded &lt;b&gt;."' in html
