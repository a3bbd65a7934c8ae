"""The report as PDF, printed by the distribution's Chromium where there is one."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from etl.common.settings import ThroughlineError

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
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
        page = Path(work) / "report.html"
        page.write_text(html, encoding="utf-8")
        command = [program, *FLAGS, f"--user-data-dir={work}/profile"]
        made = Path(work) / "report.pdf"
        try:
            subprocess.run(
                [*command, f"--print-to-pdf={made}", page.as_uri()],
                check=True,
                capture_output=True,
                timeout=SECONDS,
            )
            shutil.move(made, target)
        except (OSError, subprocess.SubprocessError) as error:
            raise ThroughlineError(f"Chromium did not print the report: {error}") from error
