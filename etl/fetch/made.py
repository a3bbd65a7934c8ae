"""Files that a publisher makes on request: asked for once, waited for, taken up after a kill."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from etl.common.asking import PublisherError, UnavailableError, check_address
from etl.common.database import write_whole
from etl.common.progress import Progress
from etl.common.publisher import Job, Made, State
from etl.common.settings import now
from etl.fetch.http import Client

Found = TypeVar("Found")
_FORGOTTEN_AFTER = timedelta(days=1)
# So often a refusal is taken for a server that has not heard of the file yet.
_REFUSALS = 3


@dataclass(frozen=True)
class Ready:
    """A file that is made: where it is, and the publisher's count of its rows."""

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
    def make(self, made: Made) -> Iterator[Ready]:
        """The file, ready to be fetched inside the block.

        A passing failure or a kill leaves the request to be taken up; a refusal forgets it, so
        that the same command asks anew.
        """
        try:
            job = self._open_job(made) or self._ask_for(made)
            state = self._wait_for(job, made)
            # The address comes from an answer, and may be anything.
            check_address(job.file_url, "the publisher lists a file of which the address")
            yield Ready(job.file_url, state.rows)
        # An outage is a PublisherError too, but one that leaves the request standing.
        except UnavailableError:
            raise
        except PublisherError:
            self.job_path.unlink(missing_ok=True)
            raise
        self.job_path.unlink(missing_ok=True)

    def _open_job(self, made: Made) -> Job | None:
        """A request of an earlier run; a day later the publisher has forgotten it."""
        try:
            content = json.loads(self.job_path.read_text(encoding="utf-8"))
            names = ("status_url", "file_name", "file_url")
            job = Job(*(str(content[name]) for name in names))
            age = datetime.now(UTC) - datetime.fromisoformat(str(content["asked_at"]))
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None
        return job if age < _FORGOTTEN_AFTER and self._is_known(job, made) else None

    def _is_known(self, job: Job, made: Made) -> bool:
        """Whether the publisher still answers for the request."""
        try:
            self.client.answer(made.state_request(job.status_url, self.client.base_url))
        except UnavailableError:
            raise
        except PublisherError:
            return False
        return True

    def _ask_for(self, made: Made) -> Job:
        """Ask for the file, and remember that it was asked for."""
        job = made.read_job(self.client.answer(made.asked).document)
        self.job_path.parent.mkdir(parents=True, exist_ok=True)
        # Before the wait of minutes or hours, which is when a run is killed.
        write_whole(self.job_path, json.dumps(asdict(job) | {"asked_at": now()}, indent=1))
        return job

    def _wait_for(self, job: Job, made: Made) -> State:
        """Ask how far the file is until it is made."""
        request = made.state_request(job.status_url, self.client.base_url)
        with self.progress.waiting(f"the publisher makes {job.file_name}") as say:
            while True:
                answer = self.patiently(lambda: self.client.answer(request))
                state = made.read_state(answer.document)
                if state.is_made:
                    return state
                if state.failure:
                    raise PublisherError(
                        f"the publisher could not make the file ({state.failure}): the same "
                        "command asks for it again"
                    )
                say(state.word)
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
