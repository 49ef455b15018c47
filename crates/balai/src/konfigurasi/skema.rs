//! Every key of `balai.toml`: one table that the reader, its suggestions and the written reference share.

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Jenis {
    /// Text.
    Teks,
    /// A whole number, at least this.
    Bilangan(i64),
    /// `true` or `false`.
    YaTidak,
    /// A list of texts.
    Daftar,
}

impl Kunci {
    /// A value that may stand there.
    pub fn contoh(&self) -> &'static str {
        match (self.jenis, self.bawaan) {
            (Jenis::Daftar, _) => "[\"balai.contoh.go.id\"]",
            (_, "") => "\"..\"",
            (_, bawaan) => bawaan,
        }
    }
}

/// One key.
#[derive(Debug, Clone, Copy)]
pub struct Kunci {
    /// Its section; `daerah` stands for every `[daerah."32.73"]`.
    pub bagian: &'static str,
    /// Its name.
    pub nama: &'static str,
    /// What it holds.
    pub jenis: Jenis,
    /// What holds when it is not written, as TOML.
    pub bawaan: &'static str,
    /// What it does, in Indonesian: the reference is for operators.
    pub arti: &'static str,
}

const fn kunci(
    bagian: &'static str,
    nama: &'static str,
    jenis: Jenis,
    bawaan: &'static str,
    arti: &'static str,
) -> Kunci {
    Kunci { bagian, nama, jenis, bawaan, arti }
}

use Jenis::{Bilangan, Daftar, Teks, YaTidak};

/// Sections with a sentence each, in the order of the reference.
pub const BAGIAN: [(&str, &str); 8] = [
    ("data", "Tempat data."),
    ("server", "Alamat yang didengarkan dan siapa yang berdiri di depannya."),
    ("batas", "Batas agar satu peramban yang lambat atau jahat tidak mengganggu yang lain."),
    ("log", "Catatan jalan program, ke keluaran galat (systemd menyimpannya di journald)."),
    ("cadangan", "Untuk `balai backup` tanpa pilihan baris perintah, dan untuk `balai doctor`."),
    (
        "surel",
        "Relai surel di mesin ini atau jaringannya; tanpa `relai`, tidak ada surel yang dikirim. Lihat [pemberitahuan.md](pemberitahuan.md).",
    ),
    (
        "kait",
        "Gerbang WhatsApp atau SMS di mesin ini atau jaringannya; tanpa `alamat`, tidak ada pesan yang dikirim.",
    ),
    ("daerah", "Nama tuan (host) setiap daerah: satu bagian `[daerah.\"32.73\"]` per kode wilayah."),
];

/// All keys.
#[rustfmt::skip]
pub const KUNCI: &[Kunci] = &[
    kunci("data", "tempat", Teks, "\"/var/lib/balai\"", "Folder (SQLite) atau `postgres://pengguna@tuan/basis`."),
    kunci("data", "sandi_berkas", Teks, "\"\"", "Berkas berisi sandi PostgreSQL; sandi tidak ditulis di sini."),
    kunci("server", "alamat", Teks, "\"127.0.0.1\"", "Alamat IP yang didengarkan."),
    kunci("server", "port", Bilangan(0), "8080", "Nomor port; 0 memakai sembarang port kosong."),
    kunci("server", "https", YaTidak, "false", "Di belakang proksi HTTPS: kuki hanya lewat HTTPS, peramban diminta tetap memakai HTTPS."),
    kunci("server", "proksi", Daftar, "[]", "Alamat atau jaringan (`10.0.0.0/8`) proksi yang dipercaya; hanya dari sana `X-Forwarded-For` dibaca."),
    kunci("server", "pengelola", Teks, "\"127.0.0.1:9180\"", "Alamat `/healthz`, `/readyz` dan `/metrics`; kosong mematikannya."),
    kunci("batas", "sambungan", Bilangan(16), "2048", "Sambungan terbuka seluruhnya. Bila penuh, yang paling lama diam mengalah."),
    kunci("batas", "sambungan_per_alamat", Bilangan(1), "256", "Sambungan terbuka per alamat; juga di sini yang paling lama diam mengalah. Tidak berlaku untuk proksi."),
    kunci("batas", "kepala_detik", Bilangan(1), "15", "Waktu sebuah sambungan untuk mengirim kepala permintaan yang utuh, juga saat menganggur di antara dua permintaan."),
    kunci("batas", "isi_detik", Bilangan(1), "15", "Waktu tunggu paling lama untuk potongan isi permintaan berikutnya, dan untuk pembaca yang berhenti membaca jawaban."),
    kunci("batas", "isi_bita_per_detik", Bilangan(0), "500", "Laju rata-rata paling rendah sebuah kiriman setelah `isi_detik` pertama; 0 tanpa batas."),
    kunci("batas", "jawaban_detik", Bilangan(1), "60", "Waktu paling lama untuk menyusun satu jawaban."),
    kunci("batas", "kiriman_mb", Bilangan(1), "32", "Kiriman paling besar, dalam MB."),
    kunci("batas", "tutup_detik", Bilangan(0), "10", "Waktu untuk menyelesaikan yang berjalan setelah diminta berhenti."),
    kunci("batas", "alamat_per_menit", Bilangan(0), "3000", "Permintaan per alamat per menit; satu kantor sering satu alamat. 0 tanpa batas."),
    kunci("batas", "alamat_sekaligus", Bilangan(1), "600", "Permintaan sekaligus per alamat setelah jeda."),
    kunci("batas", "akun_per_menit", Bilangan(0), "600", "Permintaan per akun per menit; 0 tanpa batas."),
    kunci("batas", "akun_sekaligus", Bilangan(1), "120", "Permintaan sekaligus per akun setelah jeda."),
    kunci("batas", "masuk_per_menit", Bilangan(0), "60", "Kiriman tanpa masuk (sandi, kode, token keliru) per alamat per menit; 0 tanpa batas."),
    kunci("batas", "masuk_sekaligus", Bilangan(1), "60", "Kiriman tanpa masuk sekaligus per alamat setelah jeda."),
    kunci("log", "bentuk", Teks, "\"teks\"", "`teks` atau `json`; satu baris per kejadian."),
    kunci("log", "tingkat", Teks, "\"info\"", "`error`, `warn`, `info` (satu baris per permintaan) atau `debug`."),
    kunci("cadangan", "folder", Teks, "\"\"", "Folder cadangan, sebaiknya di cakram lain; kosong: harus disebut dengan `--ke`."),
    kunci("cadangan", "kunci_berkas", Teks, "\"\"", "Berkas kata sandi cadangan (`balai backup --buat-kunci`); kosong: cadangan tidak disandikan."),
    kunci("cadangan", "simpan", Bilangan(0), "0", "Sisakan sekian cadangan terbaru tiap daerah setelah cadangan baru berhasil; 0 semua."),
    kunci("surel", "relai", Teks, "\"\"", "`tuan:port` relai SMTP, misalnya `127.0.0.1:25`; harus di mesin ini atau jaringan pribadinya."),
    kunci("surel", "dari", Teks, "\"\"", "Alamat pengirim, misalnya `balai@bandung.go.id`."),
    kunci("surel", "nama", Teks, "\"\"", "Nama mesin ini bagi relai (EHLO); kosong memakai ranah `dari`."),
    kunci("kait", "alamat", Teks, "\"\"", "`http://tuan:port/jalur` gerbang; harus di mesin ini atau jaringan pribadinya."),
    kunci("kait", "rahasia_berkas", Teks, "\"\"", "Berkas berisi rahasia yang menandatangani setiap permintaan; wajib bila `alamat` diisi."),
    kunci("daerah", "tuan", Daftar, "[]", "Nama tuan yang dijawab daerah ini, misalnya `[\"balai.bandung.go.id\"]`; `[\"*\"]` juga menjawab setiap nama yang bukan milik daerah lain (mesin di atas meja)."),
];

/// The key of this section and name.
pub fn cari(bagian: &str, nama: &str) -> Option<&'static Kunci> {
    KUNCI.iter().find(|k| k.bagian == bagian && k.nama == nama)
}

/// The word among `ada` that `salah` most likely meant: at most a third of its letters away, or two of a short one.
pub fn mirip<'a>(salah: &str, ada: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let jarak = ada.into_iter().map(|a| (jarak(salah, a), a)).min()?;
    (jarak.0 <= salah.chars().count().max(6) / 3).then_some(jarak.1)
}

/// Letters to change, add or drop to make one word of the other (Levenshtein).
fn jarak(a: &str, b: &str) -> usize {
    let mut baris: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut kiri_atas = i;
        let mut kiri = i + 1;
        if let Some(pertama) = baris.first_mut() {
            *pertama = kiri;
        }
        for (sel, y) in baris.iter_mut().skip(1).zip(b.chars()) {
            let atas = *sel;
            kiri = (kiri_atas + usize::from(x != y)).min(atas + 1).min(kiri + 1);
            kiri_atas = atas;
            *sel = kiri;
        }
    }
    baris.last().copied().unwrap_or_default()
}

/// The reference, `docs/konfigurasi.md`.
pub fn rujukan() -> String {
    let mut teks = String::from(
        "# balai.toml\n\n\
         Berkas ini dibuat dari program (`BALAI_PERBARUI=1 cargo test -p balai`); jangan diubah dengan tangan.\n\n\
         `balai serve` membaca `--konfigurasi BERKAS`, lalu `./balai.toml`, lalu\n\
         `/etc/balai/balai.toml`; tanpa satu pun, nilai bawaan berlaku. Pilihan baris perintah menang atas berkas.\n\
         Kunci yang tidak dikenal adalah kesalahan yang disebut barisnya. Rahasia ditulis sebagai nama berkas.\n\
         Hukum (tarif, rumus, tenggat) tidak pernah ada di sini: itu isi paket.\n",
    );
    for (bagian, arti) in BAGIAN {
        let judul = if bagian == "daerah" { "daerah.\"<kode>\"" } else { bagian };
        teks.push_str(&format!("\n## [{judul}]\n\n{arti}\n\n| kunci | bawaan | arti |\n|---|---|---|\n"));
        for k in KUNCI.iter().filter(|k| k.bagian == bagian) {
            teks.push_str(&format!("| `{}` | `{}` | {} |\n", k.nama, k.bawaan, k.arti));
        }
    }
    teks.push_str(
        "\n## Contoh\n\n```toml\n[data]\ntempat = \"/var/lib/balai\"\n\n[server]\nhttps = true\n\
         proksi = [\"127.0.0.1\"]\n\n\
         [daerah.\"32.73\"]\ntuan = [\"balai.bandung.go.id\"]\n```\n",
    );
    teks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_hand_is_understood_and_a_strange_word_is_not() {
        let ada = || KUNCI.iter().map(|k| k.nama);
        assert_eq!(mirip("prot", ["port", "proksi"]), Some("port"));
        assert_eq!(mirip("kepala_dtik", ada()), Some("kepala_detik"));
        assert_eq!(mirip("sambungan_per_almat", ada()), Some("sambungan_per_alamat"));
        assert_eq!(mirip("xyz", ada()), None);
        assert_eq!((jarak("", "abc"), jarak("abc", ""), jarak("sama", "sama")), (3, 3, 0));
    }
}
