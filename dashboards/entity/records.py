"""The records behind a number, and what a link says and does not say."""

from __future__ import annotations

import streamlit as st

from dashboards.base import queries
from dashboards.base.grid import SHOWN, Table, show
from dashboards.base.places import Action, award_place, entity_place, graph_place, records_place
from dashboards.base.texts import count_of, dollars, is_missing, is_web, markdown, period

RECORD_COLUMNS = (
    'record.record_date as "date", record.title as "record", record.amount_usd as "USD", '
    'record.note, record.record_url as "open", record.source_file as "published file", '
    'record.published_date as "published", record.record_id as "record id", '
    'record.source_sha256 as "SHA-256 of the file"'
)
BASIS = {
    "identifier": "by public identifier",
    "exact_name": "by exact name only",
    "similar_name": "by similar names",
    "human": "stated by a person, with a source",
}


def evidence_table(title: str, cited: str, parameters: list[object]) -> Table:
    """The table of the records that a query cites as `record_id`, by date."""
    # found by row first: the texts of a record are costly to read
    found = (
        f"select record.rowid from ({cited}) as cited join marts.evidence as record "
        "on md5_number_lower(cited.record_id) = record.record_number"
    )
    rows = f"select {RECORD_COLUMNS} from marts.evidence as record where record.rowid in "
    return Table(
        title,
        f"{rows} ({found})",
        parameters,
        order='"date" nulls last, "record id"',
        first=f"{rows} ({found} order by record.record_date nulls last, record.record_id "
        f"limit {SHOWN + 1})",
        total=f"select count(*) as number from ({cited}) as cited",
        note="A row without a link has no page of its own at the publisher: it stands in the "
        "published file named beside it.",
        empty="The records are not in the database that is loaded now.",
    )


def link_details(link_id: str) -> None:
    """What a link says, how sure it is, what speaks against more, and its records."""
    link = queries.edge(link_id)
    if link is None:
        st.warning("This link is not in the database that is loaded now.")
        return
    names = markdown(link["from_name"], 80), markdown(link["to_name"], 80)
    st.markdown(f"#### {names[0]} {markdown(link['sentence'])} {names[1]}")
    st.markdown(" · ".join(markdown(fact, 400) for fact in link_facts(link)))
    st.caption(
        f"{markdown(link['description'], 1500)} **What speaks against reading more into it:** "
        f"{markdown(link['innocent'], 1500)}"
    )
    table = evidence_table(
        "Records of this link",
        "select unnest(evidence) as record_id from marts.edge "
        "where link_number = md5_number_lower(?) and link_id = ?",
        [link_id, link_id],
    )
    show(table, f"link-{link_id}")
    _first_records(table)


def _first_records(table: Table) -> None:
    """The first ten again as plain links: a grid is drawn, and a screen reader reads a list."""
    rows = queries.frame(
        f'select "record", "open" from ({table.first}) as rows order by {table.order} limit 10',
        table.parameters,
    )
    for row in rows.itertuples():
        text = markdown(row.record, 120)
        st.markdown(f"- [{text}]({row.open})" if is_web(row.open) else f"- {text} (in its file)")


def link_facts(link: dict[str, object]) -> list[str]:
    """Amount, dates, basis and score in words."""
    facts = []
    if link["amount_usd"] is not None:
        own = link["amount_basis"] == "itemized"
        facts.append(
            f"{dollars(link['amount_usd'])}, "
            f"{'our sum of the records' if own else 'published total, not our sum'}"
        )
    if link["label"]:
        facts.append(str(link["label"]))
    facts += [days for days in [period(link["first_date"], link["last_date"])] if days]
    facts.append(count_of(int(str(link["record_count"])), "record"))
    facts.append(BASIS.get(str(link["basis"]), str(link["basis"])))
    facts.append("score " + ("not measured" if link["score"] is None else f"{link['score']:.2f}"))
    return facts


def link_actions(row: dict[str, object]) -> list[Action]:
    """Where a row with _link_id, _other_id and _other_kind leads."""
    actions = [Action("Records of this link", records_place(link=str(row["_link_id"])))]
    if not is_missing(row.get("_other_id")):
        other = str(row["_other_id"])
        actions.append(Action("Open the other side", entity_place(other, str(row["_other_kind"]))))
        actions.append(Action("See it in the graph", graph_place(other)))
    return actions


def award_actions(row: dict[str, object]) -> list[Action]:
    """Where a row with _award_key leads."""
    return [Action("Open the award", award_place(str(row["_award_key"])))]
