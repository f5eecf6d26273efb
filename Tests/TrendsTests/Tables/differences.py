#!/usr/bin/env python3
"""One ladder less another, item by item or mean by mean, and how alike two curves run: differences.csv.

Made with Python 3.11, numpy 2.4.6, scipy 1.17.1. Points come from scipy's own t tests, slopes from design matrices and the
definitions of docs/statistics.md §2 and §6, p from a root search. Lists are separated by spaces, `a` and `b` item by item.

  python differences.py > differences.csv
"""
import numpy as np
from scipy import optimize, stats

rng = np.random.default_rng(20261125)
print("# differences.py: numpy 2.4.6, scipy 1.17.1")
print("kind,x,family,a,b,difference,low,high,slope,slope_low,slope_high,p,spearman")


def words(a):
    return " ".join(repr(float(v)) for v in np.ravel(a))


def design(x, family):
    """Scale first, then an intercept for each family."""
    return np.c_[x, np.array([[f == g for g in sorted(set(family))] for f in family], dtype=float)]


def parts(Y, X):
    """Mean slope, residuals of the mean curve, item variance beyond the models' residuals, spread, degrees of freedom."""
    n, df = len(Y), X.shape[0] - X.shape[1]
    coef = np.linalg.lstsq(X, Y.T, rcond=None)[0]
    R = (Y.T - X @ coef).T
    mean = R.mean(0)
    S = 1 / np.linalg.inv(X.T @ X)[0, 0]
    if n == 1:
        return coef[0].mean(), mean, 0.0, S, df
    VC = ((R - mean) ** 2).sum() / ((n - 1) * df) / (n * S)
    return coef[0].mean(), mean, max(coef[0].var(ddof=1) / n - VC, 0), S, df


def two_way(slope, pieces):
    """Interval and p of h(α) = √Σ t²_{α/2,df} V."""
    def h(alpha):
        return np.sqrt(sum(stats.t.isf(alpha / 2, df) ** 2 * V for V, df in pieces if V > 0))
    p = np.exp(optimize.brentq(lambda u: np.log(h(np.exp(u))) - np.log(abs(slope)), np.log(1e-14), -1e-12, xtol=1e-13))
    return slope - h(0.05), slope + h(0.05), p


def centred(y, family):
    y = np.array(y, dtype=float)
    for f in set(family):
        own = [g == f for g in family]
        y[own] -= y[own].mean()
    return y


def put(kind, x, family, A, B, points, slope, low, high, p):
    rho = stats.spearmanr(centred(A.mean(0), family), centred(B.mean(0), family)).statistic
    print(kind, words(x), family, words(A), words(B), words([q[0] for q in points]), words([q[1] for q in points]),
          words([q[2] for q in points]), *(repr(float(v)) for v in (slope, low, high, p, rho)), sep=",")


def made(n, x, slope):
    K = len(x)
    return (rng.normal(0, 1, n)[:, None] + rng.normal(slope, 0.4, n)[:, None] * (x - 9) + 0.5 * rng.normal(0, 1, (n, K)))


for n, m, family in [(6, 6, "aaaa"), (12, 30, "aaaaaa"), (25, 9, "aaaabbb"), (40, 40, "aaaaaaa"), (5, 80, "aaabbbb"),
                     (1, 20, "aaaaa")]:
    K = len(family)
    x = np.round(np.sort(rng.uniform(8, 11, K)), 3)
    shared = 0.3 * rng.normal(0, 1, K)
    A = np.round(made(n, x, 0.4) + shared + 0.1 * rng.normal(0, 1, K), 3)
    B = np.round(made(m, x, 0.1) + shared + 0.1 * rng.normal(0, 1, K), 3)
    X = design(x, family)
    points = []
    for k in range(K):
        if n == 1:
            points.append((A[0, k] - B[:, k].mean(), -np.inf, np.inf))
            continue
        t = stats.ttest_ind(A[:, k], B[:, k], equal_var=False)
        points.append((A[:, k].mean() - B[:, k].mean(), *t.confidence_interval(0.95)))
    one, other = parts(A, X), parts(B, X)
    slope, df = one[0] - other[0], one[4]
    VA = ((one[1] - other[1]) ** 2).sum() / df / one[3]
    put("unpaired", x, family, A, B, points, slope,
        *two_way(slope, [(VA, df), (one[2], max(n - 1, 1)), (other[2], max(m - 1, 1))]))
    if n != m:
        continue
    D = A - B
    points = [(D[:, k].mean(), *stats.ttest_1samp(D[:, k], 0).confidence_interval(0.95)) for k in range(K)]
    slope, mean, VB, S, df = parts(D, X)
    put("paired", x, family, A, B, points, slope, *two_way(slope, [((mean ** 2).sum() / df / S, df), (VB, n - 1)]))
