"""What a report says in words, tables and charts of one language, and the formats that set it."""
