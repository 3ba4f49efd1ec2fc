"""What each audience may see: built up, never filtered down. The only read path."""
