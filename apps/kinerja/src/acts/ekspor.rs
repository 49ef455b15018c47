//! A month's lines as a file: CSV or XLSX, with totals that reconcile with the run.

use std::collections::BTreeMap;

use balai_kernel::{Aktor, Bahasa, Galat, Lingkup, Periode, Rupiah};
use balai_platform::{Done, Event, Kerusakan, Refusal, Region, Sasaran, decide};
use balai_store::Tx;
use rust_xlsxwriter::{Format, Workbook, XlsxError};

use crate::acts::langkah::Bulan;
use crate::akt::PROSES_EKSPOR;
use crate::model::langkah::Tahap;
use crate::model::proses::{BarisTersimpan, Keluaran, OpdTersimpan, ProsesTersimpan, cocokkan};
use crate::store::proses as store;
use crate::store::{kebijakan, selisih};

/// Kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bentuk {
    /// Semicolons, CRLF and a byte order mark, as spreadsheets with Indonesian settings open it.
    Csv,
    /// Excel workbook: lines, totals per OPD, and what it was computed from.
    Xlsx,
}

impl Bentuk {
    /// From `csv` or `xlsx`.
    #[must_use]
    pub fn dari_nama(nama: &str) -> Option<Self> {
        match nama {
            "csv" => Some(Self::Csv),
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }

    /// The media type.
    #[must_use]
    pub fn media(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// The ending of the file's name.
    #[must_use]
    pub fn akhiran(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }
}

/// A finished file and what is in it.
#[derive(Debug, Clone)]
pub struct Berkas {
    /// The run.
    pub proses: ProsesTersimpan,
    /// The bytes.
    pub isi: Vec<u8>,
    /// How many people.
    pub orang: usize,
    /// Sum of the lines, in sen.
    pub jumlah_sen: i64,
    /// Whether some of it is not approved yet.
    pub sementara: bool,
}

impl Berkas {
    /// The file's name: month, version, and that it is provisional.
    #[must_use]
    pub fn nama(&self, bentuk: Bentuk) -> String {
        let tanda = if self.sementara { "-SEMENTARA" } else { "" };
        let p = &self.proses;
        format!("tunjangan-{}-hitungan-{}{tanda}.{}", p.periode, p.versi, bentuk.akhiran())
    }
}

/// Everything a file is written from.
struct Bahan {
    proses: ProsesTersimpan,
    kolom: Vec<Keluaran>,
    opd: Vec<OpdTersimpan>,
    baris: Vec<BarisTersimpan>,
    jumlah_sen: i64,
    bayar: Option<Bayar>,
    tahap: BTreeMap<String, Tahap>,
}

impl Bahan {
    /// How far a line has come: what nobody approved yet is provisional.
    fn keadaan(&self, opd: &str) -> &'static str {
        match self.tahap.get(opd) {
            Some(t) if *t >= Tahap::Disetujui => t.nama(Bahasa::Id),
            _ => SEMENTARA,
        }
    }

    /// How many OPDs are approved.
    fn disetujui(&self) -> usize {
        self.tahap.values().filter(|t| **t >= Tahap::Disetujui).count()
    }

    /// Whether a line of the file is not approved yet.
    fn sementara(&self) -> bool {
        self.disetujui() < self.opd.len()
    }
}

/// What stands where nobody has approved yet.
const SEMENTARA: &str = "SEMENTARA";

/// What each person is paid where it is not the line alone.
pub(super) struct Bayar {
    /// By NIP.
    orang: BTreeMap<String, BayarOrang>,
    /// Who is paid something of earlier months and has no line this month: NIP, name, OPD.
    tanpa_baris: Vec<[String; 3]>,
}

/// One person's payment, in sen: what a policy defers, what comes of earlier months, what is paid.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct BayarOrang {
    pub tangguh: i64,
    pub bawaan: i64,
    pub dibayar: i64,
}

/// The columns these add.
const KOLOM_BAYAR: [&str; 3] = ["Ditangguhkan", "Dari bulan sebelumnya", "Dibayar"];

impl Bayar {
    /// What a person is paid.
    pub fn orang(&self, nip: &str) -> BayarOrang {
        self.orang.get(nip).copied().unwrap_or_default()
    }

    /// Who is paid something of earlier months only: NIP, name, OPD.
    pub fn tanpa_baris(&self) -> &[[String; 3]] {
        &self.tanpa_baris
    }

    /// A person's columns.
    fn kolom(&self, nip: &str) -> [i64; 3] {
        let o = self.orang(nip);
        [o.tangguh, o.bawaan, o.dibayar]
    }

    /// Their sums.
    fn jumlah(&self) -> [i64; 3] {
        let tambah = |j: [i64; 3], o: &BayarOrang| [j[0] + o.tangguh, j[1] + o.bawaan, j[2] + o.dibayar];
        self.orang.values().fold([0; 3], tambah)
    }
}

/// Reads what the policies in force pay and what is settled of earlier months; none when everybody is paid what was computed.
pub(super) fn bayar(
    tx: &mut Tx<'_>,
    periode: Periode,
    baris: &[BarisTersimpan],
) -> Result<Option<Bayar>, Refusal> {
    let Some(bulan) = Bulan::baca(tx, periode, &Lingkup::Semua)? else { return Ok(None) };
    let polos = |b: &BarisTersimpan| BayarOrang { dibayar: b.utama_sen, ..BayarOrang::default() };
    let mut orang: BTreeMap<String, BayarOrang> = baris.iter().map(|b| (b.nip.clone(), polos(b))).collect();
    let mut ada = !bulan.bawaan.is_empty();
    for o in &bulan.opd {
        let Some(k) = bulan.kebijakan(&o.kode) else { continue };
        ada = true;
        for b in kebijakan::bayaran(tx, periode, k.urut)? {
            let satu = BayarOrang { tangguh: b.ditangguhkan_sen, bawaan: 0, dibayar: b.dibayar_sen };
            orang.insert(b.nip, satu);
        }
    }
    let mut tanpa_baris = Vec::new();
    for (nip, milik) in &bulan.bawaan {
        let sen: i64 = milik.iter().map(|(_, sen)| sen).sum();
        if let Some((s, _)) = milik.first().filter(|_| !orang.contains_key(nip)) {
            let nama = selisih::nama_terakhir(tx, nip)?.unwrap_or_default();
            tanpa_baris.push([nip.clone(), nama, s.opd.clone()]);
        }
        let satu = orang.entry(nip.clone()).or_default();
        satu.bawaan = sen;
        satu.dibayar += sen;
    }
    for t in bulan.tertahan.values() {
        ada = true;
        let satu = orang.entry(t.nip.clone()).or_default();
        satu.tangguh += t.bulan_ini_sen;
        satu.bawaan = 0;
        satu.dibayar = 0;
    }
    Ok(ada.then_some(Bayar { orang, tanpa_baris }))
}

/// Writes the newest finished run of a month. The export is an event of the journal.
///
/// # Errors
/// [`Refusal::NotFound`] when the month is not computed, `KIN-410` when the lines no longer make the run's totals:
/// a file that does not reconcile is never written.
pub fn ekspor(region: &Region, aktor: &Aktor, periode: Periode, bentuk: Bentuk) -> Result<Berkas, Refusal> {
    let putusan = decide(aktor, &PROSES_EKSPOR, &Sasaran::daerah(region.hari_ini()))?;
    let semua = balai_kernel::Lingkup::Semua;
    let bahan = region.read(|tx| -> Result<_, Refusal> {
        let proses = store::terbaru(tx, periode)?.ok_or(Refusal::NotFound)?;
        let opd = store::semua_opd(tx, &proses.id, &semua)?;
        let baris = store::semua_baris(tx, &proses.id, &semua)?;
        let tersimpan = store::jumlah_baris(tx, &proses.id)?;
        let jumlah_sen = baris.iter().map(|b| b.utama_sen).sum();
        cocokkan(
            &opd,
            &tersimpan,
            i64::try_from(baris.len()).unwrap_or(-1),
            proses.jumlah_sen.unwrap_or(-1),
        )?;
        let bayar = bayar(tx, periode, &baris)?;
        let bulan = Bulan::tanpa_bawaan(tx, periode, &semua)?.ok_or(Refusal::NotFound)?;
        let tahap = opd.iter().map(|o| (o.kode.clone(), bulan.keadaan(&o.kode).tahap)).collect();
        Ok(Bahan { kolom: proses.kolom(), proses, opd, baris, jumlah_sen, bayar, tahap })
    })?;
    let isi = match bentuk {
        Bentuk::Csv => csv(&bahan)?,
        Bentuk::Xlsx => xlsx(&bahan).map_err(|e| rusak(&e.to_string()))?,
    };
    let sementara = bahan.sementara();
    let Bahan { proses, baris, jumlah_sen, .. } = bahan;
    let catatan = serde_json::json!({
        "bentuk": bentuk.akhiran(), "orang": baris.len(), "jumlah_sen": jumlah_sen, "hasil_sidik": proses.hasil_sidik,
    });
    let sasaran = format!("kinerja.proses/{periode}/{}/ekspor", proses.versi);
    let berkas = isi.clone();
    region.act(aktor, move |_| {
        Ok(Done::new((), Event::baru(putusan.clone(), sasaran.clone()).isi(catatan.clone()).sesudah(&berkas)))
    })?;
    Ok(Berkas { orang: baris.len(), proses, isi, jumlah_sen, sementara })
}

pub(super) fn rusak(rinci: &str) -> Refusal {
    Refusal::Internal(Kerusakan::baru(rinci))
}

/// A text that no spreadsheet reads as a formula: one that begins like a formula gets an apostrophe before it,
/// and so does one that begins with a control character that hides such a beginning.
#[must_use]
pub fn aman(teks: &str) -> String {
    let bahaya = teks.trim_start().starts_with(['=', '+', '-', '@'])
        || teks.starts_with(|h: char| h.is_control())
        || teks.starts_with(['\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
    if bahaya { format!("'{teks}") } else { teks.to_owned() }
}

/// A stored integer as spreadsheets with Indonesian settings read it: a decimal comma, no grouping.
fn angka(nilai: i128, skala: u8) -> String {
    if skala == 0 {
        return nilai.to_string();
    }
    let bagi = 10_u128.pow(u32::from(skala));
    let mutlak = nilai.unsigned_abs();
    let tanda = if nilai < 0 { "-" } else { "" };
    format!("{tanda}{},{:0lebar$}", mutlak / bagi, mutlak % bagi, lebar = usize::from(skala))
}

fn csv(b: &Bahan) -> Result<Vec<u8>, Refusal> {
    let mut tulis = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    let mut satu = |isi: Vec<String>| tulis.write_record(isi).map_err(|e| rusak(&e.to_string()));
    let mut kepala: Vec<String> =
        ["NIP", "Nama", "Jabatan", "Kelas", "Kode OPD", "Perangkat Daerah", "Unit Kerja", "Keadaan"]
            .map(str::to_owned)
            .into();
    kepala.extend(b.kolom.iter().map(|k| aman(&k.label_id)));
    kepala.extend(b.bayar.iter().flat_map(|_| KOLOM_BAYAR.map(str::to_owned)));
    satu(kepala)?;
    for baris in &b.baris {
        satu(kolom_csv(b, baris))?;
    }
    if let Some(bayar) = &b.bayar {
        for milik in &bayar.tanpa_baris {
            satu(tanpa_baris_csv(b, bayar, milik))?;
        }
    }
    let mut jumlah = vec!["JUMLAH".to_owned(), format!("{} orang", b.baris.len())];
    jumlah.extend(std::iter::repeat_n(String::new(), 6));
    jumlah.extend(b.kolom.iter().enumerate().map(|(i, k)| jumlah_kolom(b, i, k)));
    jumlah.extend(b.bayar.iter().flat_map(|bayar| bayar.jumlah().map(rupiah)));
    satu(jumlah)?;
    tulis.into_inner().map_err(|e| rusak(&e.to_string()))
}

/// The row of somebody who is paid something of earlier months only: no figures of this month.
fn tanpa_baris_csv(b: &Bahan, bayar: &Bayar, [nip, nama, opd]: &[String; 3]) -> Vec<String> {
    let nama_opd = b.opd.iter().find(|o| o.kode == *opd).map_or("", |o| o.nama.as_str());
    let mut isi =
        vec![format!("'{nip}"), aman(nama), String::new(), String::new(), aman(opd), aman(nama_opd)];
    isi.push(String::new());
    isi.push(b.keadaan(opd).to_owned());
    isi.extend(std::iter::repeat_n(String::new(), b.kolom.len()));
    isi.extend(bayar.kolom(nip).map(rupiah));
    isi
}

fn kolom_csv(b: &Bahan, baris: &BarisTersimpan) -> Vec<String> {
    let opd = b.opd.iter().find(|o| o.kode == baris.opd).map_or("", |o| o.nama.as_str());
    let mut isi = vec![
        // eighteen digits would be rounded as a number; a text beginning with a digit stays a text with this sign
        format!("'{}", baris.nip),
        aman(&baris.nama),
        aman(&baris.jabatan),
        baris.kelas.to_string(),
        aman(&baris.opd),
        aman(opd),
        aman(&baris.unit_nama),
        b.keadaan(&baris.opd).to_owned(),
    ];
    isi.extend(baris.angka().into_iter().zip(&b.kolom).map(|(a, k)| angka(a, k.skala)));
    isi.extend(b.bayar.iter().flat_map(|bayar| bayar.kolom(&baris.nip).map(rupiah)));
    isi
}

/// Sen as rupiah, with a decimal comma only where there are sen.
fn rupiah(sen: i64) -> String {
    if sen % 100 == 0 { angka(i128::from(sen / 100), 0) } else { angka(i128::from(sen), 2) }
}

/// The sum of a money column; other figures have none.
fn jumlah_kolom(b: &Bahan, letak: usize, kolom: &Keluaran) -> String {
    if kolom.satuan != "rupiah" {
        return String::new();
    }
    let semua = b.baris.iter().map(|baris| baris.angka().get(letak).copied().unwrap_or(0));
    angka(semua.sum(), kolom.skala)
}

fn xlsx(b: &Bahan) -> Result<Vec<u8>, XlsxError> {
    let mut buku = Workbook::new();
    let tebal = Format::new().set_bold();
    baris_xlsx(&mut buku, b, &tebal)?;
    opd_xlsx(&mut buku, b, &tebal)?;
    asal_xlsx(&mut buku, b, &tebal)?;
    buku.save_to_buffer()
}

/// The largest whole number a spreadsheet keeps exactly.
const TEPAT: i128 = 1 << 53;

/// Writes a number as a number where the sheet keeps it exactly, else as text.
fn sel(
    lembar: &mut rust_xlsxwriter::Worksheet,
    letak: (u32, u16),
    nilai: i128,
    skala: u8,
    bentuk: &Format,
) -> Result<(), XlsxError> {
    let (baris, kolom) = letak;
    let bulat = i64::try_from(nilai).ok().filter(|n| skala == 0 && i128::from(*n).abs() < TEPAT);
    match bulat {
        Some(n) => lembar.write_number_with_format(baris, kolom, angka_lembar(n), bentuk)?,
        None => lembar.write_string_with_format(baris, kolom, angka(nilai, skala), bentuk)?,
    };
    Ok(())
}

/// The file format knows only binary fractions; whole numbers below 2^53 are exact in it.
#[expect(clippy::cast_precision_loss, reason = "the caller has checked that the number is below 2^53")]
pub(super) fn angka_lembar(n: i64) -> f64 {
    n as f64
}

fn baris_xlsx(buku: &mut Workbook, b: &Bahan, tebal: &Format) -> Result<(), XlsxError> {
    let uang = Format::new().set_num_format("#,##0");
    let uang_tebal = Format::new().set_num_format("#,##0").set_bold();
    let lembar = buku.add_worksheet().set_name("Baris")?;
    let tetap = ["NIP", "Nama", "Jabatan", "Kelas", "Kode OPD", "Unit Kerja", "Keadaan"];
    let bayar = b.bayar.iter().flat_map(|_| KOLOM_BAYAR);
    let label = tetap.into_iter().chain(b.kolom.iter().map(|k| k.label_id.as_str())).chain(bayar);
    for (i, teks) in (0_u16..).zip(label) {
        lembar.write_string_with_format(0, i, teks, tebal)?;
    }
    for (r, baris) in (1_u32..).zip(&b.baris) {
        // strings are written as strings: a sheet never evaluates them
        for (c, teks) in
            [(0, &baris.nip), (1, &baris.nama), (2, &baris.jabatan), (4, &baris.opd), (5, &baris.unit_nama)]
        {
            lembar.write_string(r, c, teks)?;
        }
        lembar.write_string(r, 6, b.keadaan(&baris.opd))?;
        lembar.write_number(r, 3, angka_lembar(baris.kelas))?;
        for (c, (a, k)) in (KOLOM_TETAP..).zip(baris.angka().into_iter().zip(&b.kolom)) {
            sel(lembar, (r, c), a, k.skala, &uang)?;
        }
        if let Some(bayar) = &b.bayar {
            for (c, sen) in (kolom_bayar(b)..).zip(bayar.kolom(&baris.nip)) {
                tulis_sen(lembar, (r, c), sen, &uang)?;
            }
        }
    }
    let mut akhir = u32::try_from(b.baris.len()).unwrap_or(u32::MAX).saturating_add(1);
    if let Some(bayar) = &b.bayar {
        for [nip, nama, opd] in &bayar.tanpa_baris {
            lembar.write_string(akhir, 0, nip)?.write_string(akhir, 1, nama)?.write_string(akhir, 4, opd)?;
            for (c, sen) in (kolom_bayar(b)..).zip(bayar.kolom(nip)) {
                tulis_sen(lembar, (akhir, c), sen, &uang)?;
            }
            akhir = akhir.saturating_add(1);
        }
    }
    lembar.write_string_with_format(akhir, 0, "JUMLAH", tebal)?;
    lembar.write_string_with_format(akhir, 1, format!("{} orang", b.baris.len()), tebal)?;
    for (c, (i, k)) in
        (KOLOM_TETAP..).zip(b.kolom.iter().enumerate()).filter(|(_, (_, k))| k.satuan == "rupiah")
    {
        let jumlah = b.baris.iter().map(|x| x.angka().get(i).copied().unwrap_or(0)).sum();
        sel(lembar, (akhir, c), jumlah, k.skala, &uang_tebal)?;
    }
    if let Some(bayar) = &b.bayar {
        for (c, sen) in (kolom_bayar(b)..).zip(bayar.jumlah()) {
            tulis_sen(lembar, (akhir, c), sen, &uang_tebal)?;
        }
    }
    lembar.set_freeze_panes(1, 2)?;
    lembar.set_column_width(0, 21)?.set_column_width(1, 38)?.set_column_width(2, 34)?;
    Ok(())
}

/// How many columns stand before the computed figures.
const KOLOM_TETAP: u16 = 7;

/// The first column after the computed figures.
fn kolom_bayar(b: &Bahan) -> u16 {
    u16::try_from(b.kolom.len()).unwrap_or(u16::MAX - 8) + KOLOM_TETAP
}

fn opd_xlsx(buku: &mut Workbook, b: &Bahan, tebal: &Format) -> Result<(), XlsxError> {
    let uang = Format::new().set_num_format("#,##0.00");
    let lembar = buku.add_worksheet().set_name("Per perangkat daerah")?;
    for (i, teks) in (0_u16..).zip([
        "Kode",
        "Perangkat Daerah",
        "Orang",
        "Jumlah (Rp)",
        "Terhadap pagu (Rp)",
        "Pagu (Rp)",
        "Keadaan",
    ]) {
        lembar.write_string_with_format(0, i, teks, tebal)?;
    }
    for (r, o) in (1_u32..).zip(&b.opd) {
        lembar.write_string(r, 0, &o.kode)?.write_string(r, 1, &o.nama)?;
        lembar.write_number(r, 2, angka_lembar(o.orang))?.write_string(r, 6, b.keadaan(&o.kode))?;
        for (c, sen) in [(3, o.jumlah_sen), (4, o.terhadap_sen), (5, o.plafon_sen)] {
            if let Some(sen) = sen {
                tulis_sen(lembar, (r, c), sen, &uang)?;
            }
        }
    }
    let akhir = u32::try_from(b.opd.len()).unwrap_or(u32::MAX).saturating_add(1);
    lembar.write_string_with_format(akhir, 1, "JUMLAH", tebal)?;
    lembar.write_number_with_format(akhir, 2, angka_lembar(b.opd.iter().map(|o| o.orang).sum()), tebal)?;
    tulis_sen(lembar, (akhir, 3), b.jumlah_sen, &uang)?;
    lembar
        .set_column_width(1, 52)?
        .set_column_width(3, 22)?
        .set_column_width(4, 22)?
        .set_column_width(5, 22)?;
    Ok(())
}

/// Whole rupiah as a number; with sen as text, so that nothing is rounded.
fn tulis_sen(
    lembar: &mut rust_xlsxwriter::Worksheet,
    letak: (u32, u16),
    sen: i64,
    bentuk: &Format,
) -> Result<(), XlsxError> {
    if sen % 100 == 0 {
        sel(lembar, letak, i128::from(sen / 100), 0, bentuk)
    } else {
        lembar.write_string(letak.0, letak.1, Rupiah::from_sen(sen).angka()).map(|_| ())
    }
}

fn asal_xlsx(buku: &mut Workbook, b: &Bahan, tebal: &Format) -> Result<(), XlsxError> {
    let lembar = buku.add_worksheet().set_name("Asal angka")?;
    let p = &b.proses;
    let tanda = if b.sementara() { "SEMENTARA: " } else { "" };
    let keadaan = format!("{tanda}{} dari {} perangkat daerah disetujui", b.disetujui(), b.opd.len());
    let isi = [
        ("Periode", p.periode.to_string()),
        ("Hitungan ke", p.versi.to_string()),
        ("Paket", format!("{} {}", p.paket_id, p.paket_versi)),
        ("Sidik paket dan berkas daerah", p.paket_sidik.clone()),
        ("Sidik kalender", p.kalender_sidik.clone()),
        ("Sidik masukan", p.masukan_sidik.clone().unwrap_or_default()),
        ("Sidik hasil", p.hasil_sidik.clone().unwrap_or_default()),
        ("Keadaan", keadaan),
    ];
    for (r, (nama, nilai)) in (0_u32..).zip(&isi) {
        lembar.write_string_with_format(r, 0, *nama, tebal)?.write_string(r, 1, nilai)?;
    }
    lembar.set_column_width(0, 32)?.set_column_width(1, 70)?;
    Ok(())
}

/// `KIN-415` for a kind of file that is not written.
#[must_use]
pub fn bentuk_asing(nama: &str) -> Galat {
    Galat::baru("KIN-415").dengan("nilai", nama)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_ever_a_formula() {
        for jahat in ["=1+1", "+62", "-3", "@SUM(A1)", "\t=1", "  =1", "\r=1", "\u{ff1d}1"] {
            assert!(aman(jahat).starts_with('\''), "{jahat:?}");
        }
        assert_eq!(aman("Euis Komariah, S.Sos."), "Euis Komariah, S.Sos.");
    }

    #[test]
    fn numbers_have_a_decimal_comma_and_no_groups() {
        assert_eq!(angka(6_023_750, 0), "6023750");
        assert_eq!(angka(-1_250, 2), "-12,50");
        assert_eq!(angka(5, 2), "0,05");
    }
}
