//! The line of steps of a month, and what the reader can do next.

use balai_kernel::{Aktor, Bahasa, Tanggal};
use balai_platform::{Sasaran, decide};
use balai_shell::Konteks;
use balai_shell::komponen::{Benang, Simpul, Tahap as TahapBenang};

use crate::acts::langkah::siap::{Antrean, antrean, sementara, siapa};
use crate::acts::langkah::{Bulan, akt};
use crate::akt::PRESENSI_KUNCI;
use crate::model::langkah::Langkah;

/// A thing to be done next.
#[derive(Debug)]
pub(super) struct Lanjut {
    /// What.
    pub(super) judul: String,
    /// Why, or who is waited for.
    pub(super) ket: String,
    /// Where the reader does it, and the word of the button; none when somebody else does.
    pub(super) tombol: Option<(String, String)>,
}

fn boleh(aktor: &Aktor, langkah: Langkah, hari: Tanggal) -> bool {
    // an OPD's own steps are taken on the OPD's page
    langkah != Langkah::Ditandatangani && decide(aktor, akt(langkah), &Sasaran::daerah(hari)).is_ok()
}

/// The line of steps with how many OPDs have come how far.
pub(super) fn benang(k: &Konteks, bulan: &Bulan, aktor: &Aktor) -> Benang {
    let n = bulan.opd.len();
    let antre = antrean(bulan);
    let mut simpul = vec![("langkah-presensi", n.saturating_sub(sementara(bulan)), None)];
    simpul.push(("langkah-dihitung", n, None));
    for a in &antre {
        let nama = match a.langkah {
            Langkah::Ditandatangani => "langkah-nama-tanda-tangan",
            Langkah::Diverifikasi => "langkah-nama-verifikasi",
            Langkah::Kebijakan => "langkah-nama-plafon",
            Langkah::Disetujui => "langkah-nama-setuju",
            Langkah::Diekspor => "langkah-nama-serah",
            _ => "langkah-nama-bayar",
        };
        simpul.push((nama, a.sudah, Some(a)));
    }
    let mut kini_lewat = false;
    let simpul = simpul.into_iter().map(|(nama, sudah, a)| {
        let tahap = match (sudah >= n, kini_lewat) {
            (true, _) => TahapBenang::Selesai,
            (false, true) => TahapBenang::Nanti,
            (false, false) => {
                kini_lewat = true;
                let anda = a.is_some_and(|a| a.siap > 0 && boleh(aktor, a.langkah, k.hari_ini()));
                if anda { TahapBenang::KiniAnda } else { TahapBenang::Kini }
            }
        };
        Simpul {
            tahap,
            tahap_teks: k.t(tahap.kunci()).to_string(),
            judul: k.t(nama).to_string(),
            waktu: match nama {
                "langkah-dihitung" => k.t("langkah-hitungan-ke").a("versi", bulan.proses.versi).to_string(),
                _ => k.t("langkah-sekian").n("n", sudah).n("dari", n).to_string(),
            },
            keterangan: String::new(),
        }
    });
    Benang { simpul: simpul.collect(), datar: true, judul: k.t("proses-langkah").to_string() }
}

/// What comes next, for whoever reads.
pub(super) fn berikut(k: &Konteks, bulan: &Bulan, aktor: &Aktor) -> Vec<Lanjut> {
    let alamat = |ruas: &str| format!("/proses/{}/{ruas}", bulan.proses.periode);
    let mut semua = Vec::new();
    let sementara = sementara(bulan);
    if sementara > 0 {
        let kunci = decide(aktor, &PRESENSI_KUNCI, &Sasaran::daerah(k.hari_ini())).is_ok();
        let terkunci_kini = bulan
            .opd
            .iter()
            .filter(|o| crate::model::langkah::kunci(&bulan.baris, &o.kode).is_some())
            .count();
        let ket = if terkunci_kini == bulan.opd.len() {
            k.t("lanjut-hitung-ulang-ket").to_string()
        } else {
            k.t("lanjut-kunci-ket").to_string()
        };
        semua.push(Lanjut {
            judul: k.t("lanjut-kunci").n("n", sementara).to_string(),
            ket,
            tombol: kunci.then(|| (alamat("presensi"), k.t("lanjut-kunci-tombol").to_string())),
        });
    }
    for a in antrean(bulan).iter().filter(|a| a.siap > 0) {
        semua.push(satu(k, a, aktor, &alamat));
    }
    semua
}

fn satu(k: &Konteks, a: &Antrean, aktor: &Aktor, alamat: &dyn Fn(&str) -> String) -> Lanjut {
    let (judul, ket, ruas, tombol) = match a.langkah {
        Langkah::Ditandatangani => ("lanjut-tanda-tangan", "lanjut-tanda-tangan-ket", "", ""),
        Langkah::Diverifikasi => {
            ("lanjut-verifikasi", "lanjut-verifikasi-ket", "verifikasi", "langkah-verifikasi-tombol")
        }
        Langkah::Kebijakan => ("lanjut-plafon", "lanjut-plafon-ket", "plafon", "lanjut-plafon-tombol"),
        Langkah::Disetujui => ("lanjut-setujui", "lanjut-setujui-ket", "setujui", "langkah-setujui-tombol"),
        Langkah::Diekspor => {
            ("lanjut-serahkan", "lanjut-serahkan-ket", "serahkan", "langkah-serahkan-tombol")
        }
        _ => ("lanjut-bayar", "lanjut-bayar-ket", "bayar", "langkah-bayar-tombol"),
    };
    let boleh = !ruas.is_empty() && boleh(aktor, a.langkah, k.hari_ini());
    let ket = k.t(ket).a("siapa", siapa(a.langkah, k.bahasa())).to_string();
    Lanjut {
        judul: k.t(judul).n("n", a.siap).to_string(),
        ket,
        tombol: boleh.then(|| (alamat(ruas), k.t(tombol).to_string())),
    }
}

/// A newer version than the one that counts, in a sentence.
pub(super) fn ada_baru(k: &Konteks, bulan: &Bulan) -> Option<String> {
    let (versi, terbaru) = (bulan.proses.versi, bulan.terbaru);
    (terbaru > versi).then(|| k.t("langkah-ada-baru").a("versi", versi).a("terbaru", terbaru).to_string())
}

/// The stage of an OPD as a word of a table.
pub(super) fn tahap(bulan: &Bulan, opd: &str, b: Bahasa) -> (&'static str, bool) {
    let kini = bulan.keadaan(opd);
    (kini.tahap.nama(b), kini.kembali.is_some())
}
