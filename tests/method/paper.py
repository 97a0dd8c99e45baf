"""A page about the method on paper: Markdown as far as these pages use it, set by typst."""

import re

import pypdfium2
import typst

SHEET = """
#set page(paper: "a4", margin: 2.3cm)
#set text(size: 11pt)
#set par(leading: 0.66em, spacing: 1em)
#set table(inset: 3pt, stroke: 0.4pt)
"""


def sheets(markdown):
    """How many sheets of A4 a text takes in 11 points."""
    blocks = [_set(block.splitlines()) for block in re.split(r"\n{2,}", markdown.strip())]
    pdf = typst.compile((SHEET + "\n\n".join(blocks)).encode(), format="pdf")
    return len(pypdfium2.PdfDocument(pdf))


def _set(lines):
    first = lines[0]
    if first.startswith("#"):
        marks, _, said = first.partition(" ")
        return f"{'=' * len(marks)} {_words(said)}"
    if first.startswith("|"):
        rows = [line.strip("|").split("|") for line in lines if not line.startswith("| ---")]
        cells = (f"[{_words(cell.strip())}]" for row in rows for cell in row)
        return f"#table(columns: {len(rows[0])}, {', '.join(cells)})"
    return "\n".join(
        f"- {_words(line[2:])}" if line.startswith("- ") else _words(line) for line in lines
    )


def _words(text):
    escaped = re.sub(r"([#$@<>\[\]~_/\\])", r"\\\1", text)
    return escaped.replace("**", "*")
