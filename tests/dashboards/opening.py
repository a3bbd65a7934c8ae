"""Pages of the app, run once without a browser."""

from __future__ import annotations

from pathlib import Path

import duckdb
from streamlit.testing.v1 import AppTest

from dashboards.pages import REACHED, SHOWN
from etl.common.settings import ROOT

SPACEX, MUSK, AMERICA_PAC = "uei:C6M7C2FLKER5", "Elon Musk", "fec:C00879510"
FORBIDDEN = ["violation", "pay-to-play", "corrupt", "kickback", "suspicious", "the company gave"]
PAGES = [f"views/{name}.py" for name in (*SHOWN, *REACHED)]


def opened(page: str, **query: str) -> AppTest:
    """A page of the app with what its address says."""
    app = AppTest.from_file(str(ROOT / "dashboards" / "app.py"), default_timeout=60)
    app.run()
    for name, value in query.items():
        app.query_params[name] = value
    if page != PAGES[0] or query:
        app.switch_page(page)
    return app.run()


def texts(app: AppTest) -> str:
    """All that the page says outside its tables."""
    blocks = [app.title, app.subheader, app.markdown, app.caption]
    blocks += [app.info, app.warning, app.error]
    return " ".join(str(element.value) for block in blocks for element in block)


def columns(app: AppTest) -> list[list[str]]:
    """The column names of every table of the page."""
    return [list(frame.value.columns) for frame in app.dataframe]


def cells(app: AppTest) -> set[str]:
    """Every cell of every table of the page, as text."""
    return {
        str(value) for frame in app.dataframe for row in frame.value.to_numpy() for value in row
    }


def asked(path: Path, sql: str) -> str:
    """One value of a database."""
    with duckdb.connect(str(path), read_only=True) as engine:
        return str(engine.execute(sql).fetchone()[0])
