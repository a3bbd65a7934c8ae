"""Contracts as releases of the Open Contracting Data Standard 1.1.

The standard: https://standard.open-contracting.org/1.1/en/schema/reference/. One release per award,
in release packages of 10,000. What the standard has no word for stands in `description`: federal
obligations are no payments (so there are no transactions), and a vehicle's ceiling is no value.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb

from etl.common.about import read_day, read_notices
from etl.common.database import run_query
from etl.common.queries import read_query
from etl.exports.package import Held, WrittenColumn

TITLE = "Contract awards as OCDS 1.1 release packages"
HOWTO = (
    "releases_0001.json and so on are release packages of the Open Contracting Data Standard 1.1, "
    "one release for each award: read them with any OCDS tool, e.g. `ocdskit tabulate` or Flatten "
    "Tool. The prefix of the ocids, ocds-000000, is not registered with the Open Contracting "
    "Partnership: put your own there before you publish. US-UEI is our name for the Unique Entity "
    "Identifier of SAM.gov, and US-FPDS for the agency codes of FPDS: neither stands in "
    "org-id.guide as far as we know. Obligations are not payments: they stand as amendments of the "
    "contract, and its value is their sum where the actions loaded cover the award's own total. A "
    "vehicle has no value: its ceiling is a limit on its orders. Sub-awards are left out."
)
PREFIX = "ocds-000000"
PER_PACKAGE = 10_000

_COLUMNS = (
    WrittenColumn("ocid", "varchar", "the contracting process: unregistered prefix and award key"),
    WrittenColumn("buyer", "object", "the awarding agency"),
    WrittenColumn("tender", "object", "how it was competed, and how many offers came in"),
    WrittenColumn("awards", "array", "the award, its supplier, and its page at USAspending"),
    WrittenColumn("contracts", "array", "obligated in USD where covered, actions as amendments"),
    WrittenColumn("relatedProcesses", "array", "the vehicle under which it is an order"),
)


def write(engine: duckdb.DuckDBPyConnection, folder: Path) -> list[Held]:
    """Release packages of the chosen awards, in the order of their keys; none without an award."""
    built, policy, files = read_day(engine), " ".join(read_notices(engine)), []
    for number, releases in enumerate(_packages(engine, built), 1):
        name = f"releases_{number:04d}.json"
        with (folder / name).open("w", encoding="utf-8", newline="") as text:
            text.write(_head(name, built, policy))
            text.write(",\n".join(releases))
            text.write("\n]}\n")
        files.append(Held(name, len(releases), "release package", _COLUMNS))
    return files


def _packages(engine: duckdb.DuckDBPyConnection, built: str) -> Iterator[list[str]]:
    """Releases as JSON texts, so many at a time."""
    asked = {"as_of": built, "prefix": PREFIX}
    rows = run_query(engine, read_query("exports/ocds_release"), asked)
    while releases := [row[1] for row in rows.fetchmany(PER_PACKAGE)]:
        yield releases


def _head(name: str, built: str, policy: str) -> str:
    """The metadata of a package up to its list of releases; the notice stands in it too."""
    head = {
        "uri": f"urn:throughline:{built}:{name}",
        "version": "1.1",
        "publishedDate": f"{built}T00:00:00Z",
        "publisher": {"name": "Throughline"},
        "license": "https://www.usa.gov/government-works",
        "x_notice": policy,
    }
    # The closing brace comes when the last release is written: a package is never held whole.
    return json.dumps(head, ensure_ascii=False)[:-1] + ', "releases": [\n'
