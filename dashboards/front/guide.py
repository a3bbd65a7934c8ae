"""The reporter's guide: four jobs in steps, each with the picture of a page."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboards.base.places import Place, link
from dashboards.base.shell import ASSETS
from dashboards.base.texts import markdown

FOLDER = ASSETS / "guide"


@dataclass(frozen=True)
class GuidePicture:
    """A page as the browser tests draw it: its file, its address in the case, what it shows."""

    name: str
    place: Place
    alt: str


@dataclass(frozen=True)
class Lesson:
    """Something to do: its steps, `{}` where a step leads to a page, and a picture."""

    title: str
    steps: tuple[tuple[str, str, Place | None], ...]
    picture: GuidePicture


def _page(name: str, /, **query: str) -> Place:
    return Place(f"views/{name}.py", query)


MUSK = _page("search", q="elon musk")
JOBS = (
    Lesson(
        "Check a donor's tie",
        (
            ("Type the name with a place or an employer into the search box, as in {}: people of "
             "one name are told apart by employer, work, place and days.",
             "smith boeing", _page("search", q="smith boeing")),
            ("Open the person. The first sentences say what was given, when, and by which record; "
             "each number opens to its records, and each record to the publisher's page.",
             "", None),
            ("Read how the tie is known (an identifier, a name, a human judgement), what speaks "
             "against it, and what is not loaded. {} says what each type of link means.",
             "Methods", _page("methods")),
            ("Not loaded is not none: where records are missing, bring them in before you print.",
             "", None),
        ),
        GuidePicture("donor", MUSK, "What a search for a person finds"),
    ),
    Lesson(
        "Audit an agency",
        (
            ("Search its acronym, as in {}, and open the agency: contractors, competition, "
             "concentration, overseers.", "NASA", _page("search", q="NASA")),
            ("Choose awards by competition, period, dollars, marks and political money in {}; any "
             "combination is an address that can be sent and kept.", "Triage", _page("triage")),
            ("Open {} of an award or a firm: each stands with how ordinary it is, and with its "
             "innocent explanation. A flag is a reason to look, and no finding.",
             "Flags", _page("flags")),
            ("Take the rows away as CSV or XLSX; the notice and the day of the build go with them.",
             "", None),
        ),
        GuidePicture("agency", _page("agency", id="agency:8000"), "The page of an agency"),
    ),
    Lesson(
        "Bring in a firm",
        (
            ("Search it. Where it is not there, follow “Get it from the publisher”, or open {}.",
             "Bring in", _page("bring")),
            ("Choose its registrations from the publisher's own list, see what it will take, and "
             "start. You may leave the page: the job goes on.", "", None),
            ("A list of names or a published file is brought in on the same page.", "", None),
            ("See in {} which ledgers are whole, in part or not loaded, and what decides it.",
             "Records loaded", _page("loaded")),
        ),
        GuidePicture("loaded", _page("loaded"), "Ledgers by years: whole, in part or not loaded"),
    ),
    Lesson(
        "Hand it to an editor and a lawyer",
        (
            ("Hold each sentence against the records, as the claims of {} are: supported, partly, "
             "contradicted, or not in the records loaded.", "the case", _page("case")),
            ("Pin numbers, tables, paths and pictures to a {} with your notes; it leaves as a page "
             "with footnotes to the records.", "notebook", _page("notebook")),
            ("Make a dossier of a firm or person with `python -m etl dossier`: a folder that "
             "checks itself, with every record and the hashes of its files.", "", None),
            ("Put the innocent explanations beside the ties, ask those named, write down their "
             "answers: those stand on the pages from the next build on.", "", None),
        ),
        GuidePicture(
            "claim", _page("claim", case="golden_dome", name="quarter_billion"),
            "A claim with its state, its parts and its records",
        ),
    ),
)  # fmt: skip


def show_job(job: Lesson) -> None:
    """A job: its steps in a list, and its picture where it was made."""
    st.header(markdown(job.title), anchor=False)
    st.markdown("\n".join(f"{number}. {_step(*step)}" for number, step in enumerate(job.steps, 1)))
    path = FOLDER / f"{job.picture.name}.png"
    if path.is_file():
        st.image(path, caption=job.picture.alt, width=720)


def _step(words: str, label: str, place: Place | None) -> str:
    """A step with its link; a page that this program has not is named alone."""
    if place is None:
        return words
    return words.replace("{}", link(label, place))
