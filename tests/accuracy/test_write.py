"""Labels written as the publishers' files load whole, and keep their ids."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tests.accuracy.labels.adversarial import (
    adversarial_contractors,
    adversarial_employers,
    adversarial_people,
)
from tests.accuracy.labels.contractors import register
from tests.accuracy.labels.employers import employer_labels
from tests.accuracy.labels.people import people_rows
from tests.accuracy.labels.write import write_downloads
from tests.fixtures import lake_rows, loaded


def test_written_labels_load_whole(tmp_path: Path) -> None:
    registrations, labels = adversarial_contractors(), adversarial_employers()
    people = adversarial_people()
    for path in write_downloads(tmp_path / "files", registrations, labels, people):
        loaded(path, tmp_path)
    filed = {row["transaction_id"]: row for row in lake_rows(tmp_path, "fec_itcont")}
    assert filed.keys() == {x.label_id for x in labels} | {row.row_id for row in people}
    assert {filed[x.label_id]["employer"] or "" for x in labels} == {x.employer for x in labels}
    assert all(filed[x.label_id]["transaction_date"] == x.date for x in labels)
    assert len({filed[x.label_id]["name"] for x in labels}) == len(labels)


def test_each_registration_shows_its_names_and_parents(tmp_path: Path) -> None:
    registrations = adversarial_contractors()
    for path in write_downloads(tmp_path / "files", registrations, [], []):
        loaded(path, tmp_path)
    actions = lake_rows(tmp_path, "usaspending_prime_transaction")
    parents = {(a["recipient_uei"], a["parent_name"]) for a in actions}
    assert parents == {(row.uei, row.parent_name) for row in registrations}
    assert ("STRAVA8AAA05", "KELDON PIKE SYSTEMS INC") in {
        (a["recipient_uei"], a["recipient_name"]) for a in actions if a["action_date"].year < 2015
    }
    assert "RAPIDCREW" in {a["recipient_doing_business_as_name"] for a in actions}


def test_the_same_labels_give_the_same_text(tmp_path: Path) -> None:
    rows = register(1, 700)
    labels, people = employer_labels(1, rows, 650), people_rows(1, 300)
    one, two = (
        [_text(path) for path in write_downloads(tmp_path / name, rows, labels, people)]
        for name in ("one", "two")
    )
    assert one == two
    assert len(one) > 5


def _text(path: Path) -> bytes:
    """A file's bytes, or those of a zip's one member: a zip states when it was made."""
    if path.suffix != ".zip":
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return archive.read("itcont.txt")
