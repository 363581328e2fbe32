"""The gateway's checks on your own FastAPI routes."""

from auslex.library.securing import SecurityException, SecurityLevel, SecurityManager, secure_endpoint, security_manager

__all__ = ["SecurityException", "SecurityLevel", "SecurityManager", "secure_endpoint", "security_manager"]
