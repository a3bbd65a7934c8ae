"""The report as PDF, printed by the distribution's Chromium where there is one."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from etl.common.database import write_whole
from etl.common.settings import ThroughlineError

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# No script and no traffic: the page is of foreign texts. A container's root cannot use the sandbox.
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-javascript", "--no-pdf-header-footer",
)  # fmt: skip
SECONDS = 120


def browser() -> str | None:
    """The Chromium of this machine, or None."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def print_pdf(html: str, target: Path) -> None:
    """Print a page; it asks for nothing from elsewhere.

    Raises ThroughlineError when there is no Chromium, or it does not print.
    """
    program = browser()
    if program is None:
        raise ThroughlineError("no Chromium is installed: `apt-get install chromium`, or no --pdf")
    with tempfile.TemporaryDirectory() as work:
        # A file and not a data: address, which has a greatest length.
        page = Path(work) / "report.html"
        page.write_text(html, encoding="utf-8")
        # A profile of its own: a running Chromium would take the page over and print nothing.
        command = [program, *FLAGS, f"--user-data-dir={work}/profile"]
        made = Path(work) / "report.pdf"
        try:
            subprocess.run(
                [*command, f"--print-to-pdf={made}", page.as_uri()],
                check=True,
                capture_output=True,
                timeout=SECONDS,
            )
            # Not renamed: the target may be on another disk than the temporary folder.
            write_whole(target, made.read_bytes())
        except (OSError, subprocess.SubprocessError) as error:
            raise ThroughlineError(f"Chromium did not print the report: {error}") from error
