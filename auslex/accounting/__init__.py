"""What it may cost and what it cost."""
