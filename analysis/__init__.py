"""What the counts mean: rates, intervals, verdicts. Knows no Flask, no database, no clock."""
