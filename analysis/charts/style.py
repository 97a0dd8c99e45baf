"""Colours, sizes and faces: one look for pages, PDF, Word and paper without colour."""

from __future__ import annotations

INK = "#16202a"
SOFT = "#4d5a66"
LINE = "#8b98a5"
FAINT = "#dfe4e9"
PAPER = "#ffffff"
ACCENT = "#00588a"
GREEN = "#1b6e3c"
AMBER = "#a15c00"
RED = "#b3261e"
GREY = "#6b7680"

FACE = "DejaVu Sans"
"""What widths are measured with, and what PNG is set in: it comes with matplotlib, has every
Vietnamese letter, and is wider than the faces of the reader's system, which SVG is set in."""

SYSTEM_FACES = (
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', 'DejaVu Sans', "
    "sans-serif"
)

SIZE = 14
SMALL = 12.5
LEADING = 19
GAP = 16
WIDTH = 760
