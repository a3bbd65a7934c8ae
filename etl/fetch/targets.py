"""What a fetch asks for: firms, people, committees; checked, and turned into first searches."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import asdict, dataclass, fields
from datetime import date

import duckdb
import yaml

from etl.common.database import quoted
from etl.common.published import Walk
from etl.common.settings import Settings, ThroughlineError, this_day
from etl.sources import fec_api, usaspending_api
from etl.stories.cases import case_folder

_UEI = re.compile(r"[A-Z0-9]{12}")
_COMMITTEE = re.compile(r"C\d{8}")
AGENCY = re.compile(r"\d{3,4}")
_TITLES = "(?:(?:MR|MRS|MS|DR|HON) +)?"


@dataclass(frozen=True)
class Targets:
    """The words of one fetch. `since` (YYYY-MM-DD) leaves out what is dated before it."""

    ueis: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    donors: tuple[str, ...] = ()
    employers: tuple[str, ...] = ()
    committees: tuple[str, ...] = ()
    registered: tuple[str, ...] = ()
    agency: str | None = None
    since: str | None = None

    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return not any(getattr(self, item.name) for item in fields(self)[:6])


def check_targets(targets: Targets) -> Targets:
    """The targets in the publishers' spelling; raises ThroughlineError for what cannot be one."""
    ueis = tuple(word.strip().upper() for word in targets.ueis)
    committees = tuple(word.strip().upper() for word in targets.committees)
    _require(ueis, _UEI, "is no UEI: twelve letters and digits, as on sam.gov")
    _require(committees, _COMMITTEE, "is no committee id: C and eight digits, as on fec.gov")
    if targets.agency:
        _require((targets.agency,), AGENCY, "is no agency code: three digits, e.g. 097 (Defense)")
        if not ueis and not targets.recipients:
            raise ThroughlineError(
                "--agency narrows --uei and --recipient; all contracts of an agency come as files: "
                f"fetch --bulk contracts --agency {targets.agency} --fiscal-year YEAR"
            )
    for name in (*targets.recipients, *targets.donors, *targets.employers):
        if not any(len(word) >= 3 for word in _words(name)):
            raise ThroughlineError(f"{name!r}: the publishers search words of 3 letters or more")
    for name in targets.donors:
        if not all(_words(part) for part in (name.partition(",")[0], name.partition(",")[2])):
            raise ThroughlineError(f"{name!r}: write a person as LAST, FIRST (as the FEC does)")
    _check_since(targets.since)
    return Targets(**(asdict(targets) | {"ueis": ueis, "committees": committees}))


def _require(words: tuple[str, ...], pattern: re.Pattern[str], complaint: str) -> None:
    for word in words:
        if not pattern.fullmatch(word):
            raise ThroughlineError(f"{word!r} {complaint}")


def _check_since(since: str | None) -> None:
    try:
        day = date.fromisoformat(since) if since else None
    except ValueError as error:
        raise ThroughlineError(f"--since {since!r} is no date: write it as 2023-01-31") from error
    if day and day > this_day():
        raise ThroughlineError(f"--since {since} lies in the future")


def case_targets(name: str, since: str | None = None) -> Targets:
    """What a case wants of the publishers: its firms by UEI, its people by the names that they
    gave under, its PACs' own rows, and what `fetch.yaml` adds."""
    folder = case_folder(name)
    added = yaml.safe_load((folder / "fetch.yaml").read_text(encoding="utf-8"))
    return check_targets(
        Targets(
            ueis=_column(name, "case_organization", "uei"),
            donors=_column(name, "case_person_name", "contributor_name"),
            employers=tuple(added["employers"]),
            committees=tuple(added["committees"]),
            registered=_column(name, "case_committee", "committee_id"),
            since=since,
        )
    )


def _column(case: str, table: str, column: str) -> tuple[str, ...]:
    """Distinct values of a case file's column, in order."""
    path = quoted(str(case_folder(case) / f"{table}.csv"))
    found = duckdb.execute(
        f"select distinct {column} from read_csv({path}, all_varchar=true, header=true) "
        f"where {column} is not null order by {column}"
    ).fetchall()
    return tuple(value for (value,) in found)


def contract_searches(targets: Targets, agency_name: str | None) -> list[Walk]:
    """Award searches: one pair (contracts, vehicles) for each firm."""
    until = f"{this_day().year}-12-31"
    asked = [(uei, ("Recipient UEI", uei)) for uei in targets.ueis]
    asked += [(name, ("Recipient Name", words_pattern(name))) for name in targets.recipients]
    return [
        walk
        for text, keep in asked
        for walk in usaspending_api.search_walks(text, keep, agency_name, targets.since, until)
    ]


def schedule_searches(targets: Targets) -> list[Walk]:
    """Schedule A by contributor, employer and committee; B and E by committee."""
    walks = [
        fec_api.schedule_walk(
            "schedule_a",
            ("contributor_name", name),
            targets.since,
            (("contributor_name", person_pattern(name)),),
        )
        for name in targets.donors
    ]
    walks += [
        fec_api.schedule_walk(
            "schedule_a",
            ("contributor_employer", name),
            targets.since,
            (("contributor_employer", words_pattern(name)),),
        )
        for name in targets.employers
    ]
    walks += [
        fec_api.schedule_walk(schedule, ("committee_id", committee), targets.since)
        for committee in targets.committees
        for schedule in ("schedule_a", "schedule_b", "schedule_e")
    ]
    return walks


def _words(name: str) -> list[str]:
    """The words of a name without accents and punctuation, in capitals."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper()
    return re.findall(r"[A-Z0-9]+", re.sub(r"['.\-]", "", plain))


def words_pattern(name: str) -> str:
    """Matches a text that holds the name's words, whole and in order."""
    return f"(?:.*[ ,])?{' +'.join(_words(name))}(?:[ ,].*)?"


def person_pattern(name: str) -> str:
    """Matches `LAST, FIRST` with or without further names, a title, or the parts turned round.

    The publisher's search is by token: asking for one person returns every namesake's token too.
    """
    last, _, first = name.partition(",")
    family = " +".join(_words(last))
    given = " +".join(word for word in _words(first) if word not in _HONORIFICS)
    return f"{family} *, *{_TITLES}{given}(?:[ ,].*)?|{given} +(?:.* +)?{family}(?:[ ,].*)?"


_HONORIFICS = ("MR", "MRS", "MS", "DR", "HON")


def remember(targets: Targets, settings: Settings) -> None:
    """Note what was asked, for a later `fetch --update`."""
    if targets not in read_remembered(settings):
        path = settings.downloads / "asked.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(asdict(targets), sort_keys=True) + "\n")


def read_remembered(settings: Settings) -> list[Targets]:
    """Every distinct set of targets that was ever asked for."""
    path = settings.downloads / "asked.jsonl"
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_targets_from(json.loads(line)) for line in lines if line.endswith("}")]


def _targets_from(content: dict[str, object]) -> Targets:
    lists = {name: tuple(value) for name, value in content.items() if isinstance(value, list)}
    return Targets(**(content | lists))  # type: ignore[arg-type]
