"""Employers that name no firm of the register, or not one firm for certain, one trap each."""

from __future__ import annotations

from tests.accuracy.labels import words
from tests.accuracy.labels.edits import EMPLOYER_LENGTH
from tests.accuracy.labels.firms import Place
from tests.accuracy.labels.naming import acronym, bare, core
from tests.accuracy.labels.positives import UNIQUE, Case, Draft, Maker

NOWHERE: Place = ("", "")
NON_EMPLOYERS = (
    ("RETIRED", "RETIRED"),
    ("RETIRED", ""),
    ("RETIERD", "RETIRED"),
    ("RETRIED", "RETIRED"),
    ("RETIRED.", "RETIRED"),
    ("SELF", "CONSULTANT"),
    ("SELF EMPLOYED", "ATTORNEY"),
    ("SELF-EMPLOYED", "PHYSICIAN"),
    ("SELF-EMPLOYED / ATTORNEY", "ATTORNEY"),
    ("SELF EMPOYED", "WRITER"),
    ("SELF - REAL ESTATE", "REALTOR"),
    ("NONE", "NONE"),
    ("NONE", "HOMEMAKER"),
    ("N/A", "RETIRED"),
    ("NA", "NA"),
    ("HOMEMAKER", "HOMEMAKER"),
    ("HOUSEWIFE", ""),
    ("NOT EMPLOYED", "NOT EMPLOYED"),
    ("UNEMPLOYED", "UNEMPLOYED"),
    ("INFORMATION REQUESTED", "INFORMATION REQUESTED"),
    ("INFO REQUESTED", ""),
    ("INFORMATION REQUESTED PER BEST EFFORTS", "INFORMATION REQUESTED PER BEST EFFORTS"),
    ("REQUESTED", "REQUESTED"),
    ("STUDENT", "STUDENT"),
    ("DISABLED", "DISABLED"),
    ("REFUSED", "REFUSED"),
    ("VARIOUS", "CONTRACTOR"),
    ("MY OWN COMPANY", "OWNER"),
    ("ENTREPRENEUR", "ENTREPRENEUR"),
    ("-", ""),
    ("", ""),
)
GOVERNMENT = (
    ("STATE OF OREGON", "ANALYST"),
    ("STATE OF OHIO", "ATTORNEY"),
    ("US ARMY", "OFFICER"),
    ("U.S. NAVY", "SAILOR"),
    ("USAF", "PILOT"),
    ("US AIR FORCE", "ENGINEER"),
    ("CITY OF DAYTON", "PLANNER"),
    ("CITY OF TULSA", "ENGINEER"),
    ("COUNTY OF FAIRFAX", "TEACHER"),
    ("COOK COUNTY", "NURSE"),
    ("US DEPT OF ENERGY", "PHYSICIST"),
    ("U.S. DEPARTMENT OF DEFENSE", "CIVIL SERVANT"),
    ("DEPARTMENT OF VETERANS AFFAIRS", "PHYSICIAN"),
    ("FEDERAL GOVERNMENT", "MANAGER"),
    ("US GOVERNMENT", "ENGINEER"),
    ("USPS", "LETTER CARRIER"),
    ("NASA", "ENGINEER"),
    ("DOD", "ANALYST"),
    ("COMMONWEALTH OF VIRGINIA", "ADMINISTRATOR"),
    ("PUBLIC SCHOOLS", "TEACHER"),
    ("HOUSTON ISD", "TEACHER"),
    ("U S HOUSE OF REPRESENTATIVES", "STAFF"),
)
OCCUPATIONS_ALONE = (
    "ENGINEER",
    "ATTORNEY AT LAW",
    "SOFTWARE ENGINEER",
    "PHYSICIAN",
    "CONSULTANT",
    "REAL ESTATE",
    "INVESTOR",
    "TEACHER",
    "CPA",
    "BUSINESS OWNER",
    "SALES",
    "PRESIDENT",
    "AEROSPACE ENGINEER",
    "GENERAL CONTRACTOR",
    "CONSTRUCTION",
    "ENGINEERING",
    "DEFENSE CONTRACTOR",
    "CONSULTING SERVICES",
    "INDEPENDENT CONTRACTOR",
    "TECHNOLOGY",
)


def _anywhere(case: Case) -> Place:
    state, city, _ = case.rng.choice(words.CITIES)
    return state, city


def _elsewhere(case: Case) -> Place:
    """A place in a state where no firm of this name is registered."""
    owners = case.known.owners_of(case.firm.name)
    taken = {p[0] for firm in case.known.firms if firm.firm_id in owners for p in firm.places}
    free = [(state, city) for state, city, _ in words.CITIES if state not in taken]
    return case.rng.choice(free)


def _draft(case: Case, employer: str, occupation: str | None = None) -> Draft | None:
    """The employer anywhere, when an employer field holds it whole."""
    if len(employer) > EMPLOYER_LENGTH:
        return None
    return Draft(employer, occupation, _anywhere(case))


def other_firm_shared_word(case: Case) -> Draft | None:
    field, occupation = case.rng.choice(words.ALIEN_FIELDS)
    fits = case.firm.shape in UNIQUE
    return _draft(case, f"{case.firm.first_word} {field}", occupation) if fits else None


def credit_union(case: Case) -> Draft | None:
    word, fits = case.firm.first_word, case.firm.shape in UNIQUE
    forms = (
        f"{word} EMPLOYEES CREDIT UNION",
        f"{word} FEDERAL CREDIT UNION",
        f"{case.firm.core} EMPLOYEES FCU",
        f"{word} COMMUNITY CREDIT UNION",
    )
    return _draft(case, case.rng.choice(forms), "LOAN OFFICER") if fits else None


def surname_business(case: Case) -> Draft | None:
    business, occupation = case.rng.choice(words.SURNAME_BUSINESSES)
    fits = case.firm.shape == "surname"
    return _draft(case, f"{case.firm.first_word} {business}", occupation) if fits else None


def common_name_other_state(case: Case) -> Draft | None:
    if case.firm.shape != "common":
        return None
    return Draft(case.rng.choice((case.firm.core, case.firm.name)), place=_elsewhere(case))


def ambiguous_common(case: Case) -> Draft | None:
    return Draft(case.firm.core, place=NOWHERE) if case.firm.shape == "common" else None


def ambiguous_short(case: Case) -> Draft | None:
    """The first word of two firms, and nothing that tells which."""
    return Draft(case.firm.first_word, "", NOWHERE) if case.firm.shape == "twin" else None


def non_employers(case: Case) -> Draft | None:
    employer, occupation = case.rng.choice(NON_EMPLOYERS)
    return Draft(employer, occupation, _anywhere(case))


def government(case: Case) -> Draft | None:
    employer, occupation = case.rng.choice(GOVERNMENT)
    return Draft(employer, occupation, _anywhere(case))


def occupation_only(case: Case) -> Draft | None:
    employer = case.rng.choice(OCCUPATIONS_ALONE)
    return Draft(employer, case.rng.choice(("", employer, "OWNER")), _anywhere(case))


def two_firms(case: Case) -> Draft | None:
    """Two employers in one field: neither is the contributor's for certain."""
    other = case.rng.choice(case.known.firms)
    if {case.firm.shape, other.shape} != {"coined"} or other.firm_id == case.firm.firm_id:
        return None
    joint = case.rng.choice((" / ", " AND ", "; ", " & "))
    return _draft(case, f"{case.firm.first_word}{joint}{other.core}", "CONSULTANT")


def retired_from(case: Case) -> Draft | None:
    name = case.firm.core
    forms = (f"RETIRED FROM {name}", f"{name} - RETIRED", f"{name} (RETIRED)", f"FORMERLY {name}")
    fits = case.firm.shape in ("coined", "initials")
    return _draft(case, case.rng.choice(forms), "RETIRED") if fits else None


def one_letter_other_word(case: Case) -> Draft | None:
    """Another business, of a real word one letter from the firm's."""
    for name, other, occupation in words.ONE_LETTER:
        if name == case.firm.core:
            return Draft(other, occupation, _elsewhere(case))
    return None


def unknown_firm(case: Case) -> Draft | None:
    name = case.names.any()
    if set(bare(name.core).split()[:1]) & case.known.by_word.keys() and name.shape == "initials":
        return None
    return _draft(case, case.rng.choice((name.written, core(name.written))))


def union_or_foundation(case: Case) -> Draft | None:
    firm, number = case.firm, case.rng.randint(11, 990)
    if firm.shape == "university":
        forms = [f"{firm.core} FOUNDATION", f"{firm.core} ALUMNI ASSN", f"{firm.core} PRESS"]
    elif firm.shape in ("coined", "long"):
        forms = [
            f"{firm.first_word} WORKERS UNION LOCAL {number}",
            f"{firm.first_word} FOUNDATION",
            f"{firm.first_word} RETIREES ASSOCIATION",
            f"{firm.first_word} FAMILY FOUNDATION",
        ]
    else:
        return None
    return _draft(case, case.rng.choice(forms))


def partial_generic(case: Case) -> Draft | None:
    """The words of a name that name nobody."""
    parts = bare(case.firm.core).split()
    kept = {"generic": parts[::2], "trade": parts[1:], "coined": [*parts[1:], "COMPANY"]}
    chosen = kept.get(case.firm.shape, [])
    return _draft(case, " ".join(chosen)) if len(chosen) > 1 else None


def acronym_collision(case: Case) -> Draft | None:
    """Letters that two firms share, or of a firm of another state and trade."""
    letters = acronym(case.firm.name)
    if case.firm.shape not in ("research", "long") or len(letters) < 3:
        return None
    if len(case.known.by_acronym[letters]) > 1:
        return Draft(letters, "ANALYST", NOWHERE)
    return Draft(letters, case.rng.choice(("DENTIST", "REALTOR", "FARMER")), _elsewhere(case))


NEGATIVES: dict[str, tuple[Maker, int]] = {
    "other_firm_shared_word": (other_firm_shared_word, 35),
    "credit_union": (credit_union, 15),
    "surname_business": (surname_business, 30),
    "common_name_other_state": (common_name_other_state, 20),
    "non_employers": (non_employers, 45),
    "government": (government, 30),
    "occupation_only": (occupation_only, 20),
    "two_firms": (two_firms, 15),
    "retired_from": (retired_from, 20),
    "one_letter_other_word": (one_letter_other_word, 20),
    "ambiguous_common": (ambiguous_common, 15),
    "ambiguous_short": (ambiguous_short, 12),
    "unknown_firm": (unknown_firm, 83),
    "union_or_foundation": (union_or_foundation, 20),
    "partial_generic": (partial_generic, 15),
    "acronym_collision": (acronym_collision, 10),
}
