"""What if it fails."""
