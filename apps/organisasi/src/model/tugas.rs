//! What a new assignment does to those on record, judged before anything is stored.

use balai_kernel::{Galat, Kapasitas, tanggal};

use super::jabatan::{Masa, Penugasan};
use super::putus::Potret;

/// An assignment that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TugasBaru {
    /// The person.
    pub orang: i64,
    /// The post.
    pub jabatan: i64,
    /// As holder or acting.
    pub kapasitas: Kapasitas,
    /// When.
    pub masa: Masa,
}

/// What storing it needs besides itself: earlier assignments by right that end the day before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rencana {
    /// Row and its new stretch.
    pub tutup: Vec<(Penugasan, Masa)>,
}

/// Judges a new assignment against the person's rows and the post's rows in `p`.
///
/// # Errors
/// `ORG-010` to `ORG-017`.
pub fn rencanakan(p: &Potret, baru: &TugasBaru) -> Result<Rencana, Galat> {
    let masa = baru.masa;
    if masa.terbalik() {
        return Err(Galat::baru("ORG-010"));
    }
    let Some(j) = p.jabatan(baru.jabatan, masa.sejak).filter(|j| j.formasi > 0) else {
        return Err(Galat::baru("ORG-011").dengan("tanggal", tanggal::pendek(masa.sejak)));
    };
    let lain = |p: &&Penugasan| p.pegawai != baru.orang && p.masa.bersinggungan(&masa);
    let definitif = |p: &&Penugasan| p.kapasitas == Kapasitas::Definitif;
    let pemegang = p.penugasan_jabatan(baru.jabatan).iter().filter(lain).filter(definitif).count();
    if baru.kapasitas == Kapasitas::Definitif {
        if i64::try_from(pemegang).unwrap_or(i64::MAX) >= j.formasi {
            return Err(Galat::baru("ORG-012").dengan("jabatan", &j.nama).dengan("formasi", j.formasi));
        }
        return tutup(p, baru);
    }
    if masa.sampai.is_none() {
        return Err(Galat::baru("ORG-013").dengan("kapasitas", nama(baru.kapasitas)));
    }
    let sendiri = |p: &Penugasan| p.jabatan == baru.jabatan && p.kapasitas == Kapasitas::Definitif;
    if p.penugasan_orang(baru.orang).iter().any(|q| sendiri(q) && q.masa.bersinggungan(&masa)) {
        return Err(Galat::baru("ORG-014").dengan("jabatan", &j.nama));
    }
    let mewakili = matches!(baru.kapasitas, Kapasitas::Plh | Kapasitas::Pjs);
    let pada_awal =
        p.penugasan_jabatan(baru.jabatan).iter().filter(definitif).any(|q| q.masa.memuat(masa.sejak));
    if mewakili && !pada_awal {
        return Err(Galat::baru("ORG-015")
            .dengan("kapasitas", nama(baru.kapasitas))
            .dengan("jabatan", &j.nama));
    }
    if !mewakili && pemegang > 0 {
        return Err(Galat::baru("ORG-016")
            .dengan("kapasitas", nama(baru.kapasitas))
            .dengan("jabatan", &j.nama));
    }
    let pelaksana = |q: &Penugasan| q.kapasitas != Kapasitas::Definitif && q.masa.bersinggungan(&masa);
    if p.penugasan_jabatan(baru.jabatan).iter().any(pelaksana) {
        return Err(Galat::baru("ORG-017").dengan("jabatan", &j.nama));
    }
    Ok(Rencana::default())
}

/// A person holds one post by right: what they held before ends the day before.
fn tutup(p: &Potret, baru: &TugasBaru) -> Result<Rencana, Galat> {
    let mut rencana = Rencana::default();
    let milik = p.penugasan_orang(baru.orang).iter();
    for q in milik.filter(|q| q.kapasitas == Kapasitas::Definitif && q.masa.bersinggungan(&baru.masa)) {
        let akhir = baru.masa.sejak.yesterday().ok().filter(|a| *a >= q.masa.sejak);
        let Some(akhir) = akhir else {
            return Err(Galat::baru("ORG-018").dengan("tanggal", tanggal::pendek(q.masa.sejak)));
        };
        rencana.tutup.push((q.clone(), Masa { sampai: Some(akhir), ..q.masa }));
    }
    Ok(rencana)
}

/// A capacity as letters write it: `Plt.`, `Plh.`.
pub fn nama(kapasitas: Kapasitas) -> &'static str {
    match kapasitas {
        Kapasitas::Definitif => "definitif",
        Kapasitas::Plt => "Plt.",
        Kapasitas::Plh => "Plh.",
        Kapasitas::Pj => "Pj.",
        Kapasitas::Pjs => "Pjs.",
        // a lent grant is no way to hold a post
        Kapasitas::Delegasi => "a.n.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::jabatan::{Jabatan, JenisJabatan};
    use balai_kernel::Tanggal;

    fn hari(d: i8) -> Tanggal {
        Tanggal::constant(2026, 6, d)
    }

    fn masa(a: i8, b: Option<i8>) -> Masa {
        Masa { sejak: hari(a), sampai: b.map(hari) }
    }

    /// Post 1 held by person 10 from the 1st on; post 2 vacant; person 20 holds post 3.
    fn potret() -> Potret {
        let mut p = Potret::default();
        for nomor in 1..=3 {
            p.tambah_jabatan(Jabatan {
                nomor,
                catatan: nomor,
                nama: format!("J{nomor}"),
                unit: "01".into(),
                jalur_unit: "01/".parse().unwrap(),
                jenis: JenisJabatan::Struktural,
                kelas: 9,
                formasi: 1,
                kepala: false,
                atasan: None,
                masa: Masa::sejak(hari(1)),
                keputusan: None,
            });
        }
        for (catatan, pegawai, jabatan) in [(1, 10, 1), (2, 20, 3)] {
            let masa = Masa::sejak(hari(1));
            let kapasitas = Kapasitas::Definitif;
            p.tambah_penugasan(Penugasan { catatan, pegawai, jabatan, kapasitas, masa, keputusan: None });
        }
        p
    }

    fn coba(orang: i64, jabatan: i64, kapasitas: Kapasitas, masa: Masa) -> Result<usize, &'static str> {
        let r = rencanakan(&potret(), &TugasBaru { orang, jabatan, kapasitas, masa });
        r.map(|r| r.tutup.len()).map_err(|g| g.kode)
    }

    #[test]
    fn a_transfer_ends_the_old_post_the_day_before() {
        let baru = TugasBaru { orang: 20, jabatan: 2, kapasitas: Kapasitas::Definitif, masa: masa(10, None) };
        let r = rencanakan(&potret(), &baru).unwrap();
        assert_eq!(
            r.tutup.iter().map(|(q, m)| (q.jabatan, m.sampai)).collect::<Vec<_>>(),
            [(3, Some(hari(9)))]
        );
        assert_eq!(coba(20, 2, Kapasitas::Definitif, masa(1, None)), Err("ORG-018"));
        assert_eq!(coba(20, 1, Kapasitas::Definitif, masa(10, None)), Err("ORG-012"));
        assert_eq!(coba(30, 9, Kapasitas::Definitif, masa(10, None)), Err("ORG-011"));
        assert_eq!(coba(30, 2, Kapasitas::Definitif, masa(10, Some(9))), Err("ORG-010"));
    }

    #[test]
    fn each_acting_capacity_has_its_condition() {
        use Kapasitas::{Pj, Plh, Plt};
        let m = masa(5, Some(20));
        assert_eq!(coba(20, 2, Plt, m), Ok(0));
        assert_eq!(coba(20, 2, Plt, masa(5, None)), Err("ORG-013"));
        assert_eq!(coba(20, 3, Plt, m), Err("ORG-014"));
        assert_eq!(coba(20, 2, Plh, m), Err("ORG-015"));
        assert_eq!(coba(20, 1, Plh, m), Ok(0));
        assert_eq!(coba(20, 1, Pj, m), Err("ORG-016"));
        let mut p = potret();
        let ada = Penugasan { catatan: 9, pegawai: 30, jabatan: 2, kapasitas: Plt, masa: m, keputusan: None };
        p.tambah_penugasan(ada);
        let lagi = TugasBaru { orang: 20, jabatan: 2, kapasitas: Plt, masa: masa(20, Some(21)) };
        assert_eq!(rencanakan(&p, &lagi).unwrap_err().kode, "ORG-017");
    }
}
