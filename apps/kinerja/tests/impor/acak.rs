//! Whatever bytes come, reading ends with a report or a refusal, never with a panic, and never with more rows than lines.

use std::collections::HashMap;
use std::io::Cursor;

use balai_kernel::Tanggal;
use balai_kinerja::model::impor::baca::kenali;
use balai_kinerja::model::impor::{Suasana, aktivitas, pegawai, presensi, unit};
use proptest::prelude::*;

fn baca_semua(isi: &[u8]) {
    let mut c = Cursor::new(isi);
    let Ok(kenal) = kenali(&mut c, &mut |_| Ok(())) else { return };
    let baris = isi.iter().filter(|b| matches!(b, b'\n' | b'\r')).count() as u64 + 1;
    let mut diam = |_| {};
    let mut s = Suasana { hari_ini: Tanggal::constant(2026, 11, 2), kemajuan: &mut diam };
    let kosong = HashMap::new();
    let jumlah = |l: &balai_kinerja::model::impor::hasil::Laporan| l.diterima + l.ditolak.len() as u64;
    if let Ok((_, l)) = unit::baca(&mut c, kenal.bentuk, &[], &mut s) {
        assert!(jumlah(&l) <= baris);
    }
    if let Ok((_, l)) = pegawai::baca(&mut c, kenal.bentuk, &pegawai::Dasar::default(), &mut s) {
        assert!(jumlah(&l) <= baris);
    }
    if let Ok((_, l)) = aktivitas::baca(&mut c, kenal.bentuk, &kosong, &mut s) {
        assert!(jumlah(&l) <= baris);
    }
    let _ = presensi::baca_pin(&mut c, kenal.bentuk, &kosong, &mut s);
    if let Ok(tata) = presensi::kenali_tata(&mut c, kenal.bentuk)
        && let Ok((_, l)) = presensi::baca(tata, &HashMap::new(), &kosong, &mut s)
    {
        assert!(jumlah(&l) <= baris);
    }
}

proptest! {
    #[test]
    fn arbitrary_bytes(isi in proptest::collection::vec(any::<u8>(), 0..600)) {
        baca_semua(&isi);
    }

    #[test]
    fn arbitrary_cells_below_a_real_heading(
        kepala in prop::sample::select(vec![
            "Kode;Nama Unit;Kode Induk;Jenis",
            "NIP;Nama Pegawai;Gol;Jabatan;Kelas;OPD;Unit Kerja;NIP Atasan;TMT;Status;PTKP",
            "NIP;Tanggal;Aktivitas;Menit;Status",
            "PIN;Waktu;Arah",
        ]),
        isi in "([0-9A-Za-z/:;.,'\" \t\r\n\u{a0}\u{ff11}-]|198609262015051001|01/10/2026|07:30){0,300}",
    ) {
        baca_semua(format!("{kepala}\n{isi}").as_bytes());
    }

    #[test]
    fn a_workbook_with_bytes_flipped(di in 0usize..30_409, nilai in any::<u8>()) {
        let mut isi = crate::contoh("pegawai.xlsx");
        isi[di] = nilai;
        let mut c = Cursor::new(&isi);
        let Ok(kenal) = kenali(&mut c, &mut |_| Ok(())) else { return Ok(()) };
        let mut diam = |_| {};
        let mut s = Suasana { hari_ini: Tanggal::constant(2026, 11, 2), kemajuan: &mut diam };
        let _ = pegawai::baca(&mut c, kenal.bentuk, &pegawai::Dasar::default(), &mut s);
    }
}
