"""The bundled case shows the links that it is known for, and its claims are held again."""

from __future__ import annotations

import pytest

from etl.common.settings import Settings
from etl.stories.cases import claims
from tests.etl.build.reading import rows

EDGES = [
    ("Elon Musk", "contributed_to", "AMERICA PAC"),
    ("Elon Musk", "founder_of", "Space Exploration Technologies Corp. (SpaceX)"),
    ("Elon Musk", "officer_of", "Space Exploration Technologies Corp. (SpaceX)"),
    ("Peter Thiel", "founder_of", "Palantir Technologies Inc."),
    ("Founders Fund", "invested_in", "Space Exploration Technologies Corp. (SpaceX)"),
    ("Founders Fund", "invested_in", "Palantir Technologies Inc."),
    ("Founders Fund", "invested_in", "Anduril Industries, Inc."),
    ("Palmer Luckey", "founder_of", "Anduril Industries, Inc."),
    ("Trae Stephens", "founder_of", "Anduril Industries, Inc."),
    ("Brian Schimpf", "founder_of", "Anduril Industries, Inc."),
]


@pytest.mark.parametrize(("origin", "link", "target"), EDGES)
def test_the_case_shows_the_edge_with_its_record(
    case_settings: Settings, origin: str, link: str, target: str
) -> None:
    found = rows(
        case_settings,
        "select count(record.title) from marts.edge as edge, unnest(edge.evidence) as cited (id) "
        f"join marts.evidence as record on record.record_id = cited.id where from_name = '{origin}'"
        f" and link_type = '{link}' and to_name = '{target}'",
    )
    assert found[0][0] >= 1


def test_the_case_shows_agencies_and_the_pac_chain(case_settings: Settings) -> None:
    agencies = rows(
        case_settings,
        "select distinct to_name from marts.edge where link_type = 'received_award' "
        "and from_id = 'uei:C6M7C2FLKER5'",
    )
    names = {name for (name,) in agencies}
    assert {"NATIONAL AERONAUTICS AND SPACE ADMINISTRATION", "DEPT OF THE AIR FORCE"} <= names
    chain = rows(
        case_settings,
        "select count(distinct seat.to_id) from marts.edge as gift "
        "join marts.edge as campaign on campaign.from_id = gift.to_id "
        "and campaign.link_type = 'authorized_by' "
        "join marts.edge as seat on seat.from_id = campaign.to_id and seat.link_type = 'sits_on' "
        "where gift.from_id = 'fec:C00411116' and gift.link_type = 'contributed_to' "
        "and seat.to_kind in ('seat', 'congress_committee')",
    )
    assert chain[0][0] >= 8


def test_no_gift_is_shown_as_a_firms_own(case_settings: Settings) -> None:
    found = rows(
        case_settings,
        "select count(*) from marts.edge where link_type = 'contributed_to' "
        "and from_kind = 'organization'",
    )
    assert found == [(0,)]


def test_claims_are_rechecked(case_settings: Settings) -> None:
    found = {claim.name: claim for claim in claims("golden_dome", case_settings)}
    assert len(found) >= 5
    assert found["nasa_commercial_crew"].state == "supported"
    assert len(found["nasa_commercial_crew"].evidence) == 28
