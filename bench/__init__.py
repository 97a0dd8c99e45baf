"""Measurements, for `make bench`. Each prints JSON lines; ratios compare what ran side by side."""
