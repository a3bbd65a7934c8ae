"""What a careful tamperer would do to a dossier: a change of one file, and its new hash.

Each change is a regular expression and what takes its place, once; `$0` is what was found.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from etl.common.files import hash_file

HIDDEN = "<p {}>bribes: $9,999,999</p></header>"
# name → (what is looked for, what takes its place)
REPORT = {
    "another headline": ("(?<=<h1>)Dossier", "Bribery"),
    "another title of the window": ("(?<=<title>)Dossier", "Bribery"),
    "another day": ("Built as of [0-9-]+", "Built as of 2030-01-01"),
    "a sentence more": ("</header>", "<p>The firm bought its members.</p></header>"),
    "a sentence more in a note": ("(?<=giver's own).", ", but one payer stands behind them."),
    "a notice less": ('<p class="notice">.*?</p>\n', ""),
    "a notice that says less": (", not a finding about anyone", ""),
    "an explanation less": ("<p><i>innocent explanations:.*?</p>\n", ""),
    "an explanation struck out": ("<p><i>innocent.*?</p>", "<p><del>$0</del></p>"),
    "a note less": ('<p class="note">An indicator asks.*?</p>\n', ""),
    "hidden by display": ("</header>", HIDDEN.format('style="display:none"')),
    "hidden by white letters": ("</header>", HIDDEN.format('style="color:#fff"')),
    "hidden by no size": ("</header>", HIDDEN.format('style="font-size:0"')),
    "hidden by an attribute": ("</header>", HIDDEN.format("hidden")),
    "hidden in a comment": ("</header>", "<!-- bribes: $9,999,999 --></header>"),
    "hidden in a template": ("</header>", "<template>bribes: $9</template></header>"),
    "hidden in a title": ("<header>", '<header title="bribes: $9,999,999">'),
    "hidden in a label": ('aria-label="Sums by month', 'aria-label="Bribes by month'),
    "hidden behind the end": ("</html>\n", "</html>\nbribes\n"),
    "hidden by a class of ours": ("</header>", '<p class="bribe">bribes: $9</p></header>'),
    "a script": ("</head>", "<script>document.title='x'</script></head>"),
    "a script in the drawing": ("</svg>", "<script>1</script></svg>"),
    "a handler": ("<body>", '<body onload="1">'),
    "a handler of the drawing": ("<svg ", '<svg onload="1" '),
    "a style more": ("</style>", "</style><style>.note{display:none}</style>"),
    "another style": ("</style>", ".card i{display:none}</style>"),
    "a style from elsewhere": ("<style>", '<style>@import "https://x.example/a.css";'),
    "a style for print alone": ("@media print {", "@media print { .notice {display:none}"),
    "a sheet from elsewhere": ("</head>", '<link rel="stylesheet" href="https://x.example"></head>'),
    "a frame": ("</header>", '<iframe src="https://x.example"></iframe></header>'),
    "an object": ("</header>", '<object data="x.pdf"></object></header>'),
    "a form": ("</header>", '<form action="https://x.example"><input></form></header>'),
    "another page after a second": ("</head>", '<meta http-equiv="refresh" content="1;x"></head>'),
    "another base": ("</head>", '<base href="https://x.example/"></head>'),
    "another alphabet": ('charset="utf-8"', 'charset="utf-7"'),
    "no policy": ("<meta http-equiv.*?>\n", ""),
    "a weaker policy": ("default-src &#x27;none&#x27;", "default-src *"),
    "a link elsewhere": ("</header>", '<a href="https://x.example">proof</a></header>'),
    "a link that runs": ("</header>", '<a href="javascript:1">proof</a></header>'),
    "a picture in the page": ("</header>", '<img src="data:image/png;base64,AA=="></header>'),
    "a picture in the drawing": ("</svg>", '<image href="data:image/png;base64,AA=="/></svg>'),
    "a page in the drawing": ("</svg>", "<foreignObject><p>x</p></foreignObject></svg>"),
    "longer bars": ('height="[0-9.]+" fill="#3b6ea5"', 'height="90.0" fill="#3b6ea5"'),
    "bars of another colour": ('fill="#b3541e"', 'fill="#3b6ea5"'),
    "a bar less": ('<rect x="[^>]*fill="#3b6ea5">.*?</rect>\n', ""),
    "another day of a tie": ('<path d="M[0-9.]+ 21', '<path d="M500.0 21'),
    "another lane": ("(?<=fill=\"#222222\">)Obligated", "Paid"),
    "another name in the graph": ("(?<=<title>)Founders Fund, Org", "Acme Fund, Org"),
    "a thicker link in the graph": ('stroke-width="1.5"', 'stroke-width="9.5"'),
    "another record's page": (r'href="https://www\.usaspending\.gov', 'href="https://usaspending.example'),
    "another record behind a flag": ("#records-0\"", '#records-1"'),
    "another head of a column": ("<th>put|<th>what", "<th>bribed"),
    "another flag": ("⚑ ", ""),
    "a row twice": (r'<tr><td data-cell="s0-\d+:1:0".*?</tr>\n', "$0$0"),
    "rows in another order": (
        r'(<tr><td data-cell="s0-\d+:0:0"[^\n]*</tr>\n)'
        r'(<tr><td data-cell="s0-\d+:1:0"[^\n]*</tr>\n)',
        r"\2\1",
    ),
    "a question to another": (r"(?<=<b>To )<span", "the police, not <span"),
    "a section less": ("<h3>Flags: facts.*?(?=<h3>Questions)", ""),
    "another statement": ("(?<=<pre>)select", "select distinct"),
    "a statement folded away": ("<details (.*?) open>", r"<details \1>"),
    "another version": ("(?<=<td>)0\\.1\\.0", "9.9.9"),
    "another hash of the numbers": ("(?<=: <code>)[0-9a-f]{8}", "00000000"),
    "a way to the check less": ('<li><a href="#check">.*?</li>', ""),
    "letters that look alike": ("(?<=<h1>Dossier: )Space", "Spаce"),
    "letters that nobody sees": ("(?<=<h1>Dossier: )Space", "Sp\u200bace"),
    "letters the other way round": ("(?<=<h1>Dossier: )Space", "\u202eSpace"),
    "a blank more": ("Built as of", "Built  as of"),
    "a mark in front": ("^<!doctype", "\ufeff<!doctype"),
    "other line ends": ("<!doctype html>\n", "<!doctype html>\r\n"),
    "another doctype": ("<!doctype html>", "<!doctype html SYSTEM 'x'>"),
    "a value less behind its number": (' data-value="1241839006.00"', ""),
}  # fmt: skip
NUMBERS = {
    "another title": ('(?<="title": ")Dossier', "Bribery"),
    "a notice that says less": (", not a finding about anyone", ""),
    "fewer rows printed": ('"most": 200', '"most": 0'),
    "another column": ('"name": "obligated USD|"name": "net USD', '"name": "paid USD'),
    "a column not printed": ('"unit": "USD"', '"unit": "hidden"'),
    "another note": ('"note": "An indicator asks[^"]*"', '"note": ""'),
    "another statement": (r'"sql": "select', '"sql": "select distinct'),
    "a statement that gives what it says": (r'"sql": "[^"\\]*(\\.[^"\\]*)*"', '"sql": "select 1"'),
    "a word twice": ('^{\n "title"', '{\n "title": "x",\n "title"'),
    "a blank more": ("^{", "{ "),
    "another version": ('"Throughline": "0.1.0"', '"Throughline": "9.9.9"'),
    "another hash": ('(?<="README.txt": ")[0-9a-f]{8}', "00000000"),
    "a value where there is none": ("(?<=\n     )null", '"x"'),
}  # fmt: skip
OTHERS = {
    "README.txt": ("It does not prove", "It proves"),
    "dictionary.csv": ("whether", "that"),
    "answers.csv": ("Is that right", "Confess: is that right"),
    "graph.svg": ("Founders Fund", "Acme Fund"),
    "verify.py": ('"DOES NOT HOLD   ', '"holds           '),
    "rows/marts.indicator.csv": ("[a-z]{5}", "zzzzz"),
    "rows/seeds.question.csv": ("Is that right", "Confess"),
    "rows/marts.evidence.csv": ("\n$", "\n\n"),
}  # fmt: skip
MANIFEST = {
    "another address": ("(?<=published,case_award,case_award.csv,)", "https://x.example/a.csv"),
    "another day": ("(?<=published,case_award,case_award.csv,,)", "2020-01-01 00:00:00"),
    "a published file less": ("published,case_award,.*?\n", ""),
    "a published file more": ("(?=published,)", f"published,a,a.csv,,,,{'0' * 64},1\n"),
    "a published file twice": ("published,case_award,.*?\n", "$0$0"),
    "another hash": ("(?<=case_award.csv,,,,)[0-9a-f]{8}", "00000000"),
    "a hash in capitals": ("(?<=case_award.csv,,,,)[0-9a-f]{64}", "A" * 64),
    "another number of rows": ("(?<=[0-9a-f]{64},)8\n", "9\n"),
    "another part": ("published,case_award,", "Published,case_award,"),
    "files in another order": ("(written.*?\n)(written.*?\n)", r"\2\1"),
    "an empty line": ("\n", "\n\n"),
    "a quote more": ("published,case_award,", 'published,"case_award",'),
    "a column more": ("\n", ",about\n"),
    "other line ends": ("\n", "\r\n"),
    "a line more behind": ("$(?![\n])", "written,,more.csv,,,,,\n"),
    "a mark in front": ("^part", "\ufeffpart"),
}  # fmt: skip


def changed(path: Path, wanted: tuple[str, str]) -> None:
    """Change a file once, byte by byte but for what is wanted."""
    text = path.read_bytes().decode("utf-8")
    pattern, instead = wanted
    found = re.search(pattern, text, re.S)
    assert found, pattern
    instead = found.expand(instead) if r"\1" in instead else instead
    made = text[: found.start()] + instead.replace("$0", found[0]) + text[found.end() :]
    assert made != text
    path.write_bytes(made.encode("utf-8"))


def stamped(folder: Path, *names: str) -> None:
    """Write a file's new hash into the manifest, as one who tampers with care would."""
    path = folder / "manifest.csv"
    lines = path.read_bytes().decode("utf-8")
    for row in csv.reader(io.StringIO(lines, newline="")):
        if row[0] == "written" and row[2] in names:
            lines = lines.replace(row[6], hash_file(folder / row[2]))
    path.write_bytes(lines.encode("utf-8"))
