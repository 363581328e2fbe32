"""What looks for one kind of thing each; pure."""
