//! The list as CSV and as a workbook.

use balai_platform::Refusal;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::super::ekspor::{aman, angka_lembar, rusak};
use super::{DaftarTransfer, Terbayar};

/// The columns of a payment.
const KOLOM: [&str; 10] = [
    "No",
    "Bank",
    "Nomor Rekening",
    "Atas Nama",
    "Jumlah (Rp)",
    "Berita",
    "NIP",
    "Nama Pegawai",
    "Kode OPD",
    "Perhatian",
];

/// What stands on the receiver's statement: short, without signs that banks refuse.
fn berita(d: &DaftarTransfer) -> String {
    format!("TUNJANGAN {}", d.proses.periode)
}

/// What somebody should look at before the transfer.
fn perhatian(b: &Terbayar) -> &'static str {
    if b.berbagi { "rekening dipakai lebih dari satu orang" } else { "" }
}

/// Which version the list comes from.
fn asal(d: &DaftarTransfer) -> String {
    let sidik = d.proses.hasil_sidik.as_deref().unwrap_or_default();
    format!("hitungan ke-{}, sidik {}", d.proses.versi, sidik.get(..16).unwrap_or(sidik))
}

/// Semicolons, CRLF and a byte order mark. Who has no account is no row of it: the last rows say how many and how much.
pub(super) fn csv(d: &DaftarTransfer) -> Result<Vec<u8>, Refusal> {
    let mut tulis = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    let mut satu = |isi: Vec<String>| tulis.write_record(isi).map_err(|e| rusak(&e.to_string()));
    satu(KOLOM.map(str::to_owned).into())?;
    let (mut orang, mut jumlah) = (0_usize, 0_i64);
    for b in &d.baris {
        let Some(r) = &b.rekening else { continue };
        orang += 1;
        jumlah += b.rupiah;
        satu(vec![
            orang.to_string(),
            aman(&r.bank),
            // a text beginning with a digit stays a text with this sign, its zeros kept
            format!("'{}", r.nomor),
            aman(&r.atas_nama),
            b.rupiah.to_string(),
            berita(d),
            format!("'{}", b.nip),
            aman(&b.nama),
            aman(&b.opd),
            perhatian(b).to_owned(),
        ])?;
    }
    let akhir = |nama: &str, orang: usize, rupiah: i64| {
        let isi =
            [nama.to_owned(), format!("{orang} orang"), String::new(), String::new(), rupiah.to_string()];
        isi.to_vec()
    };
    satu(akhir("JUMLAH", orang, jumlah))?;
    let (tanpa, belum) = d.tanpa().fold((0, 0), |(n, r), b| (n + 1, r + b.rupiah));
    satu(akhir("TANPA REKENING", tanpa, belum))?;
    satu(akhir("DISETUJUI", d.baris.len(), d.rupiah()))?;
    satu(vec!["ASAL".to_owned(), asal(d)])?;
    tulis.into_inner().map_err(|e| rusak(&e.to_string()))
}

/// Sheets: the transfers, sums by bank, sums by OPD, who has no account, where it comes from.
pub(super) fn xlsx(d: &DaftarTransfer) -> Result<Vec<u8>, XlsxError> {
    let (tebal, uang) = (Format::new().set_bold(), Format::new().set_num_format("#,##0"));
    let mut buku = Workbook::new();
    let berisi: Vec<&Terbayar> = d.baris.iter().filter(|b| b.rekening.is_some()).collect();
    let tanpa: Vec<&Terbayar> = d.tanpa().collect();
    transfer(buku.add_worksheet().set_name("Transfer")?, d, &berisi, (&tebal, &uang))?;
    let lembar =
        kepala(buku.add_worksheet().set_name("Per bank")?, &["Bank", "Orang", "Jumlah (Rp)"], &tebal)?;
    for (r, (bank, (orang, rupiah))) in (1_u32..).zip(d.per_bank()) {
        lembar.write_string(r, 0, bank)?.write_number(r, 1, banyak(orang))?;
        lembar.write_number_with_format(r, 2, angka_lembar(rupiah), &uang)?;
    }
    lembar.set_column_width(0, 36)?.set_column_width(2, 20)?;
    let label =
        ["Kode", "Perangkat Daerah", "Orang", "Ditransfer (Rp)", "Tanpa rekening", "Tanpa rekening (Rp)"];
    let lembar = kepala(buku.add_worksheet().set_name("Per perangkat daerah")?, &label, &tebal)?;
    for (r, o) in (1_u32..).zip(&d.opd) {
        lembar.write_string(r, 0, &o.kode)?.write_string(r, 1, &o.nama)?;
        lembar.write_number(r, 2, banyak(o.orang))?.write_number(r, 4, banyak(o.tanpa))?;
        for (c, rupiah) in [(3, o.rupiah), (5, o.rupiah_tanpa)] {
            lembar.write_number_with_format(r, c, angka_lembar(rupiah), &uang)?;
        }
    }
    lembar.set_column_width(1, 52)?.set_column_width(3, 22)?.set_column_width(5, 22)?;
    let label = ["NIP", "Nama", "Kode OPD", "Jumlah (Rp)"];
    let lembar = kepala(buku.add_worksheet().set_name("Tanpa rekening")?, &label, &tebal)?;
    for (r, b) in (1_u32..).zip(&tanpa) {
        lembar.write_string(r, 0, &b.nip)?.write_string(r, 1, &b.nama)?.write_string(r, 2, &b.opd)?;
        lembar.write_number_with_format(r, 3, angka_lembar(b.rupiah), &uang)?;
    }
    lembar.set_column_width(0, 21)?.set_column_width(1, 38)?.set_column_width(3, 20)?;
    let lembar = buku.add_worksheet().set_name("Asal angka")?;
    let isi = [
        ("Periode", d.proses.periode.to_string()),
        ("Hitungan ke", d.proses.versi.to_string()),
        ("Sidik hasil", d.proses.hasil_sidik.clone().unwrap_or_default()),
        ("Perangkat daerah", format!("{} dari {} sudah disetujui", d.opd.len(), d.semua_opd)),
    ];
    for (r, (nama, nilai)) in (0_u32..).zip(&isi) {
        lembar.write_string_with_format(r, 0, *nama, &tebal)?.write_string(r, 1, nilai)?;
    }
    lembar.set_column_width(0, 24)?.set_column_width(1, 70)?;
    buku.save_to_buffer()
}

fn kepala<'a>(
    lembar: &'a mut Worksheet,
    label: &[&str],
    tebal: &Format,
) -> Result<&'a mut Worksheet, XlsxError> {
    for (c, teks) in (0_u16..).zip(label) {
        lembar.write_string_with_format(0, c, *teks, tebal)?;
    }
    lembar.set_freeze_panes(1, 0)
}

fn banyak(n: usize) -> f64 {
    angka_lembar(i64::try_from(n).unwrap_or(i64::MAX))
}

fn transfer(
    lembar: &mut Worksheet,
    d: &DaftarTransfer,
    berisi: &[&Terbayar],
    (tebal, uang): (&Format, &Format),
) -> Result<(), XlsxError> {
    kepala(lembar, &KOLOM, tebal)?;
    for (r, (b, rek)) in (1_u32..).zip(berisi.iter().filter_map(|b| Some((b, b.rekening.as_ref()?)))) {
        lembar.write_number(r, 0, angka_lembar(r.into()))?;
        lembar.write_number_with_format(r, 4, angka_lembar(b.rupiah), uang)?;
        let teks: [(u16, &str); 8] = [
            (1, &rek.bank),
            (2, &rek.nomor),
            (3, &rek.atas_nama),
            (5, &berita(d)),
            (6, &b.nip),
            (7, &b.nama),
            (8, &b.opd),
            (9, perhatian(b)),
        ];
        for (c, isi) in teks {
            // strings are written as strings: zeros stay, and a sheet never evaluates them
            lembar.write_string(r, c, isi)?;
        }
    }
    let akhir = u32::try_from(berisi.len()).unwrap_or(u32::MAX).saturating_add(1);
    lembar.write_string_with_format(akhir, 0, "JUMLAH", tebal)?;
    let jumlah = berisi.iter().map(|b| b.rupiah).sum();
    lembar.write_number_with_format(akhir, 4, angka_lembar(jumlah), uang)?;
    for (c, lebar) in [(1, 24), (2, 22), (3, 38), (4, 18), (5, 22), (6, 21), (7, 38), (9, 34)] {
        lembar.set_column_width(c, lebar)?;
    }
    Ok(())
}
