"""What can go wrong between us and another server, drawn once.

TransportError
├── NotSent                  surely no byte of the request left us
│   ├── ConnectFailed        the name is unknown, the connection refused, or closed at once
│   ├── ConnectTimeout       no connection, with TLS, in time
│   ├── TlsFailed            expired, another host's, not signed by anybody we trust, or no TLS at all
│   └── NoConnectionFree     as many connections as allowed, and none became free in time
├── SilenceTimeout           neither did a byte come, nor could one be sent, for too long
├── ExchangeTimeout          bytes came all the time, and never the last
├── ConnectionLost           closed before the head of the response was complete
│   └── ConnectionStale      a kept one, at once and before a single byte of it
├── ResponseCutOff           closed in the midst of the body
├── BadResponse              not HTTP, or HTTP that we do not put up with
└── ResponseTooLarge         longer than the reader allowed

No message names a host, or repeats what the other side said.
"""

from __future__ import annotations


def unsent(error: BaseException) -> None:
    """Note on a cancellation that it came before a byte of the request had left us: `sent` is False, as for NotSent."""
    vars(error)["sent"] = False


class TransportError(Exception):
    """Base of all; the message says what happened."""


class NotSent(TransportError):
    """Surely no byte of the request left us."""


class ConnectFailed(NotSent):
    """There is no connection to be had."""


class ConnectTimeout(NotSent):
    """There was no connection in time."""


class TlsFailed(NotSent):
    """The other side could not prove who it is."""


class NoConnectionFree(NotSent):
    """Every allowed connection was busy for too long."""


class SilenceTimeout(TransportError):
    """Nothing came, and nothing could be sent, for too long."""


class ExchangeTimeout(TransportError):
    """The response did not come to its end in time."""


class ConnectionLost(TransportError):
    """The connection ended before there was a response; nobody knows what became of the request."""


class ConnectionStale(ConnectionLost):
    """A kept connection ended before a byte of the response, and at once: the other side had most likely closed it."""


class ResponseCutOff(TransportError):
    """The connection ended in the midst of the response's body."""


class BadResponse(TransportError):
    """The response is not HTTP/1.1, or asks for more than we put up with."""


class ResponseTooLarge(TransportError):
    """The body is longer than the reader allowed."""
