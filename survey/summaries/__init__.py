"""The weekly summary: what it says, how it is sent, and to whom it still has to go."""
