//! Offices of a demo Kabupaten Belitung: a small region of islands and desa that adopted an application of a city. The
//! kinds of offices are those a kabupaten has; their staff is invented.

use super::kota::{Corak, Denah, Kantor};

/// Kabupaten Belitung, the second region of the demo.
pub const BELITUNG: Denah =
    Denah { kode: "19.02", kantor: &KANTOR, sekolah_di: "Tanjungpandan", smp: (16, 110), sd: (60, 60) };

const KANTOR: [Kantor; 18] = [
    (
        "Sekretariat Daerah",
        Corak::Bidang,
        120,
        &[
            "Bagian Pemerintahan",
            "Bagian Kesejahteraan Rakyat",
            "Bagian Hukum",
            "Bagian Perekonomian",
            "Bagian Administrasi Pembangunan",
            "Bagian Pengadaan Barang dan Jasa",
            "Bagian Organisasi",
            "Bagian Umum",
        ],
    ),
    (
        "Sekretariat Dewan Perwakilan Rakyat Daerah",
        Corak::Bidang,
        110,
        &["Bagian Persidangan", "Bagian Keuangan"],
    ),
    (
        "Inspektorat Daerah",
        Corak::Bidang,
        120,
        &["Inspektur Pembantu Wilayah I", "Inspektur Pembantu Wilayah II"],
    ),
    (
        "Dinas Pendidikan dan Kebudayaan",
        Corak::Bidang,
        110,
        &["Bidang Pembinaan SD", "Bidang Pembinaan SMP", "Bidang Kebudayaan"],
    ),
    (
        "Dinas Kesehatan",
        Corak::Bidang,
        110,
        &["Bidang Kesehatan Masyarakat", "Bidang Pelayanan Kesehatan", "Bidang Pencegahan Penyakit"],
    ),
    (
        "Dinas Pekerjaan Umum dan Penataan Ruang",
        Corak::Teknik,
        160,
        &["Bidang Bina Marga", "Bidang Sumber Daya Air", "Bidang Cipta Karya", "Bidang Tata Ruang"],
    ),
    (
        "Dinas Sosial dan Pemberdayaan Masyarakat Desa",
        Corak::Bidang,
        100,
        &["Bidang Sosial", "Bidang Pemerintahan Desa"],
    ),
    (
        "Dinas Kependudukan dan Pencatatan Sipil",
        Corak::Bidang,
        130,
        &["Bidang Pendaftaran Penduduk", "Bidang Pencatatan Sipil"],
    ),
    (
        "Dinas Perikanan",
        Corak::Bidang,
        120,
        &["Bidang Perikanan Tangkap", "Bidang Perikanan Budidaya", "UPT Pelabuhan Perikanan"],
    ),
    (
        "Dinas Pertanian dan Ketahanan Pangan",
        Corak::Bidang,
        120,
        &["Bidang Tanaman Pangan", "Bidang Peternakan", "Bidang Ketahanan Pangan"],
    ),
    (
        "Dinas Pariwisata",
        Corak::Bidang,
        110,
        &["Bidang Destinasi", "Bidang Pemasaran", "Bidang Ekonomi Kreatif"],
    ),
    ("Dinas Perhubungan", Corak::Lapangan, 120, &["Bidang Lalu Lintas", "Bidang Pelayaran"]),
    (
        "Dinas Komunikasi dan Informatika",
        Corak::Bidang,
        110,
        &["Bidang Informatika", "Bidang Komunikasi Publik"],
    ),
    (
        "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
        Corak::Bidang,
        110,
        &["Bidang Penanaman Modal", "Bidang Perizinan"],
    ),
    (
        "Satuan Polisi Pamong Praja",
        Corak::Lapangan,
        260,
        &["Bidang Penegakan Perda", "Bidang Ketertiban Umum"],
    ),
    (
        "Badan Keuangan dan Aset Daerah",
        Corak::Bidang,
        140,
        &["Bidang Anggaran", "Bidang Perbendaharaan", "Bidang Akuntansi", "Bidang Aset"],
    ),
    (
        "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
        Corak::Bidang,
        120,
        &["Bidang Mutasi dan Promosi", "Bidang Kinerja dan Disiplin"],
    ),
    (
        "Rumah Sakit Umum Daerah",
        Corak::RumahSakit,
        420,
        &["Instalasi Rawat Inap", "Instalasi Rawat Jalan", "Instalasi Gawat Darurat", "Instalasi Farmasi"],
    ),
];

#[cfg(test)]
mod tests {
    use super::super::kota::units;
    use super::*;

    #[test]
    fn its_desa_and_kelurahan_are_the_real_ones() {
        let semua = units(&BELITUNG);
        let banyak = |corak| semua.iter().filter(|u| u.corak == corak).count();
        assert_eq!(semua.iter().filter(|u| u.nama.starts_with("Kecamatan ")).count(), 5);
        assert_eq!((banyak(Corak::Kelurahan), banyak(Corak::Desa)), (7, 42));
        let tempat = semua.iter().find(|u| u.nama == "Desa Badau").expect("the desa of Badau");
        assert!(tempat.wilayah.as_deref().is_some_and(|w| w.starts_with("19.02.")));
    }

    #[test]
    fn portions_make_about_fifteen_thousand() {
        let jumlah: i64 = units(&BELITUNG).iter().map(|u| u.porsi).sum();
        assert!((14_000..=17_000).contains(&jumlah), "{jumlah}");
    }
}
