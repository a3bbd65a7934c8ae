"""Everything that has been fetched → the lake; what a newer download replaces leaves it."""

from __future__ import annotations

from dataclasses import replace

from etl.common.progress import Progress
from etl.common.settings import Settings, ThroughlineError
from etl.fetch.manifest import Entry, current, superseded
from etl.lake.answers import load_walk
from etl.lake.damage import stands
from etl.lake.load import load_file
from etl.lake.named import Options
from etl.lake.records import Load, forget, loads, read_record


def load_downloads(
    settings: Settings, progress: Progress, options: Options | None = None
) -> list[Load]:
    """Load each finished download; take out those that a newer one has the place of.

    What an older reader loaded or is no longer as it was written is read anew, and with `is_again`
    whatever was loaded.

    Raises ThroughlineError when a file is not the one that was fetched.
    """
    found = [
        _load(entry, settings, progress, options or Options())
        for entry in sorted(current(settings).values(), key=lambda entry: entry.path)
    ]
    replaced = superseded(settings)
    # After the new ones are in, so that a failed load never leaves the lake with neither.
    for load in loads(settings):
        if load.sha256 in replaced:
            forget(load, settings)
    return found


def load_new(settings: Settings, progress: Progress) -> tuple[int, int]:
    """Load what was fetched; how many rows, and of how many downloads, were not here before."""
    before = {load.sha256 for load in loads(settings)}
    found = load_downloads(settings, progress)
    new = [load for load in found if load.sha256 not in before]
    return sum(table.rows_loaded for load in new for table in load.tables), len(new)


def _load(entry: Entry, settings: Settings, progress: Progress, options: Options) -> Load:
    earlier = read_record(entry.sha256, settings)
    if earlier and not options.is_again and stands(earlier, settings, progress):
        return replace(earlier, is_new=False)
    path = settings.downloads / entry.path
    if entry.kind == "walk":
        load = load_walk(path, settings, progress, options.is_again)
    else:
        # A table named by hand is meant for one file, not for everything fetched.
        load = load_file(path, settings, replace(options, table=None), progress)
    # Somebody changed the file since: its line of the manifest, with source and day, does not hold.
    if load.sha256 != entry.sha256:
        forget(load, settings)
        raise ThroughlineError(
            f"{path}: is not what was fetched on {entry.retrieved_at[:10]}: fetch it --again"
        )
    return load
