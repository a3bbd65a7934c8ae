"""The pages: those in the menu, and those that a link or a search reaches."""

SHOWN = {
    "overview": "Overview",
    "search": "Search",
    "triage": "Triage",
    "compare": "Compare",
    "program": "Programs",
    "contractor": "Contractors",
    "agency": "Agencies",
    "graph": "Graph",
    "flags": "Flags",
    "terminations": "Terminations",
    "money": "Money",
    "case": "Case",
    "notebook": "Notebook",
    "watch": "Watch",
    "review": "Review",
    "bring": "Bring in",
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
