"""How fast a search answers among a million names and a million contract numbers.

Run: `python -m tests.bench.bench_search [NAMES]` (two threads, 1 GB). Invented names of people and
firms; queries of each kind, some of them misspelt; beside them, what anyone would try first: every
name compared with the text. It prints figures and asserts none; the target is 200 ms.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

import duckdb

from etl.common.settings import SQL
from tests.bench.measure import FLAG, Figures, answer, bench_folder, measured

MODULE = "tests.bench.bench_search"
NAMES = 1_000_000
EACH = 40
TABLES = (
    "search_name", "search_posting", "search_word", "search_award", "search_identifier",
    "search_acronym", "search_person",
)  # fmt: skip
_SYLLABLES = "(['BA','CEN','DOR','EL','FIN','GRO','HAL','IN','JO','KES','LAN','MAR','NOR','OS'])"
_FIRM = "(['INC','LLC','SYSTEMS','PAC','GROUP','SERVICES','TECHNOLOGIES','HOLDINGS'])"


def _word(salt: int) -> str:
    """One of some 150,000 invented words, the first of them in very many names."""
    number = f"(pow((hash(i * 7 + {salt}) % 1000003) / 1000003, 3) * 150000)::bigint"
    parts = [f"{_SYLLABLES}[1 + (({number}) // {14**place}) % 14]" for place in range(4)]
    return f"{' || '.join(parts)} || chr(65 + (({number}) % 26)::int)"


def made(data: Path, database: str, names: str) -> Figures:
    """The names and the search's own tables."""
    start = time.perf_counter()
    with duckdb.connect(database) as engine:
        engine.execute("set threads = 2; create schema marts; create schema entities")
        engine.execute("create schema staging; create schema seeds")
        engine.execute(
            "create table marts.build as select 'bench' as fingerprint, current_date as as_of_date"
        )
        engine.execute(
            "create table marts.entity as select 'person:' || md5(i::varchar) as entity_id, "
            "case when i % 3 = 0 then 'organization' else 'person' end as entity_kind, "
            f"case when i % 3 = 0 then {_word(1)} || ' ' || {_word(2)} || ' ' || "
            f"{_FIRM}[1 + (hash(i) % 8)::int] else {_word(3)} || ', ' || {_word(4)} || ' ' || "
            "chr(65 + (i % 26)::int) end as name, 'TOWN ' || i % 900 as place, "
            f"(hash(i) % 40)::bigint as link_count from range({int(names)}) as r(i)"
        )
        for empty in (
            "entities.candidate (candidate_id varchar, person_id varchar)",
            "entities.organization_name (organization_id varchar, name varchar)",
            "entities.organization_cluster (organization_id varchar, cluster_id varchar)",
            "marts.registered_name (entity_id varchar, name varchar, first_stated_date date, "
            "last_stated_date date, is_present boolean)",
            "marts.former_name (organization_id varchar, name varchar, first_stated_date date, "
            "last_stated_date date, is_present boolean)",
            "marts.who_gave (entity_id varchar, record_count bigint, first_date date, "
            "last_date date)",
            "staging.case_person_name (person varchar, contributor_name varchar)",
        ):
            engine.execute(f"create table {empty}")
        for seed in ("awards/agency_acronym", "names/state"):
            engine.execute(
                f"create table seeds.{seed.partition('/')[2]} as "
                f"from read_csv('{SQL / 'seeds' / seed}.csv', all_varchar = true)"
            )
        engine.execute(
            "create table entities.contributor as select i as contributor_key, 'person:' || "
            "md5(i::varchar) as entity_id, null::varchar as name, true as is_person "
            f"from range({int(names)}) as r(i) where i % 3 <> 0"
        )
        engine.execute(
            "create table entities.contribution as select contributor_key, true as is_named_giver, "
            f"{_word(5).replace('i * 7', 'contributor_key * 7')} || ' INC' as employer, "
            "'ENGINEER' as occupation, 'TOWN' || contributor_key % 900 as city_name, "
            "['CA', 'TX', 'NY', 'VA'][1 + contributor_key % 4] as state_code, "
            "date '2020-01-01' + (contributor_key % 900)::integer as transaction_date "
            "from entities.contributor"
        )
        engine.execute(
            "create table marts.award as select 'CONT_AWD_' || i as award_key, "
            "'ACME' || lpad((hash(i) % 9000)::varchar, 4, '0') || '-' || i as piid, 'ACME' as "
            "recipient_name, 'DEPT' as agency_name, false as is_vehicle, 3 as action_count "
            f"from range({int(names)}) as r(i)"
        )
        before = time.perf_counter()
        for table in TABLES:
            sql = (SQL / "marts" / "search" / f"{table}.sql").read_text(encoding="utf-8")
            engine.execute(f"create table marts.{table} as {sql}")
        words = engine.execute("select count(*) from marts.search_word").fetchone()[0]
    return {
        "made": before - start,
        "built": time.perf_counter() - before,
        "words": words,
        "bytes": Path(database).stat().st_size,
    }


def _misspelt(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, max(2, len(word) - 1))
    return word[:place] + word[place + 1 :]


def _queries(data: Path) -> dict[str, list[str]]:
    """Texts of each kind, the same for the same names."""
    chance = random.Random(7)
    with duckdb.connect(str(data / "throughline.duckdb"), read_only=True) as engine:
        names = [
            row[0]
            for row in engine.execute(
                f"select name from marts.entity order by hash(entity_id) limit {EACH}"
            ).fetchall()
        ]
        numbers = engine.execute(
            f"select piid from marts.award order by hash(award_key) limit {EACH}"
        ).fetchall()
    return {
        "whole names": names,
        "beginnings": [name[: 4 + chance.randrange(4)] for name in names],
        "one letter": [chr(65 + i % 26) for i in range(EACH)],
        "common words": [
            (["INC", "PAC", "LLC", "SYSTEMS", "GROUP INC"])[i % 5] for i in range(EACH)
        ],
        "misspelt": [" ".join(_misspelt(w, chance) for w in name.split()) for name in names],
        "nothing": [f"QZXVWK{i} WQXZPJ{i}" for i in range(EACH)],
        "contract numbers": [number for (number,) in numbers],
        "name and place": [f"{name.split()[0]} TOWN{7 * i}" for i, name in enumerate(names)],
        "acronyms": [["NASA", "CBP", "DOD", "ICE", "CIA"][i % 5] for i in range(EACH)],
    }


def _timed(ask: Callable[[str], object], texts: list[str]) -> str:
    took = []
    for text in texts:
        start = time.perf_counter()
        ask(text)
        took.append((time.perf_counter() - start) * 1000)
    p95 = quantiles(took, n=20, method="inclusive")[-1]
    return f"median {median(took):7,.0f} ms  p95 {p95:7,.0f} ms  longest {max(took):7,.0f} ms"


def _plain(text: str, engine: duckdb.DuckDBPyConnection) -> None:
    """Every name that holds each word, or else the most alike of all names."""
    words = text.upper().split()
    tests = " and ".join(["contains(name, ?)"] * len(words))
    found = engine.execute(
        f"select entity_id from marts.search_name where {tests} order by link_count desc limit 20",
        words,
    ).fetchall()
    if not found:
        engine.execute(
            "select entity_id from (select entity_id, greatest(jaro_winkler_similarity(name, ?), "
            "list_max(list_transform(words, lambda word: jaro_winkler_similarity(word, ?)))) as "
            "likeness from marts.search_name) order by likeness desc limit 20",
            [text.upper(), text.upper()],
        ).fetchall()


def main(names: int) -> None:
    """Make the names, ask each kind both ways, print them."""
    with bench_folder("search") as folder:
        figures = measured(MODULE, "made", folder, folder / "throughline.duckdb", names)
        print(
            f"{names:,} names of {figures['words']:,.0f} words and as many contract numbers: "
            f"search tables built in {figures['built']:.0f} s, whole file "
            f"{figures['bytes'] / 1e6:,.0f} MB",
            flush=True,
        )
        os.environ["THROUGHLINE_DATA"] = str(folder)
        # here: the database is chosen by the environment
        from dashboards.base import search
        from dashboards.base.suggest import suggested

        search.find("warm")
        engine = duckdb.connect(str(folder / "throughline.duckdb"), read_only=True)
        engine.execute("set threads = 2")
        for kind, texts in _queries(folder).items():
            print(f"{kind:18} {_timed(search.find, texts)}", flush=True)
            print(f"{'  suggestions':18} {_timed(suggested, texts)}", flush=True)
            told = _timed(lambda text: _plain(text, engine), texts[:8])
            print(f"{'  every name':18} {told}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == [FLAG]:
        answer({"made": made}, sys.argv[2:])
    else:
        main(*[int(n) for n in sys.argv[1:2]] or (NAMES,))
