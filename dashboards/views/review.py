"""Doubtful pairs of names, judged before the machine's probability is shown."""

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.texts import dollars, markdown
from etl.common.settings import ThroughlineError, this_day
from etl.common.vocabularies import verdicts
from etl.names.judged import Judged
from etl.names.review import (
    JUDGEMENTS,
    Judgement,
    append_judgement,
    read_judged,
    review_queue,
)

QUEUE, SHOWN = 200, 100
Pair = dict[str, object]


def reasons(title: str, found: object) -> str:
    """What speaks for or against, as a list."""
    listed = [markdown(reason) for reason in (found if found is not None else [])]
    return f"**{title}**\n\n" + "\n".join(f"- {reason}" for reason in listed or ["nothing"])


def show_pair(pair: Pair) -> None:
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


def pair_at_hand(queue: list[Pair], judged: set[frozenset[str]]) -> Pair | None:
    """The pair that stands on this page until it is answered here, whoever judges it elsewhere."""
    # The queue alone would put the next pair under an answer that is on its way.
    pair = st.session_state.get("pair")
    is_open = pair is not None and (
        pair["review_id"] in {one["review_id"] for one in queue} or frozenset(refs(pair)) in judged
    )
    if not is_open:
        pair = st.session_state["pair"] = next(iter(queue), None)
    return pair


def say_judged(others: list[Judged]) -> None:
    """Who has judged the pair meanwhile; not how, which would lead the next."""
    if not others:
        return
    makers = ", ".join(markdown(one.maker, 120) for one in others)
    st.warning(f"already judged by {makers}. Your answer is kept beside it, as yours.")
    if st.button("Leave it at that"):
        del st.session_state["pair"]
        st.rerun()


def ask_verdict(pair: Pair, others: list[Judged]) -> None:
    """The form; a judgement is kept before the machine's probability is told."""
    # A form of its own for each pair: an answer must not stay for the next one.
    with st.form(f"judge-{pair['review_id']}", clear_on_submit=False):
        verdict = st.radio("One and the same?", verdicts("judgement"), index=None)
        reason = st.text_input("Why, in a line", max_chars=300)
        name = st.text_input("Who judges", value=st.session_state.get("judge", ""), max_chars=80)
        if not st.form_submit_button("Keep the judgement"):
            return
    if verdict is None:
        st.error("Choose same, different or unsure.")
        return
    st.session_state["judge"] = name
    judgement = Judgement(*refs(pair), verdict, reason, name, this_day().isoformat())
    try:
        is_new = append_judgement(judgement, JUDGEMENTS)
    except ThroughlineError as error:
        st.error(markdown(error, 600))
        return
    # Kept over the new run, which draws the next pair and would lose the message.
    st.session_state["judged"] = told(pair, verdict, is_new, others)
    del st.session_state["pair"]
    st.rerun()


def told(pair: Pair, verdict: str, is_new: bool, others: list[Judged]) -> str:
    """What became of an answer, and what stands beside it."""
    kept = f"Kept as {verdict}." if is_new else f"This was kept as {verdict} before."
    said = f"{kept} The machine's probability was {pair['probability']:.2f}. "
    for one in others:
        said += f"It was already judged by {markdown(one.maker, 120)}: {one.verdict}. "
    if any(one.verdict != verdict for one in others):
        said += "Both are kept: the later holds, and of one day the one that separates. "
    return said + "It holds from the next build on."


def refs(pair: Pair) -> tuple[str, str]:
    """The two sides as a judgement names them."""
    return str(pair["left_ref"]), str(pair["right_ref"])


def show_kept(judged: list[Judged]) -> None:
    """The judgements that are kept, those that do not hold among them."""
    if judged:
        with st.expander(f"Judgements kept: {len(judged):,}"):
            for one in judged[:SHOWN]:
                pair = f"{markdown(one.left_ref, 200)} / {markdown(one.right_ref, 200)}"
                st.markdown(f"- {pair}: {markdown(one.sentence, 600)}")


def show_page() -> None:
    """The pair at hand with its form, and what is kept."""
    queue = review_queue(queries.connection(), path=JUDGEMENTS)[:QUEUE]
    judged = read_judged(JUDGEMENTS)
    pair = pair_at_hand(queue, {frozenset((one.left_ref, one.right_ref)) for one in judged})
    if pair is None:
        st.info("No doubtful pair is left to judge in the records that are loaded.")
        show_kept(judged)
        return
    others = [one for one in judged if {one.left_ref, one.right_ref} == set(refs(pair))]
    show_pair(pair)
    say_judged(others)
    ask_verdict(pair, others)
    st.caption(f"{len(queue):,} pairs stand in this queue.")
    # Not those on this pair: they would lead.
    show_kept([one for one in judged if one not in others])


shell.head("Review")
st.write(
    "Pairs of names that the records leave in doubt, those first whose answer would move the "
    "most money. Answers are lines of sql/seeds/judgement.csv: they beat the machine and "
    "survive every rebuild."
)
if message := st.session_state.pop("judged", None):
    st.success(message)
try:
    show_page()
except ThroughlineError as error:
    # A line that cannot be read: no answer could be kept beside it.
    st.error(markdown(error, 600))
shell.foot()
