"""Tables that staff keep in files, loaded into the database: all of a file or nothing of it."""

from survey.loading.outcome import Manner, Outcome
from survey.loading.problems import BadTable, Problem
from survey.loading.run import KINDS, Kind, entries_of, load_file, load_table, try_out
from survey.loading.tables import Table, read_table, table_of_lines

__all__ = [
    "KINDS",
    "BadTable",
    "Kind",
    "Manner",
    "Outcome",
    "Problem",
    "Table",
    "entries_of",
    "load_file",
    "load_table",
    "read_table",
    "table_of_lines",
    "try_out",
]
