"""The publishers' bulk files: FEC by cycle, contracts by fiscal year, and what changed in them."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from etl.download import Wanted, fetch_file, length_of
from etl.http import Client, Limits, PublisherError, Request, Service
from etl.manifest import Entry, current, record
from etl.progress import Progress
from etl.settings import Settings, ThroughlineError, now, this_day
from etl.sources import usaspending_api
from etl.sources.usaspending_api import Archived, archived_files, field_of
from etl.store import write_whole

FEC_FILES = {
    "indiv": "fec_itcont",
    "oth": "fec_itoth",
    "pas2": "fec_itpas2",
    "cm": "fec_cm",
    "cn": "fec_cn",
    "ccl": "fec_ccl",
}
FIRST_CYCLE = 1980
FIRST_FISCAL_YEAR = 2001
DELTA_REACHES_DAYS = 35
_ARCHIVE_DATE = re.compile(r"_(\d{4})(\d\d)(\d\d)\.zip$")


@dataclass
class Bulk:
    """A run of file downloads; `say` hears a line for each."""

    settings: Settings
    limits: Limits
    progress: Progress
    say: Callable[[str], None]
    poll_seconds: float = 10.0
    is_dry: bool = False

    def __post_init__(self) -> None:
        fec = Service("fec", self.settings.fec_bulk_url, "FEC_BULK_URL")
        contracts = Service("usaspending", self.settings.usaspending_url, "USASPENDING_API_URL")
        self.fec = Client(fec, self.limits)
        self.contracts = Client(contracts, self.limits)

    def fetch_fec(self, cycle: int, names: tuple[str, ...]) -> list[Entry]:
        """A cycle's bulk files; those that have not changed are not fetched again."""
        _check_cycle(cycle)
        chosen = [_fec_name(name) for name in names] or list(FEC_FILES)
        return self._fetch([self._fec_file(cycle, name) for name in chosen], self.fec)

    def _fec_file(self, cycle: int, name: str) -> Wanted:
        file = f"{name}{cycle % 100:02d}.zip"
        url = f"{self.settings.fec_bulk_url.rstrip('/')}/{cycle}/{file}"
        return self._wanted("fec", url, f"fec/{cycle}/{file}", f"fec/{cycle}/{file}")

    def _wanted(
        self, source: str, url: str, path: str, replaces: str, published: str | None = None
    ) -> Wanted:
        known = current(self.settings).get(replaces)
        root = self.settings.downloads
        return Wanted(url, source, replaces, root / path, root, published, known)

    def fetch_contracts(self, fiscal_year: int, agency: str | None) -> list[Entry]:
        """A fiscal year's contract actions, of one agency or of all.

        The monthly archive is listed first, with the deltas that came after it; where it has no
        such file the publisher is asked to make one.
        """
        _check_fiscal_year(fiscal_year)
        agency_id, name = "all", None
        if agency:
            agency_id, name = usaspending_api.agency_named(agency, self.contracts)
        listed = archived_files(fiscal_year, agency_id, self.contracts)
        full = [f for f in listed if not f.is_delta and f.fiscal_year == fiscal_year]
        label = f"FY{fiscal_year}_{agency or 'All'}"
        if full:
            newest = max(full, key=_archive_date)
            deltas = [f for f in listed if f.is_delta and _archive_date(f) >= _archive_date(newest)]
            return self._fetch(self._archive_files(label, newest, deltas), self.contracts)
        if not name:
            raise ThroughlineError(
                f"the archive has no file of all contracts of fiscal year {fiscal_year}: name an "
                "agency with --agency 097, and the publisher makes one of that agency"
            )
        return self._fetch_custom(label, name, fiscal_year)

    def _archive_files(self, label: str, full: Archived, deltas: list[Archived]) -> list[Wanted]:
        """The full file under a name that the next month's replaces, and each delta."""
        files = self._since_full(label, full, deltas)
        return [
            self._wanted(
                "usaspending",
                file.url,
                f"usaspending/archive/{_safe(file.file_name)}",
                f"usaspending/archive/{file.file_name if file.is_delta else label}",
                file.published,
            )
            for file in files
        ]

    def _since_full(self, label: str, full: Archived, deltas: list[Archived]) -> list[Archived]:
        """A delta alone where it reaches back to what is here; else the whole file again."""
        known = current(self.settings).get(f"usaspending/archive/{label}")
        if not known or known.path.endswith(full.file_name):
            return [full, *deltas]
        here = max(
            _day_of(entry.path)
            for name, entry in current(self.settings).items()
            if name == f"usaspending/archive/{label}" or "_Delta_" in name
        )
        reaching = [
            delta for delta in deltas if (_archive_date(delta) - here).days <= DELTA_REACHES_DAYS
        ]
        return reaching or [full, *deltas]

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
        """Remove last month's file, whose place this one takes."""
        if file.known and file.known.path != entry.path:
            (self.settings.downloads / file.known.path).unlink(missing_ok=True)

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
        asked = usaspending_api.custom_download(agency, first, last)
        if self.is_dry:
            self.say(f"{label}: the publisher is asked to make a file; its size is not known")
            return []
        job_path = self.settings.downloads / "usaspending" / "jobs" / f"{label}.json"
        job = _open_job(job_path) or self._ask_for(asked, job_path)
        status = self._wait_for(job, asked, job_path)
        # The same request on another day gives another file name: the label is what is replaced.
        path = f"usaspending/custom/{label}.zip"
        wanted = self._wanted("usaspending", job["file_url"], path, path)
        found = self._fetch([replace(wanted, known=None)], self.contracts)
        job_path.unlink(missing_ok=True)
        rows = status.get("total_rows")
        if rows is not None:
            for entry in found:
                record(replace(entry, rows=int(rows)), self.settings)
        return found

    def _ask_for(self, asked: Request, job_path: Any) -> dict[str, str]:
        answer = self.contracts.answer(asked).document
        names = ("status_url", "file_name", "file_url")
        job = {name: str(field_of(answer, name, asked)) for name in names} | {"asked_at": now()}
        job_path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(job_path, json.dumps(job, indent=1))
        return job

    def _wait_for(self, job: dict[str, str], asked: Request, job_path: Any) -> dict[str, Any]:
        """Poll until the file is made. Every state but finished and failed means: not yet."""
        request = status_request(job["status_url"], self.settings.usaspending_url)
        with self.progress.waiting(f"the publisher makes {job['file_name']}") as say:
            while True:
                status = self.contracts.answer(request).document
                state = field_of(status, "status", request)
                if state == "finished":
                    return dict(status)
                if state == "failed":
                    job_path.unlink(missing_ok=True)
                    reason = str(status.get("message") or "no reason given")[:200]
                    raise PublisherError(
                        f"the publisher could not make the file ({reason}): the same command asks "
                        "for it again"
                    )
                say(str(state))
                time.sleep(self.poll_seconds)


def status_request(status_url: str, base_url: str) -> Request:
    """The status address as a path under the base address, so that a mirror serves it too."""
    parts = urlsplit(status_url)
    base = urlsplit(base_url).path.rstrip("/")
    path = parts.path.removeprefix(base).removeprefix("/api/v2").lstrip("/")
    return Request(path, tuple(parse_qsl(parts.query)))


def _open_job(path: Any) -> dict[str, str] | None:
    """A job that an earlier run asked for; a day later the publisher has forgotten it."""
    if not path.exists():
        return None
    job = dict(json.loads(path.read_text(encoding="utf-8")))
    return job if str(job.get("asked_at", ""))[:10] == now()[:10] else None


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


def _safe(file_name: str) -> str:
    """A listed file name that stays in its folder."""
    if not re.fullmatch(r"[\w().\-]+\.zip", file_name):
        raise PublisherError(f"the archive lists a file name that is not safe: {file_name!r}")
    return file_name


def _day_of(file_name: str) -> date:
    """The publication day in an archive's file name."""
    found = _ARCHIVE_DATE.search(file_name)
    if not found:
        raise PublisherError(f"the archive lists a file without a date: {file_name!r}")
    return date(int(found[1]), int(found[2]), int(found[3]))


def _archive_date(file: Archived) -> date:
    return _day_of(file.file_name)


def _megabytes(size: int | None) -> str:
    return f"{size / 1e6:,.1f} MB" if size is not None else "size not said"
