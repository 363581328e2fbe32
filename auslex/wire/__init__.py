"""The formats: bytes in, values out, no sockets."""
