"""The style of the report's page, on a screen and on paper."""

from __future__ import annotations

STYLE = """\
:root { color-scheme: light; }
body { font: 15px/1.5 system-ui, "Segoe UI", Helvetica, Arial, sans-serif; color: #1b1b1b;
  background: #fff; max-width: 70rem; margin: 0 auto; padding: 1.5rem; overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; margin: 0; } h2 { margin: 2.2rem 0 .4rem; border-bottom: 2px solid
  #1b1b1b; }
h3 { margin: 1.6rem 0 .4rem; font-size: 1.05rem; }
a { color: #1a4f9c; } a.sql { font-size: .75rem; font-weight: normal; }
.notice { border-left: 4px solid #a06a00; padding: .2rem .8rem; background: #fbf6ec; font-size:
  .9rem; }
.note { color: #444; font-size: .88rem; margin: .3rem 0 .8rem; }
nav ol { margin: .8rem 0; padding-left: 1.4rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .85rem; }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem; border-bottom: 1px solid
  #ddd; overflow-wrap: break-word; }
td.day { white-space: nowrap; }
table.facts { width: auto; } table.facts td { overflow-wrap: anywhere; }
thead th { border-bottom: 2px solid #888; }
td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tr.first td { border-top: 2px solid #888; }
tr:target, .card:target { background: #fff6d6; }
.card { border: 1px solid #bbb; border-radius: 4px; padding: .3rem .9rem; margin: .6rem 0; }
.card p { margin: .3rem 0; }
.questions li { margin: .5rem 0; }
.room { color: #666; font-size: .8rem; border-bottom: 1px dotted #888; min-height: 2.2rem; }
figure { margin: .6rem 0; } figure svg { max-width: 100%; height: auto; }
pre { white-space: pre-wrap; background: #f5f5f5; padding: .6rem; font-size: .78rem; }
@media print {
  body { font-size: 10pt; max-width: none; padding: 0; }
  @page { size: A4; margin: 16mm 14mm; }
  h2, h3 { break-after: avoid; } tr, .card, figure, .questions li { break-inside: avoid; }
  thead { display: table-header-group; } .wide { overflow: visible; }
  table { font-size: 8pt; } .subject { break-before: page; }
}
"""
