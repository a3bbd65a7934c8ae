"""The tables of a case's page."""

from __future__ import annotations

from dashboards.base.grid import Table
from dashboards.base.places import Action, entity_place, graph_place
from dashboards.entity.records import link_actions


def entity_table(case_id: str) -> Table:
    """People, organizations, committees, agencies and seats of the case, by kind and name."""
    return Table(
        "People, organizations, committees, agencies and seats",
        "select replace(entity.entity_kind, '_', ' ') as \"kind\", entity.name, entity.place, "
        'entity.summary, entity.link_count as "links", entity.record_url as "open", '
        "entity.entity_id as _entity_id, entity.entity_kind as _kind "
        "from marts.case_entity as named join marts.entity as entity using (entity_id) "
        "where named.case_id = ?",
        [case_id],
        order='"kind", name, _entity_id',
        actions=lambda row: [
            Action("Open its page", entity_place(row["_entity_id"], row["_kind"])),
            Action("See it in the graph", graph_place(row["_entity_id"])),
        ],
    )


def tie_table(case_id: str) -> Table:
    """Dated and sourced roles of the case's people."""
    return Table(
        "Who founded, owns, invested, advises and sits where",
        'select edge.from_name as "who", type.title as "tie", edge.to_name as "of", '
        'edge.label as "says", edge.first_date as "first", edge.last_date as "last", '
        'edge.record_count as "records", edge.link_id as _link_id, edge.to_id as _other_id, '
        "edge.to_kind as _other_kind from marts.edge as edge "
        "join marts.link_type as type on edge.link_type = type.link_type "
        "where edge.from_id in (select entity_id from marts.case_entity where case_id = ?) "
        "and edge.to_id in (select entity_id from marts.case_entity where case_id = ?) "
        "and edge.link_type in ('founder_of', 'invested_in', 'officer_of', 'adviser_to', "
        "'trust_of', 'sits_on')",
        [case_id, case_id],
        order='"who", "tie", "of", _link_id',
        actions=link_actions,
    )


def event_table(case_id: str) -> Table:
    """Events in the order of their days."""
    return Table(
        "Events in order",
        'select event_date as "date", event, source_note as "source", source_url as "open" '
        "from marts.case_event where case_id = ?",
        [case_id],
        order='"date", event',
        note="That one thing comes before another says nothing about why.",
    )
