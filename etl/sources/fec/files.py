"""FEC bulk files: pipe-separated, no header line, quote characters are data (no quoting)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from etl.common.asking import Asker
from etl.common.published import PublishedTable, columns_from_csv
from etl.common.publisher import BulkFiles, Listed, Option, Wish
from etl.common.settings import ThroughlineError, this_day

FILES = {
    "indiv": "fec_itcont",
    "oth": "fec_itoth",
    "pas2": "fec_itpas2",
    "cm": "fec_cm",
    "cn": "fec_cn",
    "ccl": "fec_ccl",
    "webk": "fec_webk",
    "weball": "fec_weball",
}
FIRST_CYCLE = 1980
COLUMNS = Path(__file__).with_name("columns.csv")
_COMMITTEE_ID, _CANDIDATE_ID = r"C\d{8}", r"[HSP]\w{8}"
# Two digits at the end of a name (itcont24) or four anywhere; `pas2` brings a digit of its own.
_CYCLE = re.compile(r"(?:^|[a-z_]|pas2)(\d\d)(?=[._ (-]|$)|(?<!\d)((?:19|20)\d\d)(?!\d)")
_FILED = re.compile(r"fec/(\d{4})/(.*)\d\d\.zip")


def cycle_of(name: str) -> int | None:
    """The two-year cycle in a file's, member's or folder's name (lower case), None without one."""
    for two, four in _CYCLE.findall(name):
        # The FEC's first cycle is 1976.
        year = int(four) if four else int(two) + (1900 if int(two) >= 76 else 2000)
        # A cycle is an even year: an odd one is a part of a date.
        if year % 2 == 0:
            return year
    return None


def _table(
    name: str, key: str, members: tuple[str, ...], id_patterns: tuple[tuple[int, str], ...] = ()
) -> PublishedTable:
    """A table of a cycle: itemized transactions by SUB_ID, or a register as of a day."""
    is_itemized = key == "sub_id"
    return PublishedTable(
        name=name,
        layout="pipe",
        columns=columns_from_csv(COLUMNS, name),
        # A register is a snapshot of its cycle: the same committee stands in each with other words.
        key=(key,) if is_itemized else (key, "cycle"),
        date_column="transaction_date" if is_itemized else None,
        members=members,
        id_patterns=id_patterns,
        # The zips of receipts repeat every row in this folder.
        repeats=("by_date/",),
        cycle_of=cycle_of,
    )


_BY_COMMITTEE, _BY_CANDIDATE = ((0, _COMMITTEE_ID),), ((0, _CANDIDATE_ID),)
TABLES = (
    _table("fec_itcont", "sub_id", ("itcont*", "indiv*"), _BY_COMMITTEE),
    _table("fec_itoth", "sub_id", ("itoth*", "oth[0-9]*"), _BY_COMMITTEE),
    _table("fec_itpas2", "sub_id", ("itpas2*", "pas2*"), _BY_COMMITTEE),
    _table("fec_cm", "committee_id", ("cm", "cm[0-9]*"), _BY_COMMITTEE),
    _table("fec_cn", "candidate_id", ("cn", "cn[0-9]*"), _BY_CANDIDATE),
    _table("fec_ccl", "linkage_id", ("ccl", "ccl[0-9]*"), ((3, _COMMITTEE_ID),)),
    _table("fec_webk", "committee_id", ("webk[0-9]*", "webk")),
    _table("fec_weball", "candidate_id", ("weball[0-9]*", "weball")),
)


def find_files(wish: Wish, here: Mapping[str, str], asker: Asker) -> list[Listed]:
    """A cycle's files, all of them or those of some names."""
    chosen = list(dict.fromkeys(_file_name(name) for name in wish.names)) or list(FILES)
    root = f"{asker.base_url.rstrip('/')}/{wish.period}"
    files = [f"{name}{wish.period % 100:02d}.zip" for name in chosen]
    paths = [f"fec/{wish.period}/{file}" for file in files]
    return [Listed(f"{root}/{file}", path, path) for file, path in zip(files, paths, strict=True)]


def _file_name(name: str) -> str:
    """A bulk file by the publisher's name or ours."""
    ours = {table: file for file, table in FILES.items()}
    plain = name.strip().lower()
    plain = ours.get(plain, ours.get(f"fec_{plain}", plain))
    if plain not in FILES:
        raise ThroughlineError(f"no FEC file {name!r}: choose from {', '.join(FILES)}")
    return plain


def find_asked_before(names: Sequence[str]) -> list[Wish]:
    """The cycles and files that were fetched before."""
    found: dict[int, list[str]] = {}
    for name in sorted(names):
        filed = _FILED.fullmatch(name)
        if filed:
            found.setdefault(int(filed[1]), []).append(filed[2])
    return [Wish(cycle, tuple(files)) for cycle, files in sorted(found.items())]


def check_wish(wish: Wish) -> None:
    """Raise ThroughlineError for what is no cycle."""
    last = this_day().year + this_day().year % 2
    if wish.period % 2 or not FIRST_CYCLE <= wish.period <= last:
        raise ThroughlineError(
            f"{wish.period} is no cycle: even years from {FIRST_CYCLE} to {last}"
        )


BULK = BulkFiles(
    name="fec",
    service="fec_files",
    period=Option("--cycle", "With --bulk fec: election cycle."),
    find=find_files,
    asked_before=find_asked_before,
    check=check_wish,
    knows_not="it knows no fiscal year and no agency",
    names=Option("--tables", f"With --bulk fec: some of {','.join(FILES)}."),
)
