//! The same document as a page to look at, for whoever edits a template or reads without printing.

use crate::isi::{Blok, Dokumen, Potong, Rata, TandaTangan};

impl Dokumen {
    /// The blocks as HTML: headings one level down, because the page has its own. Every text is escaped.
    #[must_use]
    pub fn html(&self) -> String {
        let mut k = String::new();
        for blok in &self.blok {
            satu(&mut k, blok);
        }
        k
    }
}

fn satu(k: &mut String, blok: &Blok) {
    match blok {
        Blok::Judul { tingkat, isi } => {
            let t = char::from(b'1' + (*tingkat).clamp(1, 3));
            k.push_str("<h");
            k.push(t);
            k.push('>');
            potong(k, isi);
            k.push_str("</h");
            k.push(t);
            k.push_str(">\n");
        }
        Blok::Paragraf(isi) => bungkus(k, "p", "", isi),
        Blok::Daftar { bernomor, butir } => {
            let nama = if *bernomor { "ol" } else { "ul" };
            k.push_str(&format!("<{nama}>"));
            butir.iter().for_each(|b| bungkus(k, "li", "", b));
            k.push_str(&format!("</{nama}>\n"));
        }
        Blok::Rincian(isi) => {
            k.push_str("<dl class=\"dok-rincian\">");
            for (nama, nilai) in isi {
                bungkus(k, "dt", "", nama);
                bungkus(k, "dd", "", nilai);
            }
            k.push_str("</dl>\n");
        }
        Blok::Tabel { kolom, kepala, baris } => {
            k.push_str("<table class=\"dok-tabel\"><thead><tr>");
            let kelas = |i: usize| match kolom.get(i) {
                Some(Rata::Kanan) => "angka",
                _ => "",
            };
            kepala.iter().enumerate().for_each(|(i, s)| bungkus(k, "th", kelas(i), s));
            k.push_str("</tr></thead><tbody>");
            for b in baris {
                k.push_str("<tr>");
                b.iter().enumerate().for_each(|(i, s)| bungkus(k, "td", kelas(i), s));
                k.push_str("</tr>");
            }
            k.push_str("</tbody></table>\n");
        }
        Blok::Garis => k.push_str("<hr>\n"),
        Blok::TandaTangan(t) => tanda_tangan(k, t),
    }
}

fn bungkus(k: &mut String, nama: &str, kelas: &str, isi: &[Potong]) {
    match kelas {
        "" => k.push_str(&format!("<{nama}>")),
        kelas => k.push_str(&format!("<{nama} class=\"{kelas}\">")),
    }
    potong(k, isi);
    k.push_str(&format!("</{nama}>"));
}

fn potong(k: &mut String, isi: &[Potong]) {
    for p in isi {
        if p.tebal {
            k.push_str("<strong>");
        }
        teks(k, &p.teks);
        if p.tebal {
            k.push_str("</strong>");
        }
    }
}

fn tanda_tangan(k: &mut String, t: &TandaTangan) {
    k.push_str("<div class=\"dok-tanda-tangan\">");
    for (isi, tebal) in
        [(&t.tempat, false), (&t.jabatan, false), (&t.cara, false), (&t.nama, true), (&t.nip, false)]
    {
        if !isi.is_empty() {
            bungkus(k, "p", "", &[Potong { teks: isi.clone(), tebal }]);
        }
    }
    k.push_str("</div>\n");
}

fn teks(k: &mut String, teks: &str) {
    for h in teks.chars() {
        match h {
            '&' => k.push_str("&amp;"),
            '<' => k.push_str("&lt;"),
            '>' => k.push_str("&gt;"),
            '"' => k.push_str("&quot;"),
            lain => k.push(lain),
        }
    }
}
