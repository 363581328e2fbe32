"""One gateway and one upstream for every test in this folder."""

from tests.support.fixtures import client, friendly_upstream, gateway, operator, upstream

__all__ = ["client", "friendly_upstream", "gateway", "operator", "upstream"]
