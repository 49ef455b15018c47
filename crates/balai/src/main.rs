//! Starts the command line; see the library for everything else.

use std::process::ExitCode;

fn main() -> ExitCode {
    balai::perintah::jalankan(std::env::args_os())
}
