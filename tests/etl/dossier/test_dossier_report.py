"""A dossier's page stands alone, says what must be said and keeps hostile names as text."""

from __future__ import annotations

import csv
import io
import re
import shutil
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import duckdb

from etl.common.database import open_database
from etl.common.settings import Settings
from etl.dossier.folder import dossier_bytes
from etl.dossier.shipped.reader import Cells
from etl.graph.find import find_entity
from tests.etl.dossier.dossiers import MUSK, SPACEX, unpacked, verified


class Outward(HTMLParser):
    """What a page would load from elsewhere, and its scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "iframe", "img", "link", "object", "embed", "form"):
            self.found.append(tag)
        self.found += [name for name, _ in attrs if name.startswith("on") or name == "src"]
        self.found += [
            str(value)
            for name, value in attrs
            if name == "href" and not str(value).startswith(("https://", "#"))
        ]


def test_the_report_stands_alone_and_says_what_must_be_said(folder: Path) -> None:
    text = (folder / "report.html").read_text()
    page = Outward()
    page.feed(text)
    assert page.found == []
    assert "url(" not in text
    assert "default-src &#x27;none&#x27;" in text
    for said in (
        "30111(a)(4)",
        "Defense actions appear 90 days late",
        "roles are never added up",
        "What speaks against".lower(),
        "innocent explanations",
        "Ceilings are not spending",
        "Our figures beside the publishers",
        "Questions to put before anything is printed",
        "Built as of 2026-06-30",
    ):
        assert said in text or said.capitalize() in text, said
    assert text.count("<svg") == 2


def test_no_year_of_the_time_line_is_cut_off(case_settings: Settings) -> None:
    with open_database(case_settings.database) as source:
        musk = find_entity(source, MUSK)
        content = dossier_bytes(source, [musk])
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        page = whole.read("report.html").decode()
    years = [float(x) for x in re.findall(r'<text x="([0-9.]+)" y="14"[^>]*>[0-9]{4}<', page)]
    width = float(re.findall(r'<svg [^>]*viewBox="0 0 ([0-9]+) [0-9]+" width="900"', page)[-1])
    assert years and max(years) + 4 * 7 < width


HOSTILE = '=HYPERLINK("http://x")<img src=x onerror=alert(1)>\u202egnp.exe\x07 ' + "x" * 10_000


def test_hostile_names_stay_text(
    case_settings: Settings, bare_python: Path, tmp_path: Path
) -> None:
    path = tmp_path / "throughline.duckdb"
    shutil.copyfile(case_settings.database, path)
    with duckdb.connect(str(path)) as engine:
        engine.execute("update marts.entity set name = ? where entity_id = ?", [HOSTILE, SPACEX])
        engine.execute("update marts.edge set to_name = ?, label = ?", [HOSTILE, HOSTILE])
        engine.execute("update marts.evidence set record_url = 'javascript:alert(1)'")
    with open_database(path) as source:
        folder = unpacked(dossier_bytes(source, [SPACEX]), tmp_path / "out")
    text = (folder / "report.html").read_text()
    page = Outward()
    page.feed(text)
    assert page.found == []
    with (folder / "rows" / "marts.edge.csv").open(newline="") as lines:
        assert all(not row["to_name"].startswith("=") for row in csv.DictReader(lines))
    code, said = verified(bare_python, folder)
    assert code == 0, said
    cells = Cells()
    cells.feed(text)
    assert any("HYPERLINK" in printed for _, printed in cells.found.values())
