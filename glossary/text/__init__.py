"""What we know about running text: segments, words, find (many terms at once), similarity."""
