"""Writes widths.rs: advance widths of Liberation Sans, which are those of Arial and Helvetica.

Usage: python3 widths.py LiberationSans-Regular.ttf LiberationSans-Bold.ttf > widths.rs
Needs fontTools. The font is in Debian's fonts-liberation package.
"""
import sys
from fontTools.ttLib import TTFont

RUNS = [(0x20, 0x7E), (0xA0, 0x17F), (0x1E80, 0x1E85), (0x1EF2, 0x1EF3), (0x2010, 0x2026)]
SINGLES = [0x20AC, 0x2190, 0x2192, 0x2212, 0x2264, 0x2265, 0x25B2, 0x25BC, 0x25CF]


def widths(path):
    font = TTFont(path)
    cmap, hmtx = font.getBestCmap(), font["hmtx"]
    assert font["head"].unitsPerEm == 2048
    for first, last in RUNS + [(c, c) for c in SINGLES]:
        run = [hmtx[cmap[c]][0] if c in cmap else 0 for c in range(first, last + 1)]
        yield first, run


def table(name, what, path):
    print(f"/// {what}.")
    print(f"pub(super) const {name}: &[(u32, &[u16])] = &[")
    for first, run in widths(path):
        print(f"    (0x{first:04X}, &[{', '.join(map(str, run))}]),")
    print("];")


print("//! Advance widths of Liberation Sans in 2048ths of the font size. Written by `widths.py`; do not edit.")
print("//!")
print("//! Each entry is the first code point of a run and the widths of the characters from there on.")
print("//! A zero inside a run means that the font has no such character.")
print()
table("REGULAR", "Widths of the regular weight", sys.argv[1])
print()
table("BOLD", "Widths of the bold weight", sys.argv[2])
