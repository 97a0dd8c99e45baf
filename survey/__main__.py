"""`python -m survey`: the same as `thuocdo`, wherever the package is."""

from survey.app import cli

cli(prog_name="thuocdo")
