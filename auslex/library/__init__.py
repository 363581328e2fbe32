"""The workings of `api`: decorators for people's own functions, over the same rooms as the gateway."""
