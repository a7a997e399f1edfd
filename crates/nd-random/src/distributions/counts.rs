//! Binomial draws: inversion for few successes, and V. Kachitvichyanukul and B. W. Schmeiser's BTPE ("Binomial random
//! variate generation", 1988) for many.

#![forbid(unsafe_code)]

use super::Distributions;

/// A binomial distribution, prepared.
pub(super) struct Binomial {
    n: i64,
    /// The probability that was asked for.
    asked: f64,
    /// The smaller of both probabilities, and whether it is that of failure.
    p: f64,
    turned: bool,
    /// Nothing to draw.
    certain: bool,
    method: Method,
}

enum Method {
    Inversion { none: f64, bound: i64 },
    Btpe(Box<Btpe>),
}

/// Triangle, parallelograms and exponential tails over the scaled distribution.
struct Btpe {
    q: f64,
    m: i64,
    p1: f64,
    xm: f64,
    xl: f64,
    xr: f64,
    c: f64,
    laml: f64,
    lamr: f64,
    p2: f64,
    p3: f64,
    p4: f64,
}

impl Binomial {
    pub(super) fn new(n: i64, p: f64) -> Binomial {
        let (asked, certain, turned) = (p, n == 0 || p == 0.0, p > 0.5);
        let p = if turned { 1.0 - p } else { p };
        let (count, q) = (n as f64, 1.0 - p);
        let method = if p * count <= 30.0 {
            let mean = count * p;
            let bound = count.min(mean + 10.0 * (mean * q + 1.0).sqrt()) as i64;
            Method::Inversion { none: (count * q.ln()).exp(), bound }
        } else {
            Method::Btpe(Box::new(Btpe::new(count, p)))
        };
        Binomial { n, asked, p, turned, certain, method }
    }

    /// This one, prepared anew unless it was for these parameters.
    pub(super) fn of(&mut self, n: i64, p: f64) -> &Binomial {
        if (self.n, self.asked) != (n, p) {
            *self = Binomial::new(n, p);
        }
        self
    }

    pub(super) fn draw<S: Distributions + ?Sized>(&self, source: &mut S) -> i64 {
        // The frozen stream draws even for what is certain.
        if self.certain && !S::LEGACY {
            return 0;
        }
        let drawn = match &self.method {
            Method::Inversion { none, bound } => self.inversion(source, *none, *bound),
            Method::Btpe(btpe) => btpe.draw(source, self.n, self.p),
        };
        if self.turned { self.n - drawn } else { drawn }
    }

    fn inversion<S: Distributions + ?Sized>(&self, source: &mut S, none: f64, bound: i64) -> i64 {
        let (p, q) = (self.p, 1.0 - self.p);
        let (mut x, mut share, mut u) = (0, none, source.draw_uniform());
        while u > share {
            x += 1;
            if x > bound {
                (x, share, u) = (0, none, source.draw_uniform());
            } else {
                u -= share;
                share = ((self.n - x + 1) as f64 * p * share) / (x as f64 * q);
            }
        }
        x
    }
}

impl Btpe {
    fn new(n: f64, r: f64) -> Btpe {
        let q = 1.0 - r;
        let fm = n * r + r;
        let m = fm.floor();
        let p1 = (2.195 * (n * r * q).sqrt() - 4.6 * q).floor() + 0.5;
        let xm = m + 0.5;
        let (xl, xr) = (xm - p1, xm + p1);
        let c = 0.134 + 20.5 / (15.3 + m);
        let slope = |a: f64| a * (1.0 + a / 2.0);
        let laml = slope((fm - xl) / (fm - xl * r));
        let lamr = slope((xr - fm) / (xr * q));
        let p2 = p1 * (1.0 + 2.0 * c);
        let p3 = p2 + c / laml;
        let p4 = p3 + c / lamr;
        Btpe { q, m: m as i64, p1, xm, xl, xr, c, laml, lamr, p2, p3, p4 }
    }

    fn draw<S: Distributions + ?Sized>(&self, source: &mut S, n: i64, r: f64) -> i64 {
        loop {
            let u = source.draw_uniform() * self.p4;
            let v = source.draw_uniform();
            if u <= self.p1 {
                return (self.xm - self.p1 * v + u).floor() as i64;
            }
            let Some((y, v)) = self.region(u, v, n) else { continue };
            if self.accepts(y, v, n, r) {
                return y;
            }
        }
    }

    /// The candidate and its height, where `u` falls outside the triangle.
    fn region(&self, u: f64, v: f64, n: i64) -> Option<(i64, f64)> {
        if u <= self.p2 {
            let x = self.xl + (u - self.p1) / self.c;
            let v = v * self.c + 1.0 - (self.m as f64 - x + 0.5).abs() / self.p1;
            return (v <= 1.0).then(|| (x.floor() as i64, v));
        }
        if u <= self.p3 {
            let y = (self.xl + v.ln() / self.laml).floor() as i64;
            return (y >= 0 && v != 0.0).then_some((y, v * (u - self.p2) * self.laml));
        }
        let y = (self.xr - v.ln() / self.lamr).floor() as i64;
        (y <= n && v != 0.0).then_some((y, v * (u - self.p3) * self.lamr))
    }

    fn accepts(&self, y: i64, v: f64, n: i64, r: f64) -> bool {
        let (m, q, count) = (self.m, self.q, n as f64);
        let variance = count * r * q;
        let k = (y - m).abs();
        if !(k > 20 && (k as f64) < variance / 2.0 - 1.0) {
            // Near the mode or in the tails: the ratio of probabilities, factor by factor.
            let s = r / q;
            // Integers wrap where NumPy's do.
            let a = s * n.wrapping_add(1) as f64;
            let factor = |i: i64| a / i as f64 - s;
            let ratio = match m < y {
                true => (m + 1..=y).fold(1.0, |ratio, i| ratio * factor(i)),
                false => (y + 1..=m).fold(1.0, |ratio, i| ratio / factor(i)),
            };
            return v <= ratio;
        }
        let k_wide = k as f64;
        let rho =
            (k_wide / variance) * ((k_wide * (k_wide / 3.0 + 0.625) + 0.16666666666666666) / variance + 0.5);
        let t = -(k.wrapping_mul(k) as f64) / (2.0 * variance);
        let log_v = v.ln();
        if log_v < t - rho {
            return true;
        }
        if log_v > t + rho {
            return false;
        }
        let (x1, f1, z, w) = (
            y.wrapping_add(1),
            m.wrapping_add(1),
            n.wrapping_add(1).wrapping_sub(m),
            (n - y).wrapping_add(1),
        );
        let (x1, f1, z, w) = (x1 as f64, f1 as f64, z as f64, w as f64);
        let stirling = |x: f64| {
            let x2 = x * x;
            (13680.0 - (462.0 - (132.0 - (99.0 - 140.0 / x2) / x2) / x2) / x2) / x / 166320.0
        };
        let bound = self.xm * (f1 / x1).ln()
            + ((n - m) as f64 + 0.5) * (z / w).ln()
            + (y - m) as f64 * (w * r / (x1 * q)).ln()
            + stirling(f1)
            + stirling(z)
            + stirling(x1)
            + stirling(w);
        log_v <= bound
    }
}
