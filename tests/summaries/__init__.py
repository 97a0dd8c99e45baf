"""The weekly summary, sent to a real server."""
