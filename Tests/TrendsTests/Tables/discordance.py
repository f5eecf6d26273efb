#!/usr/bin/env python3
"""Two models by right and wrong on the same items: discordance.csv.

Made with Python 3.11, numpy 2.4.6, scipy 1.17.1. p is scipy's exact binomial test of the items on which the two disagree;
the interval is written out from Bonett & Price (2012), eq. 3.

  python discordance.py > discordance.csv
"""
import numpy as np
from scipy import stats

print("# discordance.py: numpy 2.4.6, scipy 1.17.1")
print("both_right,only_a_missed,only_b_missed,both_missed,p,difference,low,high")
for right, a, b, missed in [(0, 0, 0, 1), (7, 0, 0, 3), (0, 1, 0, 0), (0, 0, 5, 0), (3, 4, 4, 2), (10, 3, 12, 5),
                            (20, 45, 5, 30), (5, 60, 61, 4), (0, 30, 0, 0), (812, 25, 60, 103), (40000, 2100, 1900, 6000),
                            (1, 0, 200000, 1)]:
    n = right + a + b + missed
    p = stats.binomtest(a, a + b, 0.5).pvalue if a + b else 1.0
    pa, pb = (b + 1) / (n + 2), (a + 1) / (n + 2)
    half = stats.norm.isf(0.025) * np.sqrt((pa + pb - (pa - pb) ** 2) / (n + 2))
    print(right, a, b, missed, *(repr(float(v)) for v in (p, (b - a) / n, max(-1, pa - pb - half), min(1, pa - pb + half))), sep=",")
