"""Files that the publisher makes on request: asked for once, waited for, taken up after a kill."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlsplit

from etl.common.database import write_whole
from etl.common.progress import Progress
from etl.common.published import field_of
from etl.common.settings import now
from etl.fetch.http import Client, PublisherError, Request, UnavailableError

Found = TypeVar("Found")
_NAMES = ("status_url", "file_name", "file_url", "asked_at")
_FORGOTTEN_AFTER = timedelta(days=1)
_REFUSALS = 3


@dataclass(frozen=True)
class Made:
    """A file that is ready: where it is, and the publisher's count of its rows."""

    file_url: str
    rows: int | None


@dataclass(frozen=True)
class Maker:
    """One request for a file; `job_path` remembers it until the file is here."""

    client: Client
    job_path: Path
    progress: Progress
    poll_seconds: float

    @contextmanager
    def make(self, asked: Request) -> Iterator[Made]:
        """The file, ready to be fetched inside the block.

        A passing failure or a kill leaves the request to be taken up; a refusal forgets it, so
        that the same command asks anew.
        """
        try:
            job = self._open_job() or self._ask_for(asked)
            status = self._wait_for(job)
            rows = status.get("total_rows")
            yield Made(job["file_url"], rows if isinstance(rows, int) else None)
        except UnavailableError:
            raise
        except PublisherError:
            self.job_path.unlink(missing_ok=True)
            raise
        self.job_path.unlink(missing_ok=True)

    def _open_job(self) -> dict[str, str] | None:
        """A request of an earlier run; a day later the publisher has forgotten it."""
        try:
            content = json.loads(self.job_path.read_text(encoding="utf-8"))
            job = {name: str(content[name]) for name in _NAMES}
            age = datetime.now(UTC) - datetime.fromisoformat(job["asked_at"])
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None
        return job if age < _FORGOTTEN_AFTER and self._is_known(job) else None

    def _is_known(self, job: dict[str, str]) -> bool:
        """Whether the publisher still answers for the request."""
        try:
            self.client.answer(self._status_request(job))
        except UnavailableError:
            raise
        except PublisherError:
            return False
        return True

    def _ask_for(self, asked: Request) -> dict[str, str]:
        answer = self.client.answer(asked).document
        job = {name: str(field_of(answer, name, asked)) for name in _NAMES[:3]}
        job["asked_at"] = now()
        self.job_path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self.job_path, json.dumps(job, indent=1))
        return job

    def _wait_for(self, job: dict[str, str]) -> dict[str, Any]:
        """Poll until the file is made. Every state but finished and failed means: not yet."""
        request = self._status_request(job)
        with self.progress.waiting(f"the publisher makes {job['file_name']}") as say:
            while True:
                answer = self.patiently(lambda: self.client.answer(request))
                status = answer.document
                state = field_of(status, "status", request)
                if state == "finished":
                    return dict(status)
                if state == "failed":
                    reason = str(status.get("message") or "no reason given")[:200]
                    raise PublisherError(
                        f"the publisher could not make the file ({reason}): the same command asks "
                        "for it again"
                    )
                say(str(state))
                time.sleep(self.poll_seconds)

    def patiently(self, act: Callable[[], Found]) -> Found:
        """Act; a new file or its state may be unknown for a while to some of the servers."""
        for _ in range(_REFUSALS - 1):
            try:
                return act()
            except UnavailableError:
                raise
            except PublisherError:
                time.sleep(self.poll_seconds)
        return act()

    def _status_request(self, job: dict[str, str]) -> Request:
        return status_request(job["status_url"], self.client.service.base_url)


def status_request(status_url: str, base_url: str) -> Request:
    """The status address as a path under the base address, so that a mirror serves it too."""
    try:
        parts = urlsplit(status_url)
    except ValueError:
        parts = urlsplit("")
    if not parts.path:
        raise PublisherError("the publisher lists a status without an address: try again")
    base = urlsplit(base_url).path.rstrip("/")
    path = parts.path.removeprefix(base).removeprefix("/api/v2").lstrip("/")
    return Request(path, tuple(parse_qsl(parts.query)))
