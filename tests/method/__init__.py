"""What the pages on the method claim, computed."""
