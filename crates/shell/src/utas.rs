//! Where work runs that may block: away from the threads that serve connections.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use tokio::runtime::Handle;
use tokio::task::{JoinError, spawn_blocking};

thread_local! {
    /// Whether this thread may block.
    static BOLEH: Cell<bool> = const { Cell::new(false) };
}

/// Runs a whole answer on one thread that may block; what it hands to [`blokir`] runs right there. Handing work from
/// thread to thread costs more than most looks into the database.
pub(crate) async fn sekaligus<T: Send + 'static>(
    kerja: impl Future<Output = T> + Send + 'static,
) -> Result<T, JoinError> {
    let mesin = Handle::current();
    spawn_blocking(move || {
        let _boleh = Boleh::mulai();
        mesin.block_on(kerja)
    })
    .await
}

/// Runs work that may block, here where the thread may, else on one that may.
///
/// # Errors
/// What it panicked with.
pub(crate) async fn blokir<T: Send + 'static>(
    kerja: impl FnOnce() -> T + Send + 'static,
) -> Result<T, String> {
    if BOLEH.get() {
        return catch_unwind(AssertUnwindSafe(kerja)).map_err(|panik| sebab(&*panik));
    }
    spawn_blocking(kerja).await.map_err(|galat| galat.to_string())
}

fn sebab(panik: &(dyn Any + Send)) -> String {
    let teks = panik.downcast_ref::<&str>().copied();
    teks.or_else(|| panik.downcast_ref::<String>().map(String::as_str)).unwrap_or("panic").to_owned()
}

struct Boleh;

impl Boleh {
    fn mulai() -> Self {
        BOLEH.set(true);
        Boleh
    }
}

impl Drop for Boleh {
    fn drop(&mut self) {
        BOLEH.set(false);
    }
}

#[cfg(test)]
mod tests {
    use std::thread::current;

    use super::*;

    #[test]
    fn a_whole_answer_stays_on_its_thread_and_survives_what_panics_in_it() {
        let mesin = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let luar = current().id();
        let (a, b, c) = mesin
            .block_on(sekaligus(async {
                let a = current().id();
                let b = blokir(|| current().id()).await.unwrap();
                (a, b, blokir(|| panic!("rusak {}", 1)).await.unwrap_err())
            }))
            .unwrap();
        assert!(a == b && a != luar);
        assert_eq!(c, "rusak 1");
        // outside of it the work goes to another thread
        assert!(mesin.block_on(blokir(|| current().id())).unwrap() != luar);
    }
}
