//! The gallery of parts at `/_komponen`, for development: what a change of style does to everything at once.
//! People, amounts and articles are invented. Its words are Indonesian only; nobody but developers reads it.

use askama::Template;
use axum::http::StatusCode;

use crate::grafik::{Bentuk, Grafik, Titik};
use crate::komponen::{
    BarisHitungan, BarisRincian, BarisTabel, Benang, Hitungan, Keadaan, Kemajuan, Kolom, Kutipan, Meter,
    Operator, Penomoran, Rinci, Rincian, Sel, Sidik, Simpul, Tabel, Tahap,
};
use crate::{Akses, Formulir, Halaman, Hasil, Konteks, Rute, alihkan_kabar, halaman, halaman_status};

/// Its pages: parts, a slip, a form with its faults, the way in.
pub fn rute() -> Vec<Rute> {
    vec![
        Rute::get("/_komponen", Akses::Umum, bagian),
        Rute::get("/_komponen/slip", Akses::Umum, slip),
        Rute::get("/_komponen/formulir", Akses::Umum, formulir),
        Rute::post("/_komponen/formulir", Akses::Umum, kirim),
        Rute::get("/_komponen/gerbang", Akses::Umum, gerbang),
    ]
}

#[derive(Template)]
#[template(path = "galeri/bagian.html")]
struct Bagian {
    h: Halaman,
    f: Formulir,
    keadaan: Vec<(Keadaan, &'static str)>,
    warna: &'static [(&'static str, &'static str)],
    proses: Benang,
    berkas: Benang,
    tabel: Tabel,
    kemajuan: Kemajuan,
    sidik: Sidik,
    rincian: Rincian,
    penomoran: Penomoran,
    kolom: Grafik,
    garis: Grafik,
}

const WARNA: &[(&str, &str)] = &[
    ("kapur", "lembar"),
    ("lantai", "alas halaman"),
    ("lantai-2", "cekung, jalur batang"),
    ("garis", "pemisah"),
    ("garis-kuat", "batas isian"),
    ("tinta", "tulisan"),
    ("tinta-2", "tulisan kedua"),
    ("nila", "tautan, tombol"),
    ("nila-tua", "disentuh"),
    ("nila-muda", "terpilih"),
    ("nila-2", "kemajuan"),
    ("papan", "papan, ambang"),
    ("kunyit", "menunggu Anda"),
    ("kunyit-muda", "alas"),
    ("pandan", "baik, selesai"),
    ("jingga", "hampir batas"),
    ("secang", "lewat, ditolak"),
    ("secang-muda", "alas"),
];

async fn bagian(k: Konteks) -> Hasil {
    let mut f =
        Formulir::kosong().isi("nilai", "1.500.000").isi("nik", "3273 0560 1090 990").isi("pilih", "merata");
    f.salah("nik", "NIK berisi 16 angka, yang tertulis 15.");
    halaman(&Bagian {
        h: Halaman::baru(&k, "Bahan dan bagian").lebar(),
        f,
        keadaan: vec![
            (Keadaan::Kunyit, "Menunggu Anda"),
            (Keadaan::Nila, "Di meja Camat"),
            (Keadaan::Pandan, "Terbit"),
            (Keadaan::Jingga, "Hampir batas"),
            (Keadaan::Secang, "Lewat batas"),
            (Keadaan::Biasa, "Jam berhenti"),
        ],
        warna: WARNA,
        proses: proses(&k),
        berkas: berkas(&k),
        tabel: per_dinas(),
        kemajuan: Kemajuan {
            teks: "Menghitung 8.204 dari 14.512 orang".into(),
            keterangan: "Boleh ditutup. Hasilnya muncul di Meja Anda.".into(),
            selesai: 8_204,
            seluruh: 14_512,
        },
        sidik: Sidik("71c9fd5fd8d1c190bcf740636d3964712241005fa37d23b8c0b12a93f6c70f98".into()),
        rincian: Rincian {
            baris: vec![
                BarisRincian {
                    tanya: "Nama".into(),
                    jawab: "Siti Nurjanah Kusumawardhani, S.Sos., M.A.P.".into(),
                    ubah: Some(("#".into(), "Ubah".into())),
                },
                BarisRincian { tanya: "NIP".into(), jawab: "19900817 201503 2 004".into(), ubah: None },
            ],
        },
        penomoran: Penomoran {
            teks: "51–100 dari 14.512 orang".into(),
            sebelum: Some(("?halaman=1".into(), "Sebelumnya".into())),
            sesudah: Some(("?halaman=3".into(), "Berikutnya".into())),
            judul: "Halaman daftar pegawai".into(),
        },
        kolom: grafik(Bentuk::Kolom, &[20, 23, 19, 26, 22, 29, 25, 31, 35, 38], (25, "batas 25")),
        garis: grafik(
            Bentuk::Garis,
            &[864, 870, 872, 880, 876, 893, 897, 905, 913, 920, 918, 942],
            (950, "target 95%"),
        ),
    })
}

fn grafik(bentuk: Bentuk, nilai: &[i64], sasaran: (i64, &str)) -> Grafik {
    let teks =
        |n: i64| if bentuk == Bentuk::Garis { format!("{},{}", n / 10, n % 10) } else { n.to_string() };
    let titik: Vec<Titik> = nilai
        .iter()
        .enumerate()
        .map(|(i, n)| Titik { label: format!("Pekan {}", i + 36), nilai: *n, teks: teks(*n) })
        .collect();
    let tabel = Tabel {
        judul: "Berkas lewat batas per pekan".into(),
        kolom: vec![Kolom::teks("Pekan"), Kolom::angka("Nilai")],
        baris: titik.iter().map(|t| BarisTabel::dari([t.label.clone(), t.teks.clone()])).collect(),
        jumlah: None,
        lembar: false,
    };
    let judul = format!("Sepuluh pekan terakhir, terakhir {}", titik.last().map_or("", |t| &t.teks));
    Grafik {
        judul,
        bentuk,
        titik,
        sasaran: Some((sasaran.0, sasaran.1.into())),
        tabel,
        kata_tabel: "Lihat tabelnya".into(),
    }
}

fn simpul(k: &Konteks, tahap: Tahap, judul: &str, waktu: &str, keterangan: &str) -> Simpul {
    Simpul {
        tahap,
        tahap_teks: k.t(tahap.kunci()).to_string(),
        judul: judul.into(),
        waktu: waktu.into(),
        keterangan: keterangan.into(),
    }
}

fn proses(k: &Konteks) -> Benang {
    use Tahap::{KiniAnda, Nanti, Selesai};
    let simpul = [
        (Selesai, "Dibuka", "1 Okt"),
        (Selesai, "Kehadiran dikunci", "2 Nov, 16.00"),
        (Selesai, "Dihitung", "ke-3, 10.42"),
        (Selesai, "Disahkan OPD", "38 dari 38"),
        (Selesai, "Diperiksa BKPSDM", "4 Nov, 10.58"),
        (KiniAnda, "Dalam pagu", "berhenti di sini"),
        (Nanti, "Disetujui", "2 orang"),
        (Nanti, "Diekspor", "bank, SIPD"),
        (Nanti, "Dibayar", "10 Nov"),
    ]
    .map(|(tahap, judul, waktu)| simpul(k, tahap, judul, waktu, ""));
    Benang { simpul: simpul.into(), datar: true, judul: "Keadaan proses".into() }
}

fn berkas(k: &Konteks) -> Benang {
    let simpul = vec![
        simpul(
            k,
            Tahap::Selesai,
            "Diterima",
            "Senin, 23 November, 06.41",
            "Dikirim dari ponsel Anda, satu foto surat lahir.",
        ),
        simpul(
            k,
            Tahap::Kini,
            "Disahkan",
            "sampai Selasa, 24 November, 12.00",
            "Meja Kepala Bidang Pencatatan Sipil, orang yang berbeda dari pemeriksa.",
        ),
        simpul(
            k,
            Tahap::Nanti,
            "Terbit",
            "paling lambat Rabu, 25 November, 09.12",
            "Anda mengunduh dan mencetak sendiri di kertas A4 putih.",
        ),
    ];
    Benang { simpul, datar: false, judul: "Perjalanan berkas".into() }
}

fn per_dinas() -> Tabel {
    let baris = [
        (
            "Dinas Sumber Daya Air dan Bina Marga",
            "612",
            2_342_816_500_i128,
            2_294_600_000_i128,
            "2.342.816.500",
            "102,1%",
        ),
        (
            "Dinas Pemadam Kebakaran dan Penanggulangan Bencana",
            "418",
            1_604_318_250,
            1_612_000_000,
            "1.604.318.250",
            "99,5%",
        ),
        ("Satuan Polisi Pamong Praja", "534", 1_988_402_117, 2_021_500_000, "1.988.402.117", "98,4%"),
    ];
    let baris = baris.into_iter().map(|(nama, orang, nilai, pagu, teks, persen)| {
        let lewat = nilai > pagu;
        let mut sel = Sel::baru(nama).jalur("#");
        if lewat {
            sel = sel.tanda(Keadaan::Secang, "Lewat pagu");
        }
        let isi = [sel, orang.into(), teks.into(), Sel::baru(persen).meter(Meter::dari(nilai, pagu))];
        BarisTabel::dari(isi).keadaan(if lewat { Keadaan::Secang } else { Keadaan::Biasa })
    });
    Tabel {
        judul: "Dihitung per perangkat daerah, terhadap pagu".into(),
        kolom: vec![
            Kolom::teks("Perangkat daerah"),
            Kolom::angka("Orang").lebar_saja(),
            Kolom::angka("Dihitung (Rp)"),
            Kolom::angka("Terhadap pagu"),
        ],
        baris: baris.collect(),
        jumlah: Some(BarisTabel::dari(["Jumlah", "1.564", "5.935.536.867", "100,1%"])),
        lembar: true,
    }
}

#[derive(Template)]
#[template(path = "galeri/slip.html")]
struct Slip {
    h: Halaman,
    hitungan: Hitungan,
}

async fn slip(k: Konteks) -> Hasil {
    let h = Halaman::baru(&k, "Tunjangan Oktober 2026").remah("Tunjangan", "/_komponen");
    halaman(&Slip { h, hitungan: hitungan() })
}

fn hitungan() -> Hitungan {
    use Operator::{Awal, Kali, Kurang, Rincian, Sama, Tambah};
    let pasal = |nomor: &str, isi: &str| Rinci {
        kutipan: Some(Kutipan {
            judul: format!("Perwal Contoh 12/2026, {nomor}"),
            isi: isi.into(),
            tautan: None,
        }),
        ..Rinci::default()
    };
    let hari = |hari: &str, ket: &str, persen: &str, rupiah: &str| {
        BarisTabel::dari([Sel::baru(hari).ket(ket), persen.into(), rupiah.into()])
    };
    let disiplin = Rinci {
        tabel: Some(Tabel {
            judul: "Hari berpotongan".into(),
            kolom: vec![Kolom::teks("Hari dan catatan"), Kolom::angka("Potongan (%)"), Kolom::angka("Rupiah (Rp)")],
            baris: vec![
                hari("Senin, 5 Oktober", "Masuk 07.42, terlambat 12 menit", "0,50", "−13.279"),
                hari("Rabu, 14 Oktober", "Masuk 07.57, terlambat 27 menit", "0,50", "−13.279"),
                hari("Kamis, 22 Oktober", "Pulang 14.55, lebih awal 65 menit", "1,25", "−33.198"),
                hari("Selasa, 27 Oktober", "Tidak hadir, tanpa keterangan", "3,00", "−79.675"),
            ],
            jumlah: Some(BarisTabel::dari(["4 dari 22 hari kerja", "5,25", "−139.431"])),
            lembar: false,
        }),
        catatan: Some("17 hari lain hadir penuh dan 1 hari cuti tahunan, tanpa potongan. Pembulatan setengah ke atas, sekali, pada jumlahnya.".into()),
        terbuka: true,
        ..pasal("Pasal 9 ayat (2)", "Terlambat dan pulang sebelum waktunya mengurangi bagian disiplin: 1–30 menit 0,5%, 31–60 menit 1%, 61–90 menit 1,25%, mulai 91 menit 1,5%. Tidak hadir tanpa keterangan 3% per hari.")
    };
    Hitungan {
        baris: vec![
            BarisHitungan::baru(Awal, "Nilai acuan kelas 9", "9.360.000")
                .ket("Tabel kelas jabatan, Ps. 4")
                .rinci(pasal("Pasal 4", "Nilai acuan tiap kelas jabatan ditetapkan dalam lampiran I.")),
            BarisHitungan::baru(Kali, "Indeks Kota Bandung 2026", "5.532.975")
                .ket("0,5911297775, Ps. 5")
                .rinci(pasal("Pasal 5", "Indeks daerah ditetapkan tiap tahun.")),
            BarisHitungan::baru(Kali, "Kriteria 120%", "6.639.570")
                .ket("Beban kerja 80% dan prestasi kerja 40%, Ps. 6")
                .rinci(pasal("Pasal 6", "Kriteria dijumlahkan.")),
            BarisHitungan::baru(Sama, "Tunjangan penuh", "6.639.570").ket("Bila capaian dan disiplin 100%"),
            BarisHitungan::baru(Rincian, "Produktivitas", "3.824.392")
                .ket("60% × capaian 96,0%")
                .ket("5.760 dari 6.000 menit, Ps. 8")
                .kurang("kurang 159.350")
                .rinci(pasal("Pasal 8", "Capaian dihitung dari menit kerja yang diverifikasi.")),
            BarisHitungan::baru(Tambah, "Disiplin", "2.516.397")
                .ket("40% × 94,75%")
                .ket("4 hari bercatatan, Ps. 9")
                .kurang("kurang 139.431")
                .rinci(disiplin),
            BarisHitungan::baru(Sama, "Tunjangan sebelum pajak", "6.340.789")
                .ket("95,5% dari tunjangan penuh"),
            BarisHitungan::baru(Kurang, "PPh 21 golongan III", "317.039")
                .ket("5%, dibulatkan setengah ke atas")
                .rinci(pasal("Pasal 12", "Pajak ditanggung penerima.")),
            BarisHitungan::baru(Sama, "Diterima", "6.023.750")
                .ket("Iuran BPJS Kesehatan dipotong bersama gaji"),
        ],
    }
}

#[derive(Template)]
#[template(path = "galeri/isian.html")]
struct HalamanFormulir {
    h: Halaman,
    f: Formulir,
}

async fn formulir(k: Konteks) -> Hasil {
    halaman(&HalamanFormulir { h: Halaman::baru(&k, "Usulkan kegiatan").sempit(), f: Formulir::kosong() })
}

async fn kirim(k: Konteks, mut f: Formulir) -> Hasil {
    let nilai: Option<balai_kernel::Rupiah> = f.baca("nilai", &k);
    if f.nilai("nama").trim().is_empty() {
        f.salah("nama", k.t("formulir-wajib"));
    }
    match nilai.filter(|_| f.benar()) {
        Some(_) => {
            Ok(alihkan_kabar(&k, "/_komponen/formulir", "galeri-terkirim", &[("nama", f.nilai("nama"))]))
        }
        None => halaman_status(
            StatusCode::UNPROCESSABLE_ENTITY,
            &HalamanFormulir { h: Halaman::baru(&k, "Usulkan kegiatan").sempit(), f },
        ),
    }
}

#[derive(Template)]
#[template(path = "galeri/masuk.html")]
struct Gerbang {
    h: Halaman,
    f: Formulir,
}

async fn gerbang(k: Konteks) -> Hasil {
    let f = Formulir::kosong().isi("nip", "19900817 201503 2 004");
    halaman(&Gerbang { h: Halaman::baru(&k, "Masuk"), f })
}
