"""The publishers' bulk files: FEC by cycle, contracts by fiscal year, and what changed in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from etl.common.progress import Progress
from etl.common.settings import Settings, ThroughlineError, this_day
from etl.fetch.archive import archive_day, safe_address, safe_name, since_full
from etl.fetch.download import Wanted, fetch_file, length_of
from etl.fetch.http import Client, Limits, Service
from etl.fetch.made import Maker
from etl.fetch.manifest import Entry, current, record
from etl.sources import usaspending_api, usaspending_bulk
from etl.sources.usaspending_bulk import Archived, archived_files

FEC_FILES = {
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
FIRST_FISCAL_YEAR = 2001


@dataclass
class Bulk:
    """A run of file downloads; `say` hears a line for each."""

    settings: Settings
    limits: Limits
    progress: Progress
    say: Callable[[str], None]
    poll_seconds: float = 10.0
    is_dry: bool = False
    is_again: bool = False

    def __post_init__(self) -> None:
        fec = Service("fec", self.settings.fec_bulk_url, "FEC_BULK_URL")
        contracts = Service("usaspending", self.settings.usaspending_url, "USASPENDING_API_URL")
        self.fec = Client(fec, self.limits)
        self.contracts = Client(contracts, self.limits)

    def fetch_fec(self, cycle: int, names: tuple[str, ...]) -> list[Entry]:
        """A cycle's bulk files; those that have not changed are not fetched again."""
        _check_cycle(cycle)
        chosen = list(dict.fromkeys(_fec_name(name) for name in names)) or list(FEC_FILES)
        return self._fetch([self._fec_file(cycle, name) for name in chosen], self.fec)

    def _fec_file(self, cycle: int, name: str) -> Wanted:
        file = f"{name}{cycle % 100:02d}.zip"
        url = f"{self.settings.fec_bulk_url.rstrip('/')}/{cycle}/{file}"
        return self._want("fec", url, f"fec/{cycle}/{file}", f"fec/{cycle}/{file}")

    def _want(
        self, source: str, url: str, path: str, replaces: str, published: str | None = None
    ) -> Wanted:
        known = current(self.settings).get(replaces)
        root = self.settings.downloads
        return Wanted(url, source, replaces, root / path, root, published, known, self.is_again)

    def fetch_contracts(self, fiscal_year: int, agency: str | None) -> list[Entry]:
        """A fiscal year's contract actions, of one agency or of all.

        The monthly archive is listed first, with the deltas that came after it; where it has no
        such file the publisher is asked to make one.
        """
        _check_fiscal_year(fiscal_year)
        agency_id, name = "all", None
        if agency:
            agency_id, name = usaspending_bulk.agency_named(agency, self.contracts)
        listed = archived_files(fiscal_year, agency_id, self.contracts)
        full = [f for f in listed if not f.is_delta and f.fiscal_year == fiscal_year]
        label = f"FY{fiscal_year}_{agency or 'All'}"
        if full:
            newest = max(full, key=archive_day)
            deltas = [f for f in listed if f.is_delta and archive_day(f) >= archive_day(newest)]
            return self._fetch(self._archive_files(label, newest, deltas), self.contracts)
        if not name:
            raise ThroughlineError(
                f"the archive has no file of all contracts of fiscal year {fiscal_year}: name an "
                "agency with --agency 097, and the publisher makes one of that agency"
            )
        return self._fetch_custom(label, name, fiscal_year)

    def _archive_files(self, label: str, full: Archived, deltas: list[Archived]) -> list[Wanted]:
        """The full file under a name that the next month's replaces, and each delta."""
        known = current(self.settings)
        whole = f"usaspending/archive/{label}"
        here = known[whole].path if whole in known else None
        others = [entry.path for name, entry in known.items() if "_Delta_" in name]
        files = since_full(here, others, full, deltas)
        return [
            self._want(
                "usaspending",
                safe_address(file.url),
                f"usaspending/archive/{safe_name(file.file_name)}",
                f"usaspending/archive/{file.file_name}" if file.is_delta else whole,
                file.published,
            )
            for file in files
        ]

    def _fetch(self, wanted: list[Wanted], client: Client) -> list[Entry]:
        """Each file in turn; the manifest's line comes when the file is whole."""
        if self.is_dry:
            self._say_plan(wanted, client)
            return []
        found = []
        for file in wanted:
            # A moved file keeps its old one until the new one is whole.
            with self.progress.download(file.target.name) as on_bytes:
                entry = fetch_file(file, client, on_bytes)
            if entry:
                record(entry, self.settings)
                self._drop_old(file, entry)
                self.say(f"{file.target.name}: {entry.bytes:,} bytes")
                found.append(entry)
            elif file.known:
                self.say(f"{file.target.name}: not changed since {file.known.retrieved_at[:10]}")
        return found

    def _drop_old(self, file: Wanted, entry: Entry) -> None:
        """Remove last month's file, whose place this one takes, and what was begun of others."""
        if file.known and file.known.path != entry.path:
            (self.settings.downloads / file.known.path).unlink(missing_ok=True)
        begun = file.target.with_name(re.sub(r"\d{8}\.zip$", "*.zip.part*", file.target.name))
        for path in file.target.parent.glob(begun.name) if "*" in begun.name else ():
            path.unlink(missing_ok=True)

    def _say_plan(self, wanted: list[Wanted], client: Client) -> None:
        total = 0
        for file in wanted:
            size = length_of(file.url, client)
            total += size or 0
            here = ", here already" if file.known and file.target.exists() else ""
            self.say(f"{file.target.name}: {_megabytes(size)}{here}")
        self.say(f"{len(wanted)} files, {_megabytes(total)}; nothing was fetched (--dry-run)")

    def _fetch_custom(self, label: str, agency: str, fiscal_year: int) -> list[Entry]:
        """Ask for a file to be made, wait for it, and fetch it; a killed wait is taken up again."""
        first, last = f"{fiscal_year - 1}-10-01", f"{fiscal_year}-09-30"
        codes = [code for group in usaspending_api.AWARD_GROUPS.values() for code in group]
        asked = usaspending_bulk.custom_download(agency, codes, (first, last))
        if self.is_dry:
            self.say(f"{label}: the publisher is asked to make a file; its size is not known")
            return []
        jobs = self.settings.downloads / "usaspending" / "jobs"
        maker = Maker(self.contracts, jobs / f"{label}.json", self.progress, self.poll_seconds)
        with maker.make(asked) as made:
            # The archive's file of the year takes the place of this one when it appears.
            path, replaces = f"usaspending/custom/{label}.zip", f"usaspending/archive/{label}"
            wanted = self._want("usaspending", safe_address(made.file_url), path, replaces)
            fetch = partial(self._fetch, [wanted], self.contracts)
            found = maker.patiently(fetch)
        if made.rows is not None:
            for entry in found:
                record(replace(entry, rows=made.rows), self.settings)
        return found


def _fec_name(name: str) -> str:
    """A bulk file by the publisher's name or ours."""
    ours = {table: file for file, table in FEC_FILES.items()}
    plain = name.strip().lower()
    plain = ours.get(plain, ours.get(f"fec_{plain}", plain))
    if plain not in FEC_FILES:
        raise ThroughlineError(f"no FEC file {name!r}: choose from {', '.join(FEC_FILES)}")
    return plain


def _check_cycle(cycle: int) -> None:
    last = this_day().year + this_day().year % 2
    if cycle % 2 or not FIRST_CYCLE <= cycle <= last:
        raise ThroughlineError(f"{cycle} is no cycle: even years from {FIRST_CYCLE} to {last}")


def _check_fiscal_year(year: int) -> None:
    last = this_day().year + (this_day().month >= 10)
    if not FIRST_FISCAL_YEAR <= year <= last:
        raise ThroughlineError(
            f"{year} is no fiscal year with contracts: {FIRST_FISCAL_YEAR} to {last}"
        )


def _megabytes(size: int | None) -> str:
    return f"{size / 1e6:,.1f} MB" if size is not None else "size not said"
