"""Guest analysis (rule R7): who they are and what they say, what goes together, who is leaving, what comes.

Every answer comes with a backtest: the model and a naive one, both made from the past alone, are held
against what then happened. Where there is too little data the answer is refused, with the reason. The
libraries are large, so they are imported when an analysis is made, not when the service starts.
"""

from __future__ import annotations

from services.reporting.domain.guests.analysis import analyse
from services.reporting.domain.guests.visits import Answer, Backtest, Said, Visit

__all__ = ["Answer", "Backtest", "Said", "Visit", "analyse"]
