"""The facts of a report, collected from the database: `analysis.report` says what they mean."""
