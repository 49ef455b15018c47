//! Setting a document on pages: lines, tables, where a page ends. All measures are thousandths of a point.

use balai_kernel::Galat;

use crate::huruf::muka;
use crate::isi::{Blok, Dokumen, Keterangan, Kop, Potong, Rata, TandaTangan, polos};
use crate::patah::{Baris, baris_baris};

/// A4.
pub(crate) const LEBAR: i64 = 595_276;
pub(crate) const TINGGI: i64 = 841_890;
/// Margins.
const KIRI: i64 = 62_000;
const ATAS: i64 = 46_000;
const BAWAH: i64 = 66_000;
/// Width of the text.
const BADAN: i64 = LEBAR - 2 * KIRI;
/// Longest document.
const HALAMAN_MAKS: usize = 2_000;
/// Text, and text of tables.
const UKURAN: i64 = 10_000;
const UKURAN_TABEL: i64 = 9_000;
/// Above and below the words of a cell, and at their sides.
const SELA: i64 = 4_000;
const SELA_SISI: i64 = 5_000;
/// Side of the QR code.
const QR: i64 = 58_000;

/// Ink.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Warna {
    Hitam,
    Abu,
    GarisTipis,
    Kepala,
    Rgb([u8; 3]),
}

/// What is drawn, with its leaf in the tree of meaning; none is decoration.
#[derive(Debug, Clone)]
pub(crate) enum Butir {
    Teks { x: i64, y: i64, ukuran: i64, tebal: bool, warna: Warna, teks: String, daun: Option<usize> },
    Kotak { x: i64, y: i64, lebar: i64, tinggi: i64, warna: Warna },
    Qr { x: i64, y: i64, sisi: i64, isi: String, daun: usize },
}

/// The meaning of a part, for readers who do not see the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Arti {
    Judul(u8, String),
    Alinea,
    Kelompok,
    Daftar(bool),
    ButirDaftar,
    TandaDaftar,
    IsiDaftar,
    Tabel,
    KepalaTabel,
    BadanTabel,
    Baris,
    SelKepala,
    Sel,
    Gambar(String),
}

/// The tree of meaning.
#[derive(Debug, Clone)]
pub(crate) enum Pohon {
    Cabang(Arti, Vec<Pohon>),
    Daun(usize),
}

/// A document on its pages.
#[derive(Debug, Default)]
pub(crate) struct Tatanan {
    pub halaman: Vec<Vec<Butir>>,
    pub pohon: Vec<Pohon>,
    pub daun: usize,
    /// Headings for the outline: page from 0, height, words.
    pub judul: Vec<(usize, i64, String)>,
}

/// Where a column of text stands and how it looks.
#[derive(Debug, Clone, Copy)]
struct Kolom {
    x: i64,
    lebar: i64,
    ukuran: i64,
    rata: Rata,
    warna: Warna,
}

impl Kolom {
    fn badan(ukuran: i64) -> Self {
        Kolom { x: KIRI, lebar: BADAN, ukuran, rata: Rata::Kiri, warna: Warna::Hitam }
    }
}

/// Distance between two baselines.
fn lompat(ukuran: i64) -> i64 {
    ukuran * 29 / 20
}

/// Where the baseline stands below the top of a line.
fn alas(ukuran: i64) -> i64 {
    ukuran * 21 / 20
}

/// Sets a document on pages.
pub(crate) fn tata(d: &Dokumen, kop: &Kop, ket: &Keterangan) -> Result<Tatanan, Galat> {
    let mut p = Penata { hasil: Tatanan::default(), y: ATAS };
    p.hasil.halaman.push(Vec::new());
    p.tanda(&ket.tanda);
    p.kop(kop);
    for blok in &d.blok {
        p.blok(blok);
        if p.hasil.halaman.len() > HALAMAN_MAKS {
            return Err(Galat::baru("DOK-004").dengan("maks", HALAMAN_MAKS));
        }
    }
    if let Some((kode, alamat)) = &ket.verifikasi {
        p.verifikasi(kode, alamat, &ket.bahasa);
    }
    p.kaki(ket);
    Ok(p.hasil)
}

struct Penata {
    hasil: Tatanan,
    y: i64,
}

impl Penata {
    fn daun(&mut self) -> usize {
        self.hasil.daun += 1;
        self.hasil.daun - 1
    }

    fn gambar(&mut self, butir: Butir) {
        if let Some(halaman) = self.hasil.halaman.last_mut() {
            halaman.push(butir);
        }
    }

    fn sisa(&self) -> i64 {
        TINGGI - BAWAH - self.y
    }

    /// Goes to a new page unless so much room is left.
    fn pastikan(&mut self, tinggi: i64) -> bool {
        let penuh = self.sisa() < tinggi;
        if penuh {
            self.hasil.halaman.push(Vec::new());
            self.y = ATAS;
        }
        penuh
    }

    fn jarak(&mut self, tinggi: i64) {
        if self.y > ATAS {
            self.y += tinggi;
        }
    }

    fn garis(&mut self, x: i64, lebar: i64, tebal: i64, warna: Warna) {
        let y = self.y;
        self.gambar(Butir::Kotak { x, y, lebar, tinggi: tebal, warna });
    }

    /// Draws one line with its top at `y`; gives back its leaf.
    fn baris(&mut self, b: &Baris, k: Kolom, y: i64, daun: Option<usize>) {
        let mut x = match k.rata {
            Rata::Kiri => k.x,
            Rata::Tengah => k.x + (k.lebar - b.lebar) / 2,
            Rata::Kanan => k.x + k.lebar - b.lebar,
        };
        for (teks, tebal) in &b.potong {
            let lebar = muka(*tebal).lebar(teks, k.ukuran);
            let y = y + alas(k.ukuran);
            let (ukuran, warna, teks) = (k.ukuran, k.warna, teks.clone());
            self.gambar(Butir::Teks { x, y, ukuran, tebal: *tebal, warna, teks, daun });
            x += lebar;
        }
    }

    /// Lines down the page, over as many pages as they need.
    fn alinea(&mut self, isi: &[Potong], k: Kolom) -> Pohon {
        let daun = self.daun();
        for b in baris_baris(isi, k.ukuran, k.lebar) {
            self.pastikan(lompat(k.ukuran));
            let y = self.y;
            self.baris(&b, k, y, Some(daun));
            self.y += lompat(k.ukuran);
        }
        Pohon::Daun(daun)
    }

    /// The mark on the first page as words that are read; [`Penata::kaki`] repeats it on the others.
    fn tanda(&mut self, tanda: &str) {
        if tanda.is_empty() {
            return;
        }
        let daun = self.daun();
        if let Some(halaman) = self.hasil.halaman.last_mut() {
            halaman.extend(butir_tanda(tanda, Some(daun)));
        }
        self.hasil.pohon.push(Pohon::Cabang(Arti::Alinea, vec![Pohon::Daun(daun)]));
    }

    fn kop(&mut self, kop: &Kop) {
        let tebal = |teks: &str| vec![Potong { teks: teks.to_owned(), tebal: true }];
        let mut isi = Vec::new();
        let baris = [
            (kop.pemda.to_uppercase(), 13_000, true, Warna::Hitam),
            (kop.unit.to_uppercase(), 11_500, true, Warna::Hitam),
            (kop.alamat.clone(), 8_500, false, Warna::Abu),
        ];
        for (teks, ukuran, kuat, warna) in baris.iter().filter(|b| !b.0.is_empty()) {
            let k = Kolom { rata: Rata::Tengah, warna: *warna, ..Kolom::badan(*ukuran) };
            let potong = if *kuat { tebal(teks) } else { vec![Potong { teks: teks.clone(), tebal: false }] };
            let anak = self.alinea(&potong, k);
            isi.push(Pohon::Cabang(Arti::Alinea, vec![anak]));
        }
        if isi.is_empty() {
            return;
        }
        self.y += 7_000;
        self.garis(KIRI, BADAN, 2_000, Warna::Rgb(kop.warna));
        self.y += 22_000;
        self.hasil.pohon.push(Pohon::Cabang(Arti::Kelompok, isi));
    }

    fn blok(&mut self, blok: &Blok) {
        match blok {
            Blok::Judul { tingkat, isi } => self.judul(*tingkat, isi),
            Blok::Paragraf(isi) => {
                let anak = self.alinea(isi, Kolom::badan(UKURAN));
                self.y += 6_000;
                self.hasil.pohon.push(Pohon::Cabang(Arti::Alinea, vec![anak]));
            }
            Blok::Daftar { bernomor, butir } => self.daftar(*bernomor, butir),
            Blok::Rincian(isi) => self.rincian(isi),
            Blok::Tabel { kolom, kepala, baris } => self.tabel(kolom, kepala, baris),
            Blok::Garis => {
                self.jarak(4_000);
                self.garis(KIRI, BADAN, 500, Warna::GarisTipis);
                self.y += 10_000;
            }
            Blok::TandaTangan(t) => self.tanda_tangan(t),
        }
    }

    fn judul(&mut self, tingkat: u8, isi: &[Potong]) {
        let (ukuran, rata, sebelum, sesudah) = match tingkat {
            1 => (15_000, Rata::Tengah, 2_000, 10_000),
            2 => (11_500, Rata::Kiri, 12_000, 5_000),
            _ => (10_000, Rata::Kiri, 8_000, 3_000),
        };
        self.jarak(sebelum);
        // a heading is not left alone at the foot of a page
        self.pastikan(lompat(ukuran) + 3 * lompat(UKURAN));
        let tempat = (self.hasil.halaman.len() - 1, self.y, polos(isi));
        self.hasil.judul.push(tempat);
        let tebal: Vec<Potong> = isi.iter().map(|p| Potong { tebal: true, ..p.clone() }).collect();
        let anak = self.alinea(&tebal, Kolom { rata, ..Kolom::badan(ukuran) });
        self.y += sesudah;
        self.hasil.pohon.push(Pohon::Cabang(Arti::Judul(tingkat, polos(isi)), vec![anak]));
    }

    fn daftar(&mut self, bernomor: bool, butir: &[Vec<Potong>]) {
        let mut isi = Vec::with_capacity(butir.len());
        for (nomor, b) in (1_u32..).zip(butir) {
            self.pastikan(lompat(UKURAN));
            let tanda = if bernomor { format!("{nomor}. ") } else { "• ".to_owned() };
            let daun = self.daun();
            let (y, ukuran) = (self.y + alas(UKURAN), UKURAN);
            self.gambar(Butir::Teks {
                x: KIRI + 4_000,
                y,
                ukuran,
                tebal: false,
                warna: Warna::Hitam,
                teks: tanda,
                daun: Some(daun),
            });
            let k = Kolom { x: KIRI + 22_000, lebar: BADAN - 22_000, ..Kolom::badan(UKURAN) };
            let anak = self.alinea(b, k);
            self.y += 2_000;
            isi.push(Pohon::Cabang(
                Arti::ButirDaftar,
                vec![
                    Pohon::Cabang(Arti::TandaDaftar, vec![Pohon::Daun(daun)]),
                    Pohon::Cabang(Arti::IsiDaftar, vec![anak]),
                ],
            ));
        }
        self.y += 4_000;
        self.hasil.pohon.push(Pohon::Cabang(Arti::Daftar(bernomor), isi));
    }

    /// Names at the left, values at the right of a colon; read as a table of two columns.
    fn rincian(&mut self, isi: &[(Vec<Potong>, Vec<Potong>)]) {
        let lebar_nama = isi.iter().map(|(n, _)| lebar_potong(n, UKURAN)).max().unwrap_or(0);
        let lebar_nama = lebar_nama.min(BADAN * 2 / 5) + 12_000;
        let mut baris = Vec::with_capacity(isi.len());
        for (nama, nilai) in isi {
            let kiri = Kolom { lebar: lebar_nama - 12_000, warna: Warna::Abu, ..Kolom::badan(UKURAN) };
            let kanan = Kolom { x: KIRI + lebar_nama, lebar: BADAN - lebar_nama, ..Kolom::badan(UKURAN) };
            let sel = [baris_baris(nama, UKURAN, kiri.lebar), baris_baris(nilai, UKURAN, kanan.lebar)];
            let daun = self.sebaris(&sel, &[kiri, kanan], 0, None);
            let [a, b] = daun.as_slice() else { continue };
            baris.push(Pohon::Cabang(
                Arti::Baris,
                vec![
                    Pohon::Cabang(Arti::SelKepala, vec![Pohon::Daun(*a)]),
                    Pohon::Cabang(Arti::Sel, vec![Pohon::Daun(*b)]),
                ],
            ));
            self.y += 1_500;
        }
        self.y += 6_000;
        self.hasil.pohon.push(Pohon::Cabang(Arti::Tabel, vec![Pohon::Cabang(Arti::BadanTabel, baris)]));
    }

    /// Cells side by side, their lines over pages where they must; `ulang` is drawn again at the top of a new page.
    fn sebaris(
        &mut self,
        sel: &[Vec<Baris>],
        kolom: &[Kolom],
        sela: i64,
        ulang: Option<&dyn Fn(&mut Penata)>,
    ) -> Vec<usize> {
        let daun: Vec<usize> = sel.iter().map(|_| self.daun()).collect();
        let ukuran = kolom.first().map_or(UKURAN, |k| k.ukuran);
        let banyak = sel.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let mut mulai = 0;
        // a row that would fit on a page is kept whole
        let utuh = i64::try_from(banyak).unwrap_or(1) * lompat(ukuran) + 2 * sela;
        if utuh <= (TINGGI - BAWAH - ATAS) / 2
            && self.pastikan(utuh)
            && let Some(ulang) = ulang
        {
            ulang(self);
        }
        while mulai < banyak {
            if self.pastikan(lompat(ukuran) + 2 * sela)
                && let Some(ulang) = ulang
            {
                ulang(self);
            }
            let muat = ((self.sisa() - 2 * sela) / lompat(ukuran)).max(1);
            let sampai = banyak.min(mulai + usize::try_from(muat).unwrap_or(1));
            for ((isi, k), daun) in sel.iter().zip(kolom).zip(&daun) {
                for (i, b) in isi.iter().enumerate().take(sampai).skip(mulai) {
                    let ke = i64::try_from(i - mulai).unwrap_or(0);
                    let y = self.y + sela + ke * lompat(ukuran);
                    self.baris(b, *k, y, Some(*daun));
                }
            }
            self.y += i64::try_from(sampai - mulai).unwrap_or(0) * lompat(ukuran) + 2 * sela;
            mulai = sampai;
        }
        daun
    }

    fn tabel(&mut self, sisi: &[Rata], kepala: &[Vec<Potong>], baris: &[Vec<Vec<Potong>>]) {
        let kolom = kolom_tabel(sisi, kepala, baris);
        let tebal: Vec<Vec<Potong>> =
            kepala.iter().map(|s| s.iter().map(|p| Potong { tebal: true, ..p.clone() }).collect()).collect();
        let sel_kepala: Vec<Vec<Baris>> =
            tebal.iter().zip(&kolom).map(|(s, k)| baris_baris(s, k.ukuran, k.lebar)).collect();
        let tinggi_kepala = {
            let n = sel_kepala.iter().map(Vec::len).max().unwrap_or(0);
            i64::try_from(n).unwrap_or(1) * lompat(UKURAN_TABEL) + 2 * SELA
        };
        self.jarak(2_000);
        self.pastikan(tinggi_kepala + 2 * (lompat(UKURAN_TABEL) + 2 * SELA));
        // the header as decoration, at the top of every further page
        let ulang = |p: &mut Penata| {
            p.garis_kepala(tinggi_kepala);
            for (isi, k) in sel_kepala.iter().zip(&kolom) {
                for (i, b) in (0_i64..).zip(isi) {
                    let y = p.y + SELA + i * lompat(UKURAN_TABEL);
                    p.baris(b, *k, y, None);
                }
            }
            p.y += tinggi_kepala;
        };
        self.garis_kepala(tinggi_kepala);
        let daun = self.sebaris(&sel_kepala, &kolom, SELA, None);
        let th = daun.into_iter().map(|d| Pohon::Cabang(Arti::SelKepala, vec![Pohon::Daun(d)]));
        let kepala = Pohon::Cabang(Arti::KepalaTabel, vec![Pohon::Cabang(Arti::Baris, th.collect())]);
        let mut isi = Vec::with_capacity(baris.len());
        for b in baris {
            let sel: Vec<Vec<Baris>> =
                b.iter().zip(&kolom).map(|(s, k)| baris_baris(s, k.ukuran, k.lebar)).collect();
            let daun = self.sebaris(&sel, &kolom, SELA, Some(&ulang));
            self.garis(KIRI, BADAN, 400, Warna::GarisTipis);
            let td = daun.into_iter().map(|d| Pohon::Cabang(Arti::Sel, vec![Pohon::Daun(d)]));
            isi.push(Pohon::Cabang(Arti::Baris, td.collect()));
        }
        self.y += 10_000;
        self.hasil.pohon.push(Pohon::Cabang(Arti::Tabel, vec![kepala, Pohon::Cabang(Arti::BadanTabel, isi)]));
    }

    fn garis_kepala(&mut self, tinggi: i64) {
        let y = self.y;
        self.gambar(Butir::Kotak { x: KIRI, y, lebar: BADAN, tinggi, warna: Warna::Kepala });
    }

    fn tanda_tangan(&mut self, t: &TandaTangan) {
        let biasa = |teks: &str| vec![Potong { teks: teks.to_owned(), tebal: false }];
        let kuat = |teks: &str| vec![Potong { teks: teks.to_owned(), tebal: true }];
        self.jarak(14_000);
        self.pastikan(9 * lompat(UKURAN));
        let k = Kolom { x: KIRI + BADAN * 11 / 20, lebar: BADAN * 9 / 20, ..Kolom::badan(UKURAN) };
        let mut isi = Vec::new();
        let mut tulis = |p: &mut Penata, potong: Vec<Potong>, k: Kolom| {
            if potong.iter().any(|s| !s.teks.is_empty()) {
                let anak = p.alinea(&potong, k);
                isi.push(Pohon::Cabang(Arti::Alinea, vec![anak]));
            }
        };
        tulis(self, biasa(&t.tempat), k);
        tulis(self, biasa(&t.jabatan), k);
        if t.cara.is_empty() {
            self.y += 46_000;
        } else {
            self.y += 10_000;
            tulis(self, biasa(&t.cara), Kolom { ukuran: 8_500, warna: Warna::Abu, ..k });
            self.y += 10_000;
        }
        tulis(self, kuat(&t.nama), k);
        if !t.nip.is_empty() {
            tulis(self, biasa(&format!("NIP {}", t.nip)), Kolom { ukuran: 9_000, ..k });
        }
        self.y += 8_000;
        self.hasil.pohon.push(Pohon::Cabang(Arti::Kelompok, isi));
    }

    fn verifikasi(&mut self, kode: &str, alamat: &str, bahasa: &str) {
        let id = bahasa != "en";
        self.jarak(14_000);
        self.pastikan(QR + 14_000);
        self.garis(KIRI, BADAN, 400, Warna::GarisTipis);
        self.y += 12_000;
        let (atas, daun) = (self.y, self.daun());
        self.gambar(Butir::Qr { x: KIRI, y: atas, sisi: QR, isi: alamat.to_owned(), daun });
        let keterangan =
            if id { format!("Kode QR menuju {alamat}") } else { format!("QR code leading to {alamat}") };
        let mut isi = vec![Pohon::Cabang(Arti::Gambar(keterangan), vec![Pohon::Daun(daun)])];
        let k = Kolom { x: KIRI + QR + 14_000, lebar: BADAN - QR - 14_000, ..Kolom::badan(9_000) };
        self.y = atas + 4_000;
        let (judul, ajakan) = if id {
            (
                "Kode verifikasi ",
                "Periksa keaslian dan keadaan terakhir dokumen ini dengan memindai kode QR, atau di ",
            )
        } else {
            (
                "Verification code ",
                "Check that this document is genuine and what became of it by the QR code, or at ",
            )
        };
        for (baris, k) in [
            (vec![(judul, false), (kode, true)], k),
            (vec![(ajakan, false), (alamat, false)], Kolom { ukuran: 8_500, warna: Warna::Abu, ..k }),
        ] {
            let potong: Vec<Potong> =
                baris.into_iter().map(|(t, tebal)| Potong { teks: t.to_owned(), tebal }).collect();
            let anak = self.alinea(&potong, k);
            self.y += 3_000;
            isi.push(Pohon::Cabang(Arti::Alinea, vec![anak]));
        }
        self.y = self.y.max(atas + QR);
        self.hasil.pohon.push(Pohon::Cabang(Arti::Kelompok, isi));
    }

    /// Number and page at the foot of each page, once it is known how many there are.
    fn kaki(&mut self, ket: &Keterangan) {
        let dari = self.hasil.halaman.len();
        let kata = if ket.bahasa == "en" { ("Page", "of") } else { ("Halaman", "dari") };
        for (nomor, halaman) in (1_usize..).zip(&mut self.hasil.halaman) {
            if nomor > 1 && !ket.tanda.is_empty() {
                halaman.extend(butir_tanda(&ket.tanda, None));
            }
            let kanan = format!("{} {nomor} {} {dari}", kata.0, kata.1);
            let lebar = muka(false).lebar(&kanan, 8_000);
            let y = TINGGI - 36_000;
            for (x, teks) in [(KIRI, ket.nomor.clone()), (LEBAR - KIRI - lebar, kanan)] {
                if !teks.is_empty() {
                    let (tebal, warna) = (false, Warna::Abu);
                    halaman.push(Butir::Teks { x, y, ukuran: 8_000, tebal, warna, teks, daun: None });
                }
            }
        }
    }
}

/// The mark in the margin above the text, in the colour of a warning.
fn butir_tanda(tanda: &str, daun: Option<usize>) -> [Butir; 2] {
    let (ukuran, tinggi) = (8_500, 16_000);
    let lebar = muka(true).lebar(tanda, ukuran);
    let (x, y) = ((LEBAR - lebar) / 2, 20_000);
    let pita =
        Butir::Kotak { x: x - 10_000, y, lebar: lebar + 20_000, tinggi, warna: Warna::Rgb([251, 236, 236]) };
    let (warna, teks) = (Warna::Rgb([140, 29, 38]), tanda.to_owned());
    [pita, Butir::Teks { x, y: y + 11_000, ukuran, tebal: true, warna, teks, daun }]
}

fn lebar_potong(isi: &[Potong], ukuran: i64) -> i64 {
    isi.iter().map(|p| muka(p.tebal).lebar(&p.teks, ukuran)).sum()
}

/// Longest word of a cell.
fn kata_terpanjang(isi: &[Potong], ukuran: i64) -> i64 {
    let kata = isi.iter().flat_map(|p| p.teks.split(' ').map(|k| muka(p.tebal).lebar(k, ukuran)));
    kata.max().unwrap_or(0)
}

/// Widths of a table's columns: numbers as wide as they are, words share the rest by their length.
fn kolom_tabel(sisi: &[Rata], kepala: &[Vec<Potong>], baris: &[Vec<Vec<Potong>>]) -> Vec<Kolom> {
    let banyak = kepala.len().max(1);
    let ukur = |f: &dyn Fn(&[Potong]) -> i64, i: usize| -> i64 {
        let judul: Vec<Potong> = kepala
            .get(i)
            .map(|s| s.iter().map(|p| Potong { tebal: true, ..p.clone() }).collect())
            .unwrap_or_default();
        let isi = baris.iter().filter_map(|b| b.get(i)).map(|s| f(s));
        isi.chain([f(&judul)]).max().unwrap_or(0)
    };
    let alami: Vec<i64> = (0..banyak).map(|i| ukur(&|s| lebar_potong(s, UKURAN_TABEL), i) + 500).collect();
    let sempit: Vec<i64> =
        (0..banyak).map(|i| ukur(&|s| kata_terpanjang(s, UKURAN_TABEL), i) + 500).collect();
    let ruang = BADAN - i64::try_from(banyak).unwrap_or(1) * 2 * SELA_SISI;
    let mut lebar = alami.clone();
    let jumlah: i64 = lebar.iter().sum();
    if jumlah <= ruang {
        // what is left goes to the first column of words
        let ke = sisi.iter().position(|s| *s == Rata::Kiri).unwrap_or(0);
        if let Some(l) = lebar.get_mut(ke) {
            *l += ruang - jumlah;
        }
    } else {
        // every column gets its longest word if that is possible, the rest by what each would still like
        let dasar: Vec<i64> = sempit.iter().zip(&alami).map(|(s, a)| (*s).min(*a)).collect();
        let jumlah_dasar: i64 = dasar.iter().sum::<i64>().max(1);
        if jumlah_dasar >= ruang {
            lebar = dasar.iter().map(|d| d * ruang / jumlah_dasar).collect();
        } else {
            let ingin: i64 = alami.iter().zip(&dasar).map(|(a, d)| a - d).sum::<i64>().max(1);
            let bagi = ruang - jumlah_dasar;
            lebar = alami.iter().zip(&dasar).map(|(a, d)| d + (a - d) * bagi / ingin).collect();
        }
    }
    let mut x = KIRI + SELA_SISI;
    lebar
        .into_iter()
        .enumerate()
        .map(|(i, lebar)| {
            let rata = sisi.get(i).copied().unwrap_or_default();
            let k = Kolom { x, lebar, ukuran: UKURAN_TABEL, rata, warna: Warna::Hitam };
            x += lebar + 2 * SELA_SISI;
            k
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn biasa(teks: &str) -> Vec<Potong> {
        vec![Potong { teks: teks.to_owned(), tebal: false }]
    }

    #[test]
    fn no_line_is_wider_than_its_column_and_no_word_is_lost() {
        let teks = "Yang bertanda tangan menerangkan bahwa nama panjangsekalitanpaspasisehinggaharusdipenggal benar warga";
        for lebar in [40_000, 90_000, 300_000] {
            let baris = baris_baris(&biasa(teks), UKURAN, lebar);
            assert!(baris.iter().all(|b| b.lebar <= lebar), "{lebar}");
            let gabung: String = baris.iter().flat_map(|b| b.potong.iter().map(|p| p.0.as_str())).collect();
            assert_eq!(gabung.replace(' ', ""), teks.replace(' ', ""));
        }
    }

    #[test]
    fn a_table_fills_the_page_width_and_numbers_are_not_broken() {
        let sisi = [Rata::Kiri, Rata::Kanan];
        let panjang = "Uraian yang sangat panjang sekali ".repeat(20);
        let baris = vec![vec![biasa(&panjang), biasa("1.234.567.890")]];
        let kolom = kolom_tabel(&sisi, &[biasa("Uraian"), biasa("Rupiah")], &baris);
        assert!(kolom[1].lebar >= muka(false).lebar("1.234.567.890", UKURAN_TABEL));
        assert!(kolom[1].x + kolom[1].lebar <= LEBAR - KIRI);
    }
}
