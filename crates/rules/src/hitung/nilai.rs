//! Columns of a block while it is computed, and the loops over them.

use std::rc::Rc;

/// Values of one node over the rows of a block.
#[derive(Clone, Debug)]
pub(crate) enum Nilai {
    /// The same for every row.
    Tetap(i128),
    /// Proven to fit 64 bits.
    Kecil(Rc<Vec<i64>>),
    Besar(Rc<Vec<i128>>),
    /// Numerators and denominators.
    Rasio(Rc<Vec<i128>>, Rc<Vec<i128>>),
}

/// A reading view of a 64-bit operand.
pub(crate) enum Lensa<'a, T: Clone> {
    Satu(T),
    Banyak(std::borrow::Cow<'a, [T]>),
}

impl Nilai {
    pub fn kecil(v: Vec<i64>) -> Self {
        Self::Kecil(Rc::new(v))
    }

    pub fn besar(v: Vec<i128>) -> Self {
        Self::Besar(Rc::new(v))
    }

    /// The value of row `i`: numerator and row denominator.
    pub fn di(&self, i: usize) -> (i128, i128) {
        match self {
            Self::Tetap(n) => (*n, 1),
            Self::Kecil(v) => (v.get(i).map_or(0, |x| i128::from(*x)), 1),
            Self::Besar(v) => (v.get(i).copied().unwrap_or(0), 1),
            Self::Rasio(n, d) => (n.get(i).copied().unwrap_or(0), d.get(i).copied().unwrap_or(1)),
        }
    }

    /// As 64-bit numbers; the plan has proven that they fit.
    pub fn lensa64(&self) -> Lensa<'_, i64> {
        let sempit = |n: &i128| i64::try_from(*n).unwrap_or(i64::MAX);
        match self {
            Self::Tetap(n) => Lensa::Satu(sempit(n)),
            Self::Kecil(v) => Lensa::Banyak(v.as_slice().into()),
            Self::Besar(v) | Self::Rasio(v, _) => {
                Lensa::Banyak(v.iter().map(sempit).collect::<Vec<_>>().into())
            }
        }
    }

    pub fn lensa128(&self) -> Lensa<'_, i128> {
        match self {
            Self::Tetap(n) => Lensa::Satu(*n),
            Self::Kecil(v) => Lensa::Banyak(v.iter().map(|x| i128::from(*x)).collect::<Vec<_>>().into()),
            Self::Besar(v) | Self::Rasio(v, _) => Lensa::Banyak(v.as_slice().into()),
        }
    }

    /// Row denominators; 1 when there are none.
    pub fn penyebut(&self) -> Lensa<'_, i128> {
        match self {
            Self::Rasio(_, d) => Lensa::Banyak(d.as_slice().into()),
            _ => Lensa::Satu(1),
        }
    }

    /// Exactly `n` values, one a row.
    pub fn penuh(self, n: usize) -> Self {
        match self {
            Self::Tetap(x) => match i64::try_from(x) {
                Ok(y) => Self::kecil(vec![y; n]),
                Err(_) => Self::besar(vec![x; n]),
            },
            lain => lain,
        }
    }
}

impl<T: Copy + Default> Lensa<'_, T> {
    pub fn di(&self, i: usize) -> T {
        match self {
            Self::Satu(x) => *x,
            Self::Banyak(v) => v.get(i).copied().unwrap_or_default(),
        }
    }
}

/// `f` of every row. Written out per shape so that each loop is plain over slices.
pub(crate) fn peta1<T: Copy, U>(a: &Lensa<'_, T>, n: usize, f: impl Fn(T) -> U) -> Vec<U>
where
    U: Clone,
{
    match a {
        Lensa::Satu(x) => vec![f(*x); n],
        Lensa::Banyak(v) => v.iter().map(|x| f(*x)).collect(),
    }
}

pub(crate) fn peta2<T: Copy, S: Copy, U>(
    a: &Lensa<'_, T>,
    b: &Lensa<'_, S>,
    n: usize,
    f: impl Fn(T, S) -> U,
) -> Vec<U>
where
    U: Clone,
{
    match (a, b) {
        (Lensa::Satu(x), Lensa::Satu(y)) => vec![f(*x, *y); n],
        (Lensa::Banyak(v), Lensa::Satu(y)) => v.iter().map(|x| f(*x, *y)).collect(),
        (Lensa::Satu(x), Lensa::Banyak(w)) => w.iter().map(|y| f(*x, *y)).collect(),
        (Lensa::Banyak(v), Lensa::Banyak(w)) => v.iter().zip(w.iter()).map(|(x, y)| f(*x, *y)).collect(),
    }
}
