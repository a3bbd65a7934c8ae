"""SQL of FollowTheMoney lines: ids, texts and properties as the model holds them."""

from __future__ import annotations

from etl.common.database import quoted

TEXT_LENGTH = 5_000


def text(expression: str, length: int = TEXT_LENGTH) -> str:
    """SQL of a text as the model holds it: no control characters, single spaces, not empty."""
    # Cc are controls, Cs lone surrogates, Z all blanks.
    bare = f"regexp_replace(({expression})::varchar, '[\\p{{Cc}}\\p{{Cs}}\\p{{Z}}]+', ' ', 'g')"
    return f"nullif(trim(left({bare}, {length})), '')"


def entity_id(expression: str) -> str:
    """SQL of an id as the model allows: letters, digits, dots and dashes."""
    dotted = f"'tl-' || replace({expression}, ':', '.')"
    # The model allows few signs in an id; the readable ones stay readable, the others are hashed.
    is_plain = f"regexp_full_match({expression}, '[0-9A-Za-z-]+:[0-9A-Za-z]+')"
    return f"case when {is_plain} then {dotted} else 'tl-' || md5({expression}) end"


def web(expression: str) -> str:
    """SQL of an address that a browser opens, or null."""
    return f"case when regexp_full_match({expression}, 'https://[!-~]+') then {expression} end"


def _line(entity_id: str, schema: str, values: dict[str, str]) -> str:
    """SQL of an entity: each property a list of one text, those that are unknown left out."""
    stated = ", ".join(
        f"{quoted(name)}, case when {value} is not null then json_array(({value})::varchar) end"
        for name, value in values.items()
    )
    # A merge with nothing drops what is null: the model knows no empty property.
    properties = f"json_merge_patch('{{}}', json_object({stated}))"
    return f"json_object('id', {entity_id}, 'schema', {schema}, 'properties', {properties})"


def query(entity_id: str, schema: str, source: str, values: dict[str, str]) -> str:
    """SQL of lines: id, line and schema of each row of a source."""
    line = _line(entity_id, schema, values)
    return f"select {entity_id} as id, {line}::varchar as line, {schema} as schema from {source}"
