//! Offices of a demo region: the kinds it really has, on its real map of kecamatan, kelurahan and desa.

use balai_kernel::KodeWilayah;
use balai_organisasi::model::wilayah::{Tempat, wilayah};

/// The plan of a region: its offices; the territory comes from the national list.
#[derive(Debug)]
pub struct Denah {
    /// Territory code.
    pub kode: &'static str,
    /// Offices in the order of their codes; kecamatan follow by themselves.
    pub kantor: &'static [Kantor],
    /// The place in the names of junior schools.
    pub sekolah_di: &'static str,
    /// How many junior schools, and with how many staff each, out of 15,000 in the region.
    pub smp: (usize, i64),
    /// The same of primary schools.
    pub sd: (usize, i64),
}

/// Kota Bandung, the demo city.
pub const BANDUNG: Denah =
    Denah { kode: "32.73", kantor: &KANTOR, sekolah_di: "Bandung", smp: (57, 42), sd: (210, 19) };

/// One unit of the city's organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Dotted code, unique: `D04`, `D04.002`. The letter keeps them apart from any real list of codes.
    pub kode: String,
    /// Official name.
    pub nama: String,
    /// Position of the parent in the list; none for an OPD.
    pub induk: Option<usize>,
    /// Position of the OPD this unit belongs to (itself for an OPD).
    pub opd: usize,
    /// What kind of staff works here.
    pub corak: Corak,
    /// Territory code of a kecamatan or kelurahan office.
    pub wilayah: Option<String>,
    /// Out of every 15,000 staff, how many work in this unit itself.
    pub porsi: i64,
}

/// What kind of staff a unit has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Corak {
    /// The head of the OPD and the few who work beside.
    Pimpinan,
    /// A secretariat: general administration.
    Sekretariat,
    /// A bidang or bagian of an office that plans and regulates.
    Bidang,
    /// A bidang of engineers.
    Teknik,
    /// A school.
    Sekolah,
    /// A puskesmas.
    Puskesmas,
    /// An installation of a hospital.
    RumahSakit,
    /// Civil service police, fire brigade, traffic wardens.
    Lapangan,
    /// A seksi of a kecamatan.
    Kecamatan,
    /// A kelurahan.
    Kelurahan,
    /// A desa: it governs itself, and a few civil servants of the region serve in it.
    Desa,
}

/// (name, kind of its bidang, staff of each bidang out of 15,000, names of the bidang)
pub type Kantor = (&'static str, Corak, i64, &'static [&'static str]);

const KANTOR: [Kantor; 31] = [
    (
        "Sekretariat Daerah",
        Corak::Bidang,
        26,
        &[
            "Bagian Tata Pemerintahan",
            "Bagian Kesejahteraan Rakyat",
            "Bagian Hukum",
            "Bagian Kerja Sama",
            "Bagian Perekonomian",
            "Bagian Administrasi Pembangunan",
            "Bagian Pengadaan Barang dan Jasa",
            "Bagian Organisasi",
            "Bagian Umum",
            "Bagian Protokol dan Komunikasi Pimpinan",
        ],
    ),
    (
        "Sekretariat Dewan Perwakilan Rakyat Daerah",
        Corak::Bidang,
        20,
        &["Bagian Persidangan", "Bagian Keuangan", "Bagian Humas dan Protokol"],
    ),
    (
        "Inspektorat Daerah",
        Corak::Bidang,
        22,
        &[
            "Inspektur Pembantu I",
            "Inspektur Pembantu II",
            "Inspektur Pembantu III",
            "Inspektur Pembantu Khusus",
        ],
    ),
    (
        "Dinas Pendidikan",
        Corak::Bidang,
        36,
        &["Bidang PAUD dan Dikmas", "Bidang Pembinaan SD", "Bidang Pembinaan SMP"],
    ),
    (
        "Dinas Kesehatan",
        Corak::Bidang,
        30,
        &[
            "Bidang Kesehatan Masyarakat",
            "Bidang Pencegahan dan Pengendalian Penyakit",
            "Bidang Pelayanan Kesehatan",
            "Bidang Sumber Daya Kesehatan",
        ],
    ),
    (
        "Dinas Sumber Daya Air dan Bina Marga",
        Corak::Teknik,
        62,
        &[
            "Bidang Sumber Daya Air",
            "Bidang Bina Marga",
            "Bidang Drainase",
            "UPT Pemeliharaan Jalan Wilayah Barat",
            "UPT Pemeliharaan Jalan Wilayah Timur",
            "UPT Penerangan Jalan Umum",
        ],
    ),
    (
        "Dinas Cipta Karya, Bina Konstruksi, dan Tata Ruang",
        Corak::Teknik,
        34,
        &["Bidang Tata Ruang", "Bidang Tata Bangunan", "Bidang Bina Konstruksi", "Bidang Pengendalian"],
    ),
    (
        "Dinas Perumahan dan Kawasan Permukiman",
        Corak::Teknik,
        34,
        &["Bidang Perumahan", "Bidang Kawasan Permukiman", "Bidang Pertamanan", "Bidang Pemakaman"],
    ),
    (
        "Dinas Kebakaran dan Penanggulangan Bencana",
        Corak::Lapangan,
        64,
        &[
            "Bidang Pencegahan",
            "Bidang Pemadaman dan Penyelamatan",
            "Bidang Kesiapsiagaan Bencana",
            "UPT Wilayah Utara",
            "UPT Wilayah Selatan",
        ],
    ),
    (
        "Dinas Sosial",
        Corak::Bidang,
        24,
        &[
            "Bidang Rehabilitasi Sosial",
            "Bidang Perlindungan dan Jaminan Sosial",
            "Bidang Pemberdayaan Sosial",
        ],
    ),
    (
        "Dinas Tenaga Kerja",
        Corak::Bidang,
        22,
        &["Bidang Pelatihan dan Produktivitas", "Bidang Penempatan", "Bidang Hubungan Industrial"],
    ),
    (
        "Dinas Pemberdayaan Perempuan dan Perlindungan Anak",
        Corak::Bidang,
        18,
        &["Bidang Pengarusutamaan Gender", "Bidang Perlindungan Perempuan", "Bidang Perlindungan Anak"],
    ),
    (
        "Dinas Ketahanan Pangan dan Pertanian",
        Corak::Bidang,
        26,
        &[
            "Bidang Ketahanan Pangan",
            "Bidang Tanaman Pangan dan Hortikultura",
            "Bidang Peternakan",
            "UPT Rumah Potong Hewan",
        ],
    ),
    (
        "Dinas Lingkungan Hidup",
        Corak::Teknik,
        36,
        &[
            "Bidang Tata Lingkungan",
            "Bidang Pengendalian Pencemaran",
            "Bidang Pengelolaan Sampah",
            "UPT Laboratorium Lingkungan",
        ],
    ),
    (
        "Dinas Kependudukan dan Pencatatan Sipil",
        Corak::Bidang,
        44,
        &[
            "Bidang Pelayanan Pendaftaran Penduduk",
            "Bidang Pelayanan Pencatatan Sipil",
            "Bidang Pengelolaan Informasi Administrasi Kependudukan",
            "Bidang Pemanfaatan Data dan Inovasi Pelayanan",
        ],
    ),
    (
        "Dinas Pengendalian Penduduk dan Keluarga Berencana",
        Corak::Bidang,
        28,
        &["Bidang Pengendalian Penduduk", "Bidang Keluarga Berencana", "Bidang Ketahanan Keluarga"],
    ),
    (
        "Dinas Perhubungan",
        Corak::Lapangan,
        72,
        &[
            "Bidang Lalu Lintas",
            "Bidang Angkutan",
            "Bidang Pengendalian dan Ketertiban",
            "UPT Parkir",
            "UPT Terminal",
        ],
    ),
    (
        "Dinas Komunikasi dan Informatika",
        Corak::Teknik,
        24,
        &[
            "Bidang Aplikasi Informatika",
            "Bidang Infrastruktur Teknologi",
            "Bidang Statistik",
            "Bidang Persandian",
        ],
    ),
    (
        "Dinas Koperasi dan Usaha Kecil Menengah",
        Corak::Bidang,
        20,
        &["Bidang Kelembagaan Koperasi", "Bidang Pemberdayaan Usaha Mikro", "Bidang Fasilitasi Pembiayaan"],
    ),
    (
        "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
        Corak::Bidang,
        26,
        &[
            "Bidang Penanaman Modal",
            "Bidang Pelayanan Perizinan A",
            "Bidang Pelayanan Perizinan B",
            "Bidang Pengaduan",
        ],
    ),
    (
        "Dinas Pemuda dan Olahraga",
        Corak::Bidang,
        20,
        &["Bidang Kepemudaan", "Bidang Keolahragaan", "Bidang Sarana"],
    ),
    (
        "Dinas Kebudayaan dan Pariwisata",
        Corak::Bidang,
        24,
        &["Bidang Kajian Budaya", "Bidang Destinasi", "Bidang Pemasaran", "Bidang Ekonomi Kreatif"],
    ),
    ("Dinas Arsip dan Perpustakaan", Corak::Bidang, 18, &["Bidang Arsip", "Bidang Perpustakaan"]),
    (
        "Dinas Perdagangan dan Perindustrian",
        Corak::Bidang,
        24,
        &[
            "Bidang Perdagangan",
            "Bidang Perindustrian",
            "Bidang Distribusi dan Pengawasan",
            "UPT Metrologi Legal",
        ],
    ),
    (
        "Satuan Polisi Pamong Praja",
        Corak::Lapangan,
        96,
        &[
            "Bidang Penegakan Perda",
            "Bidang Ketertiban Umum",
            "Bidang Perlindungan Masyarakat",
            "Bidang Sumber Daya Aparatur",
        ],
    ),
    (
        "Badan Perencanaan Pembangunan, Riset, dan Inovasi Daerah",
        Corak::Bidang,
        22,
        &["Bidang Perencanaan", "Bidang Perekonomian", "Bidang Infrastruktur", "Bidang Riset dan Inovasi"],
    ),
    (
        "Badan Keuangan dan Aset Daerah",
        Corak::Bidang,
        32,
        &["Bidang Anggaran", "Bidang Perbendaharaan", "Bidang Akuntansi", "Bidang Aset"],
    ),
    (
        "Badan Pendapatan Daerah",
        Corak::Bidang,
        44,
        &["Bidang Pajak I", "Bidang Pajak II", "Bidang Pengendalian", "UPT Pelayanan Pajak Wilayah"],
    ),
    (
        "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
        Corak::Bidang,
        24,
        &[
            "Bidang Mutasi dan Promosi",
            "Bidang Kinerja dan Disiplin",
            "Bidang Pengembangan Kompetensi",
            "Bidang Pengadaan dan Informasi",
        ],
    ),
    (
        "Badan Kesatuan Bangsa dan Politik",
        Corak::Bidang,
        16,
        &["Bidang Ideologi dan Kewaspadaan", "Bidang Politik", "Bidang Ormas"],
    ),
    (
        "Rumah Sakit Umum Daerah Kota Bandung",
        Corak::RumahSakit,
        110,
        &[
            "Instalasi Rawat Inap",
            "Instalasi Rawat Jalan",
            "Instalasi Gawat Darurat",
            "Instalasi Bedah Sentral",
            "Instalasi Farmasi",
            "Instalasi Laboratorium",
            "Instalasi Radiologi",
            "Bidang Pelayanan Medis",
        ],
    ),
];

/// All units, every parent before its children; OPD first in the order of their codes.
#[must_use]
pub fn units(denah: &Denah) -> Vec<Unit> {
    let kecamatan = di_bawah(denah.kode.parse().ok());
    let mut kota = Kota { units: Vec::with_capacity(800) };
    for (nama, corak, porsi, bidang) in denah.kantor {
        let opd = kota.opd(nama, None);
        kota.anak(opd, "Sekretariat", Corak::Sekretariat, 24, None);
        for b in *bidang {
            kota.anak(opd, b, *corak, *porsi, None);
        }
        if nama.starts_with("Dinas Pendidikan") {
            sekolah(&mut kota, opd, denah, &kecamatan);
        } else if nama.starts_with("Dinas Kesehatan") {
            for k in &kecamatan {
                kota.anak(opd, &format!("UPT Puskesmas {}", k.nama), Corak::Puskesmas, 52, None);
            }
        }
    }
    for k in &kecamatan {
        let opd = kota.opd(&format!("Kecamatan {}", k.nama), Some(k.kode.to_string()));
        kota.anak(opd, "Sekretariat", Corak::Sekretariat, 7, None);
        for s in ["Seksi Pemerintahan", "Seksi Pemberdayaan Masyarakat", "Seksi Ketenteraman dan Ketertiban"]
        {
            kota.anak(opd, s, Corak::Kecamatan, 4, None);
        }
        for desa in di_bawah(Some(k.kode.clone())) {
            let (jenis, corak, porsi) = jenis(&desa.kode);
            kota.anak(opd, &format!("{jenis} {}", desa.nama), corak, porsi, Some(desa.kode.to_string()));
        }
    }
    kota.units
}

/// The places directly below a code, none below none.
fn di_bawah(kode: Option<KodeWilayah>) -> Vec<Tempat> {
    kode.map(|k| wilayah().anak(Some(&k))).unwrap_or_default()
}

/// A kelurahan or a desa, by the first digit of the last part of its code (Kepmendagri on codes: 1 and 2).
fn jenis(kode: &KodeWilayah) -> (&'static str, Corak, i64) {
    let teks = kode.to_string();
    match teks.rsplit('.').next().and_then(|a| a.chars().next()) {
        Some('2') => ("Desa", Corak::Desa, 2),
        _ => ("Kelurahan", Corak::Kelurahan, 6),
    }
}

fn sekolah(kota: &mut Kota, opd: usize, denah: &Denah, kecamatan: &[Tempat]) {
    for no in 1..=denah.smp.0 {
        let nama = format!("SMP Negeri {no} {}", denah.sekolah_di);
        kota.anak(opd, &nama, Corak::Sekolah, denah.smp.1, None);
    }
    for no in 0..denah.sd.0 {
        if let Some(kec) = kecamatan.get(no % kecamatan.len().max(1)) {
            let urut = no / kecamatan.len().max(1) + 1;
            kota.anak(opd, &format!("SD Negeri {} {urut}", kec.nama), Corak::Sekolah, denah.sd.1, None);
        }
    }
}

struct Kota {
    units: Vec<Unit>,
}

impl Kota {
    fn opd(&mut self, nama: &str, wilayah: Option<String>) -> usize {
        let letak = self.units.len();
        let nomor = self.units.iter().filter(|u| u.induk.is_none()).count() + 1;
        self.units.push(Unit {
            kode: format!("D{nomor:02}"),
            nama: nama.to_owned(),
            induk: None,
            opd: letak,
            corak: Corak::Pimpinan,
            wilayah,
            porsi: 2,
        });
        letak
    }

    fn anak(&mut self, opd: usize, nama: &str, corak: Corak, porsi: i64, wilayah: Option<String>) {
        let nomor = self.units.iter().filter(|u| u.induk == Some(opd)).count() + 1;
        let induk = self.units.get(opd).map(|u| u.kode.clone()).unwrap_or_default();
        self.units.push(Unit {
            // Three digits, so that codes sort as they count even where an OPD has two hundred schools.
            kode: format!("{induk}.{nomor:03}"),
            nama: nama.to_owned(),
            induk: Some(opd),
            opd,
            corak,
            wilayah,
            porsi,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_real_territory_is_whole() {
        let semua = units(&BANDUNG);
        let opd: Vec<_> = semua.iter().filter(|u| u.induk.is_none()).collect();
        assert_eq!(opd.len(), 61);
        assert_eq!(opd.iter().filter(|u| u.nama.starts_with("Kecamatan ")).count(), 30);
        assert_eq!(semua.iter().filter(|u| u.corak == Corak::Kelurahan).count(), 151);
        assert!(
            semua
                .iter()
                .any(|u| u.nama == "Kelurahan Gegerkalong" && u.wilayah.as_deref() == Some("32.73.01.1002"))
        );
    }

    #[test]
    fn codes_are_unique_and_parents_come_first() {
        let semua = units(&BANDUNG);
        let kode: std::collections::BTreeSet<_> = semua.iter().map(|u| u.kode.as_str()).collect();
        assert_eq!(kode.len(), semua.len());
        for (i, u) in semua.iter().enumerate() {
            assert!(u.induk.is_none_or(|p| p < i));
        }
    }

    #[test]
    fn portions_make_about_fifteen_thousand() {
        let jumlah: i64 = units(&BANDUNG).iter().map(|u| u.porsi).sum();
        assert!((14_000..=16_000).contains(&jumlah), "{jumlah}");
    }
}
