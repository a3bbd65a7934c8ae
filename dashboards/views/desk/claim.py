"""One claim of a case: what was said, what the records say, and the records."""

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.places import link
from dashboards.entity import claims
from dashboards.front.stories import case_place, loaded_cases, title_of
from etl.stories.claims import claim_files, hold_claim


def page(case: str, name: str) -> bool:
    """The claim with its records; whether there is one of that name."""
    files = {path.stem: path for path in claim_files(case)}
    if name not in files:
        return False
    claim = hold_claim(files[name], queries.connection())
    st.markdown(f"Of the case {link(title_of(case), case_place(case))}.")
    claims.card(case, claim)
    return True


shell.head("Claim")
asked = st.query_params.get("case", "")
# A name of an address never becomes a path.
if asked not in loaded_cases() or not page(asked, st.query_params.get("name", "")):
    shell.empty("No such claim is in the case that is loaded.", "Open Case to see all of them.")
shell.foot()
