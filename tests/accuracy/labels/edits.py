"""Ways in which a filer writes a firm's name otherwise; each gives None where it does not apply."""

from __future__ import annotations

import random
import re
from string import ascii_uppercase

EMPLOYER_LENGTH = 38
ABBREVIATIONS = {
    "TECHNOLOGIES": ("TECH", "TECHS"),
    "TECHNOLOGY": ("TECH",),
    "INTERNATIONAL": ("INTL", "INT'L"),
    "MANUFACTURING": ("MFG",),
    "SERVICES": ("SVCS", "SVC", "SERV"),
    "SYSTEMS": ("SYS", "SYST"),
    "ENGINEERING": ("ENGRG", "ENG", "ENGR"),
    "ASSOCIATES": ("ASSOC", "ASSOCS"),
    "UNIVERSITY": ("UNIV", "U"),
    "HOSPITAL": ("HOSP",),
    "CONSTRUCTION": ("CONST", "CONSTR"),
    "COMMUNICATIONS": ("COMM", "COMMS"),
    "LABORATORIES": ("LABS",),
    "LABORATORY": ("LAB",),
    "INSTITUTE": ("INST",),
    "INDUSTRIES": ("IND", "INDS"),
    "MANAGEMENT": ("MGMT", "MGT"),
    "NATIONAL": ("NATL", "NAT'L"),
    "ELECTRONICS": ("ELEC",),
    "ENVIRONMENTAL": ("ENV", "ENVIR"),
    "INFORMATION": ("INFO",),
    "MEDICAL": ("MED",),
    "CENTER": ("CTR",),
    "REGIONAL": ("REG",),
    "MEMORIAL": ("MEM",),
    "BROTHERS": ("BROS",),
    "TECHNICAL": ("TECH",),
    "GROUP": ("GRP",),
}
_NUMBERS = (
    ("TECHNOLOGIES", "TECHNOLOGY"),
    ("INDUSTRIES", "INDUSTRY"),
    ("LABORATORIES", "LABORATORY"),
    ("SYSTEMS", "SYSTEM"),
    ("SERVICES", "SERVICE"),
    ("SOLUTIONS", "SOLUTION"),
    ("NETWORKS", "NETWORK"),
    ("INSTRUMENTS", "INSTRUMENT"),
    ("PRODUCTS", "PRODUCT"),
    ("COMMUNICATIONS", "COMMUNICATION"),
    ("COMPOSITES", "COMPOSITE"),
)


def shortened(text: str) -> str:
    """The text as an employer field holds it."""
    return text[:EMPLOYER_LENGTH].strip()


def repunctuated(rng: random.Random, name: str) -> str:
    """Another punctuation: none, blanks for it, more of it, or two blanks in place of one."""
    ways = [
        re.sub(r"[.,']", "", name).replace("-", " "),
        re.sub(r"[.,'-]", " ", name),
        re.sub(r"\b(INC|CORP|CO|LTD)\b\.?", r"\1.", name),
        name.replace(",", ""),
    ]
    changed = sorted({way.strip() for way in ways if way.strip() != name})
    # two blanks are common, but say little beside commas and stops
    return rng.choice(changed) if changed and rng.random() < 0.9 else name.replace(" ", "  ", 1)


def misspelt(rng: random.Random, word: str, edits: int = 1) -> str:
    """The word with letters left out, doubled, changed or added, never the first one."""
    for _ in range(edits):
        place = rng.randrange(1, len(word))
        kind = rng.choice(("out", "double", "change", "add"))
        letter = rng.choice(ascii_uppercase.replace(word[place], ""))
        middle = {
            "out": "",
            "double": word[place] * 2,
            "change": letter,
            "add": word[place] + letter,
        }
        word = word[:place] + middle[kind] + word[place + 1 :]
    return word


def transposed(rng: random.Random, word: str) -> str | None:
    """The word with two neighbouring letters swapped, never the first one."""
    places = [i for i in range(1, len(word) - 1) if word[i] != word[i + 1]]
    if not places:
        return None
    place = rng.choice(places)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def respaced(rng: random.Random, name: str) -> str | None:
    """The first word split in two, or the first two words run together."""
    first, *others = name.replace("-", " ").split()
    ways = []
    if len(first) >= 7:
        place = rng.randint(3, len(first) - 3)
        ways.append(" ".join([first[:place], first[place:], *others]))
    if others and others[0].isalpha():
        ways.append(" ".join([first + others[0], *others[1:]]))
    return rng.choice(ways) if ways else None


def abbreviated(rng: random.Random, name: str) -> str | None:
    """The name with every word shortened that has a usual short form."""
    words = [rng.choice(ABBREVIATIONS.get(word, (word,))) for word in name.split()]
    return None if words == name.split() else " ".join(words)


def renumbered(name: str) -> str | None:
    """The name with one word in the plural that stood in the singular, or the reverse."""
    for plural, singular in _NUMBERS:
        if plural in name.split():
            return re.sub(rf"\b{plural}\b", singular, name)
        if singular in name.split():
            return re.sub(rf"\b{singular}\b", plural, name)
    return None


def reordered(name: str, shape: str) -> str | None:
    """The name with its words in another order: two surnames swapped, or the first word last."""
    if " OF " in name:
        start, end = name.split(" OF ", 1)
        return f"{end}, {start} OF"
    first, *others = re.sub(r"[,&-]| AND ", " ", name).split()
    if not others:
        return None
    if shape == "surname_pair":
        return " ".join([others[0], first, *others[1:]])
    return " ".join([*others, first])


def ampersand_changed(name: str) -> str | None:
    """The name with AND for &, or the reverse."""
    if " & " in name:
        return name.replace(" & ", " AND ")
    return name.replace(" AND ", " & ") if " AND " in name else None
