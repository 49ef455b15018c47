//! Finding the heading of a table: which row it is, and which column holds what.

use balai_kernel::Galat;

use super::baca::{Baris, JenisSel, Sel};
use super::lipat::lipat;

/// Rows looked at for a heading; above it stand titles and letterheads.
pub const CARI_DALAM: usize = 40;

/// One thing a file can say, and the headings under which offices say it.
#[derive(Debug, Clone, Copy)]
pub struct Kolom {
    /// Our name of it, shown when the file has none.
    pub nama: &'static str,
    /// Folded headings ([`lipat`]), the clearest first.
    pub sinonim: &'static [&'static str],
    /// Whether a file without it is refused.
    pub wajib: bool,
}

/// Where each column of a kind of file stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pemetaan {
    letak: Vec<Option<usize>>,
    judul: Vec<String>,
    /// Line of the heading (its last one when it has two); 0 when the file has none.
    pub baris: u32,
    /// Columns the heading has, trailing blanks not counted.
    pub lebar: usize,
    /// Headings that say nothing to us and whose columns are left out.
    pub asing: Vec<String>,
}

/// Headings that are not worth a warning: numbering and remarks.
const BIASA: [&str; 12] = [
    "no",
    "nomor",
    "no urut",
    "nomor urut",
    "nr",
    "keterangan",
    "ket",
    "catatan",
    "paraf",
    "tanda tangan",
    "ttd",
    "nama",
];

impl Pemetaan {
    /// A layout known without a heading, as that of a machine's log: column numbers by field.
    pub fn tanpa_kepala(letak: Vec<Option<usize>>, lebar: usize) -> Self {
        Pemetaan { letak, judul: Vec::new(), baris: 0, lebar, asing: Vec::new() }
    }

    /// The headings of the file in order, as a refusal names them.
    pub fn terbaca(&self) -> String {
        self.judul.iter().filter(|j| !j.is_empty()).map(String::as_str).collect::<Vec<_>>().join(", ")
    }

    /// The cell of field `f` in `baris`; empty when the file has no such column.
    pub fn sel<'b>(&self, baris: &'b Baris, f: usize) -> Sel<'b> {
        self.letak(f).map_or(Sel::KOSONG, |i| baris.sel(i))
    }

    /// The column of field `f`, counted from 0.
    pub fn letak(&self, f: usize) -> Option<usize> {
        self.letak.get(f).copied().flatten()
    }

    /// Whether the file has field `f`.
    pub fn ada(&self, f: usize) -> bool {
        self.letak(f).is_some()
    }

    /// The heading over field `f` as the office wrote it, else our name.
    pub fn judul<'p>(&'p self, kolom: &'p [Kolom], f: usize) -> &'p str {
        let tertulis = self.letak(f).and_then(|i| self.judul.get(i)).map(String::as_str).unwrap_or_default();
        if tertulis.is_empty() { kolom.get(f).map_or("", |k| k.nama) } else { tertulis }
    }

    /// Whether `baris` repeats the heading, as the next page of a printed list does.
    pub fn berulang(&self, baris: &Baris) -> bool {
        !self.judul.is_empty()
            && self.letak.iter().flatten().count() >= 2
            && self
                .letak
                .iter()
                .flatten()
                .all(|i| self.judul.get(*i).is_some_and(|j| lipat(j) == lipat(baris.sel(*i).teks)))
    }

    /// Whether `baris` only numbers the columns, as `1 2 3 4` or `(1) (2) (3)` under a heading.
    pub fn penomoran(&self, baris: &Baris) -> bool {
        let mut sebelum = 0;
        let mut banyak = 0;
        for s in baris.semua().filter(|s| !s.teks.is_empty()) {
            let angka = s.teks.trim_matches(['(', ')', '[', ']']).parse::<u32>();
            match angka {
                Ok(n) if n == sebelum + 1 => sebelum = n,
                _ => return false,
            }
            banyak += 1;
        }
        // all columns are numbered, or it is a row of data that happens to count
        banyak >= 2 && !self.judul.is_empty() && banyak >= self.lebar
    }

    /// The first non-empty cell standing right of all headings: a delimiter inside an unquoted text shifts a row so.
    pub fn berlebih(&self, baris: &Baris) -> Option<usize> {
        if self.lebar == 0 {
            return None;
        }
        (self.lebar..baris.jumlah()).find(|i| !baris.sel(*i).teks.is_empty()).map(|_| baris.jumlah())
    }
}

/// How well a row fits as heading.
#[derive(Debug, Clone)]
pub struct Calon {
    /// Fields it names.
    pub cocok: usize,
    /// The layout, or why there is none and on which line.
    pub hasil: Result<Pemetaan, (u32, String, Galat)>,
}

/// The best heading among the first rows of a file.
pub fn cari(kolom: &[Kolom], contoh: &[Baris]) -> Calon {
    let mut terbaik = Calon { cocok: 0, hasil: Err((1, String::new(), tanpa_judul(kolom))) };
    for (i, baris) in contoh.iter().enumerate() {
        let tunggal: Vec<String> = baris.semua().map(|s| satu_baris(s.teks)).collect();
        let calon = petakan(kolom, &tunggal, baris.nomor);
        let sah = calon.hasil.is_ok();
        ganti_bila_lebih(&mut terbaik, calon);
        if sah {
            continue;
        }
        // a heading of two rows: groups above, columns below
        if let Some(bawah) = contoh.get(i + 1)
            && bawah.nomor == baris.nomor.saturating_add(1)
        {
            ganti_bila_lebih(&mut terbaik, petakan(kolom, &dua_baris(&tunggal, bawah), bawah.nomor));
        }
    }
    terbaik
}

fn ganti_bila_lebih(terbaik: &mut Calon, calon: Calon) {
    let nilai = |c: &Calon| (c.hasil.is_ok(), c.cocok);
    if calon.cocok >= 2 && nilai(&calon) > nilai(terbaik) {
        *terbaik = calon;
    }
}

fn satu_baris(teks: &str) -> String {
    super::lipat::rapikan(teks)
}

/// Joins the rows of a two-row heading; a group stands over the columns to its right that have no group of their own.
fn dua_baris(atas: &[String], bawah: &Baris) -> Vec<String> {
    let lebar = atas.len().max(bawah.jumlah());
    let mut kelompok = "";
    (0..lebar)
        .map(|i| {
            let a = atas.get(i).map(String::as_str).unwrap_or_default();
            let b = satu_baris(bawah.sel(i).teks);
            if !a.is_empty() {
                kelompok = a;
            }
            match (b.is_empty(), kelompok == b) {
                (true, _) => a.to_owned(),
                (false, true) => b,
                (false, false) => format!("{kelompok} {b}").trim().to_owned(),
            }
        })
        .collect()
}

fn petakan(kolom: &[Kolom], judul: &[String], baris: u32) -> Calon {
    let lebar = judul.iter().rposition(|j| !j.is_empty()).map_or(0, |i| i + 1);
    // for each field the columns whose heading names it, with how clearly
    let mut untuk: Vec<Vec<(usize, usize)>> = vec![Vec::new(); kolom.len()];
    let mut asing = Vec::new();
    for (i, j) in judul.iter().enumerate().take(lebar) {
        let lipatan = [lipat(j), lipat(&tanpa_kurung(j)), ekor_kelompok(j)];
        let cocok = kolom.iter().enumerate().find_map(|(f, k)| {
            let jelas = lipatan.iter().find_map(|l| k.sinonim.iter().position(|s| s == l))?;
            Some((f, jelas))
        });
        match cocok {
            Some((f, jelas)) => {
                if let Some(u) = untuk.get_mut(f) {
                    u.push((jelas, i));
                }
            }
            None if j.is_empty() || BIASA.contains(&lipat(j).as_str()) => {}
            None => asing.push(j.clone()),
        }
    }
    let cocok = untuk.iter().filter(|u| !u.is_empty()).count();
    let mut letak = Vec::with_capacity(kolom.len());
    for u in &mut untuk {
        u.sort_unstable();
        if let [(satu, _), (dua, i), ..] = u.as_slice()
            && satu == dua
        {
            let nama = judul.get(*i).cloned().unwrap_or_default();
            let galat = Galat::baru("KIN-108").dengan("kolom", &nama);
            return Calon { cocok, hasil: Err((baris, nama, galat)) };
        }
        asing.extend(u.iter().skip(1).filter_map(|(_, i)| judul.get(*i).cloned()));
        letak.push(u.first().map(|(_, i)| *i));
    }
    let kurang: Vec<&str> =
        kolom.iter().zip(&letak).filter(|(k, l)| k.wajib && l.is_none()).map(|(k, _)| k.nama).collect();
    if !kurang.is_empty() {
        let galat = Galat::baru("KIN-107")
            .dengan("kolom", kurang.join(", "))
            .dengan("ada", judul.iter().filter(|j| !j.is_empty()).cloned().collect::<Vec<_>>().join(", "));
        return Calon { cocok, hasil: Err((baris, kurang.join(", "), galat)) };
    }
    Calon { cocok, hasil: Ok(Pemetaan { letak, judul: judul.to_vec(), baris, lebar, asing }) }
}

/// The heading without what stands in brackets: `TMT Jabatan (hh/bb/tttt)`.
fn tanpa_kurung(judul: &str) -> String {
    let mut jadi = String::new();
    let mut dalam = 0u32;
    for c in judul.chars() {
        match c {
            '(' | '[' => dalam += 1,
            ')' | ']' => dalam = dalam.saturating_sub(1),
            c if dalam == 0 => jadi.push(c),
            _ => {}
        }
    }
    jadi
}

/// A heading that names another system behind a slash, `NIP/NRK`: what stands before it.
fn ekor_kelompok(judul: &str) -> String {
    lipat(judul.split(['/', '\n']).next().unwrap_or_default())
}

fn tanpa_judul(kolom: &[Kolom]) -> Galat {
    let wajib: Vec<&str> = kolom.iter().filter(|k| k.wajib).map(|k| k.nama).collect();
    Galat::baru("KIN-109").dengan("kolom", wajib.join(", "))
}

/// Whether a row is a total, a note or a signature rather than data: what it should be called in the refusal.
pub fn bukan_data(baris: &Baris) -> Option<Galat> {
    const JUMLAH: [&str; 8] =
        ["jumlah", "total", "grand total", "subtotal", "sub total", "jml", "rekap", "rata rata"];
    const PENUTUP: [&str; 14] = [
        "mengetahui",
        "menyetujui",
        "catatan",
        "keterangan",
        "sumber",
        "dicetak",
        "tanggal cetak",
        "halaman",
        "plt",
        "plh",
        "an",
        "demikian",
        "kepala",
        "disclaimer",
    ];
    let depan = baris.semua().find(|s| !s.teks.is_empty() && s.jenis != JenisSel::Angka)?;
    let lipatan = lipat(depan.teks);
    let mulai = |daftar: &[&str]| {
        daftar.iter().any(|k| lipatan.strip_prefix(k).is_some_and(|s| s.is_empty() || s.starts_with(' ')))
    };
    if mulai(&JUMLAH) {
        return Some(Galat::baru("KIN-112").dengan("nilai", depan.teks));
    }
    if mulai(&PENUTUP) || (baris.terisi() <= 2 && !depan.teks.chars().any(|c| c.is_ascii_digit())) {
        return Some(Galat::baru("KIN-113").dengan("nilai", depan.teks));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const KOLOM: [Kolom; 3] = [
        Kolom { nama: "NIP", sinonim: &["nip", "nip baru", "nip pegawai"], wajib: true },
        Kolom { nama: "Kelas", sinonim: &["kelas jabatan", "kelas", "jabatan kelas"], wajib: true },
        Kolom { nama: "PTKP", sinonim: &["ptkp", "status ptkp"], wajib: false },
    ];

    fn baris(nomor: u32, sel: &[&str]) -> Baris {
        let mut b = Baris::default();
        b.mulai(nomor);
        for s in sel {
            b.tambah(s, JenisSel::Teks);
        }
        b
    }

    #[test]
    fn a_heading_is_found_below_titles_in_any_order_and_case() {
        let isi = [
            baris(1, &["DAFTAR PEGAWAI"]),
            baris(3, &["No.", "kelas  JABATAN", "NIP (18 digit)", "Hobi"]),
            baris(4, &["1", "9", "x"]),
        ];
        let p = cari(&KOLOM, &isi).hasil.unwrap();
        assert_eq!((p.baris, p.letak(0), p.letak(1), p.letak(2)), (3, Some(2), Some(1), None));
        assert_eq!(p.asing, ["Hobi"]);
        assert_eq!(p.judul(&KOLOM, 1), "kelas JABATAN");
    }

    #[test]
    fn a_heading_of_two_rows_is_read_as_one() {
        let isi = [baris(1, &["NIP", "Jabatan", "", "PTKP"]), baris(2, &["", "Nama", "Kelas", ""])];
        let p = cari(&KOLOM, &isi).hasil.unwrap();
        assert_eq!((p.baris, p.letak(0), p.letak(1), p.letak(2)), (2, Some(0), Some(2), Some(3)));
    }

    #[test]
    fn what_is_missing_or_twice_is_named() {
        let (baris_salah, _, g) = cari(&KOLOM, &[baris(2, &["NIP", "PTKP"])]).hasil.unwrap_err();
        assert_eq!((baris_salah, g.kode), (2, "KIN-107"));
        assert_eq!(cari(&KOLOM, &[baris(1, &["NIP", "nip", "Kelas"])]).hasil.unwrap_err().2.kode, "KIN-108");
        assert_eq!(cari(&KOLOM, &[baris(1, &["a", "b"])]).hasil.unwrap_err().2.kode, "KIN-109");
    }

    #[test]
    fn the_clearer_of_two_headings_wins() {
        let p = cari(&KOLOM, &[baris(1, &["NIP Baru", "NIP", "Kelas"])]).hasil.unwrap();
        assert_eq!(p.letak(0), Some(1));
        assert_eq!(p.asing, ["NIP Baru"]);
    }
}
