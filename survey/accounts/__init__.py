"""How people who work with the program show who they are."""
