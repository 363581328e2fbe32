"""The gateway's checks on your own FastAPI routes, and its detectors for any text."""

from auslex.library.securing import SecurityException, SecurityLevel, SecurityManager, secure_endpoint, security_manager
from auslex.screening.inspection import scan

__all__ = ["SecurityException", "SecurityLevel", "SecurityManager", "scan", "secure_endpoint", "security_manager"]
