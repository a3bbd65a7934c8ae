"""The texts of a file in each place where a page puts names, for a browser to show."""

import json
import os
import sys
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from dashboards.base.texts import markdown  # noqa: E402

PLACES = {
    "body": lambda name, key: st.markdown(name),
    "bold": lambda name, key: st.markdown(f"- **{name}** · {name}"),
    "sentence": lambda name, key: st.markdown(f"#### {name} gave to {name}"),
    "head": lambda name, key: st.subheader(name),
    "caption": lambda name, key: st.caption(name),
    "notice": lambda name, key: st.info(f"Of {name} {name}"),
    "button": lambda name, key: st.button(name, key=f"widget-{key}"),
    "expander": lambda name, key: st.expander(name).text("within"),
    "box": lambda name, key: st.text_input(name, key=f"widget-{key}"),
}

for number, text in enumerate(json.loads(Path(os.environ["TEXTS"]).read_text(encoding="utf-8"))):
    for place, draw in PLACES.items():
        with st.container(key=f"at-{number}-{place}"):
            draw(markdown(text), f"{number}-{place}")
st.markdown("All is drawn.")
