"""Small words inside names."""

from __future__ import annotations

from qa.english.words import word_set

PARTICLES = word_set(  # of families and of places: van der Berg, al-Assad
    "al el bin ibn bint abu ben da de del della der den di dos du la le van von"
)
JOINING = word_set("of the for de la al el bin von van")  # Bank of Lissen; "and" may part two names
