"""How fast names are resolved: employers against firms, and appearances joined to people.

Run: `python -m tests.bench.bench_resolve [EMPLOYERS] [APPEARANCES]` (1,000,000 and 5,000,000 unless
told; two threads, 3 GB). Invented names; beside each, the plain join on equal names that anyone
would try first. It prints figures and asserts none.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import duckdb

from etl.build.prepare import prepare
from etl.build.run import run_model
from etl.common.settings import Settings
from tests.bench.measure import FLAG, Figures, answer, bench_folder, measured, said
from tests.fixtures.building import needed_models

MODULE = "tests.bench.bench_resolve"
EMPLOYERS, FIRMS, APPEARANCES = 1_000_000, 100_000, 5_000_000
STATES = "(['CA', 'TX', 'VA', 'MD', 'NY', 'FL', 'OH', 'CO'])"
GIVEN_FIRM = {"entities.organization_name", "entities.organization", "entities.ownership"}
GIVEN_FIRM |= {"entities.mention", "entities.contribution"}
GIVEN_PERSON = {"entities.contribution", "entities.employer_match", "entities.name_key"}


def _database(data: Path, wanted: str, given: set[str]) -> tuple[duckdb.DuckDBPyConnection, list]:
    """Empty tables of all that a model needs, and the models that are to be timed."""
    engine = duckdb.connect(str(data / "bench.duckdb"))
    settings = Settings(data=data, memory_limit="3GB")
    settings.temporary.mkdir(parents=True)
    prepare(engine, settings)
    engine.execute("set threads = 2")
    needed = needed_models(wanted)
    for model in needed:
        run_model(engine, model)
    chain = [m for m in needed if m.layer == "entities" and m.table not in given]
    timed = [m for m in chain if _stands_after(m.table, chain, given)]
    for model in timed:
        engine.execute(f"drop table {model.table}")
    return engine, timed


def _stands_after(table: str, chain: list, given: set[str]) -> bool:
    """Whether a model is made of the given tables, directly or through others."""
    reads = {model.table: model.reads for model in chain}
    unread, seen = [table], set()
    while unread:
        name = unread.pop()
        if name in seen:
            continue
        seen.add(name)
        if reads.get(name, frozenset()) & given:
            return True
        unread += [read for read in reads.get(name, ()) if read in reads]
    return False


def _words(engine: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Coined words, and those of the word lists by number; gives the lists' sizes."""
    letters = "||".join(
        f"substr('{text}', (hash(i * 11 + {place}) % {len(text)} + 1)::integer, 1)"
        for place, text in enumerate(
            ("BCDFGHJKLMNPRSTVWZ", "AEIOU", "BCDFGLMNPRSTVX", "AEIOU", "BCDLMNRST", "AEIOU")
        )
    )
    engine.execute(
        f"create temp table coined as select i, {letters} || "
        "(['', 'N', 'R', 'X', 'TEK', 'CON'])[(hash(i * 13) % 6 + 1)::integer] as word "
        "from range(120000) as r(i)"
    )
    sizes = {}
    for name, kinds in (
        ("generic", "'generic'"),
        ("common", "'common', 'surname', 'place'"),
        ("given", "'given_name'"),
    ):
        found = engine.execute(
            f"create temp table {name} as select row_number() over (order by word) - 1 as i, word "
            f"from seeds.name_word where kind in ({kinds})"
        ).fetchone()
        sizes[name] = found[0] if found else 0
    return sizes


def _names(count: int, first: int, sizes: dict[str, int]) -> str:
    """Invented firm names: a coined word, a common one, or both, and one or two trade words."""
    return (
        "select number as i, trim(case number % 3 when 0 then one.word when 1 "
        "then plain.word || ' ' || one.word else plain.word end || ' ' || trade.word || "
        f"if(hash(number) % 2 = 0, ' ' || more.word, '')) as name from range({first}, "
        f"{first + count}) as r(number) "
        "join coined as one on one.i = hash(number * 5) % 120000 "
        f"join generic as trade on trade.i = hash(number * 7) % {sizes['generic']} "
        f"join generic as more on more.i = hash(number * 9) % {sizes['generic']} "
        f"join common as plain on plain.i = hash(number * 3) % {sizes['common']}"
    )


def _fill_firms(engine: duckdb.DuckDBPyConnection, employers: int) -> None:
    """Firms, and employers of whom four in ten name one: exactly, misspelt, with more words."""
    sizes = _words(engine)
    state = f"{STATES}[(hash(i * 17) % 8 + 1)::integer]"
    form = "(['', ' INC', ' LLC', ' CORPORATION'])[(hash(i) % 4 + 1)::integer]"
    engine.execute(
        "insert into entities.organization_name (organization_id, name, uei, state_code, trust, "
        "first_seen_date, last_seen_date, record_count) select 'uei:' || i, "
        f"name || {form}, i::varchar, {state}, 2, date '2015-01-01', date '2024-01-01', 5 "
        f"from ({_names(FIRMS, 0, sizes)})"
    )
    engine.execute(
        "insert into entities.organization (organization_id, name, uei, state_code) "
        "select organization_id, name, uei, state_code from entities.organization_name"
    )
    engine.execute(
        f"create temp table firm as select i, name || {form} as name "
        f"from ({_names(FIRMS, 0, sizes)})"
    )
    cut = "(1 + hash(other.i) % 5)::integer"
    engine.execute(
        "insert into entities.mention (mention_id, name, state_code) select "
        "md5_number(concat_ws('|', name, state_code)), name, state_code from (select distinct "
        "case other.i % 10 when 0 then firm.name when 1 then firm.name || ', ENGINEER' "
        f"when 2 then left(firm.name, {cut}) || substr(firm.name, {cut} + 2) "
        "when 3 then firm.name || ' OF OHIO' else other.name || ' ' || (other.i % 97) end as name, "
        f"{STATES}[(hash(other.i * 19) % 8 + 1)::integer] as state_code "
        f"from ({_names(employers, 10_000_000, sizes)}) as other "
        f"join firm on firm.i = hash(other.i) % {FIRMS})"
    )


def _fill_people(engine: duckdb.DuckDBPyConnection, appearances: int) -> None:
    """Contributors: two in five are somebody new, common and coined last names, six states."""
    sizes = _words(engine)
    engine.execute(
        "create temp table person as select r.i, if(hash(r.i) % 100 < 55, plain.word, one.word) "
        "as last_name, given.word as first_name, lpad((pow(hash(r.i * 23) % 1000000 / 1e6, 2) * "
        "30000)::integer::varchar, 5, '0') as zip, case hash(r.i * 29) % 3 when 0 then 'RETIRED' "
        "when 1 then 'EMPLOYER ' || (hash(r.i * 31) % 200000) else 'BIGCO ' || "
        f"(hash(r.i * 31) % 50) end as employer from range({appearances * 2 // 5}) as r(i) "
        f"join common as plain on plain.i = hash(r.i * 37) % {sizes['common']} "
        "join coined as one on one.i = hash(r.i * 41) % 120000 "
        "join given on given.i = (pow(hash(r.i * 43) % 1000000 / 1e6, 2) * "
        f"{sizes['given'] - 1})::bigint"
    )
    engine.execute(
        "insert into entities.contribution (record_id, name, city_name, state_code, zip5_code, "
        "employer, occupation, transaction_date, entity_type_code, is_named_giver, role, "
        "contributor_key) select i || '-' || k, last_name || ', ' || if(h % 10 = 0, "
        "left(first_name, 1), first_name) || if(h % 3 = 0, ' ' || left(first_name, 1), ''), "
        f"'TOWN ' || zip, {STATES}[(hash(left(zip, 3)) % 8 + 1)::integer], zip, "
        "if(h % 7 = 0, null, employer), (['ENGINEER', 'MANAGER', 'OWNER'])[h % 3 + 1], "
        "date '2020-01-01', 'IND', true, 'receipt', md5_number(i || '-' || k) from (select "
        "person.*, k, (hash(person.i * 100 + k) % 1000)::integer as h from person, "
        "range(5) as t(k) where k < 1 + hash(person.i) % 4)"
    )
    engine.execute(
        "insert into entities.name_key (name, name_key) select distinct employer, employer "
        "from entities.contribution where employer is not null"
    )


def employers(data: Path, count: str) -> Figures:
    """The models from names to answers."""
    engine, timed = _database(data, "entities.employer_match", GIVEN_FIRM)
    _fill_firms(engine, int(count))
    start = time.perf_counter()
    for model in timed:
        run_model(engine, model)
    return {"seconds": time.perf_counter() - start}


def plain_employers(data: Path, count: str) -> Figures:
    """Equal names in capital letters and digits, and nothing else."""
    engine, _ = _database(data, "entities.employer_match", GIVEN_FIRM)
    _fill_firms(engine, int(count))
    key = "regexp_replace(upper(name), '[^A-Z0-9]', '', 'g') as key"
    start = time.perf_counter()
    engine.execute(
        f"create table joined as select * from (select *, {key} from entities.mention) as one "
        f"join (select *, {key} from entities.organization_name) as other using (key)"
    )
    return {"seconds": time.perf_counter() - start}


def people(data: Path, count: str) -> Figures:
    """The models from appearances to people."""
    engine, timed = _database(data, "entities.person", GIVEN_PERSON)
    _fill_people(engine, int(count))
    start = time.perf_counter()
    for model in timed:
        run_model(engine, model)
    return {"seconds": time.perf_counter() - start}


def plain_people(data: Path, count: str) -> Figures:
    """Equal names and ZIP codes, and nothing else."""
    engine, _ = _database(data, "entities.person", GIVEN_PERSON)
    _fill_people(engine, int(count))
    start = time.perf_counter()
    engine.execute(
        "create table joined as select contributor_key, "
        "min(contributor_key) over (partition by name, zip5_code) as person_key "
        "from entities.contribution"
    )
    return {"seconds": time.perf_counter() - start}


def main(employer_count: int, appearance_count: int) -> None:
    """Measure both, each beside its plain join."""
    with bench_folder("resolve") as folder:
        print(f"employers: {employer_count:,} strings against {FIRMS:,} firms", flush=True)
        plain = measured(MODULE, "plain_employers", folder, employer_count)
        said("equal names", employer_count, plain, plain)
        said(
            "employers",
            employer_count,
            measured(MODULE, "employers", folder, employer_count),
            plain,
        )
        print(f"people: {appearance_count:,} appearances", flush=True)
        plain = measured(MODULE, "plain_people", folder, appearance_count)
        said("equal name and ZIP", appearance_count, plain, plain)
        said(
            "people", appearance_count, measured(MODULE, "people", folder, appearance_count), plain
        )


if __name__ == "__main__":
    if sys.argv[1:2] == [FLAG]:
        ways = {"employers": employers, "plain_employers": plain_employers}
        answer(ways | {"people": people, "plain_people": plain_people}, sys.argv[2:])
    else:
        main(*[int(n) for n in sys.argv[1:3]] or (EMPLOYERS, APPEARANCES))
