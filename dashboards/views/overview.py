"""What is loaded, as of when, with which known gaps; and the case."""

import streamlit as st

from dashboards import queries, shell
from dashboards.kinds import KINDS
from dashboards.texts import markdown


def counts():
    """How much there is of each kind."""
    kinds = queries.frame(
        "select entity_kind, count(*) as number from marts.entity group by all order by all"
    )
    for column, row in zip(st.columns(max(1, len(kinds))), kinds.itertuples(), strict=False):
        column.metric(KINDS[row.entity_kind].title, f"{row.number:,}")
    links = queries.frame(
        "select type.title as link, count(*) as number, sum(edge.record_count)::bigint as records "
        "from marts.edge as edge join marts.link_type as type using (link_type) "
        "group by all order by number desc, link"
    )
    st.markdown("#### Links, each with its records")
    st.dataframe(links, hide_index=True)


def case():
    """The bundled case and its events in order."""
    st.markdown("#### The case: who stands between Golden Dome's contractors and the committees")
    if st.button("See its graph", type="primary"):
        st.switch_page("views/graph.py", query_params={"case": "golden_dome"})
    events = queries.frame(
        "select event_date as date, event, source_note as source, source_url as link "
        "from marts.case_event where case_id = 'golden_dome' order by event_date, event"
    )
    st.dataframe(
        events,
        hide_index=True,
        column_config={
            "date": st.column_config.DateColumn(width="small"),
            "event": st.column_config.TextColumn(width="large"),
            "link": st.column_config.LinkColumn("Open", display_text="open"),
        },
    )


def files():
    """Every published file with the count that proves it."""
    st.markdown("#### What is loaded")
    st.dataframe(
        queries.frame(
            "select file_name as file, table_name as table, cycle, published_date as published, "
            "rows_read as read, rows_loaded as loaded, rows_rejected as rejected, "
            'rows_left_out as "left out", rows_expected as "publisher counts", '
            "first_date as first, last_date as last, retrieved_at as fetched, "
            'source_url as "fetched from" from marts.source_file order by all'
        ),
        hide_index=True,
        column_config={
            name: st.column_config.DateColumn() for name in ("published", "first", "last")
        },
    )
    st.markdown("#### What the records cannot show")
    for gap in queries.frame("select * from marts.known_gap order by gap_id").itertuples():
        st.markdown(f"- **{markdown(gap.title)}** {markdown(gap.description, 600)}")


shell.head("Throughline", "Overview")
st.caption(
    "Federal contracts and political contributions, with the public records behind every step."
)
case()
counts()
files()
shell.foot()
