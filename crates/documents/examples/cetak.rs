//! Prints a slip many times and says how long one takes: `cargo run --profile kota -p balai-documents --example cetak 1000`.

use std::time::Instant;

use balai_documents::{Keterangan, Kop, Templat};
use serde_json::json;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let banyak: u32 = std::env::args().nth(1).and_then(|a| a.parse().ok()).unwrap_or(100);
    let templat = Templat::urai("slip", include_str!("../../../paket/dokumen/slip-tunjangan.md"))
        .map_err(|g| g.to_string())?;
    let baris: Vec<_> = (0..14)
        .map(|i| json!({ "nama": format!("Baris ke-{i}"), "dasar": "Perwal 126/2018", "jumlah": "1.000.000", "kuat": i > 12 }))
        .collect();
    let nilai = json!({
        "bulan": "Oktober 2026", "nama": "Siti Rahayu", "nip": "19860926 201505 1 001", "jabatan": "Analis", "kelas": 9, "versi": 1, "paket": "Tunjangan", "dasar": "Perwal", "hilang": null, "tabel": [], "sementara": false, "dibayar": null, "bayaran": null, "sidik_masukan": "9a01 77f2", "unit": "Dinas",
        "diterima": "Rp 1", "keadaan": "Dibayar", "baris": baris, "sidik": "4467",
    });
    let kop = Kop { pemda: "Pemerintah Kota Bandung".into(), warna: [21, 72, 107], ..Kop::default() };
    let ket = Keterangan {
        judul: "Slip".into(),
        nomor: "1".into(),
        bahasa: "id".into(),
        waktu: "2026-11-04T03:20:00.000Z".parse().map_err(|_| "time")?,
        tanda: String::new(),
        verifikasi: Some(("4F7K-29TQ-XB".into(), "https://balai.bandung.go.id/dokumen/4F7K29TQXB".into())),
    };
    let (mulai, mut besar) = (Instant::now(), 0);
    for _ in 0..banyak {
        besar = templat.isi(&nilai).and_then(|d| d.pdf(&kop, &ket)).map_err(|g| g.to_string())?.bita.len();
    }
    println!(
        "{banyak} slips, {} us each, {besar} bytes each",
        mulai.elapsed().as_micros() / u128::from(banyak.max(1))
    );
    Ok(())
}
