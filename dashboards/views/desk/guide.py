"""The reporter's guide: four jobs, in steps and with pictures."""

import streamlit as st

from dashboards.base import shell
from dashboards.front.guide import JOBS, show_job

shell.head("Guide")
st.markdown(
    "Throughline joins federal contracts with political contributions, and opens every number to "
    "its records. It says who did what, when and by which record; it does not say why."
)
for job in JOBS:
    show_job(job)
shell.foot()
