"""The numbers of a dossier: each section of the report is one statement over the dossier's rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import duckdb

from etl.common.queries import Query
from etl.dossier.sections import (
    DossierSection,
    end_sections,
    head_sections,
    record_section,
    sections_of,
    shared_sections,
)
from etl.dossier.shipped.document import BETWEEN, END, HEAD, RECORDS, Statement, section_hash
from etl.dossier.shipped.values import derive, literal

SUBJECT_PARAMS = ("entity_id", "organization_id", "agency_id", "committee_id", "person_id")
_PARAM = re.compile(r"\$([a-z_][a-z0-9_]*)")


def state_section(
    section: DossierSection, statement_id: str, ids: Sequence[str], entity_id: str = ""
) -> Statement:
    """A section with its words and its SQL about a subject; it has no rows yet."""
    # The queries of the pages name their subject by its kind; what a query does not name is left
    # out.
    values = {"ids": list(ids), **dict.fromkeys(SUBJECT_PARAMS, entity_id), **section.values}
    return Statement(
        statement_id,
        section.name,
        section.form,
        section.heading,
        section.caption,
        section.empty,
        section.most,
        written_out(section.query, values),
        [],
        [],
    )


def derive_statement(workshop: duckdb.DuckDBPyConnection, stated: Statement) -> Statement:
    """The statement with what its SQL gives over the dossier's rows."""
    # By the rule of verify.py: what is written and what is derived there must be one text.
    columns, rows = derive(workshop, stated.sql)
    return Statement(**{**vars(stated), "columns": columns, "rows": rows})


def written_out(query: Query, values: Mapping[str, object]) -> str:
    """The SQL of a query in its order, with its values in place of its parameters.

    A reader who copies it runs what was run. Raises KeyError for a parameter without a value.
    """
    # Written out and not bound: the reader and verify.py run exactly this text. `literal` quotes
    # it.
    sql = _PARAM.sub(lambda found: literal(values[found[1]]), query.sql)
    # The newlines end a comment that a query may close with.
    return f"select *\nfrom (\n{sql}\n) as rows\norder by {query.order}" if query.order else sql


def known_sections(kinds: Sequence[str]) -> dict[str, list[str]]:
    """The hash of each section, by the part of the report or the kind of subject it is of."""
    # Any subject: the hash is over what is said of whomever.
    subject = "any subject"
    parts: dict[str, Sequence[DossierSection]] = {
        HEAD: list(head_sections()),
        BETWEEN: list(shared_sections()),
        END: list(end_sections()),
        RECORDS: [record_section()],
    }
    known = {name: [_hash(section, subject, "") for section in of] for name, of in parts.items()}
    return known | {
        kind: [_hash(section, subject, subject) for section in sections_of(kind)] for kind in kinds
    }


def _hash(section: DossierSection, subject: str, entity_id: str) -> str:
    return section_hash(state_section(section, "", [subject], entity_id), [subject], entity_id)
