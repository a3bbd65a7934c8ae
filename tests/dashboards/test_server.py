"""How the server is set: this machine only, guarded, silent, behind a login where one is set."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from etl.common.settings import ROOT
from tests.dashboards.opening import shown

CONFIG = ROOT / "dashboards" / ".streamlit" / "config.toml"


def test_the_server_keeps_to_this_machine_and_tells_nobody() -> None:
    config = tomllib.loads(CONFIG.read_text(encoding="utf-8"))
    assert config["server"]["address"] == "127.0.0.1"
    assert config["server"]["enableXsrfProtection"] is True
    assert config["server"]["allowedHosts"] == ["localhost", "127.0.0.1", "::1"]
    assert config["server"]["enableAgentApi"] is False
    assert config["browser"]["gatherUsageStats"] is False
    # without it, a server that listens beyond this machine asks another one for its address
    assert config["browser"]["serverAddress"] == "localhost"
    assert config["client"]["disableDataExport"] is True


@pytest.mark.parametrize("has_library", [True, False])
def test_where_a_login_is_set_nothing_is_shown_before_it(
    case_data: Path, monkeypatch: pytest.MonkeyPatch, has_library: bool
) -> None:
    monkeypatch.setattr(
        "dashboards.base.login.find_spec", lambda name: name if has_library else None
    )
    app = AppTest.from_file(str(ROOT / "dashboards" / "app.py"), default_timeout=60)
    app.secrets["auth"] = {"client_id": "x", "cookie_secret": "y", "redirect_uri": "z"}
    app.run()
    assert not app.exception
    assert [button.label for button in app.button] == (["Log in"] if has_library else [])
    assert has_library or "pip install Authlib" in app.error[0].value
    assert not shown(app) and not app.text_input
    app.switch_page("views/contractor.py").run()
    assert not shown(app)


def test_without_secrets_nobody_is_asked(case_data: Path) -> None:
    app = AppTest.from_file(str(ROOT / "dashboards" / "app.py"), default_timeout=60).run()
    assert "Log in" not in [button.label for button in app.button]
    assert app.text_input
