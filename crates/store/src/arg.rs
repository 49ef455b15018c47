//! The four kinds of value a statement may be given, each nullable.

/// A value bound to a placeholder. `$1` takes the first of the list, `$2` the second.
///
/// A NULL keeps its kind (`OptI64(None)` is a BIGINT), because PostgreSQL refuses an untyped NULL where it
/// cannot guess the type. Money is `I64` in sen; dates, periods and JSON are `Text`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arg<'a> {
    /// A whole number, column word `BILANGAN`.
    I64(i64),
    /// A whole number or NULL.
    OptI64(Option<i64>),
    /// Text, column word `TEKS`.
    Text(&'a str),
    /// Text or NULL.
    OptText(Option<&'a str>),
    /// True or false, column word `YA_TIDAK`.
    Bool(bool),
    /// True, false or NULL.
    OptBool(Option<bool>),
    /// Bytes, column word `BITA`.
    Bytes(&'a [u8]),
    /// Bytes or NULL.
    OptBytes(Option<&'a [u8]>),
}

/// The kind of an [`Arg`], NULL or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    I64,
    Text,
    Bool,
    Bytes,
}

impl Arg<'_> {
    pub(crate) fn kind(&self) -> Kind {
        match self {
            Arg::I64(_) | Arg::OptI64(_) => Kind::I64,
            Arg::Text(_) | Arg::OptText(_) => Kind::Text,
            Arg::Bool(_) | Arg::OptBool(_) => Kind::Bool,
            Arg::Bytes(_) | Arg::OptBytes(_) => Kind::Bytes,
        }
    }
}

macro_rules! from {
    ($($t:ty => |$v:ident| $e:expr),* $(,)?) => {$(
        impl<'a> From<$t> for Arg<'a> {
            fn from($v: $t) -> Self { $e }
        }
    )*};
}

from! {
    i64 => |v| Arg::I64(v),
    i32 => |v| Arg::I64(i64::from(v)),
    i16 => |v| Arg::I64(i64::from(v)),
    i8 => |v| Arg::I64(i64::from(v)),
    u32 => |v| Arg::I64(i64::from(v)),
    u8 => |v| Arg::I64(i64::from(v)),
    Option<i64> => |v| Arg::OptI64(v),
    bool => |v| Arg::Bool(v),
    Option<bool> => |v| Arg::OptBool(v),
    &'a str => |v| Arg::Text(v),
    &'a String => |v| Arg::Text(v.as_str()),
    Option<&'a str> => |v| Arg::OptText(v),
    &'a Option<String> => |v| Arg::OptText(v.as_deref()),
    &'a [u8] => |v| Arg::Bytes(v),
    &'a Vec<u8> => |v| Arg::Bytes(v.as_slice()),
    Option<&'a [u8]> => |v| Arg::OptBytes(v),
    &'a Option<Vec<u8>> => |v| Arg::OptBytes(v.as_deref()),
}
