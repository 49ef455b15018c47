//! One row of an answer, read by position.

use std::str::FromStr;

use postgres::types::Type;
use rusqlite::types::ValueRef;

use crate::StoreError;

/// A row as the driver holds it. Positions count from 0.
///
/// Every reader names the statement and the column when the value is of another kind, or NULL where NULL was
/// not expected: the schema and the code disagree, which is a defect and not something a user did.
pub struct Row<'r> {
    pub(crate) statement: &'static str,
    pub(crate) inner: Inner<'r>,
}

pub(crate) enum Inner<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Pg(&'r postgres::Row),
}

/// A value of either driver, still borrowed.
pub(crate) enum Value<'r> {
    Null,
    I64(i64),
    Bool(bool),
    Text(&'r str),
    Bytes(&'r [u8]),
    Other(String),
}

impl<'r> Row<'r> {
    /// A whole number.
    pub fn i64(&self, at: usize) -> Result<i64, StoreError> {
        self.opt_i64(at)?.ok_or_else(|| self.wrong(at, "expected a number, found NULL"))
    }

    /// A whole number or NULL.
    pub fn opt_i64(&self, at: usize) -> Result<Option<i64>, StoreError> {
        match self.value(at)? {
            Value::Null => Ok(None),
            Value::I64(v) => Ok(Some(v)),
            other => Err(self.wrong_kind(at, "a number", &other)),
        }
    }

    /// A text of its own. [`str`](Row::str) borrows instead.
    pub fn text(&self, at: usize) -> Result<String, StoreError> {
        self.str(at).map(str::to_owned)
    }

    /// A text of its own, or NULL.
    pub fn opt_text(&self, at: usize) -> Result<Option<String>, StoreError> {
        Ok(self.opt_str(at)?.map(str::to_owned))
    }

    /// A text borrowed from the row: for long answers read with `each`.
    pub fn str(&self, at: usize) -> Result<&'r str, StoreError> {
        self.opt_str(at)?.ok_or_else(|| self.wrong(at, "expected text, found NULL"))
    }

    /// A borrowed text or NULL.
    pub fn opt_str(&self, at: usize) -> Result<Option<&'r str>, StoreError> {
        match self.value(at)? {
            Value::Null => Ok(None),
            Value::Text(v) => Ok(Some(v)),
            other => Err(self.wrong_kind(at, "text", &other)),
        }
    }

    /// A text that must be readable as `T`: a NIP, a date, a state.
    pub fn parse<T: FromStr>(&self, at: usize) -> Result<T, StoreError> {
        self.str(at)?.parse().map_err(|_| self.wrong(at, "the text is not a valid value of its type"))
    }

    /// A text that must be readable as `T`, or NULL.
    pub fn opt_parse<T: FromStr>(&self, at: usize) -> Result<Option<T>, StoreError> {
        match self.opt_str(at)? {
            None => Ok(None),
            Some(_) => self.parse(at).map(Some),
        }
    }

    /// True or false.
    pub fn bool(&self, at: usize) -> Result<bool, StoreError> {
        self.opt_bool(at)?.ok_or_else(|| self.wrong(at, "expected true or false, found NULL"))
    }

    /// True, false or NULL. SQLite stores 0 and 1; any other number is refused.
    pub fn opt_bool(&self, at: usize) -> Result<Option<bool>, StoreError> {
        match (self.value(at)?, &self.inner) {
            (Value::Null, _) => Ok(None),
            (Value::Bool(v), _) => Ok(Some(v)),
            (Value::I64(v @ (0 | 1)), Inner::Sqlite(_)) => Ok(Some(v == 1)),
            (other, _) => Err(self.wrong_kind(at, "true or false", &other)),
        }
    }

    /// Bytes of its own.
    pub fn bytes(&self, at: usize) -> Result<Vec<u8>, StoreError> {
        self.opt_bytes(at)?.ok_or_else(|| self.wrong(at, "expected bytes, found NULL"))
    }

    /// Bytes of its own, or NULL.
    pub fn opt_bytes(&self, at: usize) -> Result<Option<Vec<u8>>, StoreError> {
        match self.value(at)? {
            Value::Null => Ok(None),
            Value::Bytes(v) => Ok(Some(v.to_vec())),
            other => Err(self.wrong_kind(at, "bytes", &other)),
        }
    }

    /// The error for a value that the database allows and the code does not.
    pub fn wrong(&self, at: usize, detail: &str) -> StoreError {
        let name = match &self.inner {
            Inner::Sqlite(row) => row.as_ref().column_name(at).ok().map(str::to_owned),
            Inner::Pg(row) => row.columns().get(at).map(|c| c.name().to_owned()),
        };
        StoreError::Inconsistent {
            statement: self.statement,
            column: name.unwrap_or_else(|| format!("column {at}")),
            detail: detail.to_owned(),
        }
    }

    fn wrong_kind(&self, at: usize, expected: &str, found: &Value<'_>) -> StoreError {
        let found = match found {
            Value::Null => "NULL",
            Value::I64(_) => "a number",
            Value::Bool(_) => "true or false",
            Value::Text(_) => "text",
            Value::Bytes(_) => "bytes",
            Value::Other(kind) => kind,
        };
        self.wrong(at, &format!("expected {expected}, found {found}"))
    }

    pub(crate) fn value(&self, at: usize) -> Result<Value<'r>, StoreError> {
        match self.inner {
            Inner::Sqlite(row) => match row.get_ref(at) {
                Ok(ValueRef::Null) => Ok(Value::Null),
                Ok(ValueRef::Integer(v)) => Ok(Value::I64(v)),
                Ok(ValueRef::Text(v)) => {
                    std::str::from_utf8(v).map(Value::Text).map_err(|_| self.wrong(at, "text is not UTF-8"))
                }
                Ok(ValueRef::Blob(v)) => Ok(Value::Bytes(v)),
                Ok(ValueRef::Real(_)) => Ok(Value::Other("a fraction".to_owned())),
                Err(_) => Err(self.wrong(at, "no such column in the answer")),
            },
            Inner::Pg(row) => self.pg_value(row, at),
        }
    }

    fn pg_value(&self, row: &'r postgres::Row, at: usize) -> Result<Value<'r>, StoreError> {
        let Some(column) = row.columns().get(at) else {
            return Err(self.wrong(at, "no such column in the answer"));
        };
        let ty = column.type_();
        let value = match *ty {
            Type::INT8 => row.try_get::<_, Option<i64>>(at).map(|v| v.map(Value::I64)),
            // a bare literal `1` is int4 there and must read like everywhere else
            Type::INT4 => row.try_get::<_, Option<i32>>(at).map(|v| v.map(|v| Value::I64(i64::from(v)))),
            Type::TEXT | Type::VARCHAR | Type::NAME | Type::UNKNOWN => {
                row.try_get::<_, Option<&str>>(at).map(|v| v.map(Value::Text))
            }
            Type::BOOL => row.try_get::<_, Option<bool>>(at).map(|v| v.map(Value::Bool)),
            Type::BYTEA => row.try_get::<_, Option<&[u8]>>(at).map(|v| v.map(Value::Bytes)),
            _ => return Ok(Value::Other(format!("{} (cast it)", ty.name()))),
        };
        value.map(|v| v.unwrap_or(Value::Null)).map_err(|e| self.wrong(at, &e.to_string()))
    }
}
