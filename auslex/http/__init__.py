"""The web: requests in, bytes out."""
