"""The pages of reports: chosen, read, published by staff, and read by everybody."""
