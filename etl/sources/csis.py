"""Large contractors and who bought them: the parent table of CSIS (public domain, CC0).

Optional: contract records name parents themselves; this fills in where they do not. Every cell is
text; what is unknown is written NULL.
"""

from __future__ import annotations

from pathlib import Path

from etl.common.published import PublishedTable, columns_from_csv
from etl.common.publisher import Publisher

_TABLE = PublishedTable(
    name="csis_parent",
    layout="csv",
    columns=columns_from_csv(Path(__file__).with_suffix(".csv"), "csis_parent"),
    key=("parent_name",),
    signature=frozenset({"ParentID", "DIIGIndex", "MergerYear"}),
)
PUBLISHER = Publisher(name="csis", tables=(_TABLE,))
