"""What the tests start and talk to: a real gateway, upstreams that do as they are told, and a plain HTTP client."""
