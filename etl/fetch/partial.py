"""A download that is not whole yet, and the version of the file that its bytes are of."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from etl.common.plain import NotPlainError, as_dataclass, read_json


@dataclass(frozen=True)
class Version:
    """What names one version of a published file; `total` is its length in bytes."""

    etag: str | None = None
    last_modified: str | None = None
    total: int | None = None

    @property
    def validator(self) -> str | None:
        """What a resumed download is tied to: a strong ETag, or else Last-Modified."""
        # A weak tag promises the same meaning, not the same bytes; ranges need the bytes.
        is_strong = self.etag and not self.etag.startswith("W/")
        return self.etag if is_strong else self.last_modified

    def is_same(self, other: Version) -> bool:
        """Whether nothing speaks against it and a tag or a date speaks for it."""
        pairs = [
            (self.etag, other.etag),
            (self.last_modified, other.last_modified),
            (self.total, other.total),
        ]
        # Servers of one publisher leave out one or another of the three.
        known = [pair for pair in pairs if None not in pair]
        is_named = any(None not in pair for pair in pairs[:2])
        return is_named and all(one == two for one, two in known)


@dataclass
class Partial:
    """An unfinished download: its bytes, and the version of the file that they are of."""

    path: Path

    @property
    def note(self) -> Path:
        """Where the version of the bytes is noted."""
        return self.path.with_name(self.path.name + ".json")

    def version(self) -> Version:
        """The version that the bytes belong to; an empty one where they cannot be trusted."""
        try:
            found = as_dataclass(Version, read_json(self.note), self.note)
        except (OSError, NotPlainError):
            return Version()
        # A note without bytes is of a run that was killed before the first one came.
        return found if self.size else Version()

    def start(self, version: Version) -> None:
        """Begin anew with a version."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # Emptied before the note is written: a note must never stand beside older bytes.
        self.path.write_bytes(b"")
        self.note.write_text(json.dumps(asdict(version)), encoding="utf-8")

    @property
    def size(self) -> int:
        """Bytes that are here."""
        return self.path.stat().st_size if self.path.exists() else 0

    def remove(self) -> None:
        """Take the bytes and the note away."""
        self.path.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)
