"""Stories: what was pinned, in order, with what its author writes between, to be taken away."""

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.places import Place, go
from dashboards.base.texts import count_of, markdown
from dashboards.notebook.pin import LAST, notebook_place
from dashboards.notebook.story import Desk, exports, keep, say_failure, show_story
from etl.common.settings import Settings, ThroughlineError
from etl.stories.notebook.cards import Story
from etl.stories.notebook.keeping import (
    case_stories,
    case_story,
    new_story,
    open_story,
    remove_story,
    story_names,
    story_path,
)
from etl.stories.notebook.taking import take


def shelf() -> None:
    """All stories, and a new one."""
    shell.head("Notebook")
    st.write(
        "Press Pin on any page to keep a number, a table, a link, a flag, a path or a graph. Here "
        "it is put in order, written about, checked against each new build, and taken away."
    )
    names = story_names(Settings())
    for name in names:
        _listed(name)
    if not names:
        shell.empty("No story is kept yet.", "Begin one below, or press Pin on any page.")
    for case in case_stories():
        place = Place("views/notebook.py", {"case": case})
        title = markdown(case_story(case).title)
        st.markdown(f"[{title}]({place.address}) · a case, to read and to copy")
    with st.form("new-story", clear_on_submit=False):
        title = st.text_input("Title of a new story", max_chars=120)
        if st.form_submit_button("Begin it"):
            begin(title, None)


def _listed(name: str) -> None:
    """A story in the list; one that cannot be read says why."""
    try:
        story = open_story(Settings(), name)
    except ThroughlineError as error:
        st.error(markdown(error, 600))
        return
    cards = count_of(len(story.cards), "card")
    st.markdown(f"[{markdown(story.title)}]({notebook_place(name).address}) · {cards}")


def begin(title: str, story: Story | None) -> None:
    """A new story, and its page."""
    try:
        if story is not None:
            cards = tuple(take(queries.connection(), card) for card in story.cards)
            story = Story(title, cards)
        name = new_story(Settings(), title, story)
    except ThroughlineError as error:
        st.error(markdown(error, 600))
        return
    st.session_state[LAST] = name
    go(notebook_place(name))


def open_case(case: str) -> None:
    """The story of a case, to be read and copied."""
    try:
        story = case_story(case)
    except ThroughlineError as error:
        shell.head("Notebook")
        st.warning(markdown(error, 300))
        return
    shell.head(story.title)
    st.caption("This story belongs to a case and says what the database says now.")
    with st.container(horizontal=True):
        if st.button("Copy to edit", icon=":material/content_copy:"):
            begin(f"{story.title}, my copy", story)
        exports(Desk(story), f"notebook_{case}")
    show_story(Desk(story))


def open_own(name: str) -> None:
    """A story with its tools."""
    try:
        story = open_story(Settings(), name)
    except ThroughlineError as error:
        shell.head("Notebook")
        st.error(markdown(error, 600))
        return
    shell.head(story.title)
    say_failure()
    desk = Desk(story, name)
    st.caption(markdown(f"Kept in {story_path(Settings(), name)}", 300))
    with st.container(horizontal=True):
        exports(desk, name)
        with st.popover("Rename or remove", on_change="rerun") as box:
            if box.open:
                _whole(desk)
    show_story(desk)


def _whole(desk: Desk) -> None:
    """What can be done with a story as a whole."""
    name = str(desk.name)
    title = st.text_input("Title", desk.story.title, max_chars=200)
    if st.button("Rename") and title.strip():
        keep(name, lambda story: Story(" ".join(title.split()), story.cards))
        st.rerun()
    st.caption("Its file keeps its name, so that its address stays.")
    is_meant = st.checkbox("Remove the story and its file for good")
    if st.button("Remove", disabled=not is_meant):
        try:
            remove_story(Settings(), name)
        except ThroughlineError as error:
            st.error(markdown(error, 600))
            return
        go(Place("views/notebook.py"))


if name := st.query_params.get("story"):
    open_own(name)
elif case := st.query_params.get("case"):
    open_case(case)
else:
    shelf()
shell.foot()
