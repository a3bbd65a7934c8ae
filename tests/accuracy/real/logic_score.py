"""nomenklatura's logic-v2 by itself: names and their candidates in, scores out, as JSON lines.

It runs in another environment (`LOGIC_V2_PYTHON`), as it wants an older DuckDB than the product.
"""

from __future__ import annotations

import json
import sys

from followthemoney import EntityProxy
from nomenklatura.matching import get_algorithm


def main() -> None:
    """Each line a name and its candidates; each answer the scores in their order."""
    matcher = get_algorithm("logic-v2")
    config = matcher.default_config()
    for line in sys.stdin:
        name, candidates = json.loads(line)
        asked = _entity(name)
        found = [matcher.compare(asked, _entity(other), config).score for other in candidates]
        sys.stdout.write(json.dumps(found) + "\n")


def _entity(name: str) -> EntityProxy:
    body = {"id": name, "schema": "Organization", "properties": {"name": [name]}}
    return EntityProxy.from_dict(body)


if __name__ == "__main__":
    main()
