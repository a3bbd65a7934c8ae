"""What changed between two builds: every kind, nothing else, in four forms."""

from __future__ import annotations

import errno
import json
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import pytest

from etl.build.history import builds, earlier, keep
from etl.build.run import build
from etl.changes.diff import Difference, Question, difference
from etl.changes.formats import FORMATS
from etl.changes.watched import Change
from etl.common.progress import Progress
from etl.common.settings import Settings, ThroughlineError
from etl.lake.load import Options, load_file
from tests.fixtures import fec_line, write_csv, write_zip

SILENT = Progress(False)
ATOM = "{http://www.w3.org/2005/Atom}"
QUILL = {"name": "QUILL, ADA", "employer": "ACME ORBITAL INC", "zip_code": "221500001"}


def action(number: int, piid: str, usd: str, day: str = "2023-05-01") -> dict[str, str]:
    """An action on an award of an invented firm."""
    return {
        "contract_transaction_unique_key": f"{piid}_{number}",
        "contract_award_unique_key": f"CONT_AWD_{piid}_9700_-NONE-_-NONE-",
        "award_id_piid": piid,
        "modification_number": str(number),
        "recipient_uei": "ACMEUEI00001",
        "recipient_name": "ACME ORBITAL INC",
        "awarding_sub_agency_code": "5700",
        "awarding_sub_agency_name": "DEPT OF THE AIR FORCE",
        "action_date": day,
        "federal_action_obligation": usd,
    }


def gift(sub_id: str, usd: str, **more: str) -> str:
    """A gift of an invented person."""
    return fec_line("fec_itcont", sub_id=sub_id, amount_usd=usd, **QUILL | more)


def database(folder: Path, gifts: list[str], actions: list[dict[str, str]]) -> Settings:
    """A built data folder of these published rows."""
    settings = Settings(data=folder / "data")
    files = [
        write_zip(folder / "indiv24.zip", {"itcont.txt": "".join(gifts)}),
        write_csv(folder / "contracts.csv", "usaspending_prime_transaction", actions),
    ]
    for path in files:
        load_file(path, settings, Options(), SILENT)
    build(settings, SILENT)
    return settings


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, Settings]:
    """A build, and one after an amendment, a withdrawal, a gift, an award and a modification."""
    patch = pytest.MonkeyPatch()
    patch.setenv("THROUGHLINE_AS_OF", "2026-06-30")
    folder = tmp_path_factory.mktemp("pair")
    for name in ("old", "new"):
        (folder / name).mkdir()
    first = [action(0, "OLD1", "900.00")]
    old = database(folder / "old", [gift("11", "500"), gift("12", "300")], first)
    patch.setenv("THROUGHLINE_AS_OF", "2026-07-31")
    later = [*first, action(1, "OLD1", "2000000.00", "2024-02-01"), action(2, "OLD1", "999999.99"),
             action(0, "NEW1", "50.00", "2024-03-01")]  # fmt: skip
    new = database(folder / "new", [gift("11", "750"), gift("14", "90")], later)
    patch.undo()
    return old, new


def compared(old: Settings | Path, new: Settings | Path, **more: object) -> Difference:
    """What changed."""
    paths = [side.database if isinstance(side, Settings) else side for side in (old, new)]
    return difference(Question(*paths, **more))  # type: ignore[arg-type]


def of(found: Difference, kind: str) -> list[Change]:
    """The changes of a kind."""
    return [change for change in found.changes if change.kind == kind]


def test_each_kind_of_change_is_told(pair: tuple[Settings, Settings]) -> None:
    found = compared(*pair)
    assert (found.old_day, found.new_day) == ("2026-06-30", "2026-07-31")
    gifts = {change.key: (change.what, change.fields) for change in of(found, "contribution")}
    assert gifts.keys() == {"fec:11", "fec:12", "fec:14"}
    assert gifts["fec:12"][0] == "gone" and gifts["fec:14"][0] == "new"
    assert gifts["fec:11"][0] == "changed"
    assert ("amount_usd", "500.00", "750.00") in gifts["fec:11"][1]
    reasons = {change.key: change.why for change in of(found, "contribution")}
    assert reasons["fec:11"].startswith("in indiv24.zip")
    assert reasons["fec:12"].startswith("no longer stated; it was in indiv24.zip")
    assert [(c.what, c.key) for c in of(found, "award")] == [
        ("new", "CONT_AWD_NEW1_9700_-NONE-_-NONE-")
    ]
    assert [(c.what, c.usd, c.day) for c in of(found, "action")] == [
        ("new", "2000000.00", "2024-02-01")
    ]
    files = {(change.what, change.title) for change in of(found, "file")}
    assert ("new", "indiv24.zip (fec_itcont)") in files
    assert ("gone", "indiv24.zip (fec_itcont)") in files
    assert all("SHA-256 " in change.why for change in of(found, "file"))
    links = [change for change in of(found, "link") if "received award" in change.title]
    assert [{f[0]: f[1:] for f in c.fields}["amount_usd"] for c in links] == [
        ("900.00", "3000949.99")
    ]


def test_the_threshold_is_of_actions(pair: tuple[Settings, Settings]) -> None:
    assert len(of(compared(*pair, threshold=999_999), "action")) == 2
    assert len(of(compared(*pair, threshold=0), "action")) == 3
    assert of(compared(*pair, threshold=2_000_001), "action") == []


def test_counts_are_of_all_and_lists_are_bounded(pair: tuple[Settings, Settings]) -> None:
    found = compared(*pair, threshold=0, most=1)
    assert found.counts["action"] == {"new": 3, "changed": 0, "gone": 0}
    assert len(of(found, "action")) == 1


def test_the_same_records_built_on_another_day_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sides = []
    for day in ("2026-06-30", "2026-07-31"):
        monkeypatch.setenv("THROUGHLINE_AS_OF", day)
        (tmp_path / day).mkdir()
        sides.append(database(tmp_path / day, [gift("11", "500")], [action(0, "OLD1", "900.00")]))
    found = compared(*sides)
    assert [change for change in found.changes if change.kind != "file"] == []


def test_the_other_way_round_new_is_gone(pair: tuple[Settings, Settings]) -> None:
    there, back = compared(*pair), compared(*reversed(pair))
    turned = {"new": "gone", "gone": "new", "changed": "changed"}
    assert {(c.kind, turned[c.what], c.key) for c in there.changes} == {
        (c.kind, c.what, c.key) for c in back.changes
    }


@pytest.fixture
def copies(case_settings: Settings, tmp_path: Path) -> tuple[Path, Path]:
    """The bundled case twice; the second may be changed."""
    paths = tmp_path / "old.duckdb", tmp_path / "new.duckdb"
    for path in paths:
        shutil.copyfile(case_settings.database, path)
    return paths


def changed(path: Path, *statements: str) -> None:
    """Change a database."""
    with duckdb.connect(str(path)) as engine:
        for sql in statements:
            engine.execute(sql)


def test_links_flags_and_claims_that_stand_otherwise(copies: tuple[Path, Path]) -> None:
    changed(
        copies[1],
        "delete from marts.edge where link_type = 'invested_in' and to_name like 'Anduril%'",
        "update marts.flag set state = 'flagged', reason = 'seen' where flag_id = "
        "(select min(flag_id) from marts.flag where state = 'not_flagged')",
        "delete from marts.flag where state = 'not_computable'",
    )
    found = compared(*copies)
    assert [(c.what, "Founders Fund invested in" in c.title) for c in of(found, "link")] == [
        ("gone", True)
    ]
    (flag,) = of(found, "flag")
    assert ("state", "not_flagged", "flagged") in flag.fields
    (claim,) = of(found, "claim")
    assert claim.key == "golden_dome/one_fund_in_all_three"
    assert ("state", "supported", "partly") in claim.fields
    assert len(claim.fields) == 2


def test_a_correction_says_what_when_and_why(copies: tuple[Path, Path]) -> None:
    changed(
        copies[1],
        "insert into marts.judgement (judgement_id, left_ref, right_ref, verdict, reason, "
        "judged_by, judged_date, is_used) values ('j1', 'name:ACME', 'uei:A', 'different', "
        "'another firm', 'ada', '2026-07-01', false)",
        "insert into marts.answer (answer_id, entity_id, question, answered_date, answer, "
        "answered_by) values ('a1', 'uei:A', 'Is it?', '2026-07-02', 'No.', 'Bo')",
    )
    found = compared(*copies)
    (judged,) = of(found, "judgement")
    assert judged.title == "name:ACME / uei:A: different"
    assert judged.why == "2026-07-01, ada, another firm"
    assert of(found, "answer")[0].why == "2026-07-02, Bo, No."
    assert found.idle_judgements == ["name:ACME / uei:A: different"]
    assert "judgement that touches nothing loaded: name:ACME" in FORMATS["text"](found)


def test_a_case_tells_only_what_is_its_own(copies: tuple[Path, Path]) -> None:
    changed(
        copies[1],
        "delete from marts.award where organization_id = 'uei:C6M7C2FLKER5' and is_vehicle",
        "insert into marts.award (award_key, piid, organization_id) values ('X', 'X', 'uei:X')",
        "delete from entities.contribution",
    )
    everything, own = compared(*copies), compared(*copies, case="golden_dome")
    assert everything.counts["award"]["new"] == 1
    assert own.counts["award"] == {"new": 0, "changed": 0, "gone": 4}
    assert 0 < own.counts["contribution"]["gone"] <= everything.counts["contribution"]["gone"]
    with pytest.raises(ThroughlineError, match="no case 'x' is loaded"):
        compared(*copies, case="x")


HOSTILE = "</title><script>alert(1)</script><img src=x onerror=alert(1)>\u202egnp\x07]]>&lt;"


class Tags(HTMLParser):
    """The tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {tag, *(name for name, _ in attrs if name.startswith("on"))}


def test_hostile_names_stay_text_in_every_form(copies: tuple[Path, Path]) -> None:
    with duckdb.connect(str(copies[1])) as engine:
        engine.execute(
            "update marts.award set recipient_name = ?, record_url = 'javascript:alert(1)'",
            [HOSTILE],
        )
    found = compared(*copies)
    page = Tags()
    page.feed(FORMATS["html"](found))
    assert not page.found & {"script", "img", "onerror", "iframe", "link"}
    assert 'href="javascript' not in FORMATS["html"](found)
    feed = ElementTree.fromstring(FORMATS["atom"](found))
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")]
    assert any("<script>alert(1)</script>" in str(title) for title in titles)
    assert "\x07" not in FORMATS["text"](found) and "\u202e" not in FORMATS["text"](found)
    assert json.loads(FORMATS["json"](found))["counts"]["award"]["changed"] == 9


def test_the_feed_has_what_rfc_4287_asks_for(pair: tuple[Settings, Settings]) -> None:
    found = compared(*pair)
    feed = ElementTree.fromstring(FORMATS["atom"](found))
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == len(found.changes)
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
        assert element.findtext(f"{ATOM}updated") == "2026-07-31T00:00:00Z"
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    again = ElementTree.fromstring(FORMATS["atom"](compared(*pair)))
    assert ids == [entry.findtext(f"{ATOM}id") for entry in again.findall(f"{ATOM}entry")]
    assert "30111(a)(4)" in str(feed.findtext(f"{ATOM}rights"))


def test_every_form_carries_notice_and_innocent_explanations(copies: tuple[Path, Path]) -> None:
    changed(copies[0], "delete from marts.flag where state = 'flagged'")
    found = compared(*copies)
    with duckdb.connect(str(copies[1]), read_only=True) as engine:
        cards = dict(engine.execute(
            "select flag_id, innocent from marts.flag join marts.indicator using (code)"
        ).fetchall())  # fmt: skip
    assert of(found, "flag")
    for change in of(found, "flag"):
        assert change.innocent == cards[change.key] != ""
    for form in FORMATS.values():
        assert "30111(a)(4)" in form(found)
        assert all(change.innocent[:40] in form(found) for change in of(found, "flag"))


def test_a_flag_whose_indicator_is_gone_keeps_its_explanation(copies: tuple[Path, Path]) -> None:
    changed(copies[1], "delete from marts.flag", "delete from marts.indicator")
    gone = of(compared(*copies), "flag")
    assert gone and all(change.what == "gone" and change.innocent for change in gone)


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """The command line."""
    command = [sys.executable, "-m", "etl", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_bad_input_is_one_line(copies: tuple[Path, Path], tmp_path: Path) -> None:
    old, new = map(str, copies)
    (tmp_path / "text.duckdb").write_text("no database")
    with duckdb.connect(str(tmp_path / "empty.duckdb")) as engine:
        engine.execute("create table t as select 1 as x")
    for words, said in (
        ((old, old), "one and the same file"),
        ((old, str(tmp_path / "gone.duckdb")), "no database at"),
        ((old, str(tmp_path / "text.duckdb")), "cannot be read as a database of this program"),
        ((str(tmp_path / "empty.duckdb"), new), "cannot be read as a database of this program"),
        ((old, new, "--format", "pdf"), "no format 'pdf': choose one of text, html, json, atom"),
        ((old, new, "--case", "x"), "no case 'x'"),
        ((old, new, "--out", "/proc/x/y"), "cannot write"),
    ):
        done = run("diff", *words)
        assert done.returncode == 2, words
        assert said in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1
    changed(copies[0], "alter table marts.award drop column offer_count")
    done = run("diff", old, new)
    assert "built by different versions" in done.stderr


def test_a_build_keeps_the_one_it_replaces_and_watch_compares_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THROUGHLINE_HISTORY", "2")
    monkeypatch.setenv("THROUGHLINE_AS_OF", "2026-06-30")
    settings = database(tmp_path, [gift("11", "500")], [action(0, "OLD1", "900.00")])
    data = ["--data", str(settings.data)]
    done = run("watch", *data)
    assert done.returncode == 2
    assert "no earlier build is kept" in done.stderr
    for number, day in enumerate(("2026-07-31", "2026-08-31", "2026-09-30")):
        monkeypatch.setenv("THROUGHLINE_AS_OF", day)
        more = write_csv(
            tmp_path / f"more{number}.csv", "usaspending_prime_transaction",
            [action(number + 1, "OLD1", "5000000.00", f"2024-0{number + 1}-01")],
        )  # fmt: skip
        load_file(more, settings, Options(), SILENT)
        build(settings, SILENT)
    assert [path.name[:10] for path in builds(settings)] == ["2026-08-31", "2026-07-31"]
    build(settings, SILENT, is_forced=True)
    assert len(builds(settings)) == 2 and builds(settings)[0].name[:10] == "2026-08-31"
    done = run("watch", *data)
    assert done.returncode == 0, done.stderr
    assert "between the builds of 2026-08-31 and 2026-09-30" in done.stdout
    assert "Contract actions over the threshold: 1 new" in done.stdout
    since = run("watch", "--since", "2026-08-15", "--format", "json", *data)
    document = json.loads(since.stdout)
    assert document["old_day"] == "2026-07-31"
    assert document["counts"]["action"]["new"] == 2
    assert earlier(settings, str(builds(settings)[1])) == builds(settings)[1]
    for text, said in (("2026-01-01", "no earlier build of 2026-01-01"), ("May", "is no day")):
        done = run("watch", "--since", text, *data)
        assert (done.returncode, said in done.stderr) == (2, True)


def test_a_disk_without_links_keeps_a_copy(
    copies: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr("os.link", refused)
    settings = Settings(data=copies[0].parent)
    settings.database.write_bytes(copies[0].read_bytes())
    keep(settings, "another")
    assert [path.read_bytes() for path in builds(settings)] == [copies[0].read_bytes()]


def test_nothing_is_kept_where_history_is_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THROUGHLINE_HISTORY", "0")
    settings = database(tmp_path, [gift("11", "500")], [action(0, "OLD1", "900.00")])
    keep(settings, "another")
    assert builds(settings) == []
    for since, said in ((None, "no earlier build"), ("May", "is no day")):
        with pytest.raises(ThroughlineError, match=said):
            earlier(settings, since)
    monkeypatch.setenv("THROUGHLINE_HISTORY", "many")
    with pytest.raises(ThroughlineError, match="THROUGHLINE_HISTORY='many' is no number"):
        Settings()
