//! Prints every free day the kernel knows, one per line: date, kind, name, separated by tabs.
//! `tests/libur_pypi.py` compares them with another source.

use balai_kernel::{JenisLibur, Kalender};

fn main() {
    for h in Kalender::nasional_semua().daftar() {
        let jenis = match h.jenis {
            JenisLibur::Nasional => "nasional",
            JenisLibur::CutiBersama => "cuti_bersama",
            JenisLibur::Daerah => "daerah",
        };
        println!("{}\t{jenis}\t{}", h.tanggal, h.nama);
    }
}
