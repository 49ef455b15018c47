//! A document from template to paper: what stands on it, that it is the same every time, and that it keeps the standards.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has found the failure to report")]

use balai_documents::{Keterangan, KodeDokumen, Kop, Templat};
use serde_json::{Value, json};

const SLIP: &str = include_str!("../../../paket/dokumen/slip-tunjangan.md");
const SURAT: &str = include_str!("../../../paket/dokumen/surat-keterangan.md");

fn kop() -> Kop {
    Kop {
        pemda: "Pemerintah Kota Bandung".into(),
        unit: "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia".into(),
        alamat: "Jalan Wastukancana 2, Bandung 40117 (alamat contoh)".into(),
        warna: [21, 72, 107],
    }
}

fn ket(judul: &str, bahasa: &str) -> Keterangan {
    let kode = KodeDokumen::dari(judul.as_bytes());
    Keterangan {
        judul: judul.into(),
        nomor: "800/123/BKPSDM/2026".into(),
        bahasa: bahasa.into(),
        waktu: "2026-11-04T03:20:00.000Z".parse().unwrap(),
        tanda: String::new(),
        verifikasi: Some((kode.to_string(), format!("https://balai.bandung.go.id/dokumen/{}", kode.rapat()))),
    }
}

fn slip() -> Value {
    let baris = |nama: &str, dasar: &str, jumlah: &str, kuat: bool| json!({ "nama": nama, "dasar": dasar, "jumlah": jumlah, "kuat": kuat });
    json!({
        "bulan": "Oktober 2026", "nama": "Hj. Siti Rahayu, S.E., M.M. | <b>", "nip": "19860926 201505 1 001",
        "jabatan": "Analis Kebijakan Ahli Muda", "kelas": 9, "versi": 2, "paket": "Tunjangan Kota Bandung 2026.1",
        "dasar": "Perwal Bandung 126/2018", "hilang": { "jumlah": "412.500", "sebab": [{ "sebab": "Aktivitas belum diverifikasi", "ket": "3 aktivitas, 210 menit", "nilai": "412.500" }] },
        "sementara": true, "dibayar": "Rp 13.400.000", "sidik_masukan": "9a01 77f2 0c3d 55e8",
        "bayaran": [{ "nama": "Dihitung bulan ini", "nilai": "13.275.000" }, { "nama": "Selisih September 2026, daftar ke-1", "nilai": "125.000" }],
        "tabel": [{ "judul": "Potongan kehadiran", "kepala": "Hari", "satuan": "Nilai (%)", "banyak": 1, "dari": 22, "jumlah": "1,5",
            "baris": [{ "kunci": "Senin, 5 Oktober 2026", "isi": "Masuk 08.12", "nilai": "1,5" }] }], "unit": "Dinas Kependudukan dan Pencatatan Sipil",
        "diterima": "Rp 13.275.000", "keadaan": "Dihitung, belum ditandatangani",
        "baris": [
            baris("Tunjangan penuh menurut kelas", "Keputusan Wali Kota (ilustrasi)", "15.000.000", false),
            baris("Bagian aktivitas", "6.000 dari 6.000 menit; Perwal Bandung 126/2018 (pasal belum dibaca)", "9.000.000", false),
            baris("Potongan kehadiran", "Terlambat 2 kali", "−225.000", false),
            baris("Diterima sebelum pajak", "", "13.275.000", true),
        ],
        "sidik": "4467 2b65 cca2 3728",
    })
}

#[test]
fn a_slip_and_a_letter_are_printed_to_the_standards_and_always_the_same() {
    for (nama, teks, nilai) in [
        ("slip", SLIP, slip()),
        (
            "surat",
            SURAT,
            json!({
                "nomor": "470/17/Kel.Sukarasa/2026", "nama": "Asep Sunandar", "nik": "3273••••••••0001",
                "alamat": "RT 003 RW 005 Kelurahan Sukarasa", "keperluan": "mengurus beasiswa anak", "tempat": "Bandung",
                "tanggal": "4 November 2026", "jabatan": "Lurah Sukarasa,", "pejabat": "Yoga Kartiwa, S.IP.", "nip": "19800101 200501 1 002",
            }),
        ),
    ] {
        let d = Templat::urai(nama, teks).unwrap().isi(&nilai).unwrap();
        let satu = d.pdf(&kop(), &ket(nama, "id")).unwrap();
        assert_eq!(satu, d.pdf(&kop(), &ket(nama, "id")).unwrap(), "the same bytes");
        assert!(satu.halaman <= 2 && satu.tak_dikenal.is_empty(), "{nama}: {:?}", satu.tak_dikenal);
        assert!(satu.bita.starts_with(b"%PDF-1.7"));
        assert!(satu.bita.len() < 60_000, "{nama}: {} bytes", satu.bita.len());
        let isi = String::from_utf8_lossy(&satu.bita);
        for cari in ["pdfaid:part", "pdfuaid:part", "/StructTreeRoot", "/Lang", "PlusJakartaSans"] {
            assert!(isi.contains(cari), "{nama}: no {cari}");
        }
        if let Some(folder) = std::env::var_os("BALAI_LIHAT") {
            std::fs::write(std::path::Path::new(&folder).join(format!("{nama}.pdf")), &satu.bita).unwrap();
        }
        let html = d.html();
        assert!(!html.contains("<b>") && html.contains("<h2>"), "{html}");
    }
}

#[test]
fn a_mark_stands_on_every_page() {
    let teks = "# Rekap\n\n| A |\n|---|\n{% for b in range(90) %}| {{ b }} |\n{% endfor %}\n";
    let d = Templat::urai("rekap", teks).unwrap().isi(&json!({})).unwrap();
    let polos = d.pdf(&kop(), &ket("rekap", "id")).unwrap();
    let bertanda =
        d.pdf(&kop(), &Keterangan { tanda: "SEMENTARA / PROVISIONAL".into(), ..ket("rekap", "id") }).unwrap();
    assert_eq!(polos.halaman, bertanda.halaman);
    assert!(polos.halaman > 2 && bertanda.bita.len() > polos.bita.len());
}

#[test]
fn a_long_table_runs_over_pages_and_a_strange_letter_is_reported() {
    let teks = "# Rekap\n\n| Nama | Uraian | Jumlah |\n|---|---|--:|\n{% for b in baris %}| {{ b }} | uraian yang panjang sekali supaya patah menjadi dua baris atau lebih | 1.000.000 |\n{% endfor %}\n";
    let baris: Vec<String> = (0..400).map(|i| format!("Orang ke-{i} 漢")).collect();
    let d = Templat::urai("rekap", teks).unwrap().isi(&json!({ "baris": baris })).unwrap();
    let c = d.pdf(&kop(), &ket("rekap", "en")).unwrap();
    assert!((10..40).contains(&c.halaman), "{} pages", c.halaman);
    assert_eq!(c.tak_dikenal, ['漢']);
    if let Some(folder) = std::env::var_os("BALAI_LIHAT") {
        std::fs::write(std::path::Path::new(&folder).join("rekap.pdf"), &c.bita).unwrap();
    }
    // a word wider than the page, an empty cell, no letterhead, no code
    let d = Templat::urai("aneh", "{{ x }}\n\n| A |\n|---|\n|  |\n").unwrap();
    let d = d.isi(&json!({ "x": "W".repeat(5_000) })).unwrap();
    let tanpa = Keterangan { verifikasi: None, nomor: String::new(), ..ket("aneh", "id") };
    assert!(d.pdf(&Kop::default(), &tanpa).unwrap().halaman >= 1);
}
