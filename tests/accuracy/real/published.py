"""Labels of real names, which stand beside the project: what they are, and who answers to them.

Three sets: committees' sponsors, defendants, and employers of 2015, half of whom are no firm of the
register; each with the register of firms that it is held against. Nothing of them is kept here.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pandas as pd

from etl.build.prepare import prepare
from etl.build.run import run_model
from etl.common.settings import Settings
from tests.accuracy.labels.contractors import Registration
from tests.accuracy.labels.employers import EmployerLabel
from tests.accuracy.measure import resolved_database
from tests.fixtures.building import needed_models

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "labels"
RECIPIENTS = (
    FOLDER.parent / "data/usaspending/datalab_FY2018_recipients/awards_contracts_FY18_v2.csv"
)
SETS = ("pac_sponsor", "defendant", "employer_2015")
FIRST, LAST = date(2010, 1, 4), date(2020, 1, 6)
DILUTION = 10
FORMS = re.compile(r"\b(INC|INCORPORATED|CORP|CORPORATION|CO|COMPANY|LLC|LLP|LP|LTD|THE)\b")


@dataclass(frozen=True)
class PublishedLabel:
    """A name as published, and the firms that it names: several that are one, or none."""

    label_id: str
    name: str
    firm_ids: frozenset[str]


@dataclass(frozen=True)
class PublishedSet:
    """Labels and the register that they are held against: pairs of firm id and name."""

    title: str
    labels: tuple[PublishedLabel, ...]
    register: tuple[tuple[str, str], ...]


def is_there() -> bool:
    """Whether the labels stand beside the project."""
    return all((FOLDER / f"{name}_labels.csv").is_file() for name in SETS)


def read_set(title: str) -> PublishedSet:
    """A set; a committee's label is the name that its sponsor goes by in entities.sponsor."""
    rows = _rows(FOLDER / f"{title}_labels.csv")
    names = sponsors(rows) if title == "pac_sponsor" else {r["label_id"]: r["text"] for r in rows}
    labels = tuple(
        PublishedLabel(
            row["label_id"],
            names.get(row["label_id"], row["text"]).strip(),
            frozenset(filter(None, row["right_firm_id"].split("|"))),
        )
        for row in rows
    )
    register = _rows(FOLDER / f"{title}_register.csv")
    return PublishedSet(title, labels, tuple((row["firm_id"], row["name"]) for row in register))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        return list(csv.DictReader(file))


def sponsors(rows: Sequence[dict[str, str]]) -> dict[str, str]:
    """The sponsor's name of each committee by its id, by the model that reads registers."""
    frame = pd.DataFrame(
        {
            "record_id": [row["label_id"] for row in rows],
            "committee_id": [row["label_id"] for row in rows],
            "cycle": 2012,
            "name": [row["text"] for row in rows],
            "connected_organization": [_stated(row["connected_organization"]) for row in rows],
            "designation_code": "B",
            "organization_type_code": "C",
        }
    )
    with TemporaryDirectory() as folder, duckdb.connect() as engine:
        prepare(engine, Settings(data=Path(folder)))
        for model in needed_models("entities.sponsor"):
            run_model(engine, model)
            if model.table == "entities.committee_register":
                engine.register("frame", frame)
                engine.execute(f"insert into {model.table} by name select * from frame")
        return dict(
            engine.execute("select committee_id, stated_name from entities.sponsor").fetchall()
        )


def _stated(text: str) -> str | None:
    """As entities.committee_register has it: what says that there is none is null."""
    return None if text.strip().upper() in ("", "NONE", "N/A", "NOT APPLICABLE") else text


def diluted(chosen: PublishedSet, others: Iterable[PublishedSet]) -> PublishedSet:
    """The set with up to ten times as many strangers beside its firms; their ids begin with ~.

    Strangers are the firms of the other registers, and the recipients of federal contracts of 2018
    where they stand beside the labels. One whose name is that of a firm of the set is left out: it
    may be the same.
    """
    own = {_plain(name) for _, name in chosen.register}
    found = {name for other in others for _, name in other.register}
    if RECIPIENTS.is_file():
        found |= {row["recipient"].strip() for row in _rows(RECIPIENTS)} - {""}
    # in no order of letters, which would leave out the end of the alphabet
    names = sorted(found, key=lambda name: hashlib.md5(name.encode()).hexdigest())
    names = [name for name in names if _plain(name) not in own]
    wanted = DILUTION * len(chosen.register)
    return replace(
        chosen,
        register=chosen.register + tuple((f"~{name}", name) for name in names[:wanted]),
    )


def _plain(name: str) -> str:
    return re.sub("[^A-Z0-9]", "", FORMS.sub("", name.upper().replace(".", "")))


def registrations_of(chosen: PublishedSet) -> list[Registration]:
    """The register as registrations of one name each, nowhere and of no parent."""
    return [
        Registration(f"U{i:011d}", name, "", "", "", "", FIRST, LAST, (), firm_id)
        for i, (firm_id, name) in enumerate(chosen.register)
    ]


def published_database(
    folder: Path,
    chosen: PublishedSet,
    wanted: str = "entities.employer_match",
    weights: str | None = None,
) -> tuple[duckdb.DuckDBPyConnection, dict[str, frozenset[str]]]:
    """The names of a set resolved against its register, and which firms each of them stands for.

    Firms are keyed by the firm_id of the database, which may hold several ids of the register.
    """
    registrations = registrations_of(chosen)
    labels = [
        EmployerLabel(one.label_id, one.name, "", "", "", LAST, None, chosen.title)
        for one in chosen.labels
    ]
    engine = resolved_database(folder, registrations, labels, wanted, weights)
    ids = {"uei:" + row.uei: row.firm_id for row in registrations}
    firms: dict[str, set[str]] = {}
    for organization_id, firm_id in engine.execute(
        "select organization_id, cluster_id from entities.organization_cluster"
    ).fetchall():
        firms.setdefault(firm_id, set()).add(ids[organization_id])
    return engine, {firm_id: frozenset(found) for firm_id, found in firms.items()}
