"""Texts of others made harmless, and a sum in short, by rules that no version of Python changes."""

from __future__ import annotations

import re
from decimal import Decimal

# No `http:` and no other scheme, and nothing that ends an attribute or a link in Markdown.
_WEB = re.compile(r"https://[^\s()<>\"'\\]+")
# Unicode's controls, marks that turn the direction of writing, halves of signs, private and no
# characters, written out: `unicodedata` knows more signs with each version of Python, and a page
# must have the same bytes wherever it is drawn again.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\uf8ff\ufdd0-\ufdef\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)


def seen(text: str) -> str:
    """The text without characters that nobody sees: controls, direction marks, private ones."""
    return _UNSEEN.sub("", text)


def plain(text: object, length: int = 200) -> str:
    """A hostile text as one short line: no control or direction characters, no markup."""
    # Cut first: a hostile text may be very long. Four times, since what is dropped may stand in
    # front.
    kept = seen(str(text)[: 4 * length])
    return kept if len(kept) <= length else kept[: length - 1] + "…"


def printable(text: str) -> str:
    """A text of any length without characters that steer a terminal: each becomes a space."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def is_web(url: object) -> bool:
    """Whether a link may be offered: an https page with no character that ends Markdown's link."""
    return isinstance(url, str) and _WEB.fullmatch(url) is not None


def short_sum(amount: Decimal) -> str:
    """An amount for an edge or a tile: $238.5M."""
    size, sign = abs(amount), "−" if amount < 0 else ""
    for bound, unit in ((10**9, "B"), (10**6, "M"), (10**3, "K")):
        if size >= bound:
            return f"{sign}${size / bound:.1f}{unit}"
    return f"{sign}${size:.0f}"
