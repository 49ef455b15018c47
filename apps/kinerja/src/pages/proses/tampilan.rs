//! Parts of the run's page.

use balai_kernel::Periode;
use balai_shell::Konteks;
use balai_shell::komponen::{
    BarisTabel, Benang, Keadaan, Kemajuan, Kolom, Meter, Penomoran, Sel, Simpul, Tabel, Tahap as TahapBenang,
};

use super::super::{angka, bulat, nip, persen};
use super::urutan::tahap;
use crate::acts::langkah::Bulan;
use crate::acts::proses::Tahap;
use crate::model::proses::{BarisTersimpan, BarisUrut, OpdTersimpan, ProsesTersimpan};

/// From this share of the ceiling on, in thousandths, a row is near it.
const DEKAT: i128 = 980;
/// Offices shown one by one before the others are summed up in a row.
const OPD_TAMPAK: usize = 12;

/// How far a run is that goes on here.
pub(in crate::pages) fn langkah(k: &Konteks, tahap: Tahap) -> Benang {
    let ke = match tahap {
        Tahap::Membaca | Tahap::Membekukan(..) => 1,
        Tahap::Menghitung(..) => 2,
        Tahap::Menyimpan => 3,
    };
    let nama = ["langkah-dibuka", "langkah-dibekukan", "langkah-dihitung", "langkah-dicocokkan"];
    let simpul = nama
        .into_iter()
        .enumerate()
        .map(|(i, nama)| {
            let tahap = match i.cmp(&ke) {
                std::cmp::Ordering::Less => TahapBenang::Selesai,
                std::cmp::Ordering::Equal => TahapBenang::Kini,
                std::cmp::Ordering::Greater => TahapBenang::Nanti,
            };
            Simpul {
                tahap_teks: k.t(tahap.kunci()).to_string(),
                tahap,
                judul: k.t(nama).to_string(),
                waktu: String::new(),
                keterangan: String::new(),
            }
        })
        .collect();
    Benang { simpul, datar: true, judul: k.t("proses-langkah").to_string() }
}

/// Counts of the step that goes on.
pub(super) fn kemajuan(k: &Konteks, tahap: Tahap) -> Kemajuan {
    let (teks, selesai, seluruh) = match tahap {
        Tahap::Membaca => (k.t("kemajuan-membaca").to_string(), 0, 1),
        Tahap::Membekukan(n, dari) => {
            (k.t("kemajuan-membekukan").n("n", n).n("dari", dari).to_string(), n, dari)
        }
        Tahap::Menghitung(n, dari) => {
            (k.t("kemajuan-menghitung").n("n", n).n("dari", dari).to_string(), n, dari)
        }
        Tahap::Menyimpan => (k.t("kemajuan-menyimpan").to_string(), 1, 1),
    };
    Kemajuan {
        teks,
        keterangan: k.t("kemajuan-boleh-tutup").to_string(),
        selesai: selesai.try_into().unwrap_or(0),
        seluruh: seluruh.try_into().unwrap_or(1),
    }
}

/// Totals per OPD, the fullest first.
pub(super) fn tabel_opd(k: &Konteks, bulan: &Bulan, semua: bool) -> Tabel {
    let (p, opd) = (&bulan.proses, bulan.opd.as_slice());
    let mut urut: Vec<&OpdTersimpan> = opd.iter().collect();
    urut.sort_by(|a, b| isi(b).cmp(&isi(a)).then_with(|| a.kode.cmp(&b.kode)));
    let jumlah = |f: fn(&OpdTersimpan) -> Option<i64>| -> i64 { opd.iter().filter_map(f).sum() };
    let (plafon, terhadap) = (jumlah(|o| o.plafon_sen), jumlah(|o| o.plafon_sen.and(o.terhadap_sen)));
    let ada = plafon > 0;
    let mut kolom = vec![
        Kolom::teks(k.t("kolom-opd").to_string()),
        Kolom::angka(k.t("kolom-orang").to_string()).lebar_saja(),
        Kolom::angka(k.t("kolom-dihitung").to_string()),
    ];
    let mut akhir = vec![
        Sel::baru(k.t("jumlah").to_string()),
        Sel::baru(bulat(opd.iter().map(|o| o.orang).sum())),
        Sel::baru(angka(jumlah(|o| o.jumlah_sen))),
    ];
    if ada {
        kolom.push(Kolom::angka(k.t("kolom-pagu").to_string()).lebar_saja());
        kolom.push(Kolom::angka(k.t("kolom-sisa").to_string()));
        kolom.push(Kolom::angka(k.t("kolom-terhadap").to_string()));
        akhir.push(Sel::baru(angka(plafon)));
        akhir.push(Sel::baru(angka(plafon - terhadap)));
        akhir.push(Sel::baru(persen(terhadap.into(), plafon.into())));
    }
    kolom.push(Kolom::teks(k.t("kolom-langkah").to_string()));
    akhir.push(Sel::baru(""));
    let tampak = if semua || urut.len() <= OPD_TAMPAK + 1 { urut.len() } else { OPD_TAMPAK };
    let (tampak, lain) = urut.split_at(tampak.min(urut.len()));
    let mut baris: Vec<BarisTabel> = tampak.iter().map(|o| baris_opd(k, bulan, o, ada)).collect();
    if !lain.is_empty() {
        baris.push(baris_lain(k, p, lain, ada));
    }
    let judul = k.t("proses-per-opd").to_string();
    Tabel { judul, kolom, baris, jumlah: Some(BarisTabel::dari(akhir)), lembar: true }
}

/// Offices that are not shown one by one, in one row.
fn baris_lain(k: &Konteks, p: &ProsesTersimpan, lain: &[&OpdTersimpan], ada: bool) -> BarisTabel {
    let jumlah = |f: fn(&OpdTersimpan) -> Option<i64>| -> i64 { lain.iter().filter_map(|o| f(o)).sum() };
    let nama = k.t("proses-opd-lain").n("n", lain.len()).to_string();
    let mut sel = vec![
        Sel::baru(nama).jalur(format!("/proses/{}?semua=1#per-opd", p.periode)),
        Sel::baru(bulat(jumlah(|o| Some(o.orang)))),
        Sel::baru(angka(jumlah(|o| o.jumlah_sen))),
    ];
    if ada {
        let (t, b) = (jumlah(|o| o.plafon_sen.and(o.terhadap_sen)), jumlah(|o| o.plafon_sen));
        sel.push(Sel::baru(angka(b)));
        sel.push(Sel::baru(angka(b - t)));
        sel.push(Sel::baru(persen(t.into(), b.into())).meter(Meter::dari(t.into(), b.into())));
    }
    sel.push(Sel::baru(""));
    BarisTabel::dari(sel)
}

/// Share of the ceiling in thousandths; -1 without one.
fn isi(o: &OpdTersimpan) -> i128 {
    match (o.terhadap_sen, o.plafon_sen) {
        (Some(t), Some(p)) if p > 0 => i128::from(t) * 1000 / i128::from(p),
        _ => -1,
    }
}

fn baris_opd(k: &Konteks, bulan: &Bulan, o: &OpdTersimpan, ada: bool) -> BarisTabel {
    let p = &bulan.proses;
    let lewat = o.lewat_sen().is_some();
    let dekat = !lewat && isi(o) >= DEKAT;
    let mut nama = Sel::baru(&*o.nama).jalur(format!("/proses/{}?opd={}#baris", p.periode, o.kode));
    if lewat {
        nama = nama.tanda(Keadaan::Secang, k.t("lewat-pagu").to_string());
    } else if dekat {
        nama = nama.tanda(Keadaan::Jingga, k.t("dekat-pagu").to_string());
    }
    let mut sel =
        vec![nama, Sel::baru(bulat(o.orang)), Sel::baru(o.jumlah_sen.map(angka).unwrap_or_default())];
    if ada {
        let (t, b) = (o.terhadap_sen.unwrap_or(0), o.plafon_sen.unwrap_or(0));
        sel.push(Sel::baru(o.plafon_sen.map(angka).unwrap_or_default()));
        sel.push(Sel::baru(o.plafon_sen.map(|b| angka(b - t)).unwrap_or_default()));
        sel.push(Sel::baru(persen(t.into(), b.into())).meter(Meter::dari(t.into(), b.into())));
    }
    let (tahap, kembali) = tahap(bulan, &o.kode, k.bahasa());
    let mut langkah = Sel::baru(tahap).jalur(format!("/proses/{}/opd/{}", p.periode, o.kode));
    if kembali {
        langkah = langkah.tanda(Keadaan::Jingga, k.t("langkah-dikembalikan").to_string());
    }
    sel.push(langkah);
    BarisTabel::dari(sel).keadaan(if lewat { Keadaan::Secang } else { Keadaan::Biasa })
}

/// One page of people. Numbers are masked here; the slip itself shows them to those with authority.
pub(in crate::pages) fn tabel_baris(k: &Konteks, p: &ProsesTersimpan, baris: &[BarisTersimpan]) -> Tabel {
    let kolom = vec![
        Kolom::teks(k.t("kolom-nama").to_string()),
        Kolom::teks(k.t("kolom-jabatan").to_string()),
        Kolom::angka(k.t("kolom-kelas").to_string()).lebar_saja(),
        Kolom::angka(k.t("kolom-diterima").to_string()),
    ];
    let isi = baris
        .iter()
        .map(|b| {
            // lines stored without a number lead nowhere until the month is run again
            let slip = (b.pegawai > 0).then(|| format!("/tunjangan/{}?pegawai={}", p.periode, b.pegawai));
            let nama = Sel::baru(&*b.nama).ket(nip(&b.nip, false));
            BarisTabel::dari([
                if let Some(slip) = slip { nama.jalur(slip) } else { nama },
                Sel::baru(&*b.jabatan).ket(&*b.unit_nama),
                Sel::baru(b.kelas.to_string()),
                Sel::baru(angka(b.utama_sen)),
            ])
        })
        .collect();
    Tabel { judul: k.t("proses-baris").to_string(), kolom, baris: isi, jumlah: None, lembar: true }
}

/// The way through the people.
pub(super) fn penomoran(k: &Konteks, periode: Periode, urut: &BarisUrut, banyak: i64) -> Option<Penomoran> {
    if banyak == 0 {
        return None;
    }
    let dari = (urut.halaman - 1) * urut.isi + 1;
    let sampai = (urut.halaman * urut.isi).min(banyak);
    let alamat = |halaman: i64| {
        format!(
            "/proses/{periode}?opd={}&cari={}&halaman={halaman}#baris",
            sandi(&urut.opd),
            sandi(&urut.cari)
        )
    };
    Some(Penomoran {
        teks: k
            .t("nomor-halaman")
            .a("dari", bulat(dari))
            .a("sampai", bulat(sampai))
            .a("n", bulat(banyak))
            .to_string(),
        sebelum: (urut.halaman > 1).then(|| (alamat(urut.halaman - 1), k.t("sebelumnya").to_string())),
        sesudah: (sampai < banyak).then(|| (alamat(urut.halaman + 1), k.t("berikutnya").to_string())),
        judul: k.t("proses-baris").to_string(),
    })
}

/// A value in a query, percent-encoded.
fn sandi(teks: &str) -> String {
    let mut hasil = String::new();
    for b in teks.bytes() {
        if b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_') {
            hasil.push(char::from(b));
        } else {
            hasil.push_str(&format!("%{b:02X}"));
        }
    }
    hasil
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_survives_the_way_to_the_next_page() {
        assert_eq!(sandi("siti & budi/é"), "siti%20%26%20budi%2F%C3%A9");
    }
}
