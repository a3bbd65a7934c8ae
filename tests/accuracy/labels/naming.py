"""Names taken apart and made up: bare forms, edit distance, coined words and surnames."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import combinations

from tests.accuracy.labels.words import LEGAL_WORDS

GSA_SUFFIX = " (3626)"
_STARTS = (
    "VAN KEL OST BRAN TOR MER QUIL LOR ZEN HALV DRAV FEN COR SOL NOR ARD VEL KOR TAL MIR SER BEL "
    "GAR THAL WEX PEL RUN HEX JAR LUM OBER PRAX SKEL STAV TREM ULV VOR YAR ZOR CAL DEL ERI FAR GOL "
    "IND KAS LEV MARK NAV ORB PHAR RHO SYL TYM UMB VIS WYN XEN QUAD STRAT GLYPH CHRON BLAZ KRYST "
    "THREN SPIR JUNT PLEX FLAM TWIN SMAR CRYO"
)
_ENDS = (
    "TREL DORIN AVEN IMAR OSTIX UNDRA ELLIX ANTHE OVAR ISKEN ADYNE ORVIC ENTRIS ULATH AXIN EMBRY "
    "ICORE OLVAN URIX YSTRA ARDEN ENDIS OTHRA IVANE AKOR EDRIN OMIRE UVIAN ASTEL ERIDON IGANT "
    "OBREN ANGUS ETHIC ILDOR OPHEN UMBRIS AFFEN ECTRA ISSIMO UCENT OPTRA ALIQUE ERGON INOVA ADRONE "
    "ELUMA ONYX"
)
# surnames by the language that they look like, each a list of starts and a list of ends
_SURNAMES = (
    (
        "HALV KETT BOLT PELL ROSS THORN WEST ASH BRACK COLD DUN ELD FAIR GRAN HOLL INGL KEMP LANG "
        "MARL NETH OAK PEM QUART RAD STAN TREM UND WHIT YARD HUCK BIRK CRAW DRAY FEN GAL HESK",
        "ERING MAN WICK BURY STEAD LEY FORD GATE WOOD LOW HURST MERE COTE DALE BOTTOM THWAITE "
        "ERIDGE SHAW BOURNE INGHAM",
    ),
    (
        "BJORN CRAN DAHL ESK FJELD GUST HJELM LUND OSTER RASMU SVEN VIND HALV TORV SKOG ASMUN "
        "KNUD GRON EINAR STEN BRAND HOLM",
        "ORSEN STROM QUIST BERG GAARD VIK STAD HAUGEN MARK FELDT ANDER UDSEN",
    ),
    (
        "KOWAL MIK NOVO PRZY TOMAS WOJC ZIEL DOBR JAN LEW MAZ PIETR RUD SOB STACH WILCZ ZAW BOR "
        "CHMIEL GRAB HRYN",
        "OWSKI INSKI OWICZ ENKO ICZEK UCHEK ARCZYK ASIAK ULSKI",
    ),
    (
        "BART CARD DELV FERR GALL LOMB MANC PALM QUARAN ROSAT SALV TARANT VENT ZAMP BELL CASTR "
        "MONTAL PIERN TRIV",
        "ELLO ARDI INI ETTI UCCI ONI AGNOLI UZZO ERIERI",
    ),
)


def distance(left: str, right: str) -> int:
    """Edits between two texts: a letter added, left out, changed, or two neighbours swapped."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        last, before_last = row, before
        row = [i]
        for j, other in enumerate(right, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                cost = min(cost, before_last[j - 2] + 1)
            row.append(cost)
        before = last
    return row[-1]


def is_near(left: str, right: str, limit: int) -> bool:
    """Whether two texts are fewer than `limit` edits apart."""
    if abs(len(left) - len(right)) >= limit:
        return False
    letters = (Counter(left) - Counter(right)).total(), (Counter(right) - Counter(left)).total()
    return max(letters) < limit and distance(left, right) < limit


def bare(text: str) -> str:
    """A name without case, punctuation and legal form: `The A.B. Bolt Co.` is `A B BOLT`."""
    joined = re.sub(r"\bL\.?L\.?([CP])\b\.?", r"LL\1", text.upper().replace("'", ""))
    spaced = re.sub(r"[^A-Z0-9 ]", " ", joined.replace("&", " AND "))
    words = [word for word in spaced.split() if word not in LEGAL_WORDS]
    return " ".join(words[:-1] if words and words[-1] == "AND" else words)


def core(name: str) -> str:
    """A name as written, without the schedule suffix, a leading THE and a legal form at the end."""
    words = name.upper().removesuffix(GSA_SUFFIX).removeprefix("THE ").split()
    while len(words) > 1 and (words[-1] == "&" or words[-1].replace(".", "") in LEGAL_WORDS):
        words.pop()
    return " ".join(words).rstrip(",")


def first_word(name: str) -> str:
    """The first word of a name that is not an initial or THE."""
    words = bare(name).split()
    return next((word for word in words if len(word) > 2), words[0])


def acronym(name: str) -> str:
    """The first letters of a name's words, small words left out."""
    small = {"OF", "FOR", "AND", "THE", "IN"}
    return "".join(word[0] for word in bare(name).split() if word not in small)


def _shortened(word: str) -> Iterator[str]:
    """The word with up to two letters left out; words two edits apart have one in common."""
    for missing in range(min(3, len(word))):
        for letters in combinations(word, len(word) - missing):
            yield "".join(letters)


def _apart(candidates: Iterable[str], count: int, taken: Iterable[str]) -> list[str]:
    """The first `count` candidates that are three edits from each other and from those taken."""
    known: dict[str, list[str]] = defaultdict(list)
    for word in taken:
        for form in _shortened(word):
            known[form].append(word)
    chosen: list[str] = []
    for word in candidates:
        if len(chosen) == count:
            return chosen
        forms = list(_shortened(word))
        if any(is_near(word, other, 3) for form in forms for other in known.get(form, ())):
            continue
        chosen.append(word)
        for form in forms:
            known[form].append(word)
    if len(chosen) < count:
        raise ValueError(f"only {len(chosen)} words of {count} can be made")
    return chosen


def _shuffled(rng: random.Random, parts: Iterable[tuple[str, str]]) -> list[str]:
    """Every start with every end, in random order."""
    made = [
        start + end for starts, ends in parts for start in starts.split() for end in ends.split()
    ]
    rng.shuffle(made)
    return made


def coined_words(rng: random.Random, count: int, taken: Collection[str] = ()) -> list[str]:
    """Invented words such as VANTREL, three edits apart from each other and from those taken."""
    return _apart(_shuffled(rng, [(_STARTS, _ENDS)]), count, taken)


def coined_surnames(rng: random.Random, count: int, taken: Collection[str] = ()) -> list[str]:
    """Surnames such as KETTERING, three edits apart from each other and from those taken."""
    return _apart(_shuffled(rng, _SURNAMES), count, taken)
