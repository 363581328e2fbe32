"""Names of persons that only a model sees, found outside the request path."""
