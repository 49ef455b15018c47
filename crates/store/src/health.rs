//! Does the database answer?

use crate::{Store, StoreError, sql};

sql! {
    /// A table that is always there, always small, and open to the role of acts.
    ALIVE = "SELECT COUNT(*) FROM sim_kunci";
}

crate::statements![ALIVE];

impl Store {
    /// Asks the database one small question.
    pub fn alive(&self) -> Result<(), StoreError> {
        self.read(|tx| tx.one(&ALIVE, &[], |row| row.i64(0)).map(drop))
    }
}
