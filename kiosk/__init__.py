"""What stands at the counter: QR codes, posters, tablets."""
