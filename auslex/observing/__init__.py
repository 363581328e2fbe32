"""What happened. Nothing here ever stops a request, and nothing here ever holds a prompt, an answer or a key."""
