//! Daily activities: entered once however often they are sent, within their window, into a day that can hold them, and read
//! by the month's run where the region takes them from here.

use std::sync::Arc;

use balai_kernel::{Aktor, Lingkup, Nip, Peran, Waktu};
use balai_kinerja::Kinerja;
use balai_kinerja::acts::entri::{Perbaikan, catat, hari, salin, tarik, ubah};
use balai_kinerja::acts::proses::{Perintah, jalankan};
use balai_kinerja::model::entri::{Entri, Isian, KeadaanEntri, Kiriman, TANDA_HANYA_GAWAI};
use balai_kinerja::parameter::verifikasi::MENUNGGU_DIHITUNG;
use balai_kinerja::parameter::{HARI_MUNDUR, MENIT_SEHARI, SUMBER_AKTIVITAS};
use balai_kinerja::store::entri as store;
use balai_platform::parameter::{Isian as NilaiParameter, Parameter, atur};
use balai_platform::{Refusal, Region, SumberPaket, hidup, operator};
use balai_shell::App as _;
use balai_store::StoreError;
use balai_testkit::{Db, JamTetap, aktor, db_test};

/// A region whose clock can be moved: Monday 2 November 2026, 08.00.
pub struct Kantor {
    pub region: Region,
    pub jam: Arc<JamTetap>,
}

impl balai_kernel::Clock for PinjamJam {
    fn now(&self) -> Waktu {
        self.0.now()
    }
}

struct PinjamJam(Arc<JamTetap>);

const SEJAM: i64 = 3_600_000;

impl Kantor {
    /// With the staff of the sample and activities taken from here.
    pub fn baru(db: &Db) -> Self {
        let jam = Arc::new(JamTetap::baru());
        let region = crate::staf(db, Arc::new(PinjamJam(Arc::clone(&jam))));
        let kantor = Kantor { region, jam };
        kantor.setel(Parameter::Pilihan(&SUMBER_AKTIVITAS), "balai");
        kantor
    }

    pub fn setel(&self, parameter: Parameter, nilai: &str) {
        let isian = NilaiParameter {
            sejak: "2000-01-01".parse().unwrap(),
            nilai: nilai.to_owned(),
            dasar: "Uji".to_owned(),
            ilustrasi: false,
        };
        atur(&self.region, &admin(), parameter, &isian).unwrap();
    }
}

fn admin() -> Aktor {
    aktor(90, "Admin", None, Peran::Bkpsdm, Lingkup::Semua)
}

/// Somebody of the sample as themselves.
pub fn siti() -> Aktor {
    pegawai(1, "199607102025082003")
}

pub fn euis() -> Aktor {
    pegawai(2, "198603112016021002")
}

fn pegawai(benih: u64, nip: &str) -> Aktor {
    let nip: Nip = nip.parse().unwrap();
    aktor(benih, "Pegawai", Some(nip.clone()), Peran::Pegawai, Lingkup::Diri(nip))
}

pub fn isian(hari: &str, mulai: Option<i64>, menit: i64) -> Isian {
    Isian {
        hari: hari.parse().unwrap(),
        mulai,
        menit,
        uraian: format!("Menyusun laporan {menit}"),
        katalog: None,
        jumlah: 1,
        skp: None,
        draf: false,
    }
}

pub fn kiriman(kunci: &str, isian: Isian) -> Kiriman {
    Kiriman { kunci: kunci.to_owned(), gawai: None, isian, bukti: None }
}

fn satu(k: &Kantor, kunci: &str, isian: Isian) -> Result<Entri, Refusal> {
    catat(&k.region, &siti(), &[kiriman(kunci, isian)]).map(|mut e| e.remove(0))
}

fn kode<T: std::fmt::Debug>(hasil: Result<T, Refusal>) -> &'static str {
    hasil.unwrap_err().galat().kode
}

fn hari_siti(k: &Kantor, tanggal: &str) -> Vec<Entri> {
    hari(&k.region, &siti(), tanggal.parse().unwrap()).unwrap().entri
}

const SENIN: &str = "2026-11-02";

db_test! {
    fn the_same_key_makes_one_row_however_often_it_is_sent(db: &Db) {
        let k = Kantor::baru(db);
        let a = satu(&k, "kunci-0001", isian(SENIN, Some(480), 60)).unwrap();
        assert_eq!((a.keadaan, a.versi, a.tanda), (KeadaanEntri::Diajukan, 1, 0));
        // again, also when what is sent with it has become nonsense meanwhile, and long after closing
        let lagi = satu(&k, "kunci-0001", isian(SENIN, Some(480), 90)).unwrap();
        k.jam.maju(40 * 24 * SEJAM);
        let nanti = satu(&k, "kunci-0001", isian(SENIN, Some(480), 60)).unwrap();
        assert_eq!((&lagi, &nanti), (&a, &a));
        assert_eq!(hari_siti(&k, SENIN), [a]);
        assert_eq!(crate::web::jurnal(&k.region, "kinerja.entri.catat"), 1);
        // a sending of which a part is known adds the rest
        let hari_ini = "2026-12-12";
        let dua = [
            kiriman("kunci-0001", isian(SENIN, Some(480), 60)),
            kiriman("kunci-0002", isian(hari_ini, None, 30)),
        ];
        let jadi = catat(&k.region, &siti(), &dua).unwrap();
        assert_eq!(jadi.iter().map(|e| e.kunci.as_str()).collect::<Vec<_>>(), ["kunci-0001", "kunci-0002"]);
        // another person's key of the same name is another key
        let lain = catat(&k.region, &euis(), &[kiriman("kunci-0001", isian(hari_ini, None, 30))]).unwrap();
        assert_ne!(lain[0].pegawai, jadi[0].pegawai);
    }

    fn a_hundred_at_once_with_one_key_are_one(db: &Db) {
        let k = Kantor::baru(db);
        let utas: Vec<_> = (0..8).map(|_| {
            let region = k.region.clone();
            std::thread::spawn(move || {
                let kirim = [kiriman("kunci-sama", isian(SENIN, Some(480), 60))];
                (0..4).map(|_| catat(&region, &siti(), &kirim).map(|e| e[0].id.clone())).collect::<Vec<_>>()
            })
        }).collect();
        let mut id: Vec<String> = utas.into_iter().flat_map(|u| u.join().unwrap()).map(Result::unwrap).collect();
        id.dedup();
        assert_eq!(id.len(), 1);
        assert_eq!(hari_siti(&k, SENIN).len(), 1);
    }

    fn a_day_refuses_overlaps_and_more_than_it_holds_and_names_what_is_there(db: &Db) {
        let k = Kantor::baru(db);
        satu(&k, "kunci-0001", isian(SENIN, Some(480), 60)).unwrap();
        let galat = satu(&k, "kunci-0002", isian(SENIN, Some(500), 60)).unwrap_err().galat();
        assert_eq!(galat.kode, "KIN-505");
        let pesan = galat.pesan(&balai_kinerja::KODE_SEMUA, balai_kernel::Bahasa::Id);
        assert!(pesan.contains("Menyusun laporan 60") && pesan.contains("08.00–09.00"), "{pesan}");
        // touching is no overlap; without a time only the length counts
        satu(&k, "kunci-0003", isian(SENIN, Some(540), 60)).unwrap();
        satu(&k, "kunci-0004", isian(SENIN, None, 1_320)).unwrap();
        assert_eq!(kode(satu(&k, "kunci-0005", isian(SENIN, None, 1))), "KIN-506");
        // several of one sending are compared with each other, and none is kept when one does not fit
        let dua = [
            kiriman("kunci-0006", isian("2026-11-01", Some(480), 60)),
            kiriman("kunci-0007", isian("2026-11-01", Some(530), 60)),
        ];
        assert_eq!(kode(catat(&k.region, &siti(), &dua)), "KIN-505");
        assert!(hari_siti(&k, "2026-11-01").is_empty());
        // the region may allow less
        k.setel(Parameter::Bulat(&MENIT_SEHARI), "600");
        assert_eq!(kode(satu(&k, "kunci-0008", isian("2026-11-01", None, 601))), "KIN-506");
        assert!(satu(&k, "kunci-0008", isian("2026-11-01", None, 600)).is_ok());
    }

    fn days_to_come_before_service_and_of_leave_are_refused_with_the_reason(db: &Db) {
        let k = Kantor::baru(db);
        assert_eq!(kode(satu(&k, "kunci-0001", isian("2026-11-03", None, 60))), "KIN-507");
        assert_eq!(kode(satu(&k, "kunci-0001", isian("2010-11-01", None, 60))), "KIN-508");
        crate::masukan::masuk(
            &k.region,
            "ketidakhadiran",
            "NIP;Dari;Sampai;Jenis\n199607102025082003;31/10/2026;01/11/2026;Cuti Tahunan\n198603112016021002;31/10/2026;01/11/2026;Dinas Luar\n",
        );
        let galat = satu(&k, "kunci-0001", isian("2026-11-01", None, 60)).unwrap_err().galat();
        assert_eq!(galat.kode, "KIN-509");
        assert!(galat.isian.iter().any(|(_, v)| v == "cuti tahunan"), "{galat:?}");
        // duty elsewhere is work; leave that was taken back is none
        assert!(catat(&k.region, &euis(), &[kiriman("kunci-0001", isian("2026-11-01", None, 60))]).is_ok());
        crate::masukan::masuk(
            &k.region,
            "ketidakhadiran",
            "NIP;Dari;Sampai;Jenis\n199607102025082003;31/10/2026;01/11/2026;Batal\n",
        );
        assert!(satu(&k, "kunci-0001", isian("2026-11-01", None, 60)).is_ok());
    }

    fn an_entry_after_closing_is_refused_unless_the_device_s_clock_saves_it_and_then_it_is_flagged(db: &Db) {
        let k = Kantor::baru(db);
        k.setel(Parameter::Bulat(&HARI_MUNDUR), "0");
        let tutup = 16 * SEJAM;
        k.jam.maju(tutup - 1);
        assert_eq!(satu(&k, "kunci-0001", isian(SENIN, None, 60)).unwrap().tanda, 0);
        k.jam.maju(1);
        let galat = satu(&k, "kunci-0002", isian(SENIN, None, 60)).unwrap_err().galat();
        assert_eq!(galat.kode, "KIN-514");
        assert!(galat.isian.iter().any(|(_, v)| v == "02/11/2026 24.00"), "{galat:?}");
        let gawai = |menit: i64| {
            let pada = Waktu::dari_milidetik(k.region.sekarang().milidetik() + menit * 60_000);
            let kirim = Kiriman { gawai: pada, ..kiriman("kunci-0003", isian(SENIN, None, 60)) };
            catat(&k.region, &siti(), &[kirim]).map(|mut e| e.remove(0))
        };
        // at or after closing by its own clock, or by a clock that is ahead of ours
        assert_eq!(kode(gawai(0)), "KIN-514");
        assert_eq!(kode(gawai(5)), "KIN-514");
        let e = gawai(-30).unwrap();
        assert_eq!((e.tanda, e.hanya_gawai()), (TANDA_HANYA_GAWAI, true));
        assert!(e.gawai.unwrap() < e.diterima);
        assert_eq!(hari_siti(&k, SENIN).len(), 2);
    }

    fn what_nobody_decided_on_can_be_changed_and_taken_back_and_nothing_else(db: &Db) {
        let k = Kantor::baru(db);
        let a = satu(&k, "kunci-0001", isian(SENIN, Some(480), 60)).unwrap();
        let ke = |versi, isian| Perbaikan { id: a.id.clone(), versi, gawai: None, isian };
        // its own old time is no obstacle
        let b = ubah(&k.region, &siti(), &ke(1, isian(SENIN, Some(500), 90))).unwrap();
        assert_eq!((b.versi, b.menit, b.mulai), (2, 90, Some(500)));
        // from an old page
        assert_eq!(ubah(&k.region, &siti(), &ke(1, isian(SENIN, None, 30))), Err(Refusal::Conflict));
        assert_eq!(tarik(&k.region, &siti(), &a.id, 1), Err(Refusal::Conflict));
        // not somebody else's
        assert_eq!(ubah(&k.region, &euis(), &ke(2, isian(SENIN, None, 30))), Err(Refusal::NotFound));
        assert_eq!(tarik(&k.region, &euis(), &a.id, 2), Err(Refusal::NotFound));
        // taken back once or twice: the time is free
        assert_eq!(tarik(&k.region, &siti(), &a.id, 2).unwrap().keadaan, KeadaanEntri::Ditarik);
        assert_eq!(tarik(&k.region, &siti(), &a.id, 3).unwrap().keadaan, KeadaanEntri::Ditarik);
        assert!(hari_siti(&k, SENIN).is_empty());
        let c = satu(&k, "kunci-0002", isian(SENIN, Some(500), 90)).unwrap();
        putuskan(&k, &c, KeadaanEntri::Disetujui);
        let ke = |isian| Perbaikan { id: c.id.clone(), versi: 2, gawai: None, isian };
        assert_eq!(kode(ubah(&k.region, &siti(), &ke(isian(SENIN, None, 30)))), "KIN-516");
        assert_eq!(kode(tarik(&k.region, &siti(), &c.id, 2)), "KIN-516");
    }

    fn what_was_returned_is_mended_until_the_month_closes(db: &Db) {
        let k = Kantor::baru(db);
        k.setel(Parameter::Bulat(&HARI_MUNDUR), "0");
        let a = satu(&k, "kunci-0001", isian(SENIN, Some(480), 60)).unwrap();
        putuskan(&k, &a, KeadaanEntri::Dikembalikan);
        k.jam.maju(10 * 24 * SEJAM);
        let isi = hari(&k.region, &siti(), "2026-11-12".parse().unwrap()).unwrap();
        assert_eq!(isi.kembali.iter().map(|(e, _)| &e.id).collect::<Vec<_>>(), [&a.id]);
        let ke = |isian| Perbaikan { id: a.id.clone(), versi: 2, gawai: None, isian };
        // not to another day that is closed
        assert_eq!(kode(ubah(&k.region, &siti(), &ke(isian("2026-11-01", None, 60)))), "KIN-514");
        let b = ubah(&k.region, &siti(), &ke(isian(SENIN, Some(480), 45))).unwrap();
        assert_eq!((b.keadaan, b.menit, b.tanda), (KeadaanEntri::Diajukan, 45, 0));
        // handed in again it keeps to the day's window like everything else
        let ke = |isian| Perbaikan { id: a.id.clone(), versi: 3, gawai: None, isian };
        assert_eq!(kode(ubah(&k.region, &siti(), &ke(isian(SENIN, None, 60)))), "KIN-514");
    }

    fn where_activities_come_from_bkn_nobody_types_here(db: &Db) {
        let k = Kantor::baru(db);
        k.setel(Parameter::Pilihan(&SUMBER_AKTIVITAS), "bkn");
        assert_eq!(kode(satu(&k, "kunci-0001", isian(SENIN, None, 60))), "KIN-510");
        assert!(!hari(&k.region, &siti(), SENIN.parse().unwrap()).unwrap().di_sini);
        assert_eq!(Kinerja.tersembunyi(&k.region), ["/aktivitas"], "nor are they led there");
        k.setel(Parameter::Pilihan(&SUMBER_AKTIVITAS), "balai");
        assert!(Kinerja.tersembunyi(&k.region).is_empty());
    }

    fn a_window_is_longer_by_the_time_the_server_was_down_to_the_millisecond(db: &Db) {
        let k = Kantor::baru(db);
        k.setel(Parameter::Bulat(&HARI_MUNDUR), "0");
        hidup::berdenyut(&k.region).unwrap();
        k.jam.maju(3 * SEJAM);
        hidup::berdenyut(&k.region).unwrap();
        // 11.00 now; it closes at 03.00 instead of at midnight
        let isi = hari(&k.region, &siti(), SENIN.parse().unwrap()).unwrap();
        assert_eq!(isi.mati.len(), 1, "the page says why");
        k.jam.maju(16 * SEJAM - 1);
        assert_eq!(satu(&k, "kunci-0001", isian(SENIN, None, 60)).unwrap().tanda, 0, "in time, not excused");
        k.jam.maju(1);
        let galat = satu(&k, "kunci-0002", isian(SENIN, None, 60)).unwrap_err().galat();
        assert!(galat.isian.iter().any(|(_, v)| v == "03/11/2026 03.00"), "{galat:?}");
    }

    fn the_last_day_is_copied_once_with_its_times(db: &Db) {
        let k = Kantor::baru(db);
        let selasa = "2026-11-03".parse().unwrap();
        assert_eq!(kode(salin(&k.region, &siti(), SENIN.parse().unwrap())), "KIN-517");
        let a = satu(&k, "kunci-0001", isian(SENIN, Some(480), 60)).unwrap();
        let b = satu(&k, "kunci-0002", isian(SENIN, Some(600), 30)).unwrap();
        tarik(&k.region, &siti(), &b.id, 1).unwrap();
        k.jam.maju(24 * SEJAM);
        let jadi = salin(&k.region, &siti(), selasa).unwrap();
        assert_eq!(jadi.iter().map(|e| (e.hari, e.mulai, e.menit, &e.uraian)).collect::<Vec<_>>(), [(selasa, Some(480), 60, &a.uraian)]);
        assert_eq!(salin(&k.region, &siti(), selasa).unwrap(), jadi);
        let isi = hari(&k.region, &siti(), selasa).unwrap();
        assert_eq!(isi.entri.len(), 1);
        assert_eq!(isi.sering, [(a.uraian, 60)]);
        assert!(isi.terbuka.contains(&SENIN.parse().unwrap()), "other open days are offered");
    }
}

/// What the superior's act will do.
fn putuskan(k: &Kantor, e: &Entri, ke: KeadaanEntri) {
    let (id, pegawai, versi) = (e.id.clone(), e.pegawai, e.versi);
    let jadi: Result<(), StoreError> =
        k.region.upkeep(move |tx| store::pindah(tx, (&id, pegawai, versi), ke));
    jadi.unwrap();
}

#[test]
fn a_month_is_run_from_entries_where_the_region_takes_them_from_here() {
    let db = Db::sqlite();
    let jam = Arc::new(JamTetap::baru());
    let region = crate::daerah_berjam(&db, false, Arc::new(PinjamJam(Arc::clone(&jam))));
    let k = Kantor { region, jam };
    let jalan = |k: &Kantor| {
        let perintah = Perintah {
            periode: "2026-10".parse().unwrap(),
            paket: "tunjangan/kota-bandung".to_owned(),
            sidik: None,
            utas: 1,
        };
        jalankan(&k.region, &operator().unwrap(), &perintah, &SumberPaket::bawaan(), &|_| ()).unwrap()
    };
    let impor = jalan(&k);
    k.setel(Parameter::Pilihan(&SUMBER_AKTIVITAS), "balai");
    let kosong = jalan(&k);
    assert_ne!(impor.masukan_sidik, kosong.masukan_sidik, "the imported activities no longer count");
    let a = satu(&k, "kunci-0001", isian("2026-10-30", Some(480), 60)).unwrap();
    let b = satu(&k, "kunci-0002", isian("2026-10-31", Some(480), 60)).unwrap();
    tarik(&k.region, &siti(), &b.id, 1).unwrap();
    let diajukan = jalan(&k);
    assert_ne!(kosong.masukan_sidik, diajukan.masukan_sidik);
    assert_eq!(kosong.jumlah_sen, diajukan.jumlah_sen, "what nobody verified pays nothing");
    k.setel(Parameter::YaTidak(&MENUNGGU_DIHITUNG), "ya");
    assert!(jalan(&k).jumlah_sen > diajukan.jumlah_sen, "unless the region counts what waits");
    k.setel(Parameter::YaTidak(&MENUNGGU_DIHITUNG), "tidak");
    putuskan(&k, &a, KeadaanEntri::DianggapDisetujui);
    let diakui = jalan(&k);
    assert!(diakui.jumlah_sen > diajukan.jumlah_sen, "verified minutes pay");
    // the same again has the same hash
    assert_eq!(jalan(&k).hasil_sidik, diakui.hasil_sidik);
}
