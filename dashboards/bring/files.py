"""A published file that is brought by hand, loaded through the gate of the command `load`."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboards.base.texts import markdown
from dashboards.bring.allowed import refusal
from dashboards.bring.choose import begin
from etl.common.settings import Settings
from etl.jobs.state import JobOrder, newest_job
from etl.jobs.uploads import keep_upload, known_layouts, safe_name, table_names

# A server holds what is uploaded in memory: larger files are for the command line.
MOST_MB = 100
FIRST_CYCLE, LAST_CYCLE = 1976, 2100


def show_upload(settings: Settings) -> None:
    """A file chosen, what its name does not say, and the button that loads it."""
    st.write(
        "A file as its publisher has it, zipped or not. It is kept as it came, tested line by "
        "line, loaded and built; a file that is not what it seems is refused, and says why."
    )
    st.caption(markdown(" ".join(known_layouts()), 800))
    given = st.file_uploader(
        "A published file", key="file", max_upload_size=MOST_MB, accept_multiple_files=False
    )
    st.caption(
        f"Up to {MOST_MB} MB; larger files are loaded with `python -m etl load FILE` on the "
        "machine that holds the data."
    )
    table, cycle, published = _told()
    if given is None:
        return
    job = newest_job(settings)
    is_busy = bool(job and job.is_running)
    if st.button("Load it", type="primary", key="load", disabled=is_busy):
        refused = refusal()
        if refused:
            st.error(markdown(refused, 400))
            return
        path = keep_upload(settings, given.name, given.getvalue())
        begin(
            settings,
            JobOrder(
                safe_name(given.name), file=path, table=table, cycle=cycle,
                published=published.isoformat() if published else None,
            ),
        )  # fmt: skip
    if is_busy:
        st.caption("One at a time: what is being brought in stands above.")


def _told() -> tuple[str | None, int | None, date | None]:
    """What a file's name may not say: its table, its election cycle, its day."""
    with st.expander("What its name does not say"):
        table = st.selectbox(
            "Table, where the layout is not recognised", table_names(), index=None, key="table"
        )
        cycle = st.number_input(
            "Election cycle of an FEC file", FIRST_CYCLE, LAST_CYCLE, value=None, step=2,
            key="cycle", placeholder="2024",
        )  # fmt: skip
        published = st.date_input("Day of publication", value=None, key="published")
    return table, int(cycle) if cycle else None, published
