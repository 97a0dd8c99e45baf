"""What `thuocdo` does on a command line."""
