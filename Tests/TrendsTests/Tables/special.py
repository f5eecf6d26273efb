#!/usr/bin/env python3
"""Reference values of the special functions: special.csv.

Made with Python 3.11, scipy 1.17.1, numpy 2.4.6, mpmath 1.3.0.
Every value is mpmath's at 40 digits; scipy gives the start of each inverse and must agree to 1e-6, as a second opinion.

  python special.py > special.csv
"""
import math
import mpmath as mp
from scipy import special, stats

mp.mp.dps = 40
print("# special.py: scipy 1.17.1, mpmath 1.3.0 at 40 digits")
print("function,a,b,x,value")


def put(name, value, scipy_value, a=math.nan, b=math.nan, x=math.nan):
    value = float(value)
    assert abs(value - scipy_value) <= 1e-6 * max(abs(value), 1e-290), (name, a, b, x, value, scipy_value)
    print(name, *(repr(float(v)) for v in (a, b, x, value)), sep=",")


def t_above(t, nu):
    t, nu = mp.mpf(t), mp.mpf(nu)
    if mp.isinf(nu):
        return mp.erfc(t / mp.sqrt(2)) / 2
    tail = mp.betainc(nu / 2, mp.mpf(1) / 2, 0, nu / (nu + t * t), regularized=True) / 2
    return tail if t >= 0 else 1 - tail


def root(f, start, derivative):
    x = mp.mpf(start)
    for _ in range(8):
        x = x - f(x) / derivative(x)
    return x


def t_density(t, nu):
    return mp.gamma((nu + 1) / 2) / mp.gamma(nu / 2) / mp.sqrt(nu * mp.pi) * (1 + t * t / nu) ** (-(nu + 1) / 2)


NU = [0.7, 1, 1.29, 2, 2.5, 3, 3.9, 4, 5, 6, 7.3, 9, 12, 19, 29, 49.5, 99, 199, 999, 5000, 49999, 999999, 1e8]
TAILS = [1e-16, 5e-16, 1e-14, 1e-12, 1e-10, 1e-8, 1e-6, 1e-5, 1e-3, 0.005, 0.025, 0.05, 0.1, 0.2, 0.24, 0.26, 0.4, 0.49, 0.4999, 0.6, 0.975]
for nu in NU:
    v = mp.mpf(nu)
    for a in TAILS:
        start = -float(special.stdtrit(nu, a))
        t = root(lambda t: mp.log(t_above(t, v) / mp.mpf(a)), start, lambda t: -t_density(t, v) / t_above(t, v))
        put("tUpper", t, start, a=nu, x=a)
    for t in [-6, -1.3, -0.01, 0.3, 1, 2.2, 4.3, 12.7, 40]:
        put("tAbove", t_above(t, v), float(stats.t.sf(t, nu)), a=nu, x=t)
for z in [-37, -20, -8, -4, -1.96, -0.6, 0, 0.6, 1.3, 3, 5.5, 8]:
    put("normalBelow", mp.erfc(-mp.mpf(z) / mp.sqrt(2)) / 2, float(special.ndtr(z)), x=z)
for p in [1e-300, 1e-100, 1e-16, 1e-9, 1e-4, 0.025, 0.07, 0.08, 0.3, 0.5, 0.7, 0.925, 0.975, 0.9999]:
    start = float(special.ndtri(p))
    z = mp.mpf(start)
    for _ in range(6):
        z = z - (mp.erfc(-z / mp.sqrt(2)) / 2 - mp.mpf(p)) / (mp.exp(-z * z / 2) / mp.sqrt(2 * mp.pi))
    put("normalQuantile", z, start, x=p)
CHI = [0.7, 1, 1.3, 2, 2.9, 3, 4, 4.3, 5, 6.1, 7, 9.6, 15, 22.9, 25, 60, 250.5, 1000, 20000]
for nu in CHI:
    v = mp.mpf(nu)
    for x in [1e-6, 0.01, 0.5, 2, 5, 9, 20, 60, 200, 900]:
        q = mp.gammainc(v / 2, mp.mpf(x) / 2, mp.inf, regularized=True)
        if q > mp.mpf("1e-280"):
            put("chiAbove", q, float(special.chdtrc(nu, x)), a=nu, x=x)
    # Ends, and some of the 200 mid-quantiles that the law of the largest fall takes.
    for p in [1e-6, 0.0025, 0.0075, 0.0525, 0.1275, 0.2525, 0.4975, 0.5, 0.7475, 0.8725, 0.9475, 0.9925, 0.9975, 0.999999]:
        start = float(stats.chi2.ppf(p, nu))
        x = root(lambda x: mp.gammainc(v / 2, 0, x / 2, regularized=True) - mp.mpf(p), start,
                 lambda x: (x / 2) ** (v / 2 - 1) * mp.exp(-x / 2) / (2 * mp.gamma(v / 2)))
        put("chiQuantile", x, start, a=nu, x=p)
for a, b in [(0.5, 0.5), (1, 3), (2.5, 0.5), (4, 7), (30, 2), (100, 120), (5000, 0.5), (0.5, 900), (0.7, 0.3), (3, 12), (200, 800)]:
    for x in [1e-6, 0.01, 0.2, 0.45, 0.5, 0.8, 0.99, 0.9999]:
        value = mp.betainc(a, b, 0, mp.mpf(x), regularized=True)
        if value > mp.mpf("1e-280"):
            put("betaBelow", value, float(special.betainc(a, b, x)), a=a, b=b, x=x)
for x in [1e-5, 1e-4, 1e-3, 0.02, 0.05, 0.1, 0.14, 0.3, 0.5, 0.75, 1, 1.2, 1.46, 1.7, 2, 2.5, 3.3, 4.5, 6, 8, 9.99, 10, 10.01, 15,
          22, 40, 100, 1e3, 1e4, 1e6, 1e8, 1e10]:
    put("digamma", mp.digamma(x), float(special.digamma(x)), x=x)
    put("trigamma", mp.polygamma(1, x), float(special.polygamma(1, x)), x=x)
    put("tetragamma", mp.polygamma(2, x), float(special.polygamma(2, x)), x=x)
    # At the double that is nearest ψ'(x), whose own inverse is x up to rounding.
    put("trigammaInverse", x, x, x=float(mp.polygamma(1, x)))
for a, b in [(0.5, 0.5), (1, 0.5), (9, 0.5), (10, 0.5), (2500, 0.5), (5e5, 0.5), (30, 40), (3, 12), (1e4, 2e4)]:
    put("logBeta", mp.log(mp.beta(a, b)), float(special.betaln(a, b)), a=a, b=b)
