"""How fast a contribution zip of a chosen size loads, against plain DuckDB on the unpacked text.

Run: `python -m tests.bench.bench_zip [MB]` (a zip of 200 MB unless told; a run needs about twenty
times the zip's size of temporary disk, in TMPDIR). It prints figures and asserts none.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

from tests.bench.bench_load import loaded, plain, write_sample
from tests.bench.measure import FLAG, answer, bench_folder, measured, said

MODULE = "tests.bench.bench_zip"
MEGABYTES = 200
PIECE_ROWS = 500_000


def _write_both(folder: Path, megabytes: int) -> tuple[Path, Path, int]:
    """The text, the zip that holds it, and the rows: pieces until the zip is as large as asked."""
    text, archive, piece = folder / "itcont.txt", folder / "indiv24.zip", folder / "piece.txt"
    rows = 0
    with (
        zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed,
        packed.open(text.name, "w", force_zip64=True) as member,
        text.open("wb") as whole,
    ):
        while archive.stat().st_size < megabytes * 1_000_000:
            write_sample(piece, rows, PIECE_ROWS)
            rows += PIECE_ROWS
            data = piece.read_bytes()
            whole.write(data)
            member.write(data)
    piece.unlink(missing_ok=True)
    return text, archive, rows


def main(megabytes: int) -> None:
    """Write the zip, measure both ways, print them."""
    with bench_folder("zip") as folder:
        text, archive, rows = _write_both(folder, megabytes)
        sizes = [path.stat().st_size / 1e6 for path in (archive, text)]
        print(f"indiv24.zip: {rows:,} rows, {sizes[0]:,.0f} MB, {sizes[1]:,.0f} MB of text")
        baseline = measured(MODULE, "plain", folder, text)
        said("plain duckdb, unpacked", rows, baseline, baseline)
        said("load from zip", rows, measured(MODULE, "load", folder, archive), baseline)


if __name__ == "__main__":
    if sys.argv[1:2] == [FLAG]:
        answer({"plain": plain, "load": loaded}, sys.argv[2:])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else MEGABYTES)
