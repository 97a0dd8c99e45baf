"""Pages of staff about posters and tablets."""
