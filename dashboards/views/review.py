"""Doubtful pairs of names, judged before the machine's probability is shown."""

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.texts import dollars, markdown
from etl.common.settings import ThroughlineError, this_day
from etl.names.review import JUDGEMENTS, Judgement, append_judgement, review_queue

QUEUE = 200


def reasons(title: str, found: object) -> str:
    """What speaks for or against, as a list."""
    listed = [markdown(reason) for reason in (found if found is not None else [])]
    return f"**{title}**\n\n" + "\n".join(f"- {reason}" for reason in listed or ["nothing"])


def show_pair(pair: dict[str, object]) -> None:
    """Both sides and the evidence, side by side."""
    st.caption(
        f"{pair['record_count']:,} records, {dollars(pair['amount_usd'])} given. "
        "The answer says whether two texts name one firm or person, and nothing about conduct."
    )
    left, right = st.columns(2)
    left.markdown(f"**As written**\n\n{markdown(pair['left_text'], 600)}")
    right.markdown(f"**May be**\n\n{markdown(pair['right_text'], 600)}")
    left.markdown(reasons("Speaks for it", pair["for_reasons"]))
    right.markdown(reasons("Speaks against it", pair["against_reasons"]))


def ask_verdict(pair: dict[str, object]) -> None:
    """The form; a judgement is kept before the machine's probability is told."""
    # A form of its own for each pair: an answer must not stay for the next one.
    with st.form(f"judge-{pair['review_id']}", clear_on_submit=True):
        verdict = st.radio("One and the same?", ["same", "different", "unsure"], index=None)
        reason = st.text_input("Why, in a line", max_chars=300)
        name = st.text_input("Who judges", value=st.session_state.get("judge", ""), max_chars=80)
        if not st.form_submit_button("Keep the judgement"):
            return
    if verdict is None:
        st.error("Choose same, different or unsure.")
        return
    st.session_state["judge"] = name
    refs = str(pair["left_ref"]), str(pair["right_ref"])
    try:
        judgement = Judgement(*refs, verdict, reason, name, this_day().isoformat())
        append_judgement(judgement, JUDGEMENTS)
    except ThroughlineError as error:
        st.error(markdown(error, 600))
        return
    # Kept over the new run, which draws the next pair and would lose the message.
    st.session_state["judged"] = (
        f"Kept as {verdict}. The machine's probability was {pair['probability']:.2f}. "
        "It holds from the next build on."
    )
    st.rerun()


shell.head("Review")
st.write(
    "Pairs of names that the records leave in doubt, those first whose answer would move the "
    "most money. Answers are lines of sql/seeds/judgement.csv: they beat the machine and "
    "survive every rebuild."
)
if message := st.session_state.pop("judged", None):
    st.success(message)
queue = review_queue(queries.connection(), path=JUDGEMENTS)[:QUEUE]
if queue:
    show_pair(queue[0])
    ask_verdict(queue[0])
    st.caption(f"{len(queue):,} pairs stand in this queue.")
else:
    st.info("No doubtful pair is left to judge in the records that are loaded.")
shell.foot()
