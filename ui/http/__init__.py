"""The HTTP service: questions and articles as JSON, for programs."""

from ui.http.layers import surround
from ui.http.operation import Operation
from ui.http.options import HttpOptions
from ui.http.service import create_service

__all__ = ["HttpOptions", "Operation", "create_service", "surround"]
