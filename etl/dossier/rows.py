"""The rows behind a dossier: everything that the database holds of its subjects, with records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from etl.common.database import quoted
from etl.dossier.verify import ROWS
from etl.exports.formats.tables import cell
from etl.exports.package import Column, Held

MOST_LINKS, MOST_RECORDS, FIRST_RECORDS = 50_000, 300_000, 100
_OWN = (
    "entity_number in (select md5_number_lower(unnest($ids))) "
    "and entity_id in (select unnest($ids))"
)
_FIRM = "organization_number in (select md5_number_lower(unnest($ids)))"


@dataclass(frozen=True)
class Rows:
    """A table of the dossier: what it holds, its query over the database, and its order.

    `like` names the tables of the database whose comments describe its columns.
    """

    about: str
    sql: str
    order: str
    like: tuple[str, ...]


# Queries over the database; $ids are the subjects.
FIRST: dict[str, Rows] = {
    "subject": Rows(
        "Those whom the dossier is about",
        "select * from marts.entity where entity_id in (select unnest($ids))",
        "entity_id",
        ("marts.entity",),
    ),
    "link": Rows(
        "Every link of a subject: who, to whom, since when, how it is known, by which records",
        "select link.* exclude (link_number), type.title as link_title, type.sentence, "
        "type.description, type.innocent from marts.edge as link "
        "join marts.link_type as type using (link_type) where link.rowid in (select rowid from "
        "marts.edge where link_number in (select md5_number_lower(link_id) from (select link_id "
        f"from marts.neighbour where {_OWN} group by link_id "
        f"order by max(abs(coalesce(amount_usd, 0))) desc, link_id limit {MOST_LINKS})))",
        "link_id",
        ("marts.edge", "marts.link_type"),
    ),
    "award": Rows(
        "Contract awards of a subject: what the actions add up to, and what the award reports",
        "select * exclude (obligated_usd, difference_usd) from marts.award "
        "where organization_id in (select unnest($ids))",
        "award_key",
        ("marts.award",),
    ),
    "action": Rows(
        "Every action on a subject's contracts: its obligations, one by one",
        "select * exclude (organization_number, award_number, action_from, file_sha256) "
        f"from marts.award_action where {_FIRM} and organization_id in (select unnest($ids))",
        "record_id",
        ("marts.award_action",),
    ),
    "obligation": Rows(
        "What an agency that is a subject obligated to each contractor in each fiscal year",
        "select * from marts.obligation where agency_id in (select unnest($ids))",
        "obligation_id",
        ("marts.obligation",),
    ),
    "gift": Rows(
        "Gifts tied to a contractor by the role of their giver, one row per record; each gift is "
        "its giver's own",
        "select gift.*, role.role_rank::integer as role_rank, role.title as role_title, "
        "role.description as role_description, giver.name as giver_name, "
        "giver.entity_kind as giver_kind, recipient.name as recipient_name "
        "from measures.tied_gift as gift join seeds.tie_role as role using (role_code) "
        "left join marts.entity as giver on gift.giver_id = giver.entity_id "
        "left join marts.entity as recipient on gift.recipient_id = recipient.entity_id "
        "where gift.organization_id in (select unnest($ids))",
        "organization_id, role_rank, record_id",
        ("measures.tied_gift", "marts.contractor_gift", "marts.contractor_money"),
    ),
    "flag": Rows(
        "Every indicator computed for a subject, with its rule and its innocent explanations",
        "select flag.* exclude (organization_number, object_number, subject_number, flag_number), "
        "card.raised_when, card.why, card.innocent, card.excludes, card.source as rule_source "
        "from marts.flag as flag join marts.indicator as card using (code) where flag.rowid in "
        "(select rowid from marts.flag where organization_number in "
        "(select md5_number_lower(unnest($ids))) or object_number in "
        "(select md5_number_lower(unnest($ids))) or subject_number in "
        "(select md5_number_lower(unnest($ids))) or agency_id in (select unnest($ids)) "
        "order by state <> 'flagged', flag_id limit 20000)",
        "flag_id",
        ("marts.flag", "marts.indicator"),
    ),
    "published_total": Rows(
        "Totals that others have published of a subject, or of somebody tied to it",
        f"with tie as (select entity_id, other_id from marts.neighbour where {_OWN} "
        "and link_type in ('founder_of', 'invested_in', 'officer_of') union "
        "select unnest($ids), unnest($ids)), "
        "of_giver as (select tie.entity_id as subject_id, total.* from marts.published_total as "
        "total join tie on total.entity_id = tie.other_id), of_receiver as (select "
        "'fec:' || total.committee_id as subject_id, total.* from marts.published_total as total "
        "where 'fec:' || total.committee_id in (select unnest($ids))) "
        "from of_giver union from of_receiver",
        "subject_id, record_id",
        ("marts.published_total",),
    ),
    "committee_total": Rows(
        "What a committee that is a subject took in by cycle, beside its own summary",
        "select 'fec:' || committee_id as entity_id, * from marts.committee_received "
        "where 'fec:' || committee_id in (select unnest($ids))",
        "committee_id, cycle",
        ("marts.committee_received", "marts.entity"),
    ),
    "reconciliation": Rows(
        "Our figures of the subjects and their awards beside the publishers' own",
        "select * from marts.reconciliation where subject_id in (select unnest($ids) union all "
        "select replace(unnest($ids), 'fec:', '') union all select award_key from marts.award "
        "where organization_id in (select unnest($ids)))",
        "reconciliation_id",
        ("marts.reconciliation",),
    ),
    "answer": Rows(
        "Answers of the subjects, and of those with a stated tie to them, to questions put before",
        f"from marts.answer where entity_id in (select unnest($ids) union all select other_id from "
        f"marts.neighbour where {_OWN} and link_type in ('founder_of', 'invested_in', "
        "'officer_of', 'adviser_to', 'connected_organization', 'parent_of'))",
        "answered_date, answer_id",
        ("marts.answer",),
    ),
    "question": Rows(
        "Questions that a tie or a flag asks for, and to whom",
        "from seeds.question",
        "topic",
        ("seeds.question",),
    ),
    "known_gap": Rows(
        "What the records cannot show", "from marts.known_gap", "gap_id", ("marts.known_gap",)
    ),
}

# Queries over the tables above, for what is looked up next: `cited` is (record_id), `giver` is
# (record_id) of gifts that are a person's own.
_CITED = (
    "select unnest(evidence) as record_id from link union select unnest(evidence) from flag "
    "union select record_id from action union select record_id from gift "
    "union select record_id from published_total "
    "union select reported_record_id from award "
    "union select published_record_id from reconciliation"
)
_GIVEN = (
    "select distinct unnest(link.evidence) as record_id from link join subject "
    "on subject.entity_kind = 'person' and ((link.link_type = 'contributed_to' "
    "and link.from_id = subject.entity_id) or (link.link_type = 'refunded_by' "
    "and subject.entity_id in (link.from_id, link.to_id)))"
)
_NUMBERED = "(select md5_number_lower(record_id) from wanted)"
THEN: dict[str, tuple[str, Rows]] = {
    "contribution": (
        _GIVEN,
        Rows(
            "Contributions of a person who is a subject, record by record, and why each counts",
            "select gift.record_id, contributor.entity_id as giver_id, "
            "'fec:' || gift.recipient_committee_id as recipient_id, gift.transaction_date, "
            "gift.cycle, gift.amount_usd, gift.who_gave_usd, gift.memo_usd, gift.role, "
            "gift.count_reason from entities.contribution as gift "
            "join entities.contributor as contributor using (contributor_key) "
            "where gift.record_id in (select record_id from wanted)",
            "record_id",
            ("entities.contribution", "marts.contractor_gift"),
        ),
    ),
    "record": (
        _CITED,
        Rows(
            "The public record behind every id that is cited here",
            "select record.* exclude (record_number) from marts.evidence as record "
            "where record.rowid in (select rowid from marts.evidence "
            f"where record_number in {_NUMBERED}) and record.record_id in (select record_id from "
            "wanted)",
            "record_id",
            ("marts.evidence",),
        ),
    ),
}


def gather(source: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> duckdb.DuckDBPyConnection:
    """A database in memory with the tables of the dossier, read from a connection on the research
    database; `source` may be read-only and locked.
    """
    workshop = duckdb.connect(config={"memory_limit": "2GB", "threads": 2})
    for name, rows in FIRST.items():
        _bring(workshop, name, rows.order, source.sql(rows.sql, params=_bound(rows.sql, ids)))
    _cut_evidence(workshop)
    for name, (wanted, rows) in THEN.items():
        source.register("wanted", workshop.sql(wanted).to_arrow_table())
        _bring(workshop, name, rows.order, source.sql(rows.sql))
        source.unregister("wanted")
    _name_files(source, workshop)
    return workshop


def _bound(sql: str, ids: Sequence[str]) -> dict[str, object]:
    """The parameters that a query names."""
    return {"ids": list(ids)} if "$ids" in sql else {}


def _bring(
    workshop: duckdb.DuckDBPyConnection, name: str, order: str, found: duckdb.DuckDBPyRelation
) -> None:
    """Rows of one connection into a table of another, in order."""
    brought: pa.Table = found.to_arrow_table()
    workshop.register("brought", brought)
    workshop.execute(f"create table {name} as from brought order by {order}")
    workshop.unregister("brought")


def _cut_evidence(workshop: duckdb.DuckDBPyConnection) -> None:
    """Where a subject's links cite very many records, each link keeps the first ones.

    `record_count` stays that of the link, and `is_evidence_whole` says what was done.
    """
    (cited,) = workshop.execute("select coalesce(sum(len(evidence)), 0) from link").fetchall()[0]
    most = FIRST_RECORDS if cited > MOST_RECORDS else cited
    workshop.execute(
        f"create or replace table link as select * replace (evidence[:{most}] as evidence), "
        f"len(evidence) <= {most} as is_evidence_whole from link order by link_id"
    )


def _name_files(source: duckdb.DuckDBPyConnection, workshop: duckdb.DuckDBPyConnection) -> None:
    """The published files from which the cited records come."""
    wanted = workshop.sql("select distinct source_sha256 as sha256 from record").to_arrow_table()
    source.register("wanted", wanted)
    found = source.sql("from marts.source_file where sha256 in (select sha256 from wanted)")
    _bring(workshop, "source_file", "table_name, file_name, sha256", found)
    source.unregister("wanted")


def write_rows(
    source: duckdb.DuckDBPyConnection, workshop: duckdb.DuckDBPyConnection, folder: Path
) -> list[Held]:
    """Each table as CSV and as Parquet in rows/, described by the database's own comments."""
    (folder / ROWS).mkdir()
    workshop.execute("set threads = 1")  # more lay out Parquet's row groups by chance
    every = FIRST | {name: rows for name, (_, rows) in THEN.items()}
    every["source_file"] = Rows("The published files behind the cited records", "", "", SOURCES)
    return [
        held
        for name, rows in every.items()
        for held in _write(
            workshop, folder, name, (rows.about, _describe(source, workshop, name, rows))
        )
    ]


SOURCES = ("marts.source_file",)
OWN = {
    "link_title": "the type of the link in words",
    "is_evidence_whole": "whether evidence lists every record of the link",
    "rule_source": "where the indicator's rule comes from",
    "role_description": "what ties the givers of this role to the organization",
    "giver_id": "who gave",
    "subject_id": "the subject of the dossier that this stands beside",
}


def _describe(
    source: duckdb.DuckDBPyConnection, workshop: duckdb.DuckDBPyConnection, name: str, rows: Rows
) -> list[Column]:
    """The columns of a table with the comments of the tables that they come from."""
    found = source.execute(
        "select column_name, any_value(comment order by list_position($like, "
        "schema_name || '.' || table_name)) from duckdb_columns() where comment is not null "
        "and schema_name || '.' || table_name in (select unnest($like)) group by column_name",
        {"like": list(rows.like)},
    ).fetchall()
    comments = dict(found) | OWN
    return [
        Column(column, kind.lower(), comments.get(column, ""))
        for column, kind, *_ in workshop.execute(f"describe {name}").fetchall()
    ]


def _write(
    workshop: duckdb.DuckDBPyConnection, folder: Path, name: str, said: tuple[str, list[Column]]
) -> list[Held]:
    """One table as two files."""
    about, columns = said
    text, parquet = f"{ROWS}/{name}.csv", f"{ROWS}/{name}.parquet"
    copied = f"copy {name} to {quoted(str(folder / parquet))} (format parquet, compression zstd)"
    (count,) = workshop.execute(copied).fetchone() or (0,)
    cells = ", ".join(cell(part.name, part.kind) for part in columns)
    workshop.execute(
        f"copy (select {cells} from {name}) to {quoted(str(folder / text))} (format csv)"
    )
    return [Held(text, count, about, columns), Held(parquet, count, about, columns)]
