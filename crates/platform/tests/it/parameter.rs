//! Parameters of a region: dated, based on law, never changed but followed.

use balai_kernel::{Lingkup, Peran, Tanggal};
use balai_platform::parameter::{
    Bulat, Ciri, Isian, Opsi, Parameter, Pilihan, Satuan, YaTidak, atur, atur_banyak, baca_berkas, riwayat,
    tulis_berkas,
};
use balai_platform::{Refusal, Region};
use balai_store::StoreError;
use balai_testkit::{aktor, db_test};

use crate::pendukung::{bkpsdm, daerah};

const fn ciri(id: &'static str, peran: &'static [Peran]) -> Ciri {
    Ciri { id, label_id: "Uji", label_en: "Test", ket_id: "Uji.", ket_en: "Test.", dasar: "usulan", peran }
}

static MUNDUR: Bulat =
    Bulat { ciri: ciri("uji.mundur", &[Peran::Bkpsdm]), satuan: Satuan::Hari, min: 0, maks: 31, bawaan: 3 };
static SUMBER: Pilihan = Pilihan {
    ciri: ciri("uji.sumber", &[Peran::Bkpsdm, Peran::Admin]),
    opsi: &[
        Opsi { kata: "bkn", label_id: "dari BKN", label_en: "from BKN" },
        Opsi { kata: "balai", label_id: "di sini", label_en: "here" },
    ],
    bawaan: "balai",
};
static WAJIB: YaTidak = YaTidak { ciri: ciri("uji.wajib", &[Peran::Bkpsdm]), bawaan: false };
static SEMUA: [Parameter; 3] =
    [Parameter::Bulat(&MUNDUR), Parameter::Pilihan(&SUMBER), Parameter::YaTidak(&WAJIB)];

fn tgl(teks: &str) -> Tanggal {
    teks.parse().unwrap()
}

fn isian(sejak: &str, nilai: &str) -> Isian {
    Isian {
        sejak: tgl(sejak),
        nilai: nilai.to_owned(),
        dasar: "Perwal 1/2026 Ps. 7".to_owned(),
        ilustrasi: false,
    }
}

fn mundur(daerah: &Region, pada: &str) -> i64 {
    daerah.read(|tx| MUNDUR.pada(tx, tgl(pada))).map_err(|e: StoreError| e).unwrap()
}

db_test! {
    fn the_value_of_the_latest_day_counts_and_the_default_before(db: &Db) {
        let (daerah, _) = daerah(db);
        let p = SEMUA[0];
        assert_eq!(mundur(&daerah, "2026-11-04"), 3, "the default");
        assert!(atur(&daerah, &bkpsdm(), p, &isian("2026-12-01", "5 hari")).unwrap());
        assert!(atur(&daerah, &bkpsdm(), p, &isian("2026-01-01", "1")).unwrap());
        assert_eq!(mundur(&daerah, "2025-12-31"), 3);
        assert_eq!(mundur(&daerah, "2026-01-01"), 1);
        assert_eq!(mundur(&daerah, "2026-11-30"), 1);
        assert_eq!(mundur(&daerah, "2026-12-01"), 5);
        // a correction of the same day follows, and what it corrected stays to be seen
        assert!(atur(&daerah, &bkpsdm(), p, &isian("2026-12-01", "7 hari")).unwrap());
        assert_eq!(mundur(&daerah, "2027-01-01"), 7);
        let ada = daerah.read(|tx| riwayat(tx, "uji.mundur")).map_err(|e: StoreError| e).unwrap();
        let ada: Vec<(String, i64)> = ada.into_iter().map(|n| (n.nilai, n.urut)).collect();
        assert_eq!(ada, [("7".to_owned(), 2), ("5".to_owned(), 1), ("1".to_owned(), 1)]);
        assert!(!atur(&daerah, &bkpsdm(), p, &isian("2026-12-01", " 7 ")).unwrap(), "the same again is nothing");
    }

    fn each_kind_is_read_as_what_it_is(db: &Db) {
        let (daerah, _) = daerah(db);
        let semua = [(SEMUA[1], isian("2026-01-01", "bkn")), (SEMUA[2], isian("2026-01-01", "ya"))];
        assert_eq!(atur_banyak(&daerah, &bkpsdm(), &semua).unwrap(), 2);
        let baca = daerah.read(|tx| {
            let hari = tgl("2026-06-01");
            Ok::<_, StoreError>((SUMBER.pada(tx, hari)?, WAJIB.pada(tx, hari)?, SUMBER.pada(tx, tgl("2025-06-01"))?))
        });
        assert_eq!(baca.unwrap(), ("bkn", true, "balai"));
    }

    fn what_does_not_fit_changes_nothing(db: &Db) {
        let (daerah, _) = daerah(db);
        let admin = aktor(9, "Admin", None, Peran::Admin, Lingkup::Semua);
        let pegawai = aktor(8, "Pegawai", None, Peran::Pegawai, Lingkup::Semua);
        let kode = |r: Result<usize, Refusal>| r.unwrap_err().galat().kode;
        let satu = |p, i| [(p, i)];
        assert_eq!(kode(atur_banyak(&daerah, &bkpsdm(), &satu(SEMUA[0], isian("2026-01-01", "40")))), "PLT-090");
        let tanpa = Isian { dasar: "  ".to_owned(), ..isian("2026-01-01", "4") };
        assert_eq!(kode(atur_banyak(&daerah, &bkpsdm(), &satu(SEMUA[0], tanpa))), "PLT-091");
        assert_eq!(kode(atur_banyak(&daerah, &admin, &satu(SEMUA[0], isian("2026-01-01", "4")))), "PLT-093");
        assert_eq!(kode(atur_banyak(&daerah, &pegawai, &satu(SEMUA[1], isian("2026-01-01", "bkn")))), "PLT-001");
        // one that does not fit undoes all of them
        let dua = [(SEMUA[0], isian("2026-01-01", "4")), (SEMUA[0], isian("2026-02-01", "99"))];
        assert_eq!(kode(atur_banyak(&daerah, &bkpsdm(), &dua)), "PLT-090");
        assert_eq!(mundur(&daerah, "2026-03-01"), 3);
    }

    fn a_regions_values_travel_as_text_and_come_back_the_same(db: &Db) {
        let (daerah, _) = daerah(db);
        let teks = "\
# Uji\n[\"uji.mundur\"]\nnilai = [\n  { sejak = 2026-01-01, isi = \"4 hari\", dasar = \"Perwal \\\"1\\\"\" },\n\
  { sejak = 2026-07-01, isi = \"2 hari\", dasar = \"Perwal 2\", ilustrasi = true },\n]\n\n\
# Uji\n[\"uji.sumber\"]\nnilai = [\n  { sejak = 2026-01-01, isi = \"bkn\", dasar = \"Perwal 1\" },\n]\n";
        let isi = baca_berkas("parameter.toml", teks, &SEMUA).unwrap();
        assert_eq!(atur_banyak(&daerah, &bkpsdm(), &isi).unwrap(), 3);
        assert_eq!(atur_banyak(&daerah, &bkpsdm(), &isi).unwrap(), 0, "the same file again is nothing");
        let ada: Vec<_> = SEMUA
            .iter()
            .map(|p| (*p, daerah.read(|tx| riwayat(tx, p.ciri().id)).map_err(|e: StoreError| e).unwrap()))
            .collect();
        let keluar = tulis_berkas(&ada);
        let lagi = baca_berkas("keluar.toml", &keluar, &SEMUA).unwrap();
        assert_eq!(atur_banyak(&daerah, &bkpsdm(), &lagi).unwrap(), 0, "{keluar}");
        assert_eq!(keluar.lines().count(), teks.lines().count());
        for (salah, kode) in [
            ("[\"uji.asing\"]\nnilai = []\n", "PLT-092"),
            ("[\"uji.mundur\"]\nnilai = [{ sejak = 2026-01-01, isi = \"40\", dasar = \"x\" }]\n", "PLT-090"),
            ("[\"uji.mundur\"]\nnilai = [{ sejak = 2026-01-01T07:00:00, isi = \"4\", dasar = \"x\" }]\n", "PLT-092"),
            ("[\"uji.mundur\"]\nnilia = 3\n", "PLT-092"),
        ] {
            assert_eq!(baca_berkas("salah.toml", salah, &SEMUA).unwrap_err().kode, kode, "{salah}");
        }
    }
}
