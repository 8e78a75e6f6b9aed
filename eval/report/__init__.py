"""The report of a run: one HTML page with plots and every question, for a browser or paper."""

from eval.report.page import report_page

__all__ = ["report_page"]
