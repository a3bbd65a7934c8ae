"""The publishers' bulk files: those of a period, and what changed in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

from etl.common.progress import Progress
from etl.common.publisher import BulkFiles, Listed, Made, Wish
from etl.common.settings import Settings
from etl.fetch.download import Wanted, fetch_file, length_of
from etl.fetch.http import Client, Limits, site_of
from etl.fetch.made import Maker
from etl.fetch.manifest import Entry, current, record
from etl.sources import bulk_files


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
    clients: dict[str, Client] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for publisher, files in bulk_files().values():
            for service in publisher.services:
                if service.name == files.service:
                    self.clients[files.name] = Client(site_of(service, self.settings), self.limits)

    def fetch(self, name: str, wish: Wish) -> list[Entry]:
        """The files of a wish, by the word after `--bulk`; what has not changed is not fetched.

        Raises ThroughlineError for a wish that cannot be met, PublisherError for a refusal.
        """
        publisher, files = bulk_files()[name]
        files.check(wish)
        here = {name: entry.path for name, entry in current(self.settings).items()}
        found = files.find(wish, here, self.clients[name])
        if isinstance(found, Made):
            return self._fetch_made(found, publisher.name, files)
        wanted = [self._want(publisher.name, file) for file in found]
        return self._fetch(wanted, self.clients[name])

    def _want(self, source: str, file: Listed) -> Wanted:
        """A listed file beside what is known of it."""
        known = current(self.settings).get(file.replaces)
        root = self.settings.downloads
        return Wanted(
            file.url,
            source,
            file.replaces,
            root / file.path,
            root,
            file.published,
            known,
            self.is_again,
        )

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
                # Only after the manifest's line, so that a kill between the two leaves a file too
                # many.
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
        # The date in the name changes at every publication and the old file goes away: what was
        # begun of it can never be gone on with.
        begun = file.target.with_name(re.sub(r"\d{8}\.zip$", "*.zip.part*", file.target.name))
        for path in file.target.parent.glob(begun.name) if "*" in begun.name else ():
            path.unlink(missing_ok=True)

    def _say_plan(self, wanted: list[Wanted], client: Client) -> None:
        """What the files would take."""
        total = 0
        for file in wanted:
            size = length_of(file.url, client)
            total += size or 0
            here = ", here already" if file.known and file.target.exists() else ""
            self.say(f"{file.target.name}: {_megabytes(size)}{here}")
        self.say(f"{len(wanted)} files, {_megabytes(total)}; nothing was fetched (--dry-run)")

    def _fetch_made(self, made: Made, source: str, files: BulkFiles) -> list[Entry]:
        """Ask for a file to be made, wait for it, and fetch it; a killed wait is taken up again."""
        if self.is_dry:
            self.say(f"{made.label}: the publisher is asked to make a file; its size is not known")
            return []
        client = self.clients[files.name]
        job_path = self.settings.downloads / made.job_path
        maker = Maker(client, job_path, self.progress, self.poll_seconds)
        with maker.make(made) as ready:
            wanted = self._want(source, Listed(ready.file_url, made.path, made.replaces))
            # The address of a made file answers 404 for a while.
            found = maker.patiently(partial(self._fetch, [wanted], client))
        # The count makes a second line of the manifest; the newer line of a file stands.
        if ready.rows is not None:
            for entry in found:
                record(replace(entry, rows=ready.rows), self.settings)
        return found


def _megabytes(size: int | None) -> str:
    return f"{size / 1e6:,.1f} MB" if size is not None else "size not said"
