"""What goes on in a service while it runs: shared by its routes and the layers around them."""

from __future__ import annotations

from dataclasses import dataclass

from ui.http.metrics import Metrics
from ui.http.options import HttpOptions
from ui.http.rates import Rates
from ui.http.stopping import Activity
from ui.waiting_line import WaitingLine


@dataclass(frozen=True, slots=True)
class Operation:
    """The queue of questions, the requests in progress, the rates of clients, and the counters."""

    line: WaitingLine
    activity: Activity
    metrics: Metrics
    rates: Rates | None = None

    @classmethod
    def of(cls, options: HttpOptions) -> Operation:
        """Begin as the options say."""
        line = WaitingLine(options.at_once, options.waiting)
        activity = Activity()
        rates = Rates(options.rate) if options.rate else None
        return cls(line, activity, Metrics(line, activity), rates)
