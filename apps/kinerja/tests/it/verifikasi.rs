//! Deciding on activities: by whom the organisation names, in the version they saw, alone or in bulk; what is late goes up,
//! and where the region says so silence counts and a share of it is looked at.

mod web;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use balai_kernel::{Aktor, Clock as _, Id, Kapasitas, Kewenangan, Lingkup, Nip, Peran, Tanggal};
use balai_kinerja::Kinerja;
use balai_kinerja::acts::entri::{Perbaikan, catat, hari, perlu_diperbaiki, ubah};
use balai_kinerja::acts::proses::{Perintah as Jalankan, jalankan};
use balai_kinerja::acts::verifikasi::{
    Antrean, Bagian, Hasil, Perintah, Pilihan, antrean, putuskan, tunggakan,
};
use balai_kinerja::model::entri::{Entri, Isian, KeadaanEntri as E, Kiriman, TANDA_HANYA_GAWAI};
use balai_kinerja::model::verifikasi::{Keputusan, Relasi, SEKALIGUS_MAKS};
use balai_kinerja::parameter::SUMBER_AKTIVITAS;
use balai_kinerja::parameter::verifikasi::{
    CONTOH_PERSEN, DIAM, DIAM_HARI, ESKALASI_HARI, PERBAIKAN_HARI, TEKS_SAMA,
};
use balai_kinerja::store::verifikasi as store;
use balai_organisasi::acts::orang::{TindakanOrang, UbahOrang, pratinjau_orang, ubah_orang};
use balai_organisasi::acts::tim::{BentukTim, bentuk_tim, pratinjau_bentuk};
use balai_organisasi::model::jabatan::{Keputusan as Sk, Masa};
use balai_organisasi::{
    Asal, DataPegawai, JenisUnit, PegawaiBaru, StatusPegawai, Unit, UnitBaru, atasan_pada, simpan_pegawai,
    simpan_unit,
};
use balai_platform::parameter::{Isian as NilaiParameter, Parameter, atur};
use balai_platform::pekerjaan::{jadwalkan, kerjakan_semua};
use balai_platform::pemberitahuan::{self, Luar};
use balai_platform::{Pelaksana, PenerimaPort, Refusal, Region, SumberPaket, operator};
use balai_shell::App as _;
use balai_store::StoreError;
use balai_testkit::{Db, JamTetap, aktor, db_test};

const SENIN: &str = "2026-11-02";
const SEJAM: i64 = 3_600_000;
const SEHARI: i64 = 24 * SEJAM;

/// A small town: a head (1), two bidang with heads (2, 3), two under the first (4, 5), one under the second (6). It is
/// Monday 2 November 2026, 08.00.
pub struct Kota {
    pub region: Region,
    jam: Arc<JamTetap>,
}

fn nip(n: u64) -> Nip {
    format!("1986092620150510{n:02}").parse().unwrap()
}

fn tgl(s: &str) -> Tanggal {
    s.parse().unwrap()
}

/// Somebody of the town as themselves, with no other role.
pub fn orang(n: u64) -> Aktor {
    aktor(n, &format!("Orang {n}"), Some(nip(n)), Peran::Pegawai, Lingkup::Diri(nip(n)))
}

fn bkpsdm() -> Aktor {
    aktor(90, "Petugas", None, Peran::Bkpsdm, Lingkup::Semua)
}

fn pegawai(n: u64, unit: &str, jabatan: &str, kelas: i64, atasan: Option<u64>) -> PegawaiBaru {
    let jalur = if unit == "01" { "01/".to_owned() } else { format!("01/{unit}/") };
    PegawaiBaru {
        data: DataPegawai {
            nip: nip(n),
            nama: format!("Orang {n}"),
            golongan: "III/c".parse().unwrap(),
            jabatan: jabatan.into(),
            kelas,
            opd: "01".into(),
            unit: unit.into(),
            jalur_unit: jalur.parse().unwrap(),
            atasan: atasan.map(nip),
            tmt: Some(tgl("2024-01-01")),
            status: StatusPegawai::Pns,
            ptkp: None,
        },
        baris: u32::try_from(n).unwrap(),
    }
}

fn unit(kode: &str, jalur: &str) -> UnitBaru {
    let induk = (kode != "01").then(|| "01".to_owned());
    UnitBaru {
        unit: Unit {
            kode: kode.into(),
            nama: format!("Unit {kode}"),
            nama_lipat: format!("unit {kode}"),
            jenis: if induk.is_none() { JenisUnit::Opd } else { JenisUnit::Unit },
            induk,
            opd: Some("01".into()),
            jalur: jalur.parse().unwrap(),
        },
        baris: 1,
    }
}

fn isian(tanggal: &str, uraian: &str, mulai: Option<i64>, menit: i64) -> Isian {
    Isian {
        hari: tgl(tanggal),
        mulai,
        menit,
        uraian: uraian.to_owned(),
        katalog: None,
        jumlah: 1,
        skp: None,
        draf: false,
    }
}

impl Kota {
    pub fn baru(db: &Db) -> Self {
        let jam = Arc::new(JamTetap::baru());
        let host = crate::rumah_berjam(db.url(), jam.clone());
        let profil = SumberPaket::bawaan().profil(&"32.73".parse().unwrap()).unwrap();
        let region = host.add_region(&profil, &operator().unwrap()).unwrap();
        let asal = || Asal { sumber: "uji".into(), diketahui: "2026-01-01T00:00:00.000Z".into() };
        region
            .upkeep(move |tx| -> Result<(), StoreError> {
                let units = [unit("01", "01/"), unit("01.01", "01/01.01/"), unit("01.02", "01/01.02/")];
                simpan_unit(tx, &units, &asal())?;
                let semua = [
                    pegawai(1, "01", "Kepala Dinas", 14, None),
                    pegawai(2, "01.01", "Kepala Bidang Data", 11, Some(1)),
                    pegawai(3, "01.02", "Kepala Bidang Aplikasi", 11, Some(1)),
                    pegawai(4, "01.01", "Arsiparis Terampil", 6, Some(2)),
                    pegawai(5, "01.01", "Arsiparis Terampil", 6, Some(2)),
                    pegawai(6, "01.02", "Pranata Komputer", 8, Some(3)),
                ];
                simpan_pegawai(tx, &semua, &asal())?;
                Ok(())
            })
            .unwrap();
        let kota = Kota { region, jam };
        kota.setel(Parameter::Pilihan(&SUMBER_AKTIVITAS), "balai");
        kota
    }

    fn setel(&self, parameter: Parameter, nilai: &str) {
        let isian = NilaiParameter {
            sejak: tgl("2000-01-01"),
            nilai: nilai.to_owned(),
            dasar: "Uji".to_owned(),
            ilustrasi: false,
        };
        atur(&self.region, &bkpsdm(), parameter, &isian).unwrap();
    }

    /// An activity of the n-th person; its text is its key.
    pub fn catat(&self, n: u64, kunci: &str, tanggal: &str) -> Entri {
        self.kirim(n, kunci, isian(tanggal, kunci, None, 60))
    }

    fn kirim(&self, n: u64, kunci: &str, isian: Isian) -> Entri {
        let kirim = Kiriman { kunci: kunci.to_owned(), gawai: None, isian, bukti: None };
        catat(&self.region, &orang(n), &[kirim]).unwrap().remove(0)
    }

    fn putus(&self, oleh: &Aktor, keputusan: Keputusan, e: &[&Entri]) -> Result<Hasil, Refusal> {
        self.putus_karena(oleh, keputusan, e, "Uraian belum jelas")
    }

    fn putus_karena(
        &self,
        oleh: &Aktor,
        keputusan: Keputusan,
        e: &[&Entri],
        alasan: &str,
    ) -> Result<Hasil, Refusal> {
        putuskan(
            &self.region,
            oleh,
            &Perintah { pilihan: pilih(e), keputusan, alasan: alasan.into(), tanpa_petunjuk: false },
        )
    }

    fn antrean(&self, oleh: &Aktor, bagian: Bagian) -> Antrean {
        antrean(&self.region, oleh, bagian, (1, None)).unwrap()
    }

    /// Whose entries wait for somebody: person, entries, relation of the first.
    fn menunggu(&self, n: u64) -> Vec<(i64, usize, Relasi)> {
        let semua = self.antrean(&orang(n), Bagian::Menunggu).orang;
        semua.iter().map(|o| (o.orang.nomor, o.entri.len(), o.entri[0].hak.relasi)).collect()
    }

    fn kini(&self, e: &Entri) -> Entri {
        let semua = hari(&self.region, &orang(u64::try_from(e.pegawai).unwrap()), e.hari).unwrap().entri;
        semua.into_iter().find(|x| x.id == e.id).unwrap()
    }

    fn putusan(&self, e: &Entri) -> store::PutusanEntri {
        let ada: Result<_, StoreError> = self.region.read(|tx| store::terakhir(tx, &e.id));
        ada.unwrap().unwrap()
    }

    fn orang_ubah(&self, n: i64, tindakan: TindakanOrang) {
        let c = UbahOrang { orang: n, tindakan, keputusan: sk() };
        let sidik = pratinjau_orang(&self.region, &c).unwrap().sidik;
        ubah_orang(&self.region, &bkpsdm(), &c, &sidik).unwrap();
    }

    /// Lets the clock's jobs run for a day at a time.
    fn berlalu(&self, hari: i64, jobs: &[Pelaksana]) {
        for _ in 0..hari {
            jadwalkan(&self.region, jobs).unwrap();
            self.jam.maju(SEHARI);
            jadwalkan(&self.region, jobs).unwrap();
            kerjakan_semua(&self.region, jobs, 50).unwrap();
        }
    }
}

fn sk() -> Sk {
    Sk { nomor: "821.2/1".into(), tanggal: tgl("2026-09-01"), pejabat: "Wali Kota".into() }
}

fn masa(sejak: &str, sampai: Option<&str>) -> Masa {
    Masa { sejak: tgl(sejak), sampai: sampai.map(tgl) }
}

pub fn pilih(e: &[&Entri]) -> Vec<Pilihan> {
    e.iter().map(|e| Pilihan { id: e.id.clone(), versi: e.versi }).collect()
}

fn kode<T: std::fmt::Debug>(hasil: Result<T, Refusal>) -> &'static str {
    hasil.unwrap_err().galat().kode
}

/// Accounts are numbered like people; remembers whom it was asked for.
#[derive(Default)]
struct Buku(Mutex<Vec<Nip>>);

impl PenerimaPort for Buku {
    fn berperan(
        &self,
        _: &Region,
        _: &[Peran],
        _: Tanggal,
        _: Option<&str>,
        _: u32,
    ) -> Result<Vec<Id>, Refusal> {
        Ok(Vec::new())
    }

    fn milik_orang(&self, _: &Region, nip: &[Nip]) -> Result<Vec<Id>, Refusal> {
        self.0.lock().unwrap().extend_from_slice(nip);
        Ok(nip.iter().map(|n| orang(n.as_str()[16..].parse().unwrap()).akun).collect())
    }
}

fn jobs(buku: &Arc<Buku>) -> Vec<Pelaksana> {
    let penerima: Option<Arc<dyn PenerimaPort>> = Some(buku.clone());
    let luar = Luar { saluran: Vec::new(), situs: std::collections::BTreeMap::new(), penerima };
    Kinerja.jobs().into_iter().chain(pemberitahuan::pelaksana(&luar)).collect()
}

fn kotak(k: &Kota, n: u64) -> Vec<String> {
    let ada: Result<_, StoreError> = k.region.read(|tx| pemberitahuan::daftar(tx, &orang(n).akun, None, 50));
    ada.unwrap().into_iter().map(|p| p.teks_id).collect()
}

db_test! {
    fn the_superior_decides_and_whoever_else_tries_is_told_who_does(db: &Db) {
        let k = Kota::baru(db);
        let e = k.catat(4, "kunci-0001", SENIN);
        assert_eq!(k.menunggu(2), [(4, 1, Relasi::Atasan)]);
        for lain in [1, 3, 5, 6] {
            assert!(k.menunggu(lain).is_empty(), "{lain}");
            let galat = k.putus(&orang(lain), Keputusan::Terima, &[&e]).unwrap_err().galat();
            assert_eq!(galat.kode, "KIN-550");
            assert!(galat.isian.iter().any(|(_, v)| v == "Orang 2 (Kepala Bidang Data)"), "{galat:?}");
        }
        assert_eq!(kode(k.putus(&orang(4), Keputusan::Terima, &[&e])), "KIN-551");
        // an account of nobody on the staff, whatever it may do elsewhere
        assert!(k.putus(&bkpsdm(), Keputusan::Terima, &[&e]).is_err());
        let asing = Entri { id: "tidak-ada".into(), ..e.clone() };
        assert!(matches!(k.putus(&orang(2), Keputusan::Terima, &[&asing]), Err(Refusal::NotFound)));

        let jadi = k.putus(&orang(2), Keputusan::Terima, &[&e]).unwrap();
        assert_eq!((jadi.pegawai, jadi.entri[0].keadaan, jadi.entri[0].versi), (4, E::Disetujui, 2));
        assert_eq!(k.kini(&e), jadi.entri[0]);
        let p = k.putusan(&e);
        assert_eq!((p.putusan, p.oleh.as_str(), p.hubungan.as_str(), p.selaku.as_str()), (Keputusan::Terima, "Orang 2", "atasan", "definitif"));
        assert_eq!(crate::web::jurnal(&k.region, "kinerja.entri.putuskan"), 1);
        assert!(k.menunggu(2).is_empty());
        // what was decided is not decided again, in whichever version
        assert!(matches!(k.putus(&orang(2), Keputusan::Terima, &[&e]), Err(Refusal::Conflict)));
        assert_eq!(kode(k.putus(&orang(2), Keputusan::Terima, &[&jadi.entri[0]])), "KIN-557");
        assert_eq!(kode(k.putus(&orang(2), Keputusan::Kembalikan, &[&jadi.entri[0]])), "KIN-557");
        assert_eq!(kode(k.putus(&orang(2), Keputusan::Kukuhkan, &[&jadi.entri[0]])), "KIN-557");
    }

    fn whoever_acted_for_the_superior_that_day_decides_on_it(db: &Db) {
        let k = Kota::baru(db);
        let atasan: Result<_, StoreError> = k.region.read(|tx| atasan_pada(tx, &nip(4), tgl(SENIN)));
        let jabatan = atasan.unwrap().unwrap().unwrap().jabatan.unwrap();
        let selama = masa("2026-11-03", Some("2026-11-04"));
        k.orang_ubah(3, TindakanOrang::Tugaskan { jabatan, kapasitas: Kapasitas::Plh, masa: selama });
        let senin = k.catat(4, "kunci-0001", SENIN);
        k.jam.maju(SEHARI);
        let selasa = k.catat(4, "kunci-0002", "2026-11-03");
        assert_eq!((k.menunggu(2), k.menunggu(3)), (vec![(4, 1, Relasi::Atasan)], vec![(4, 1, Relasi::Atasan)]));
        assert_eq!(kode(k.putus(&orang(3), Keputusan::Terima, &[&senin])), "KIN-550");
        assert_eq!(kode(k.putus(&orang(2), Keputusan::Terima, &[&selasa])), "KIN-550");
        // days of two rights are not mixed into one decision
        assert_eq!(kode(k.putus(&orang(3), Keputusan::Terima, &[&selasa, &senin])), "KIN-550");
        k.putus(&orang(3), Keputusan::Terima, &[&selasa]).unwrap();
        assert_eq!(k.putusan(&selasa).selaku, "plh");
        // who acts for the post decides also when the days of acting are over
        k.jam.maju(5 * SEHARI);
        k.putus(&orang(2), Keputusan::Terima, &[&senin]).unwrap();
        assert_eq!(k.putusan(&senin).selaku, "definitif");
    }

    fn a_named_assessor_and_the_chair_of_a_verifying_team_decide_too(db: &Db) {
        let k = Kota::baru(db);
        let selamanya = masa("2026-09-01", None);
        k.orang_ubah(4, TindakanOrang::Penilai { penilai: 6, masa: selamanya });
        let tim = BentukTim {
            nama: "Tim Satu Data".into(), unit: "01".into(), verifikasi: true, menilai: false, ketua: 3,
            anggota: vec![5], masa: masa("2026-11-02", Some("2026-11-02")), keputusan: sk(),
        };
        let sidik = pratinjau_bentuk(&k.region, &tim).unwrap().sidik;
        bentuk_tim(&k.region, &bkpsdm(), &tim, &sidik).unwrap();
        let (a, b) = (k.catat(4, "kunci-0001", SENIN), k.catat(5, "kunci-0002", SENIN));
        k.jam.maju(SEHARI);
        let sesudah = k.catat(5, "kunci-0003", "2026-11-03");
        assert_eq!(k.menunggu(6), [(4, 1, Relasi::Penilai)]);
        assert_eq!(k.menunggu(3), [(5, 1, Relasi::KetuaTim)], "the team's own day alone");
        assert_eq!(k.menunggu(2).iter().map(|(n, banyak, _)| (*n, *banyak)).collect::<BTreeSet<_>>(), [(4, 1), (5, 2)].into());
        k.putus(&orang(6), Keputusan::Terima, &[&a]).unwrap();
        k.putus(&orang(3), Keputusan::Terima, &[&b]).unwrap();
        assert_eq!((k.putusan(&a).hubungan, k.putusan(&b).hubungan), ("penilai".into(), "ketua_tim".into()));
        assert_eq!(kode(k.putus(&orang(3), Keputusan::Terima, &[&sesudah])), "KIN-550");
    }

    fn a_lent_grant_lends_the_place_but_never_over_oneself(db: &Db) {
        let k = Kota::baru(db);
        let pinjaman = |unit: &str| {
            let mut a = orang(5);
            a.peran.push(Kewenangan {
                peran: Peran::Atasan,
                lingkup: Lingkup::Unit(unit.parse().unwrap()),
                kapasitas: Kapasitas::Delegasi,
                sejak: tgl("2026-11-01"),
                sampai: Some(tgl("2026-11-10")),
                dasar: "Surat tugas 7".into(),
                pendelegasi: Some(nip(2)),
            });
            a
        };
        let (punya4, punya5) = (k.catat(4, "kunci-0001", SENIN), k.catat(5, "kunci-0002", SENIN));
        let wakil = pinjaman("01/01.01/");
        let ada = k.antrean(&wakil, Bagian::Menunggu);
        assert_eq!(ada.orang.iter().map(|o| o.orang.nomor).collect::<Vec<_>>(), [4]);
        assert_eq!(kode(k.putus(&wakil, Keputusan::Terima, &[&punya5])), "KIN-551");
        assert_eq!(kode(k.putus(&pinjaman("01/01.02/"), Keputusan::Terima, &[&punya4])), "KIN-550", "lent for another unit");
        k.putus(&wakil, Keputusan::Terima, &[&punya4]).unwrap();
        let p = k.putusan(&punya4);
        assert_eq!((p.hubungan.as_str(), p.selaku.as_str()), ("atasan", "delegasi"));
        // the loan is over
        k.jam.maju(10 * SEHARI);
        let nanti = k.catat(4, "kunci-0003", "2026-11-12");
        assert_eq!(kode(k.putus(&wakil, Keputusan::Terima, &[&nanti])), "KIN-550");
    }

    fn what_comes_back_says_why_and_is_mended_within_its_own_time(db: &Db) {
        let k = Kota::baru(db);
        let buku = Arc::new(Buku::default());
        k.setel(Parameter::Bulat(&PERBAIKAN_HARI), "2 hari");
        let e = k.catat(4, "kunci-0001", SENIN);
        for alasan in ["", " ab ", &"x".repeat(501)] {
            assert_eq!(kode(k.putus_karena(&orang(2), Keputusan::Kembalikan, &[&e], alasan)), "KIN-554");
        }
        // the month closes on 3 December; it comes back on the 10th
        k.jam.maju(38 * SEHARI);
        k.putus_karena(&orang(2), Keputusan::Kembalikan, &[&e], "  Sebutkan   dokumennya ").unwrap();
        let kembali = hari(&k.region, &orang(4), tgl("2026-12-10")).unwrap().kembali;
        let (satu, sebab) = &kembali[0];
        assert_eq!((satu.keadaan, sebab.as_ref().unwrap().alasan.as_str()), (E::Dikembalikan, "Sebutkan dokumennya"));
        kerjakan_semua(&k.region, &jobs(&buku), 10).unwrap();
        assert_eq!(perlu_diperbaiki(&k.region, &orang(4)).unwrap(), std::slice::from_ref(satu));
        assert_eq!(*buku.0.lock().unwrap(), [nip(4)]);
        assert!(kotak(&k, 4)[0].contains("dikembalikan") && !kotak(&k, 4)[0].contains("dokumennya"));

        let perbaiki = |versi, uraian: &str| {
            let isian = isian(SENIN, uraian, None, 60);
            ubah(&k.region, &orang(4), &Perbaikan { id: e.id.clone(), versi, gawai: None, isian })
        };
        k.jam.maju(2 * SEHARI + 15 * SEJAM);
        let lagi = perbaiki(2, "Menyusun arsip surat masuk").unwrap();
        assert_eq!((lagi.keadaan, lagi.versi), (E::Diajukan, 3));
        // it waits again, and is decided on in its new version
        assert_eq!(k.menunggu(2), [(4, 1, Relasi::Atasan)]);
        let kembali = k.putus(&orang(2), Keputusan::Kembalikan, &[&lagi]).unwrap();
        k.jam.maju(3 * SEHARI);
        assert_eq!(kode(perbaiki(kembali.entri[0].versi, "Terlambat")), "KIN-514");
        assert_eq!(perlu_diperbaiki(&k.region, &orang(4)).unwrap(), [], "nobody is reminded of what is too late");
    }

    fn bulk_takes_what_carries_no_hint_and_all_or_nothing(db: &Db) {
        let k = Kota::baru(db);
        k.setel(Parameter::Bulat(&TEKS_SAMA), "3");
        let beda: Vec<Entri> = (0..4).map(|n| k.catat(4, &format!("kunci-000{n}"), SENIN)).collect();
        let sama: Vec<Entri> = (0..3)
            .map(|n| k.kirim(4, &format!("kunci-sama-{n}"), isian(SENIN, "Rapat", None, 30)))
            .collect();
        let semua: Vec<&Entri> = beda.iter().chain(&sama).collect();
        let petunjuk = k.antrean(&orang(2), Bagian::Menunggu).orang[0].entri.iter().filter(|e| !e.petunjuk.is_empty()).count();
        assert_eq!(petunjuk, 3);
        let sekaligus = |e: &[&Entri]| putuskan(&k.region, &orang(2), &Perintah {
            pilihan: pilih(e), keputusan: Keputusan::Terima, alasan: String::new(), tanpa_petunjuk: true,
        });
        // one that was changed since it was shown stops all of them
        let basi = Entri { versi: 7, ..beda[3].clone() };
        assert!(matches!(sekaligus(&[&beda[0], &basi]), Err(Refusal::Conflict)));
        let milik5 = k.catat(5, "kunci-lain", SENIN);
        assert_eq!(kode(sekaligus(&[&beda[0], &milik5])), "KIN-555");
        assert_eq!(kode(sekaligus(&[])), "KIN-552");
        assert_eq!(k.kini(&beda[0]).keadaan, E::Diajukan);
        let banyak: Vec<Pilihan> = (0..=SEKALIGUS_MAKS).map(|n| Pilihan { id: n.to_string(), versi: 1 }).collect();
        let perintah = Perintah { pilihan: banyak, keputusan: Keputusan::Terima, alasan: String::new(), tanpa_petunjuk: false };
        assert_eq!(kode(putuskan(&k.region, &orang(2), &perintah)), "KIN-553");
        let jadi = sekaligus(&semua).unwrap();
        assert_eq!((jadi.entri.len(), jadi.dilewati), (4, 3));
        assert_eq!(kode(sekaligus(&sama.iter().collect::<Vec<_>>())), "KIN-556");
        // by hand a hint forbids nothing; the same entry twice is one
        let tiga = [&sama[0], &sama[1], &sama[2], &sama[0]];
        assert_eq!(k.putus(&orang(2), Keputusan::Terima, &tiga).unwrap().entri.len(), 3);
    }

    fn of_two_who_decide_at_once_one_does_and_the_other_is_told(db: &Db) {
        let k = Kota::baru(db);
        k.orang_ubah(4, TindakanOrang::Penilai { penilai: 6, masa: masa("2026-09-01", None) });
        let semua: Vec<Entri> = (0..6).map(|n| k.catat(4, &format!("kunci-000{n}"), SENIN)).collect();
        for e in &semua {
            let utas: Vec<_> = [(2, Keputusan::Terima), (6, Keputusan::Kembalikan)].into_iter().map(|(n, keputusan)| {
                let (region, pilihan) = (k.region.clone(), pilih(&[e]));
                std::thread::spawn(move || {
                    let p = Perintah { pilihan, keputusan, alasan: "Bukan tugasnya".into(), tanpa_petunjuk: false };
                    putuskan(&region, &orang(n), &p)
                })
            }).collect();
            let hasil: Vec<_> = utas.into_iter().map(|u| u.join().unwrap()).collect();
            assert_eq!(hasil.iter().filter(|h| h.is_ok()).count(), 1, "{hasil:?}");
            let kalah = hasil.iter().find_map(|h| h.as_ref().err()).unwrap();
            assert!(matches!(kalah, Refusal::Conflict), "{kalah:?}");
            let menang = hasil.iter().find_map(|h| h.as_ref().ok()).unwrap();
            assert_eq!(k.kini(e), menang.entri[0]);
            assert_eq!(k.putusan(e).putusan.menjadi(), menang.entri[0].keadaan);
        }
    }

    fn what_waits_longer_than_the_limit_goes_up_and_stays_below(db: &Db) {
        let k = Kota::baru(db);
        k.setel(Parameter::Bulat(&ESKALASI_HARI), "3");
        let e = k.catat(4, "kunci-0001", SENIN);
        // Tuesday to Thursday are three working days of waiting
        k.jam.maju(3 * SEHARI);
        assert!(k.menunggu(1).is_empty());
        assert_eq!(kode(k.putus(&orang(1), Keputusan::Terima, &[&e])), "KIN-550");
        k.jam.maju(SEHARI);
        let baru = k.catat(4, "kunci-0002", "2026-11-06");
        assert_eq!(k.menunggu(1), [(4, 1, Relasi::AtasanAtasan)], "the one that is late, not the new one");
        assert_eq!(k.antrean(&orang(1), Bagian::Menunggu).ringkas.naik, 1);
        assert_eq!(k.menunggu(2), [(4, 2, Relasi::Atasan)], "it still waits below");
        assert!(k.menunggu(3).is_empty(), "nobody beside");
        assert_eq!(kode(k.putus(&orang(1), Keputusan::Terima, &[&baru])), "KIN-550");
        // the weekend is no waiting: on Monday what came on Friday is not late
        k.jam.maju(3 * SEHARI);
        assert_eq!(k.menunggu(1), [(4, 1, Relasi::AtasanAtasan)]);
        // the head's own entries wait for nobody above; those of a head of bidang for the head
        k.catat(2, "kunci-0003", "2026-11-09");
        assert_eq!(k.menunggu(1).len(), 2);
        k.putus(&orang(1), Keputusan::Terima, &[&e]).unwrap();
        assert_eq!(k.putusan(&e).hubungan, "atasan_atasan");
    }

    fn the_backlog_is_seen_by_who_has_it_and_by_who_is_above(db: &Db) {
        let k = Kota::baru(db);
        k.setel(Parameter::Bulat(&ESKALASI_HARI), "1");
        k.catat(4, "kunci-0001", SENIN);
        k.catat(5, "kunci-0002", SENIN);
        k.jam.maju(2 * SEHARI);
        k.catat(4, "kunci-0003", "2026-11-04");
        k.catat(6, "kunci-0004", "2026-11-04");
        let milik = |n| -> Vec<_> {
            let semua = tunggakan(&k.region, &orang(n)).unwrap();
            semua.iter().map(|t| (t.atasan.nomor, t.sendiri, t.banyak, t.lewat, t.orang)).collect()
        };
        assert_eq!(milik(2), [(2, true, 3, 2, 2)]);
        assert_eq!(milik(3), [(3, true, 1, 0, 1)]);
        assert_eq!(milik(1), [(2, false, 3, 2, 2), (3, false, 1, 0, 1)]);
        assert!(milik(4).is_empty());
    }

    fn silence_counts_where_the_region_says_so_and_a_share_is_looked_at(db: &Db) {
        let k = Kota::baru(db);
        let semua = jobs(&Arc::default());
        k.setel(Parameter::Bulat(&DIAM_HARI), "2");
        k.setel(Parameter::Bulat(&CONTOH_PERSEN), "100%");
        let a = k.catat(4, "kunci-0001", SENIN);
        let b = k.catat(4, "kunci-0002", SENIN);
        // the window closed on Thursday at midnight; this one waited on a phone until Friday
        let gawai = k.jam.now();
        k.berlalu(4, &semua);
        let kirim = Kiriman { kunci: "kunci-gawai".into(), gawai: Some(gawai), isian: isian(SENIN, "Siaga banjir", None, 30), bukti: None };
        let luring = catat(&k.region, &orang(4), &[kirim]).unwrap().remove(0);
        assert_eq!(luring.tanda, TANDA_HANYA_GAWAI);
        assert_eq!(k.kini(&a).keadaan, E::Diajukan, "by default everything waits");
        k.setel(Parameter::Pilihan(&DIAM), "dianggap");
        k.berlalu(6, &semua);
        assert_eq!((k.kini(&a).keadaan, k.kini(&b).keadaan), (E::DianggapDisetujui, E::DianggapDisetujui));
        assert_eq!(k.kini(&luring).keadaan, E::Diajukan, "what only the device's clock saves is looked at by somebody");
        assert_eq!(crate::web::jurnal(&k.region, "kinerja.entri.anggap"), 1, "once, not every night");
        let p = k.putusan(&a);
        assert_eq!((p.putusan, p.hubungan.as_str()), (Keputusan::Anggap, "sistem"));

        // the sample is for the superior's superior, not for who was silent
        assert!(k.antrean(&orang(2), Bagian::Contoh).orang.is_empty());
        let contoh = k.antrean(&orang(1), Bagian::Contoh);
        assert_eq!((contoh.ringkas.banyak, contoh.orang[0].orang.nomor), (2, 4));
        let (a, b) = (k.kini(&a), k.kini(&b));
        assert_eq!(kode(k.putus(&orang(2), Keputusan::Kukuhkan, &[&a])), "KIN-550");
        assert_eq!(kode(k.putus(&orang(1), Keputusan::Terima, &[&a])), "KIN-557");
        assert_eq!(k.putus(&orang(1), Keputusan::Kukuhkan, &[&a]).unwrap().entri[0].keadaan, E::Disetujui);
        assert_eq!(k.putus(&orang(1), Keputusan::Kembalikan, &[&b]).unwrap().entri[0].keadaan, E::Dikembalikan);
        assert!(k.antrean(&orang(1), Bagian::Contoh).orang.is_empty());
    }

    fn once_the_month_is_computed_a_sample_is_confirmed_or_left_never_returned(db: &Db) {
        let k = Kota::baru(db);
        let semua = jobs(&Arc::default());
        k.setel(Parameter::Pilihan(&DIAM), "dianggap");
        k.setel(Parameter::Bulat(&DIAM_HARI), "1");
        k.setel(Parameter::Bulat(&CONTOH_PERSEN), "100%");
        let e = k.catat(4, "kunci-0001", SENIN);
        k.berlalu(3, &semua);
        let e = k.kini(&e);
        assert_eq!(e.keadaan, E::DianggapDisetujui);
        let bulan = Jalankan { periode: "2026-11".parse().unwrap(), paket: "tunjangan/kota-bandung".into(), sidik: None, utas: 1 };
        jalankan(&k.region, &operator().unwrap(), &bulan, &SumberPaket::bawaan(), &|_| ()).unwrap();
        assert_eq!(kode(k.putus(&orang(1), Keputusan::Kembalikan, &[&e])), "KIN-558");
        assert_eq!(k.kini(&e).keadaan, E::DianggapDisetujui, "refused wholly");
        assert_eq!(k.putus(&orang(1), Keputusan::Kukuhkan, &[&e]).unwrap().entri[0].keadaan, E::Disetujui);
    }

    fn without_a_draw_nothing_deemed_is_taken_back(db: &Db) {
        let k = Kota::baru(db);
        let semua = jobs(&Arc::default());
        k.setel(Parameter::Pilihan(&DIAM), "dianggap");
        k.setel(Parameter::Bulat(&DIAM_HARI), "1");
        k.setel(Parameter::Bulat(&CONTOH_PERSEN), "0%");
        let e = k.catat(4, "kunci-0001", SENIN);
        k.berlalu(3, &semua);
        let e = k.kini(&e);
        assert_eq!(e.keadaan, E::DianggapDisetujui);
        assert_eq!(kode(k.putus(&orang(2), Keputusan::Kembalikan, &[&e])), "KIN-557");
        assert!(k.antrean(&orang(1), Bagian::Contoh).orang.is_empty());
    }

    fn who_has_something_waiting_is_told_on_working_days_once(db: &Db) {
        let k = Kota::baru(db);
        let buku = Arc::new(Buku::default());
        let semua = jobs(&buku);
        k.setel(Parameter::Bulat(&ESKALASI_HARI), "3");
        k.catat(4, "kunci-0001", SENIN);
        k.catat(5, "kunci-0002", SENIN);
        k.berlalu(1, &semua);
        assert_eq!(*buku.0.lock().unwrap(), [nip(2)], "one message for two people's entries");
        assert_eq!((kotak(&k, 2).len(), kotak(&k, 1).len()), (1, 0));
        // Wednesday, Thursday; on Friday it goes up
        k.berlalu(2, &semua);
        assert_eq!((kotak(&k, 2).len(), kotak(&k, 1).len()), (3, 0));
        k.berlalu(1, &semua);
        assert_eq!((kotak(&k, 2).len(), kotak(&k, 1).len()), (4, 1));
        assert!(kotak(&k, 1)[0].contains("belum diputus atasannya"));
        // nobody is told on Saturday and Sunday
        k.berlalu(2, &semua);
        assert_eq!((kotak(&k, 2).len(), kotak(&k, 1).len()), (4, 1));
    }
}
