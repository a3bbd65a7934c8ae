"""Named queries: one file of sql/queries each, read by pages, dossiers and commands alike.

`sql/queries/contractor/awards.sql` is the query `contractor/awards`. Its header says `title` and
`grain`, and where it is shown as a table `order`, `note`, `empty` (no row), `unknown` (an empty
cell) and `most`. Its parameters are
its `$names`. A header word `given` names the pieces that it reads: bare tables that another query
fills (see `with_pieces`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from etl.common.headers import read_header
from etl.common.settings import SQL, ThroughlineError

WORDS = (
    "title", "grain", "note", "empty", "unknown", "order", "most", "form", "given", "expects",
)  # fmt: skip
_PARAM = re.compile(r"\$([a-z_][a-z0-9_]*)")
_COMMENT = re.compile(r"^--.*$", re.M)


@dataclass(frozen=True)
class Query:
    """One query: its name (room and file), its SQL, what its header says of it, what fills it."""

    name: str
    sql: str
    words: Mapping[str, str] = field(default_factory=dict)
    pieces: Mapping[str, Query | str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What its rows are, as a heading."""
        return self.words.get("title", "")

    @property
    def note(self) -> str:
        """What stands under the heading."""
        return self.words.get("note", "")

    @property
    def empty(self) -> str:
        """What stands in its place where it has no row."""
        return self.words.get("empty", "")

    @property
    def unknown(self) -> str:
        """What stands in a cell that holds nothing: an unknown is never a dash or a zero."""
        return self.words.get("unknown", "not stated")

    @property
    def order(self) -> str:
        """The order of its rows, total: it ends in a key."""
        return self.words.get("order", "")

    @property
    def params(self) -> tuple[str, ...]:
        """The parameters that it names, in order."""
        # Comments may name a parameter without using it.
        return tuple(dict.fromkeys(_PARAM.findall(_COMMENT.sub("", self.sql))))

    @property
    def given(self) -> tuple[str, ...]:
        """The pieces that it reads as bare tables."""
        return tuple(self.words.get("given", "").split())


def query_folder() -> Path:
    """Where the queries stand."""
    return SQL / "queries"


@cache
def read_query(name: str) -> Query:
    """A query by its name, room/file; raises ThroughlineError for one that is not there."""
    path = query_folder() / f"{name}.sql"
    if not path.is_file():
        raise ThroughlineError(f"no query {name!r}: there is no {path}")
    sql = path.read_text(encoding="utf-8")
    header = read_header(sql, WORDS)
    missing = [word for word in ("title", "grain") if not header.words.get(word)]
    if missing:
        raise ThroughlineError(f"{path}: the header lacks {', '.join(missing)}")
    return Query(name, _COMMENT.sub("", sql).strip().rstrip(";"), header.words)


def query_names() -> list[str]:
    """Every query, by name."""
    folder = query_folder()
    found = (path.relative_to(folder).with_suffix("") for path in folder.rglob("*.sql"))
    return sorted(path.as_posix() for path in found)


def with_pieces(query: Query, **pieces: Query | str) -> Query:
    """The query with its bare tables filled, each as a CTE of its name.

    A piece is another query, or the name of a table of the connection; what is not filled is a
    table of the connection by its own name. Parameters of the pieces become parameters of the
    whole. Raises ThroughlineError for a piece that the query does not name.
    """
    wrong = sorted(set(pieces) - set(query.given))
    if wrong:
        raise ThroughlineError(f"{query.name} reads {query.given}, not {', '.join(wrong)}")
    filled = {n: f"from {p}" if isinstance(p, str) else p.sql for n, p in pieces.items()}
    listed = ", ".join(f"{name} as ({sql})" for name, sql in filled.items())
    # Around and not in front: the query may begin with a `with` of its own.
    sql = f"with {listed} select * from ({query.sql}) as whole"
    return replace(query, sql=sql, pieces={**query.pieces, **pieces})


def ordered(query: Query) -> Query:
    """The query whose rows come in the order that its header states."""
    if not query.order:
        return query
    # Ordered from outside, so that the order may name the columns as they are called in the end.
    return replace(query, sql=f"select * from ({query.sql}) as rows order by {query.order}")
