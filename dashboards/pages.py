"""The pages: those in the menu, and those that a link or a search reaches."""

SHOWN = {
    "overview": "Overview",
    "search": "Search",
    "contractor": "Contractors",
    "agency": "Agencies",
    "graph": "Graph",
    "flags": "Flags",
    "terminations": "Terminations",
    "money": "Money",
    "case": "Case",
    "review": "Review",
    "methods": "Methods",
    "guide": "Guide",
}
REACHED = {
    "person": "Person",
    "committee": "Committee",
    "member": "Member of Congress",
    "award": "Award",
    "records": "Records",
    "claim": "Claim",
    "loaded": "Records loaded",
}
