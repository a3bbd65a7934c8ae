"""Who plays in the full-size database: invented firms, agencies, people, committees, members."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.common.settings import SQL

SPONSORS, MEMBERS, FIRM_WORDS = 600, 535, 40
_STATES = "['VA','MD','CA','TX','WA','OH','FL','NY','IL','PA','CO','GA','AL','AZ','MA','NC','MI']"
_SYLLABLES = (
    "['BA','CE','DI','FO','GU','HAR','JEN','KIL','LOM','MUR','NA','PEL','QUI','ROS','SUN','TAV',"
    "'VER','WIN','YOR','ZEN']"
)
_SECTORS = (
    "['AEROSPACE','SYSTEMS','TECHNOLOGIES','ENGINEERING','LOGISTICS','CONSTRUCTION','MEDICAL',"
    "'SOLUTIONS','CONSULTING','SERVICES','MARINE','ELECTRONICS','ENERGY','LABORATORIES']"
)
_COMMON = (
    "['PACIFIC ','NATIONAL ','FIRST ','GLOBAL ','AMERICAN ','ADVANCED ','UNITED ','ATLANTIC ']"
)
_PARTIES = "['DEMOCRAT', 'REPUBLICAN']"
_FORMS = "[' INC',', INC.',' LLC',' CORPORATION',' CO','',' LTD']"


@dataclass(frozen=True)
class Sizes:
    """How many of each; people and committees follow from the contributions."""

    contributions: int = 10_000_000
    awards: int = 1_000_000
    contractors: int = 100_000

    @property
    def people(self) -> int:
        """Distinct givers."""
        return max(100, self.contributions // 20)

    @property
    def committees(self) -> int:
        """Registered committees: a member's and a sponsor's among each four."""
        return max(4 * SPONSORS, self.contributions // 1000)

    @property
    def gifts(self) -> int:
        """Gifts of committees to candidates."""
        return max(200, self.contributions // 50)

    @property
    def subawards(self) -> int:
        """Lines of subcontracts."""
        return max(50, self.awards // 10)


def even(seed: int, size: int | str) -> str:
    """A number below `size` for row i, each about as often."""
    return f"(hash(i, {seed}) % {size})::bigint"


def tail(seed: int, size: int, power: int) -> str:
    """A number below `size` for row i; 0 has a share of size to the power of -1/power."""
    unit = f"((hash(i, {seed}) % 1000000007) / 1000000007.0)"
    return f"floor(pow({unit}, {power}) * {size})::bigint"


def pick(values: str, number: str) -> str:
    """One of the listed values."""
    return f"({values})[1 + ({number}) % len({values})]"


def _coined(number: str, start: int, syllables: int) -> str:
    """A word of its own for each number, spelled by its digits to the base of 20."""
    size = 20**syllables
    mixed = f"((({number}) * 7919 + {start}) % {size})"
    parts = [f"({_SYLLABLES})[1 + {mixed} // {20**n} % 20]" for n in range(syllables)]
    return " || ".join(parts)


def place(number: str) -> str:
    """City, state and ZIP code of a place's number."""
    city = _coined(f"({number}) // 4", 11, 3)
    ending = pick("['', 'VILLE', ' CITY', 'TON']", number)
    return (
        f"{city} || {ending} as city, "
        f"{pick(_STATES, f'({number}) // 4')} as state, lpad(({number})::varchar, 5, '0') as zip"
    )


def fill(engine: duckdb.DuckDBPyConnection, sizes: Sizes) -> None:
    """Temporary tables contractor, agency, person, committee, member and seat."""
    seeds = SQL / "seeds"
    engine.execute(
        f"create temp table word as select kind, list(word order by word) as words "
        f"from read_csv('{seeds / 'names' / 'name_word.csv'}', all_varchar=true) group by kind"
    )
    engine.execute(f"create temp table agency as {_agencies(seeds / 'oversight.csv')}")
    engine.execute(f"create temp table contractor as {_contractors(sizes)}")
    engine.execute(f"create temp table person as {_people(sizes)}")
    engine.execute(f"create temp table member as {_members()}")
    engine.execute(f"create temp table committee as {_committees(sizes)}")
    engine.execute(f"create temp table seat as {_seats(seeds / 'oversight.csv')}")


def _agencies(oversight: Path) -> str:
    """Those that committees oversee, the military ones first: they buy the most."""
    return (
        "select row_number() over (order by agency_prefix not in ('1700','2100','5700','97'), "
        "agency_prefix) - 1 as i, rpad(agency_prefix, 4, '0') as code, any_value(agency) as name "
        f"from read_csv('{oversight}', all_varchar=true) group by agency_prefix order by i"
    )


def _contractors(sizes: Sizes) -> str:
    """A fifth has another as its parent; the first ones have the most."""
    count = sizes.contractors
    word = _coined("i", 3, 4)
    common = f"if({even(2, 10)} < 3, {pick(_COMMON, even(3, 1000))}, '')"
    parent = f"if({even(4, 5)} = 0, {tail(5, max(1, count // 10), 2)}, i)"
    return (
        "select own.*, parent.uei as parent_uei, parent.name as parent_name from (select i, "
        f"'INV' || lpad(i::varchar, 9, '0') as uei, {common} || {word} || ' ' || "
        f"{pick(_SECTORS, even(6, 1000))} as short_name, short_name || "
        f"{pick(_FORMS, even(7, 1000))} as name, {parent} as parent, "
        f"{place(tail(8, 30000, 2))} from range({count}) as r(i)) as own "
        f"inner join (select i, 'INV' || lpad(i::varchar, 9, '0') as uei, {common} || {word} "
        f"|| ' ' || {pick(_SECTORS, even(6, 1000))} || {pick(_FORMS, even(7, 1000))} as name "
        f"from range({count}) as r(i)) as parent on own.parent = parent.i order by own.i"
    )


def _people(sizes: Sizes) -> str:
    """Two in five name a contractor as employer; surnames, places and firms have heavy tails."""
    surname = (
        f"if({even(11, 2)} = 0, {pick('s.words', tail(12, 895, 2))}, "
        f"{_coined(tail(13, 30000, 2), 5, 4)})"
    )
    given, middle = pick("g.words", tail(14, 428, 2)), "chr(65 + (hash(i, 15) % 26)::integer)"
    other = f"{_coined(tail(16, 50000, 2), 77, 3)} || ' ' || {pick(_SECTORS, even(17, 1000))}"
    return (
        f"select p.i, p.name, p.city, p.state, p.zip, p.occupation, p.firm, case when p.draw < 40 "
        "then c.name when p.draw < 55 then 'RETIRED' when p.draw < 63 then 'SELF-EMPLOYED' "
        "when p.draw < 75 then 'NOT EMPLOYED' when p.draw >= 80 then p.other end as employer, "
        f"case when p.draw < 40 then c.short_name else employer end as short_employer "
        f"from (select i, {surname} || ', ' || {given} || if({even(18, 3)} = 0, ' ' || {middle}, "
        f"'') as name, {place(tail(19, 30000, 1))}, {even(20, 100)} as draw, "
        f"if(draw < 40, {tail(21, sizes.contractors, 3)}, null) as firm, {other} || ' PARTNERS' "
        f"as other, {_occupation()} as occupation from range({sizes.people}) as r(i), "
        "(select words from word where kind = 'surname') as s, "
        "(select words from word where kind = 'given_name') as g) as p "
        "left join contractor as c on p.firm = c.i order by p.i"
    )


def _occupation() -> str:
    return pick(
        "['ENGINEER','MANAGER','ATTORNEY','PRESIDENT','CONSULTANT','ANALYST','OWNER','RETIRED',"
        "'PHYSICIAN','DIRECTOR','VICE PRESIDENT','SALES']",
        even(22, 1000),
    )


def _members() -> str:
    """A hundred senators, then representatives; each with a candidacy."""
    return (
        f"select i, {place('i * 50')}, 'Z' || lpad(i::varchar, 6, '0') as bioguide_id, "
        "if(i < 100, 'senate', 'house') as chamber, if(i < 100, 'S', 'H') || i % 10 || state || "
        f"lpad(i::varchar, 5, '0') as candidate_id, {pick(_PARTIES, even(30, 1000))} as party, "
        f"{_coined('i', 900, 3)} as last_name, g.words[1 + (i * 7 % 428)] as first_name "
        f"from range({MEMBERS}) as r(i), "
        "(select words from word where kind = 'given_name') as g order by i"
    )


def _seats(oversight: Path) -> str:
    """Eight draws among the committees that oversee an agency."""
    return (
        "select distinct m.i, codes[1 + (hash(m.i, n) % len(codes))::bigint] as committee_code "
        "from member as m, range(8) as r(n), (select list(distinct committee_code order by "
        f"committee_code) as codes from read_csv('{oversight}', all_varchar=true)) order by all"
    )


def _committees(sizes: Sizes) -> str:
    """By turns a party or independent spender, a candidate's, a sponsored PAC and another PAC."""
    turn, number = "c.i % 4", "c.i // 4"
    return (
        f"select c.i, 'C' || lpad((c.i + 10000)::varchar, 8, '0') as committee_id, {number} as k, "
        f"case when {turn} = 2 and {number} < {SPONSORS} then 'sponsored' when {turn} = 1 and "
        f"{number} < {MEMBERS} then 'member' when {turn} = 1 then 'candidate' when {turn} = 0 "
        "then 'party' else 'pac' end as kind, case kind when 'sponsored' then firm.name || ' PAC' "
        "when 'member' then m.last_name || ' FOR CONGRESS' else "
        f"{_coined('c.i', 41, 4)} || ' COMMITTEE' end as name, firm.name as sponsor, "
        "m.candidate_id, m.chamber, c.city, c.state, c.zip from (select i, "
        f"{place(even(40, 30000))} from range({sizes.committees}) as r(i)) as c left join "
        f"contractor as firm on c.i % 4 = 2 and c.i // 4 < {SPONSORS} and c.i // 4 = firm.i "
        f"left join member as m on c.i % 4 = 1 and c.i // 4 = m.i order by c.i"
    )
