"""Published files that come through a page: kept as they came, under names that lead nowhere."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from etl.common.database import write_whole
from etl.common.settings import Settings
from etl.lake.told import known_layouts as known_layouts
from etl.sources import tables

LONGEST = 120
# What Windows takes for a device, whatever follows the point.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.I)


def safe_name(name: str) -> str:
    """A file's name without its folders and without signs that mean something to a system.

    Letters, digits, points, dashes and underscores stay: layouts and cycles are read from them.
    """
    last = re.split(r"[/\\]", name)[-1]
    plain = unicodedata.normalize("NFKD", last).encode("ascii", "ignore").decode()
    kept = re.sub(r"[^A-Za-z0-9._-]+", "_", plain).lstrip("._-")
    # The end is what tells a layout: .csv.gz.
    short = kept if len(kept) <= LONGEST else kept[:40] + kept[-(LONGEST - 40) :]
    return f"_{short}" if not short or _DEVICES.fullmatch(short) else short


def keep_upload(settings: Settings, name: str, content: bytes) -> str:
    """Keep a file as it came; gives its path below the data folder. The same bytes stand once."""
    digest = hashlib.sha256(content).hexdigest()
    path = settings.data / "uploads" / digest[:16] / safe_name(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        write_whole(path, content)
    return path.relative_to(settings.data).as_posix()


def table_names() -> list[str]:
    """The tables that a file can be said to be, in order of names."""
    return sorted(name for name, table in tables().items() if table.layout != "json")
