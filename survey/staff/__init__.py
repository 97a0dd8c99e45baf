"""The pages for those who work with the program."""
