"""Published reports: who publishes, what is kept, and what everybody may read."""
