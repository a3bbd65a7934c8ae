"""The numbers of a dossier: each table of the report is one query over the dossier's own rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from etl.common.database import quoted
from etl.dossier.verify import canonical

TIES = "'officer_of', 'founder_of', 'invested_in', 'adviser_to', 'trust_of'"
OWNERS = "'parent_of', 'same_organization'"
SEATS = "'sits_on', 'authorized_by', 'supported', 'opposed', 'oversees'"
KNOWN_BY = (
    "case basis when 'identifier' then 'public identifier' when 'human' then 'stated by a person, "
    "with a source' when 'exact_name' then 'equal names' when 'similar_name' then 'similar names' "
    "else basis end"
)


@dataclass(frozen=True)
class Part:
    """A query of one section: its title, its SQL with {id} for the subject, its columns' units.

    `units` are one word per column: USD, count, share, text, url, or hidden where not printed.
    `most` rows are printed; `note` stands under the table, `empty` in its place where it has no
    row; without `empty` the table then stays away. `form` is table, facts (one row, upright) or
    cards (the report draws them).
    """

    name: str
    title: str
    sql: str
    units: str
    note: str = ""
    empty: str = ""
    most: int = 200
    form: str = "table"


@dataclass(frozen=True)
class Statement:
    """A part derived for a subject: `rows` are canonical texts, None where unknown."""

    statement_id: str
    part: Part
    sql: str
    columns: list[tuple[str, str]]
    rows: list[list[str | None]]

    @property
    def printed(self) -> int:
        """How many rows the report prints."""
        return min(len(self.rows), self.part.most)


def derive(
    workshop: duckdb.DuckDBPyConnection, part: Part, statement_id: str, entity_id: str = ""
) -> Statement:
    """Run a part for a subject."""
    sql = part.sql.replace("{id}", quoted(entity_id))
    result = workshop.execute(sql)
    names = [column[0] for column in result.description or []]
    rows = [[canonical(value) for value in row] for row in result.fetchall()]
    return Statement(
        statement_id, part, sql, list(zip(names, part.units.split(), strict=True)), rows
    )


def parts(kind: str) -> Iterator[Part]:
    """The parts of an entity of a kind, in the order of the report."""
    yield from HEAD
    yield from BY_KIND.get(kind, [])
    yield from TAIL


HEAD = [
    Part(
        "links",
        "Links in the records loaded, by type",
        'select link_title as "link", count(*) as "links", sum(record_count)::bigint as "records", '
        'min(first_date) as "first", max(last_date) as "last", '
        'any_value(description) as "what it says" from link where {id} in (from_id, to_id) '
        "group by link_title order by link_title",
        "text count count text text text",
        empty="No link of it is in the records loaded.",
    ),
]

ORGANIZATION = [
    Part(
        "obligated",
        "Obligated, actions loaded",
        'select sum(obligated_usd) as "obligated, net", sum(obligated_usd) filter '
        '(where obligated_usd < 0) as "of it taken back", count(*) as "actions", '
        'count(distinct award_key) as "awards with an action", '
        'count(distinct agency_id) as "agencies", min(action_date) as "first action", '
        'max(action_date) as "last action" from action where organization_id = {id} '
        "having count(*) > 0",
        "USD USD count count count text text",
        note="Actions loaded, and no others. Ceilings are not spending and are in no sum.",
        empty="No action on a contract of it is loaded.",
        form="facts",
    ),
    Part(
        "role_money",
        "Political money by role (rows loaded; roles are never added up)",
        'select role_title as "role", sum(amount_usd) as "less refunds", '
        'coalesce(-sum(amount_usd) filter (where is_refund), 0) as "given back", '
        'count(distinct giver_id) as "givers", count(*) as "records", min(gift_date) as "first", '
        'max(gift_date) as "last", round(min(score), 4) as "least sure tie", '
        'any_value(role_description) as "who they are" from gift where organization_id = {id} '
        "group by role_rank, role_title order by role_rank",
        "text USD USD count count text text share text",
        note="A gift is its giver's own. A tie whose surety is not stated was stated by a person, "
        "with a source.",
        empty="No itemized gift of its people, its fund or itself is in the records loaded.",
    ),
    Part(
        "concentration",
        "Roles in which one giver makes up 90 % or more of what was given",
        "with by_giver as (select role_rank, role_title, giver_name, giver_id, "
        "sum(amount_usd) filter (where amount_usd > 0 and not is_refund) as given_usd "
        "from gift where organization_id = {id} group by all), "
        "shared as (select *, round(given_usd::double / sum(given_usd) over "
        "(partition by role_rank)::double, 4) as share, count(*) over (partition by role_rank) "
        "as givers from by_giver) "
        'select role_title as "role", giver_name as "giver", share as "share of it" from shared '
        "where share >= 0.9 and givers > 1 order by role_rank",
        "text text share",
    ),
    Part(
        "recipients",
        "Who received it, by role",
        'select recipient_name as "received by", role_title as "role of the givers", '
        'sum(amount_usd) as "less refunds", count(distinct giver_id) as "givers", '
        'count(*) as "records", min(gift_date) as "first", max(gift_date) as "last", '
        "recipient_id from gift where organization_id = {id} "
        "group by recipient_name, recipient_id, role_rank, role_title "
        "order by sum(amount_usd) desc, recipient_name, recipient_id, role_rank",
        "text text USD count count text text hidden",
        note="Receivers are committees. Givers are listed in rows/gift and are not ranked.",
        most=60,
    ),
    Part(
        "published",
        "Totals that others have published of it or of people with a stated tie",
        "select contributor, coalesce(committee, 'all committees') as \"to\", cycle, "
        'total_usd as "total", memo_usd as "of it memo rows", basis from published_total '
        "order by contributor, cycle, committee nulls first, record_id",
        "text text text USD USD text",
        note="Other people's sums, beside ours and in none of them. They overlap: never add them.",
    ),
    Part(
        "years",
        "Obligations by agency and fiscal year",
        'select fiscal_year as "fiscal year", agency_name as "agency", '
        'sum(obligated_usd) as "obligated, net", sum(obligated_usd) filter '
        '(where obligated_usd < 0) as "of it taken back", count(*) as "actions", '
        'count(distinct award_key) as "awards" from action where organization_id = {id} '
        "group by fiscal_year, agency_name, agency_id "
        "order by fiscal_year desc nulls last, agency_name, agency_id",
        "text text USD USD count count",
    ),
    Part(
        "awards",
        "Awards",
        'select piid as "PIID", agency_name as "agency", '
        "case when is_vehicle then 'vehicle' else 'award' end as \"type\", "
        'published_obligated_usd as "obligated", coverage_share as "coverage", '
        'ceiling_usd as "ceiling, not spending", offer_count as "offers", '
        'first_action_date as "first", last_action_date as "last", award_key from award '
        "where organization_id = {id} order by published_obligated_usd desc nulls last, award_key",
        "text text text USD share USD count text text hidden",
        note="A sum stands only where the actions loaded cover the award's own total. A vehicle's "
        "ceiling limits its orders, and its orders are awards of their own.",
        most=60,
    ),
    Part(
        "coverage",
        "Do the sums agree with the awards' own totals?",
        'select coverage_state as "state", any_value(case coverage_state '
        "when 'published' then 'agrees with the publisher''s figure' "
        "when 'withheld' then 'does not agree: coverage in place of the figure' "
        "when 'itemized_part' then 'part of a figure that need not be itemized whole' "
        'else \'nothing to compare with\' end) as "which means", count(*) as "awards" '
        "from award where organization_id = {id} group by coverage_state order by coverage_state",
        "text text count",
    ),
]

PERSON = [
    Part(
        "gave",
        "Given in this name, by cycle",
        'select cycle, sum(who_gave_usd) as "less refunds", '
        "coalesce(-sum(who_gave_usd) filter (where who_gave_usd < 0 and role in "
        "('refund', 'refund_out', 'refund_in')), 0) as \"given back\", "
        'sum(memo_usd) as "memo rows, in no total", count(*) as "records", '
        'min(transaction_date) as "first", max(transaction_date) as "last" from contribution '
        "where giver_id = {id} group by cycle order by cycle",
        "text USD USD USD count text text",
        note="The rows loaded, each dollar once. Names are put together by name, place and "
        "employer, and may be of two people who share a name.",
        empty="No itemized gift in this name is loaded.",
    ),
    Part(
        "gifts",
        "Gifts by who received them",
        'select case when from_id = {id} then to_name else from_name end as "received by", '
        "link_title as \"link\", amount_usd as \"amount\", replace(amount_basis, '_', ' ') "
        'as "amount is", first_date as "first", last_date as "last", record_count as "records", '
        'label as "says", link_id from link where {id} in (from_id, to_id) '
        "and link_type in ('contributed_to', 'refunded_by') "
        "order by amount_usd desc nulls last, link_id",
        "text text USD text text text count text hidden",
    ),
    Part(
        "published",
        "Totals that others have published of this name",
        "select contributor, coalesce(committee, 'all committees') as \"to\", cycle, "
        'total_usd as "total", memo_usd as "of it memo rows", basis from published_total '
        "where subject_id = {id} order by contributor, cycle, committee nulls first, record_id",
        "text text text USD USD text",
        note="Other people's sums, beside ours and in none of them. They overlap: never add them.",
    ),
]

COMMITTEE = [
    Part(
        "received",
        "What it took in, by cycle",
        "select cycle, case when state = 'published' then committee_received_usd end "
        'as "itemized", coverage_share as "coverage", coverage_reason as "because", '
        'summary_usd as "its own summary", record_count as "records" from committee_total '
        "where entity_id = {id} order by cycle",
        "text USD share text USD count",
        note="A total stands only where the rows loaded agree with the committee's own summary.",
    ),
    Part(
        "funds",
        "Money by kind of the other side",
        "select link_title as \"link\", case when from_id = {id} then 'to' else 'from' end "
        'as "direction", replace(case when from_id = {id} then to_kind else from_kind end, '
        '\'_\', \' \') as "other side", sum(amount_usd) as "amount", count(*) as "links", '
        'sum(record_count)::bigint as "records" from link where {id} in (from_id, to_id) '
        "and amount_usd is not null and amount_basis = 'itemized' group by all "
        "order by 1, 2, 3",
        "text text text USD count count",
    ),
    Part(
        "gifts",
        "Committees and organizations on the other side",
        'select case when from_id = {id} then to_name else from_name end as "who", '
        "case when from_id = {id} then 'to' else 'from' end as \"direction\", "
        'link_title as "link", amount_usd as "amount", first_date as "first", '
        'last_date as "last", record_count as "records", link_id from link '
        "where {id} in (from_id, to_id) and amount_usd is not null "
        "and case when from_id = {id} then to_kind else from_kind end <> 'person' "
        "order by amount_usd desc, link_id",
        "text text text USD text text count hidden",
        note="People are not listed here; they stand in rows/link.",
        most=60,
    ),
]

AGENCY = [
    Part(
        "years",
        "Obligated by fiscal year",
        'select fiscal_year as "fiscal year", sum(obligated_usd) as "obligated, net", '
        'sum(action_count)::bigint as "actions", count(distinct organization_id) as '
        '"contractors", any_value(incomplete_reason) as "incomplete because" from obligation '
        "where agency_id = {id} group by fiscal_year order by fiscal_year desc nulls last",
        "text USD count count text",
        note="Actions loaded, and no others.",
        empty="No obligation of this agency is loaded.",
    ),
    Part(
        "contractors",
        "Its contractors",
        'select recipient_name as "contractor", sum(obligated_usd) as "obligated, net", '
        'sum(action_count)::bigint as "actions", organization_id from obligation '
        "where agency_id = {id} group by recipient_name, organization_id "
        "order by sum(obligated_usd) desc nulls last, organization_id",
        "text USD count hidden",
        most=60,
    ),
]


def _tie_part(name: str, title: str, types: str, note: str = "") -> Part:
    """A table of links of some types, with how each is known and what speaks against more."""
    return Part(
        name,
        title,
        f'select from_name as "from", sentence as "link", to_name as "to", label as "says", '
        f'first_date as "first", last_date as "last", {KNOWN_BY} as "known by", '
        'round(score, 4) as "probability", record_count as "records", '
        'innocent as "what speaks against reading more into it", link_id from link '
        f"where {{id}} in (from_id, to_id) and link_type in ({types}) "
        "order by link_type, from_name, to_name, link_id",
        "text text text text text text text share count text hidden",
        note,
    )


TAIL = [
    _tie_part("ties", "Officers, founders, investors, advisers", TIES),
    _tie_part(
        "owners",
        "Owners and registrations over time",
        OWNERS,
        "A parent is what the contract records stated on the dates shown.",
    ),
    _tie_part("fund", "Separate segregated fund", "'connected_organization'"),
    _tie_part("seats", "Seats, candidacies, spending about them, oversight", SEATS),
    Part(
        "employers",
        "Employers as reported, and how sure the match of the name is",
        f'select to_name as "organization", {KNOWN_BY} as "known by", '
        'round(min(score), 4) as "least sure", round(max(score), 4) as "surest", '
        'count(*) as "people", sum(record_count)::bigint as "records" from link '
        "where {id} in (from_id, to_id) and link_type = 'reported_employer' "
        "group by to_name, to_id, basis order by to_name, to_id, basis",
        "text text share share count count",
        note="Self-reported text: it says nothing about ownership, control or the employer's part "
        "in a gift. Two names that agree may still be two firms.",
    ),
    Part(
        "flag_counts",
        "Indicators computed for it",
        'select title as "indicator", count(*) filter (where state = \'flagged\') as "flagged", '
        "count(*) filter (where state = 'not_flagged') as \"not flagged\", "
        "count(*) filter (where state = 'not_computable') as \"cannot be computed\" from flag "
        "where {id} in (organization_id, object_id, subject_id, agency_id) "
        "group by title, code order by code",
        "text count count count",
        note="An indicator asks for a second look; it is no finding.",
        empty="No indicator was computed for it.",
    ),
    Part(
        "flags",
        "Flagged, with what speaks against it",
        "select title, concat_ws(' · ', organization_name, piid, object_name, agency_name) "
        'as "about", reason, base_rate as "how ordinary", innocent as '
        '"innocent explanations", raised_when as "rule", excludes as "left out", '
        'rule_source as "source", len(evidence) as "records", flag_id from flag '
        "where state = 'flagged' and {id} in (organization_id, object_id, subject_id, agency_id) "
        "order by code, flag_id",
        "text text text text text text text text count hidden",
        most=40,
        form="cards",
    ),
    Part(
        "months",
        "Time line: sums by month",
        "with lanes as (select date_trunc('month', action_date)::date as month, 0 as lane_rank, "
        "'Obligated, net of de-obligations' as lane, obligated_usd as amount_usd from action "
        "where organization_id = {id} and action_date is not null union all "
        "select date_trunc('month', gift_date)::date, role_rank, role_title, amount_usd from gift "
        "where organization_id = {id} and gift_date is not null union all "
        "select date_trunc('month', transaction_date)::date, 9, 'Given in this name', "
        "who_gave_usd from contribution where giver_id = {id} and transaction_date is not null "
        "and who_gave_usd is not null) "
        'select month, lane, sum(amount_usd) as "amount", count(*) as "records" from lanes '
        "group by month, lane_rank, lane order by lane_rank, month",
        "text text USD count",
        form="timeline",
        most=0,
    ),
]

BY_KIND = {
    "organization": ORGANIZATION,
    "person": PERSON,
    "committee": COMMITTEE,
    "agency": AGENCY,
}

ASKED = [
    Part(
        "questions",
        "Questions to put before anything is printed",
        "with asked as (select link.link_id as cited_id, case question.asked_of when 'from' then "
        "from_id else to_id end as asked_id, case question.asked_of when 'from' then from_name "
        "else to_name end as asked_name, case question.asked_of when 'from' then from_kind else "
        "to_kind end as asked_kind, replace(replace(replace(replace(replace(replace(replace("
        "question.question, '{from}', from_name), '{to}', to_name), '{says}', "
        "coalesce(label, sentence)), '{first}', coalesce(first_date::varchar, 'day not stated')), "
        "'{last}', coalesce(last_date::varchar, 'no end stated')), '{amount}', "
        "coalesce(format('{:,.2f}', amount_usd::double), 'an amount not stated')), '{records}', "
        "record_count::varchar) as question from link join question on topic = link_type "
        "where {id} in (from_id, to_id) and (link_type not in ('contributed_to', "
        "'reported_employer') or link_type = 'reported_employer' and to_id = {id} "
        "and basis = 'similar_name' or link_id in (select link_id from link where "
        "link_type = 'contributed_to' and from_id = {id} and from_kind = 'person' "
        "and amount_basis = 'itemized' order by amount_usd desc, link_id limit 10)) union all "
        "select flag_id, organization_id, organization_name, 'organization', replace(replace("
        "question.question, '{title}', title || coalesce(' (' || piid || ')', '')), '{reason}', "
        "reason) from flag join question on topic = 'flag' where state = 'flagged' "
        "and organization_id = {id}) "
        'select asked_name as "put to", question, asked_id, any_value(asked_kind) as kind, '
        "min(cited_id) as cited_id from asked where asked_id not like 'name:%' "
        "group by asked_name, asked_id, question order by asked_name, asked_id, question",
        "text text hidden hidden hidden",
        note="Nobody named here has been asked by this program. Whoever prints asks first; the "
        "answer is kept and printed with the entity from then on: fill in answers.csv and run "
        "`python -m etl answer answers.csv`.",
        form="questions",
        most=100,
    ),
    Part(
        "answers",
        "Answers on record",
        'select entity_name as "about", question, answered_date as "answered", answer, '
        'answered_by as "by", source_url as "address" from answer '
        "order by entity_name, answered_date, answer_id",
        "text text text text text url",
    ),
]

RECORDS = Part(
    "records",
    "Records behind the links and flags that are printed",
    "with cited as (select link_id as cited_id, unnest(evidence[:5]) as record_id from link "
    f"where link_type in ({TIES}, {OWNERS}, {SEATS}, 'connected_organization') "
    "or link_id in (select link_id from link where amount_usd is not null "
    "order by abs(amount_usd) desc, link_id limit 60) union all "
    "select flag_id, unnest(evidence[:5]) from (select * from flag where state = 'flagged' "
    "order by code, flag_id limit 60)) "
    'select record.record_date as "date", record.title as "record", record.amount_usd as "USD", '
    'record.record_url as "address", record.source_file as "published file", '
    'record.record_id as "record id", cited.cited_id from cited join record using (record_id) '
    "order by cited.cited_id, record.record_date nulls last, record.record_id",
    "text text USD url text text hidden",
    note="The first five of each; all of them stand in rows/record, cited by the evidence of "
    "rows/link and rows/flag. A record without an address has no page of its own at the "
    "publisher: it stands in the published file named beside it.",
    most=600,
    form="records",
)

SHARED = [
    Part(
        "between",
        "Links between those named",
        f'select from_name as "from", sentence as "link", to_name as "to", label as "says", '
        'amount_usd as "amount", first_date as "first", last_date as "last", '
        f'{KNOWN_BY} as "known by", record_count as "records", innocent as '
        '"what speaks against reading more into it", link_id from link '
        "where from_id in (select entity_id from subject) "
        "and to_id in (select entity_id from subject) order by link_type, from_name, to_name, "
        "link_id",
        "text text text text USD text text text count text hidden",
        empty="No link stands directly between those named.",
    ),
    Part(
        "common",
        "Who is linked to more than one of those named",
        "with near as (select subject.entity_id, subject.name, case when from_id = "
        "subject.entity_id then to_id else from_id end as other_id, case when from_id = "
        "subject.entity_id then to_name else from_name end as other_name, case when from_id = "
        "subject.entity_id then to_kind else from_kind end as other_kind, link_title from link "
        "join subject on subject.entity_id in (from_id, to_id)) "
        "select other_name as \"who\", replace(other_kind, '_', ' ') as \"kind\", "
        "count(distinct entity_id) as \"of those named\", string_agg(distinct name, ', ' "
        "order by name) as \"linked to\", string_agg(distinct link_title, ', ' order by "
        'link_title) as "by", other_id from near where other_id not in '
        "(select entity_id from subject) group by other_name, other_id, other_kind "
        "having count(distinct entity_id) > 1 order by other_kind, other_name, other_id",
        "text text count text text hidden",
        note="In the order of kinds and of the alphabet. A shared link is no link between them.",
        most=100,
    ),
]

FILES = [
    Part(
        "reconciliation",
        "Our figures beside the publishers' own",
        'select subject_name as "of", line as "what", our_value as "ours", published_value '
        'as "published", coverage_share as "coverage", reason as "because", '
        'as_of_date as "as of", published_url from reconciliation '
        "order by state <> 'withheld', abs(published_value) desc nulls last, reconciliation_id",
        "text text USD USD share text text url",
        most=40,
    ),
    Part(
        "files",
        "Published files behind the cited records",
        'select file_name as "file", table_name as "table", published_date as "published", '
        'retrieved_at::date as "retrieved", rows_loaded as "rows loaded", '
        'source_url as "address", sha256 as "SHA-256" from source_file '
        "order by table_name, file_name, sha256",
        "text text text text count url text",
        note="A file without an address was bundled with a case or loaded by hand.",
    ),
    Part(
        "gaps",
        "What the records cannot show",
        'select title as "gap", description as "what it means" from known_gap order by gap_id',
        "text text",
    ),
]
