//! The gallery of parts at `/_komponen`: development only.

use crate::{Akses, Rute};
pub fn rute() -> Vec<Rute> { Vec::new() }
