"""The comment header of a SQL file: what models, queries, checks and claims say of themselves."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

_LINE = re.compile(r"^-- (\w+)(?: (\w+))?: ?(.*)$")


@dataclass
class Header:
    """`words` are the header's own words with their texts; `columns` what it says of columns."""

    words: dict[str, str] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)


def read_header(sql: str, known: Collection[str], first: str = "note") -> Header:
    """The comment lines above a SQL text.

    A line `-- word: text` of a known word begins it, `-- column name: text` begins what is said of
    a column, and any other line continues the one before; `first` takes lines before any word.
    """
    header = Header()
    told, word = header.words, first
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        match = _LINE.match(line)
        if match and match[1] == "column" and match[2]:
            told, word = header.columns, match[2]
            told[word] = match[3].strip()
        elif match and not match[2] and match[1] in known:
            told, word = header.words, match[1]
            told[word] = match[3].strip()
        else:
            told[word] = f"{told.get(word, '')} {line[2:].strip()}".strip()
    return header
