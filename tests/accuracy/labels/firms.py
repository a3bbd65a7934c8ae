"""The firms behind a register, and what names, words and acronyms each of them alone has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tests.accuracy.labels.contractors import Registration
from tests.accuracy.labels.naming import GSA_SUFFIX, acronym, bare, core, first_word

Place = tuple[str, str]


@dataclass(frozen=True)
class Firm:
    """A firm with its registrations; the first gives its name."""

    firm_id: str
    rows: tuple[Registration, ...]

    @property
    def shape(self) -> str:
        return self.rows[0].shape

    @property
    def name(self) -> str:
        return self.rows[0].name.removesuffix(GSA_SUFFIX)

    @property
    def core(self) -> str:
        return core(self.name)

    @property
    def first_word(self) -> str:
        return first_word(self.name)

    @property
    def places(self) -> list[Place]:
        """State and city of each registration."""
        return sorted({(row.state_code, row.city_name) for row in self.rows})

    @property
    def names(self) -> list[str]:
        """Every name that the register holds of the firm."""
        others = [other.name for row in self.rows for other in row.other_names]
        return sorted({row.name.removesuffix(GSA_SUFFIX) for row in self.rows} | set(others))

    @property
    def parents(self) -> list[str]:
        return sorted({row.parent_name for row in self.rows})

    def other_names(self, kind: str) -> list[str]:
        """Names of one kind: dba, former or cut."""
        return sorted({o.name for row in self.rows for o in row.other_names if o.kind == kind})

    def owner_on(self, day: date) -> str | None:
        """The parent's name on a day; none when the firm has no other parent or it is unknown."""
        found = {row.parent_name for row in self.rows if row.first_date <= day <= row.last_date}
        has_owner = self.parents != [self.rows[0].name]
        return found.pop() if has_owner and len(found) == 1 else None


class Known:
    """What a register knows, by bare name, by word and by acronym."""

    def __init__(self, registrations: Iterable[Registration]) -> None:
        rows: dict[str, list[Registration]] = defaultdict(list)
        for row in registrations:
            rows[row.firm_id].append(row)
        self.firms = [Firm(firm_id, tuple(found)) for firm_id, found in rows.items()]
        self.by_name: dict[str, set[str]] = defaultdict(set)
        self.by_word: dict[str, set[str]] = defaultdict(set)
        self.by_acronym: dict[str, set[str]] = defaultdict(set)
        for firm in self.firms:
            self._add(firm)

    def _add(self, firm: Firm) -> None:
        self.by_acronym[acronym(firm.name)].add(firm.firm_id)
        for name in firm.names:
            self.by_name[bare(name)].add(firm.firm_id)
            for word in bare(name).split():
                self.by_word[word].add(firm.firm_id)

    def owners_of(self, name: str) -> set[str]:
        """The firms that the register knows under this name, whatever its legal form."""
        return self.by_name.get(bare(name), set())

    def has_word_alone(self, word: str) -> bool:
        """Whether one firm only has this word in its names."""
        return len(self.by_word.get(word, ())) == 1
