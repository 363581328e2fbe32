"""HTTP/1.1 as a client: connections that are kept, requests out, responses in."""
