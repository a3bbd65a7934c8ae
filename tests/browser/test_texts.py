"""Whatever a name holds, a page shows it as it is written: no link, picture, icon or formula."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from dashboards.base.texts import plain
from etl.common.settings import ROOT
from tests.browser.conftest import PATIENCE
from tests.fixtures.serving import Ways, serving

pytestmark = pytest.mark.browser

# what each place says of a text
PLACES = {
    "body": "{0}",
    "bold": "{0} · {0}",
    "sentence": "{0} gave to {0}",
    "head": "{0}",
    "caption": "{0}",
    "notice": "Of {0} {0}",
    "button": "{0}",
    "expander": "{0}",
    "box": "{0}",
}
HOSTILE = [
    "http://evil.example/a?b=c#d",
    "HTTPS://EVIL.EXAMPLE",
    "x (https://evil.example), y",
    "https://https://evil.example",
    "www.evil.example",
    "WWW.evil.example/www.evil.example",
    "mailto:a@evil.example",
    "xmpp:a@evil.example/b",
    "a.b-c_d+e@evil.example",
    "@a@b.example",
    "ftp://evil.example javascript:alert(1)",
    "[press](http://evil.example)",
    "[press][1] [1]: http://evil.example",
    "<http://evil.example> <a@evil.example>",
    "![x](http://evil.example/a.png)",
    "<img src=x onerror=alert(1)><script>alert(1)</script><!-- a -->",
    ":material/home: :material_home: x:material/home:y",
    ":streamlit: :smile: :+1: :-1: ::smile:: :a::smile:",
    "12:30:45 1:2:3",
    ":red[x] :blue-background[x] :rainbow[x] :small[x] :color[x]{foreground=red} :help[x] :red",
    "$a^2$ $$x$$ $5 and $6 `code` ``x``",
    "**b** *i* _i_ __b__ ~~s~~ ~s~ a_b_c",
    "# head", "- item", "+ item", "* item", "1. item", "1) item", "> quote", "---", "- - -",
    "===", "    code", "\tcode", "|a|b|", "- [ ] todo", "[^1] [^1]: note", ":::note", "::note",
    "~~~", "```", "a -> b <- c <-> d -- e >= f <= g ~= h", "->", "--", "a\\",
    "\\http://evil.example", "\\:smile:",
    "&lt;b&gt; &#104;ttp://evil.example &copy;",
    "h\u200bttp://evil.example htt\u2060p://evil.example",
    "http\u202e://evil.example",
    ":material/home", ":material/home#http://x",
    "ÅNGSTRÖM & SØNS, L.L.C. (D/B/A «X»)", "株式会社 山田", "O'NEIL \"BUD\"", "100% [sic]",
]  # fmt: skip
PIECES = ["http://", "https://", "www.", "evil.example", "@", "a@b.co", ":", "::", "material/home",
          "smile", "streamlit", ":small[]", "red[", "[", "]", "(", ")", "{", "}", "-", "--", "->",
          "<", ">", "=", "~", "$", "`", "*", "_", "\\", "&", "#", "!", "|", "^", "1.", "/", " ",
          "  ", "\n", "x"]  # fmt: skip
MADE = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=9).map("".join)
DRAWN = """() => Object.fromEntries([...document.querySelectorAll('[class*="st-key-at-"]')].map(
  (box) => [[...box.classList].find((name) => name.startsWith('st-key-at-')).slice(10), {
    text: box.querySelector(
      '[data-testid="stMarkdownContainer"], [data-testid="stCaptionContainer"]')?.textContent ?? '',
    made: [...box.querySelectorAll(`a:not([href^="#"]), img, code, pre, em, del, sup, sub, table,
      blockquote, hr, input[type=checkbox], [role=img], math, .katex, .stMarkdownColoredText,
      .stMarkdownColoredBackground, .stMarkdownBadge, [data-testid="stMarkdownContainer"] button,
      ol, ul ul, h5, h6`)].map((found) => found.outerHTML.slice(0, 200)),
  }]))"""


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A page that shows the texts of a file in every place: its address, and the file."""
    folder = tmp_path_factory.mktemp("texts")
    file = folder / "texts.json"
    settings = {"ADDRESS": "127.0.0.1", "FILE_WATCHER_TYPE": "none"}
    variables = {f"STREAMLIT_SERVER_{name}": value for name, value in settings.items()}
    variables |= {"TEXTS": str(file), "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false"}
    ways = Ways(app=ROOT / "tests" / "browser" / "texts_app.py", variables=variables)
    with serving(folder, folder / "log", ways) as found:
        yield f"http://127.0.0.1:{found.port}", file


def hold(page: Page, texts: tuple[str, Path], shown: list[str]) -> None:
    """Every text stands in every place as it is written, and nothing is made of it."""
    address, file = texts
    file.write_text(json.dumps(shown), encoding="utf-8")
    page.goto(address)
    page.get_by_text("All is drawn.").wait_for(timeout=PATIENCE)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    # parts of the page come when they are first needed
    page.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')")
    drawn = page.evaluate(DRAWN)
    wrong = []
    for number, text in enumerate(shown):
        for place, says in PLACES.items():
            found = drawn[f"{number}-{place}"]
            # HTML draws any run of spaces as one.
            said, wanted = (
                " ".join(t.split()) for t in (found["text"], says.format(as_shown(text)))
            )
            if found["made"] or said != wanted:
                wrong.append((place, text, said, found["made"]))
    assert not wrong, json.dumps(wrong, ensure_ascii=False, indent=0)


def as_shown(text: str) -> str:
    """A text as a reader should see it."""
    return plain(text).strip()


def test_hostile_names_are_shown_as_they_are_written(page: Page, texts: tuple[str, Path]) -> None:
    hold(page, texts, HOSTILE)


@given(st.lists(MADE.filter(lambda text: plain(text).strip()), min_size=40, max_size=40))
# the same texts each time and none made smaller: every try draws a page in a browser
@settings(
    max_examples=6,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_any_name_is_shown_as_it_is_written(
    page: Page, texts: tuple[str, Path], shown: list[str]
) -> None:
    hold(page, texts, shown)
