"""Names that try to be markup, on every page in a real browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from urllib.parse import urlsplit

import duckdb
import pytest
from playwright.sync_api import Page

from etl.common.settings import ROOT
from tests.browser.conftest import Visited
from tests.browser.walking import (
    NAMES,
    addresses_of,
    settled,
)
from tests.fixtures.serving import served

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "[press](javascript:alert(1)) `*_",
    '=HYPERLINK("http://evil.example/","x")',
    "\u202egnp.exe\u2066",
    "A" * 10_000,
    "</script><script>alert(1)</script>",
    "![x](http://evil.example/a.png) <https://evil.example>",
    "http://evil.example/a www.evil.example mailto:a@evil.example HTTPS://EVIL.EXAMPLE",
    ":material/home: :smile: :streamlit: :red[x] $a^2$ `b` -> --",
]
# What a name must never become, and where links lead that are of the records.
MADE = """main img:not([src^="blob:"]):not([src^="data:image/svg+xml;base64,"]),
  main a[href^='javascript'], main .katex,
  main script:not([data-throughline]), main .stMarkdownColoredText, main p [role=img],
  main button [role=img][aria-label='home icon']"""
LINKS = "[...document.querySelectorAll('main a')].map((link) => link.href)"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def addresses(case_settings) -> dict[str, str]:
    """A page of each kind with its address."""
    return addresses_of(case_settings.database)


@pytest.fixture(scope="module")
def record_hosts(case_settings) -> set[str]:
    """The hosts of the case's own sources, where its links may lead."""
    with duckdb.connect(str(case_settings.database), read_only=True) as engine:
        columns = engine.execute(
            "select schema_name, table_name, column_name from duckdb_columns() where data_type = "
            "'VARCHAR' and column_name like '%url'"
        ).fetchall()
        found = [
            engine.execute(f'select distinct "{column}" from {schema}.{table}').fetchall()
            for schema, table, column in columns
        ]
    urls = [url for rows in found for (url,) in rows if url]
    for claim in (ROOT / "etl" / "cases").rglob("claims/*.sql"):
        urls += re.findall(r"https://\S+", claim.read_text(encoding="utf-8"))
    return {urlsplit(url).hostname or "" for url in urls}


@pytest.fixture(scope="module")
def hostile(case_settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The case served with every name and text hostile."""
    data = tmp_path_factory.mktemp("hostile")
    path = data / "throughline.duckdb"
    shutil.copy(case_settings.database, path)
    with duckdb.connect(str(path)) as engine:
        texts = engine.execute(
            "select table_name, column_name from duckdb_columns() where schema_name = 'marts' "
            "and data_type = 'VARCHAR' and regexp_matches(column_name, '(name|title|label|note|"
            "reason|place|summary|event|description|innocent|why|text|piid|base_rate|contributor|"
            "committee)$') and table_name <> 'notice'"
        ).fetchall()
        for table, column in texts:
            engine.execute(
                f'update marts.{table} set "{column}" = (?::varchar[])'
                f'[1 + (hash("{column}") % {len(HOSTILE)})::int] || \' \' || "{column}" '
                f'where "{column}" is not null',
                [HOSTILE],
            )
        engine.execute("update marts.evidence set record_url = 'javascript:alert(1)'")
        engine.execute("update marts.entity set record_url = 'javascript:alert(1)'")
    with served(data) as found:
        yield found


@pytest.mark.parametrize("name", NAMES.split())
def test_hostile_names_are_inert(
    hostile: str,
    addresses: dict[str, str],
    record_hosts: set[str],
    page: Page,
    visited: Visited,
    name: str,
) -> None:
    settled(page, hostile + addresses[name])
    page.wait_for_timeout(500)
    page.mouse.move(700, 500)
    assert not page.locator('[data-testid="stException"]').count()
    assert not page.locator(MADE).count()
    led = {urlsplit(link).hostname for link in page.evaluate(LINKS)}
    assert not [host for host in led if "evil" in (host or "")]
    assert led <= {"127.0.0.1", *record_hosts}
    assert visited.hosts == {"127.0.0.1"}
    assert not visited.dialogs
