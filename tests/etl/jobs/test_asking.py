"""What the publishers' lists have for a name, what a fetch takes, and what is said without them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from etl.common.asking import PublisherError
from etl.common.settings import Settings, ThroughlineError
from etl.jobs.asking import key_notes, look_up, plan_job
from etl.sources.fec.lookup import contributor_name, employers
from tests.fixtures.fetching import addresses, posted, settings_for
from tests.fixtures.publishers import Publishers

NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def publishers() -> Iterator[Publishers]:
    with Publishers() as running:
        contracts, fec = running.usaspending, running.fec
        contracts.add_award("CONT_AWD_A_9700_-NONE-_-NONE-", "ACMEROCKET01", "ACME ROCKETS, INC.")
        contracts.add_award("CONT_AWD_B_9700_-NONE-_-NONE-", "ACMEROCKET02", "OLD ACME ROCKETS LLC")
        contracts.add_award("CONT_AWD_C_9700_-NONE-_-NONE-", "ORBITBAKERY1", "ORBIT BAKERY LLC")
        fec.add_receipts(230, committee_id="C00900001")
        fec.add_committee()
        fec.add_committee(
            committee_id="C00900002", name="ROE FOR CONGRESS", designation="P",
            candidate_ids=["H4VA00001"],
        )  # fmt: skip
        fec.add_candidate()
        fec.add_candidate(candidate_id="H4VA00002", name="ROE, RITA")
        yield running


def found(publishers: Publishers, data: Path, kind: str, name: str) -> dict[str, list[object]]:
    """Names that each list finds, with the words that fetch them; no list may fail."""
    lookup = look_up(settings_for(publishers, data), kind, name)
    assert lookup.faults == ()
    return {
        register.title.split(" (")[0]: [
            (one.name, *(text for said in one.words.values() for text in said))
            for one in register.found
        ]
        for register in lookup.registers
    }


@pytest.mark.parametrize(
    "name", ["Acme Rockets", "acme  rockets, inc.", "ACME ROCKETS INC", "Acme Rockets Incorporated"]
)
def test_a_firm_is_found_however_its_form_is_written(
    publishers: Publishers, tmp_path: Path, name: str
) -> None:
    lists = found(publishers, tmp_path, "firm", name)
    assert ("ACME ROCKETS, INC.", "ACMEROCKET01") in lists[
        "Registrations that were paid by contracts"
    ]
    assert lists["Committees registered with the FEC"] == [("ACME ROCKETS LLC PAC", "C00900001")]
    asked = [body["keyword"] for body in posted(publishers, "recipient/")]
    assert asked[0] == " ".join(name.upper().split()) and len(asked) <= 4


def test_a_firm_is_found_by_its_uei_and_only_names_that_begin_so_are_likely(
    publishers: Publishers, tmp_path: Path
) -> None:
    by_id = found(publishers, tmp_path, "firm", "ORBITBAKERY1")
    assert by_id["Registrations that were paid by contracts"] == [
        ("ORBIT BAKERY LLC", "ORBITBAKERY1")
    ]
    lookup = look_up(settings_for(publishers, tmp_path), "firm", "Acme Rockets")
    likely = {one.name: one.is_named for one in lookup.registers[0].found}
    assert likely == {"ACME ROCKETS, INC.": True, "OLD ACME ROCKETS LLC": False}
    # Found by fewer words than were typed: shown, and not taken for it.
    lookup = look_up(settings_for(publishers, tmp_path), "firm", "Acme Rockets Bakery")
    assert [one.is_named for register in lookup.registers for one in register.found] == [
        *[False] * 2,
        False,
        False,
    ]


def test_a_name_of_short_words_is_asked_where_it_can_be(
    publishers: Publishers, tmp_path: Path
) -> None:
    publishers.usaspending.add_award("CONT_AWD_T_9700_-NONE-_-NONE-", "ATANDTUEI001", "AT&T CORP.")
    lists = found(publishers, tmp_path, "firm", "AT&T")
    assert lists["Registrations that were paid by contracts"] == [("AT&T CORP.", "ATANDTUEI001")]
    # Not asked is not none: the line stands there, and cannot be ticked.
    assert lists["Committees registered with the FEC"] == [("AT&T",)]
    assert lists["People who named it as employer"] == [("AT&T",)]
    assert found(publishers, tmp_path, "person", "Li, Wu")["Contributors of that name"] == [
        ("Li, Wu",)
    ]


def test_a_person_is_asked_for_as_the_fec_writes_names(
    publishers: Publishers, tmp_path: Path
) -> None:
    lists = found(publishers, tmp_path, "person", "Richard Roe")
    assert lists["Contributors of that name"] == [("ROE, RICHARD", "ROE, RICHARD")]
    (candidate,) = lists["Candidates registered with the FEC, with their own committees"]
    assert candidate == ("ROE, RICHARD", "C00900002")
    lists = found(publishers, tmp_path, "person", "Roe, Rita")
    # One without a committee of their own is named, and cannot be ticked.
    assert lists["Candidates registered with the FEC, with their own committees"] == [
        ("ROE, RITA",)
    ]


def test_a_committee_is_found_by_its_id(publishers: Publishers, tmp_path: Path) -> None:
    lists = found(publishers, tmp_path, "committee", "c00900002")
    assert lists == {"Committees registered with the FEC": [("ROE FOR CONGRESS", "C00900002")]}


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Peter Thiel", "THIEL, PETER"),
        ("Thiel, Peter", "THIEL, PETER"),
        ("John Q. Smith Jr.", "SMITH, JOHN Q"),
        ("O'Neil, Ana", "ONEIL, ANA"),
        ("Madonna", None),
        ("", None),
        (" , ", None),
    ],
)
def test_a_name_of_a_person_has_two_parts(name: str, written: str | None) -> None:
    assert contributor_name(name) == written


@pytest.mark.parametrize(
    ("name", "text"),
    [("Boeing Co.", "BOEING"), ("Acme Rockets, LLC", "ACME ROCKETS"), ("Inc", "INC")],
)
def test_an_employer_is_asked_for_without_its_form(name: str, text: str) -> None:
    assert employers(name).found[0].words == {"employers": (text,)}


@pytest.mark.parametrize("name", ["x", "\x00", "ab cd", "<img src=x>", "' or 1=1 --", "٣٤٥"])
@pytest.mark.parametrize("kind", ["firm", "person", "committee"])
def test_no_name_breaks_a_lookup(
    publishers: Publishers, tmp_path: Path, kind: str, name: str
) -> None:
    look_up(settings_for(publishers, tmp_path), kind, name)


def test_a_plan_says_calls_and_keeps_nothing(publishers: Publishers, tmp_path: Path) -> None:
    settings = settings_for(publishers, tmp_path)
    plan = plan_job(settings, {"ueis": ("ACMEROCKET01",), "committees": ("C00900001",)}, None)
    rows = {search.title: search.rows for search in plan.searches}
    assert rows["schedule a committee id C00900001"] == 230
    assert plan.calls == sum(search.calls for search in plan.searches) > 5
    assert plan.hourly_limit == 1000
    assert list(tmp_path.rglob("*.gz")) == []
    with pytest.raises(ThroughlineError, match="is no UEI"):
        plan_job(settings, {"ueis": ("../x",)}, None)


def test_a_key_s_limit_is_said_in_words_of_a_page(publishers: Publishers, tmp_path: Path) -> None:
    publishers.fec.hourly_limit, publishers.fec.retry_after = 0, "1800"
    settings = settings_for(publishers, tmp_path)
    lookup = look_up(settings, "firm", "Acme Rockets")
    assert lookup.registers and len(lookup.faults) == 1
    assert (
        "the key's limit is used up until" in lookup.faults[0] and "--wait" not in lookup.faults[0]
    )
    with pytest.raises(PublisherError, match="limit is used up until [0-9:]+ UTC"):
        plan_job(settings, {"committees": ("C00900001",)}, None)


def test_what_a_missing_key_means_is_said(publishers: Publishers, tmp_path: Path) -> None:
    assert key_notes(settings_for(publishers, tmp_path)) == []
    (note,) = key_notes(Settings(data=tmp_path, given={"FEC_API_KEY": ""}))
    assert "DEMO_KEY allows about 30 calls an hour" in note and "api.data.gov/signup" in note


NO_NETWORK: Mapping[str, str] = {"USASPENDING_API_URL": NOWHERE, "FEC_API_URL": NOWHERE}


def test_without_network_there_is_one_sentence(tmp_path: Path) -> None:
    lookup = look_up(Settings(data=tmp_path, given=NO_NETWORK), "firm", "Acme Rockets")
    assert lookup.registers == ()
    (said,) = lookup.faults
    assert said.startswith("No publisher answers (127.0.0.1:9") and "no network" in said


def test_one_publisher_that_is_down_leaves_the_other(
    publishers: Publishers, tmp_path: Path
) -> None:
    given = addresses(publishers) | {"USASPENDING_API_URL": NOWHERE}
    lookup = look_up(Settings(data=tmp_path, given=given), "firm", "Acme Rockets")
    assert [register.title[:10] for register in lookup.registers] == ["Committees", "People who"]
    assert len(lookup.faults) == 1 and "SECRET-KEY" not in lookup.faults[0]


def test_an_answer_of_another_shape_is_a_sentence(publishers: Publishers, tmp_path: Path) -> None:
    publishers.fail("recipient/", status=200, times=4, body=b'{"rows": []}')
    lookup = look_up(settings_for(publishers, tmp_path), "firm", "Acme Rockets")
    assert "lacks 'results'" in lookup.faults[0]
