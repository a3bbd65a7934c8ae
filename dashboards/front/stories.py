"""Cases, claims and programs as a search finds them: by the words of titles and sentences."""

from __future__ import annotations

import re
from contextlib import suppress

from dashboards.base import queries
from dashboards.base.places import Place
from dashboards.base.search import Asked
from dashboards.front.findings import claim_place
from etl.common.headers import read_header
from etl.common.queries import read_query
from etl.common.settings import CASES, ThroughlineError, data_path
from etl.stories.claims import claim_files
from etl.stories.programs import program_files, read_program

_WORD = re.compile(r"[A-Z0-9]+")


def loaded_cases() -> list[str]:
    """The cases that are in the database, by name."""
    found = queries.rows(read_query("stories/case_entity"), {"case": None})
    return sorted({str(row["case_id"]) for row in found})


def title_of(case: str) -> str:
    """A case's title: the first heading of what it says of itself, else its name in words."""
    path = CASES / case / "README.md"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    headings = [line.lstrip("# ") for line in lines if line.startswith("#")]
    return headings[0] if headings else case.replace("_", " ")


def case_place(case: str) -> Place:
    """The page of a case."""
    return Place("views/case.py", {"case": case})


def find_stories(asked: Asked) -> list[tuple[str, str, Place]]:
    """What kind of thing each is, its title or sentence, and where it opens."""
    found: list[tuple[str, str, Place]] = []
    for case in loaded_cases():
        title = title_of(case)
        if _has_words(f"{title} {case.replace('_', ' ')}", asked):
            found.append(("case", title, case_place(case)))
        for path in claim_files(case):
            header = read_header(path.read_text(encoding="utf-8"), ("claim", "speaker")).words
            if _has_words(header.get("claim", ""), asked):
                found.append(("claim", header["claim"], claim_place(case, path.stem)))
    return [*_find_programs(asked), *found]


def _find_programs(asked: Asked) -> list[tuple[str, str, Place]]:
    """Programs by their titles and names; a list that cannot be read is told of on its page."""
    found = []
    for program_id in program_files(data_path()):
        with suppress(ThroughlineError, OSError):
            program = read_program(program_id, data_path())
            if program and _has_words(f"{program.title} {program_id.replace('_', ' ')}", asked):
                place = Place("views/program.py", {"id": program_id})
                found.append(("program", program.title, place))
    return found


def _has_words(text: str, asked: Asked) -> bool:
    """Whether every word that was typed is a word of the text, or begins one."""
    words = _WORD.findall(text.upper())
    return bool(asked.words) and all(
        any(word.startswith(typed) for word in words) if len(typed) > 2 else typed in words
        for typed in asked.words
    )
