"""What each type of link means, how names are resolved, and what speaks against more."""

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.grid import Table, show
from dashboards.base.texts import dollars, markdown
from dashboards.entity.flag_cards import indicator_card
from etl.common.queries import read_query

TIERS = {
    "certain": "a person has judged it",
    "probable": "linked: the names agree, and little speaks against it",
    "possible": "not linked: one firm is likelier than not",
    "none": "not linked: no firm of the records is likely",
    "not an employer": "retired, self-employed, a government, or nothing said",
}


def show_resolved() -> None:
    """How many employers are tied to firms, and how many stay open."""
    st.header("Who is who")
    st.write(
        "Employers are free text. Each is compared with the names under which firms hold awards, "
        "and with a list of brands, units, short and former names of large firms with their days "
        "(written from general knowledge, not looked up one by one), word by word; every "
        "comparison adds to or takes from the odds by a weight that was learned from labels of "
        "real names, and what stays doubtful is left open. Words beside a firm's name mean a unit "
        "of it rather than the firm itself. `python -m etl why NAME FIRM` shows the sum for any "
        "pair, and where the odds went."
    )
    found = queries.rows(read_query("names/resolved"))
    total = sum(row["contribution_count"] for row in found)
    for row in found:
        meaning = TIERS.get(row["tier"], "other")
        st.markdown(
            f"- **{markdown(row['tier'])}** ({meaning}): {row['name_count']:,} names, "
            f"{row['contribution_count']:,} of {total:,} contributions, "
            f"{markdown(dollars(row['amount_usd']))}"
        )


def indicators() -> None:
    """Every indicator from its file's header, and how timing is tested."""
    st.header("What an indicator means")
    st.write(
        "Timing: gifts are moved to the same calendar day of other years, as often as the giver's "
        "own years of giving and everyone's calendar make likely, and the probability that such a "
        "placebo has as many gifts near an award is the p-value, by its exact law; it is corrected "
        "for all tests of the build. On unrelated series with growth, seasons and both, 1 to 2 % "
        "pass p = 0.05; where both sides share a surge of a few months that is neither, up to "
        "12 % do. `make timing` prints these figures."
    )
    for card in queries.rows(read_query("about/indicator_card")):
        with st.expander(f"{card['code']} · {markdown(card['title'])}"):
            indicator_card(card)


def link_types() -> None:
    """Every type of link, with what speaks against reading more into it."""
    st.header("What a link means")
    for link in queries.rows(read_query("about/link_type")):
        st.markdown(
            f"**{markdown(link['title'])}** — {markdown(link['description'], 1500)}"
            f"  \n*What speaks against reading more into it:* {markdown(link['innocent'], 1500)}"
        )


def show_measured() -> None:
    """How often names are resolved rightly, on labels."""
    show(Table(read_query("names/accuracy")), "accuracy")


def counting() -> None:
    """Why each dollar is in a total or out of it."""
    st.header("What is counted")
    st.write(
        "Each row is given a reason, and each dollar is counted once. Who gave and what a "
        "committee received are two measures, and are never added; ceilings of contracts are not "
        "spending."
    )
    with st.expander("Every reason"):
        for row in queries.rows(read_query("money/reason")):
            reason = row["count_reason"].replace("_", " ")
            st.markdown(f"- **{markdown(reason)}**: {markdown(row['description'], 600)}")


def gaps() -> None:
    """What the records cannot show."""
    st.header("Known gaps")
    shell.known_gaps()


shell.head("Methods")
show_resolved()
show_measured()
counting()
link_types()
indicators()
gaps()
shell.foot()
