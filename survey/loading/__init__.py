"""Tables that staff keep in files, loaded into the database: all of a file or nothing of it."""

from survey.loading.outcome import Manner, Outcome
from survey.loading.problems import BadTable, Problem
from survey.loading.run import KINDS, Kind, load_file, load_table
from survey.loading.tables import Table, read_table

__all__ = [
    "KINDS",
    "BadTable",
    "Kind",
    "Manner",
    "Outcome",
    "Problem",
    "Table",
    "load_file",
    "load_table",
    "read_table",
]
