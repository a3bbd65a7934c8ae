"""The job at hand: what it is at, what is left, how it ended, and where its records open."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from dashboards.base.texts import count_of, markdown
from dashboards.bring.allowed import refusal
from dashboards.bring.arrived import opened
from etl.common.settings import Settings, ThroughlineError, now
from etl.jobs.start import resume_job, stop_job
from etl.jobs.state import STEPS, JobView, newest_job, read_jobs

EVERY_SECONDS = 1.0
# Before so many calls a pace says little of what is left.
TELLING_CALLS = 5
EARLIER = 10
NEW_SECONDS = 86_400.0


def show_job(settings: Settings) -> None:
    """The job that goes on, read anew each second; else how the last one ended."""
    job = newest_job(settings)
    if job is None or _is_old(job):
        return
    with st.container(border=True):
        # Only while there is something to see: every run is a question to the server.
        every = EVERY_SECONDS if job.is_running else None
        st.fragment(_draw, run_every=every)(settings, job.name, job.is_running)


def _is_old(job: JobView) -> bool:
    """Whether a job was done so long ago that nobody comes back for it."""
    ended = job.state.ended_at
    return job.state.ending == "done" and bool(ended) and _seconds(str(ended), now()) > NEW_SECONDS


def _draw(settings: Settings, name: str, was_running: bool) -> None:
    """One reading of the job's files."""
    job = newest_job(settings)
    if job is None or job.name != name or job.is_running != was_running:
        # It ended, or another began: the page around it has changed as well.
        st.rerun(scope="app")
    if job.is_running:
        _show_running(settings, job)
    else:
        _show_ended(settings, job)
    lines = job.log()
    if lines:
        with st.expander("What it has done"):
            st.code("\n".join(lines), language=None, wrap_lines=True)


def _show_running(settings: Settings, job: JobView) -> None:
    """The step, its share, the calls, and how to stop it."""
    steps = job.order.steps
    place = steps.index(job.state.step) + 1 if job.state.step in steps else 1
    st.header(f"Bringing in {markdown(job.order.title, 100)}")
    st.progress(
        job.state.share or 0.0,
        text=f"Step {place} of {len(steps)}: {STEPS.get(job.state.step, 'starting')}",
    )
    st.caption(markdown(_at(job), 400))
    st.caption("You may leave this page, or close it: the work goes on, and stands here again.")
    if refusal() is None and st.button("Stop it", key="stop-job"):
        stop_job(settings, job.name)


def _at(job: JobView) -> str:
    """Calls made and left, and what it is at."""
    state, planned = job.state, job.order.calls
    said = [state.said] if state.said else []
    if state.step == "fetch" and state.calls:
        of = f" of about {planned:,}" if planned and planned >= state.calls else ""
        said.insert(0, f"{count_of(state.calls, 'call')}{of}{_left(job)}")
    return " · ".join(said) or "starting"


def _left(job: JobView) -> str:
    """How long it will still ask, by its pace until now."""
    state, planned = job.state, job.order.calls
    if not planned or not TELLING_CALLS <= state.calls < planned:
        return ""
    seconds = _seconds(state.started_at, now()) / state.calls * (planned - state.calls)
    return f", {minutes_said(seconds / 60)} left"


def _seconds(first: str, last: str) -> float:
    return (datetime.fromisoformat(last) - datetime.fromisoformat(first)).total_seconds()


def minutes_said(minutes: float) -> str:
    """A length of time as people say it."""
    if minutes < 1:
        return "less than a minute"
    if minutes < 90:
        return f"about {count_of(round(minutes), 'minute')}"
    if minutes < 48 * 60:
        return f"about {count_of(round(minutes / 60), 'hour')}"
    return f"about {count_of(round(minutes / 1440), 'day')}"


def _show_ended(settings: Settings, job: JobView) -> None:
    """How it ended, and what to do now."""
    title = markdown(job.order.title, 100)
    if job.state.ending == "done":
        st.success(f"**{title}** is brought in: fetched, loaded, built and checked.")
        if job.order.file:
            st.markdown("\n".join(f"- {markdown(line, 300)}" for line in _told(job)))
        elif links := opened(job.order.words):
            st.markdown("Open " + " · ".join(links))
        return
    message = markdown(job.state.message, 800)
    if job.state.ending == "failed":
        st.error(f"**{title}** was not brought in. {message}")
    else:
        st.warning(f"**{title}**: stopped. {message}")
    if refusal() is None and st.button("Go on", key="resume-job", type="primary"):
        try:
            resume_job(settings, job.name)
        except ThroughlineError as error:
            st.error(markdown(error, 400))
            return
        st.rerun(scope="app")


def _told(job: JobView) -> list[str]:
    """What a load said of its file: the lines of the log that name it."""
    name = str(job.order.file).rpartition("/")[2]
    return [line[9:] for line in job.log() if line[9:].startswith(f"{name}: ")]


def show_earlier(settings: Settings) -> None:
    """The jobs before the one at hand, in a line each."""
    found = read_jobs(settings)
    earlier = [job for job in found if job != newest_job(settings) or _is_old(job)][:EARLIER]
    if not earlier:
        return
    with st.expander(f"Earlier: {len(earlier)}"):
        for job in earlier:
            day = job.state.started_at[:16].replace("T", " ")
            ended = "goes on" if job.is_running else job.state.ending
            st.markdown(f"- {markdown(job.order.title, 100)}: {ended}, {markdown(day)} UTC")
