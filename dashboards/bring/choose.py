"""A name looked up in the publishers' own lists, what is wanted of them, and what it will take."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboards.base.places import link
from dashboards.base.texts import count_of, markdown
from dashboards.bring.allowed import refusal
from dashboards.bring.arrived import loaded
from dashboards.bring.panel import minutes_said
from etl.common.publisher import Register, Registration
from etl.common.settings import Settings, ThroughlineError, this_day
from etl.jobs.asking import JobPlan, Lookup, key_notes, look_up, plan_job
from etl.jobs.start import start_job
from etl.jobs.state import JobOrder, JobView, newest_job

# As the address says them: a page binds what people read.
KINDS = ("firm", "person", "committee")
EXAMPLES = {
    "firm": "a firm's name or UEI, e.g. Anduril Industries",
    "person": "a person, e.g. Thiel, Peter",
    "committee": "a committee's name or id, e.g. C00879510",
}
EVERYTHING = "everything"
YEARS = 12
# More of one name than these are not all meant: then the first alone is ticked.
FEW = 3
LONGEST_TITLE = 100
KEPT_SECONDS = 600
Words = tuple[tuple[str, tuple[str, ...]], ...]


def ask_name() -> tuple[str, str]:
    """What to look for, and what it is; both stand in the address."""
    kind = st.segmented_control(
        "What it is", KINDS, key="kind",
        default="firm", required=True, bind="query-params",
    )  # fmt: skip
    kind = kind or "firm"
    name = st.text_input(
        "Name, as the publisher may write it", key="name", max_chars=200, bind="query-params",
        placeholder=EXAMPLES[kind],
    )  # fmt: skip
    return kind, " ".join((name or "").replace("\0", " ").split())


def show_choice(settings: Settings, kind: str, name: str) -> None:
    """The lists under a name with what is wanted of them, the plan, and the button that starts."""
    job = newest_job(settings)
    if job and job.order.title == name[:LONGEST_TITLE] and _is_enough(job):
        return
    with st.spinner("Asking the publishers' lists …"):
        found = _looked_up(kind, name)
    if found.faults:
        # Asked again at the next run, and not when the answer has grown old.
        _looked_up.clear(kind, name)
        st.warning(markdown(" ".join(found.faults), 800))
    if not found.registers:
        return
    # Beside the lists, which may be long: what it takes is seen at once.
    lists, plan = st.columns([3, 2], gap="large")
    with lists:
        chosen = _show_registers(found, f"{kind}-{name}")
    with plan:
        if chosen:
            _show_plan(settings, name, chosen)
        else:
            st.info("Tick what is wanted: what it takes is then said here, before it starts.")


def _is_enough(job: JobView) -> bool:
    """Whether the job above says all that is to be said of this name, unless more is wanted."""
    is_at_it = job.is_running or job.state.ending == "done"
    return is_at_it and not st.checkbox("Choose again under this name", key=f"anew-{job.name}")


def _show_registers(found: Lookup, key: str) -> dict[str, tuple[str, ...]]:
    """Every list under the name; the words of a fetch for what is ticked."""
    chosen: dict[str, tuple[str, ...]] = {}
    for place, register in enumerate(found.registers):
        for registration in _show_register(register, f"{key}-{place}"):
            for word, said in registration.words.items():
                chosen[word] = tuple(dict.fromkeys((*chosen.get(word, ()), *said)))
    if not any(register.found for register in found.registers):
        st.info("The publishers have nothing under this name: write it shorter, or as filed.")
    return chosen


@st.cache_data(ttl=KEPT_SECONDS, max_entries=200, show_spinner=False)
def _looked_up(kind: str, name: str) -> Lookup:
    """The publishers' lists; kept for a while, since each question is a call."""
    return look_up(Settings(), kind, name)


@st.cache_data(ttl=KEPT_SECONDS, max_entries=200, show_spinner=False)
def _planned(words: Words, since: str | None) -> JobPlan:
    """What a fetch takes; kept for a while, since it is some calls itself."""
    return plan_job(Settings(), dict(words), since)


def _show_register(register: Register, key: str) -> list[Registration]:
    """A list's lines to be ticked; gives those that are."""
    if not register.found:
        st.caption(f"{markdown(register.title)}: none under “{markdown(register.asked)}”.")
        return []
    with st.container(gap="xsmall"):
        st.markdown(f"**{markdown(register.title)}**")
        if register.total > len(register.found):
            st.caption(
                f"The first {len(register.found):,} of {register.total:,} under "
                f"“{markdown(register.asked)}”: write the name more closely to see others."
            )
        return _ticked(register, key)


def _ticked(register: Register, key: str) -> list[Registration]:
    """The lines of a list with a box each; gives those that are ticked."""
    offered = [one for one in register.found if one.words]
    likely = _likely(offered)
    is_many = len(offered) > FEW
    is_all = is_many and st.checkbox(f"All {len(offered):,} of these", key=f"all-{key}")
    chosen = []
    for place, one in enumerate(register.found):
        label = f"{markdown(one.name, 120)} · :small[{markdown(one.note, 200)}]"
        is_off = is_all or not one.words
        is_on = st.checkbox(label, one in likely, key=f"pick-{key}-{place}", disabled=is_off)
        if one.words and (is_on or is_all):
            chosen.append(one)
    return chosen


def _likely(offered: list[Registration]) -> list[Registration]:
    """Those that bear the name that was asked for, or the first of them where they are many."""
    named = [one for one in offered if one.is_named]
    return named if len(named) <= FEW else named[:1]


def _show_plan(settings: Settings, name: str, words: Mapping[str, tuple[str, ...]]) -> None:
    """What it takes, and the start."""
    _say_loaded(words)
    years = range(this_day().year, this_day().year - YEARS, -1)
    said = st.selectbox("Dated from", [EVERYTHING, *(f"1 January {year}" for year in years)])
    since = None if said == EVERYTHING else f"{said[-4:]}-01-01"
    is_again = st.checkbox("Ask again for what is here already", key="again")
    plan: JobPlan | None = None
    try:
        with st.spinner("Asking what it takes …"):
            plan = _planned(tuple((word, words[word]) for word in sorted(words)), since)
    except ThroughlineError as error:
        st.warning(f"What it takes is not known: {markdown(error, 400)}")
    if plan:
        _say_plan(plan)
    for note in key_notes(settings):
        st.caption(markdown(note, 300))
    job = newest_job(settings)
    is_busy = bool(job and job.is_running)
    order = JobOrder(
        name[:LONGEST_TITLE], dict(words), since, is_again, plan.calls if plan else None
    )
    if st.button("Get these", type="primary", key="get", disabled=is_busy):
        begin(settings, order)
    if is_busy:
        st.caption("One at a time: what is being brought in stands above.")


def _say_loaded(words: Mapping[str, tuple[str, ...]]) -> None:
    """Which of the ticked are loaded already, with their pages."""
    known = [found for said in words.values() for text in said if (found := loaded(text))]
    links = dict.fromkeys(link(name, place) for name, place in known)
    if links:
        st.info("Loaded already, in part or whole: " + " · ".join(links))


def _say_plan(plan: JobPlan) -> None:
    """All that a fetch takes in a sentence, and each search of it."""
    limit = f" at this key's {plan.hourly_limit:,} calls an hour" if plan.hourly_limit else ""
    st.markdown(
        f"It takes **about {count_of(plan.calls, 'call')}** ({plan.bytes / 1e6:,.1f} MB), "
        f"**{minutes_said(plan.minutes)}**{limit}; then all is loaded, built and checked, which "
        "takes about as long as a build here does. At the hourly limit it waits and goes on."
    )
    with st.expander("Search by search"):
        for item in plan.searches:
            rows = "rows not said" if item.rows is None else count_of(item.rows, "row")
            st.markdown(f"- {markdown(item.title)}: {count_of(item.calls, 'call')}, {rows}")


def begin(settings: Settings, order: JobOrder) -> None:
    """Start a job and draw the page with it; says why where it is not started."""
    refused = refusal()
    if refused:
        st.error(markdown(refused, 400))
        return
    try:
        start_job(settings, order)
    except ThroughlineError as error:
        st.error(markdown(error, 400))
        return
    st.rerun()
