//! Starts the command line; see the library for everything else.

use std::process::ExitCode;

/// Pages are made of many small texts, on several threads at once.
#[global_allocator]
static PENYIMPAN: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    balai::perintah::jalankan(std::env::args_os())
}
