"""How a report looks on a screen and on two sheets of A4, with the typeface in it: nothing is loaded."""

from aotrainer.fonts import FAMILY

STYLE = """
@page { size: A4; margin: 11mm 12mm }
* { box-sizing: border-box }
html { background: #ffffff; color: #1b1b1b; font: 10.5pt/1.32
  "FAMILY", "Segoe UI", "Helvetica Neue", Arial, "DejaVu Sans", sans-serif }
body { margin: 0 auto; max-width: 186mm; padding: 0 }
h1 { font-size: 19pt; margin: 0; color: #00594f; line-height: 1.15 }
h2 { font-size: 12.5pt; margin: 4mm 0 1.2mm; color: #00594f; break-after: avoid }
h3 { font-size: 11pt; margin: 0 0 .8mm; break-after: avoid }
p { margin: 0 0 1.2mm }
ul { margin: 0; padding-left: 5mm }
svg { display: block; width: 100%; height: auto }
table { border-collapse: collapse; width: 100%; font-size: .92em }
caption { text-align: left; color: #4a4a4a; font-size: .92em; padding-bottom: .6mm }
th, td { border-bottom: .2mm solid #c4c4c4; padding: .45mm 1.2mm; text-align: left; vertical-align: top;
  overflow-wrap: break-word }
thead th { border-bottom: .4mm solid #595959; vertical-align: bottom }
th { font-weight: bold }
tr { break-inside: avoid }
section.whole { break-inside: avoid }
.date { white-space: nowrap }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
.quiet { color: #4a4a4a }
.period { margin: .5mm 0 0; color: #4a4a4a }
.glance { border-left: 1.6mm solid #00594f; background: #eef5f3; padding: 2mm 3.5mm; margin: 2.5mm 0 0;
  list-style: none; font-size: 1.08em }
.glance li + li { margin-top: .8mm }
.calendar td, .calendar thead th { text-align: center; padding: .35mm .5mm }
.calendar thead th:first-child { text-align: left }
.calendar td.done { background: #cfe3df; font-weight: bold }
.calendar td.cut { outline: .35mm dashed #595959; outline-offset: -.6mm }
.calendar tfoot td, .calendar tfoot th { border-bottom: 0; border-top: .4mm solid #595959 }
.card { display: grid; grid-template-columns: 84mm 1fr; gap: 5mm; align-items: center; break-inside: avoid;
  border-bottom: .2mm solid #c4c4c4; padding: 1.5mm 0 }
.verdict { font-weight: bold; margin: 0 0 .8mm }
.better { color: #00594f } .worse { color: #7a3e00 }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 6mm; break-inside: avoid }
.three { display: grid; grid-template-columns: 1fr 1fr 1fr; gap: 3mm }
.three > div, .pair > div { break-inside: avoid }
.chart { font-size: 8.3pt; line-height: 1.24 }
.chart h1 { font-size: 14pt }
.chart h2 { font-size: 10.5pt; margin: 2.6mm 0 .8mm }
.chart h3 { font-size: 8.6pt }
.chart table { font-size: 1em } .chart .number { font-variant-numeric: normal; white-space: normal }
.chart th, .chart td { padding: .45mm .8mm }
.chart tbody th { min-width: 28mm }
.chart .calendar th { min-width: 0 }
footer { margin-top: 3mm; border-top: .2mm solid #c4c4c4; padding-top: 1.2mm; font-size: .85em;
  color: #4a4a4a }
.three { align-items: end }
@media screen { body { padding: 8mm 5mm; max-width: 196mm } }
@media screen and (max-width: 640px) {
  .card, .pair, .three { grid-template-columns: 1fr } .wide { overflow-x: auto } }
""".replace("FAMILY", FAMILY)
"""A style sheet without any address in it."""
