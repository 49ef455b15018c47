//! The application as the house sees it.

use balai_kernel::{Aktor, Bahasa, EntriKode};
use balai_platform::dokumen::{Dokumen, Pengganti};
use balai_platform::parameter::Parameter;
use balai_platform::{AktEntri, Pelaksana, Refusal, Region};
use balai_shell::{Akses, App, Beranda, ButirMenu, GalatWeb, Konteks, OperasiApi, Pintasan, Rute};
use balai_store::{Migration, Sql, StoreError};

use crate::akt::disiplin as dis;
use crate::parameter::{BKN, SUMBER_AKTIVITAS};
use crate::{acts, akt, api, kode, pages, parameter, store};

/// e-Remunerasi Kinerja.
#[derive(Debug, Clone, Copy, Default)]
pub struct Kinerja;

impl App for Kinerja {
    fn id(&self) -> &'static str {
        "kinerja"
    }

    fn migrations(&self) -> Vec<Migration> {
        crate::migrations()
    }

    fn statements(&self) -> Vec<&'static Sql> {
        store::statements()
    }

    fn acts(&self) -> &'static [AktEntri] {
        &akt::SEMUA
    }

    fn parameters(&self) -> &'static [Parameter] {
        &parameter::SEMUA
    }

    fn routes(&self) -> Vec<Rute> {
        vec![
            Rute::get("/aktivitas", &akt::ENTRI_BACA, pages::aktivitas::hari),
            Rute::post("/aktivitas", &akt::ENTRI_CATAT, pages::aktivitas::catat),
            Rute::post("/aktivitas/salin", &akt::ENTRI_CATAT, pages::aktivitas::salin),
            Rute::get("/aktivitas/katalog", &akt::KATALOG_BACA, pages::katalog::cari),
            Rute::get("/aktivitas/luring", Akses::Umum, pages::luring::bentuk),
            Rute::get("/aktivitas/{id}", &akt::ENTRI_BACA, pages::aktivitas::satu),
            Rute::post("/aktivitas/{id}", &akt::ENTRI_UBAH, pages::aktivitas::ubah),
            Rute::post("/aktivitas/{id}/tarik", &akt::ENTRI_TARIK, pages::aktivitas::tarik),
            Rute::get("/aktivitas/{id}/bukti", &akt::ENTRI_BACA, pages::bukti::lihat),
            Rute::post("/aktivitas/{id}/bukti", &akt::ENTRI_UBAH, pages::bukti::lampirkan),
            Rute::get("/api/v1/aktivitas", &akt::ENTRI_BACA, api::entri::hari),
            Rute::get("/api/v1/katalog", &akt::KATALOG_BACA, api::katalog::cari),
            Rute::post("/api/v1/aktivitas", &akt::ENTRI_CATAT, api::entri::catat),
            Rute::post("/api/v1/aktivitas/{id}", &akt::ENTRI_UBAH, api::entri::ubah),
            Rute::post("/api/v1/aktivitas/{id}/tarik", &akt::ENTRI_TARIK, api::entri::tarik),
            Rute::get("/verifikasi", &akt::ENTRI_PUTUSKAN, pages::verifikasi::antrean),
            Rute::post("/verifikasi", &akt::ENTRI_PUTUSKAN, pages::verifikasi::putuskan),
            Rute::get("/verifikasi/tunggakan", &akt::ENTRI_PUTUSKAN, pages::verifikasi::tunggakan::daftar),
            Rute::get("/api/v1/verifikasi", &akt::ENTRI_PUTUSKAN, api::verifikasi::antrean),
            Rute::post("/api/v1/verifikasi", &akt::ENTRI_PUTUSKAN, api::verifikasi::putuskan),
            Rute::get("/api/v1/verifikasi/tunggakan", &akt::ENTRI_PUTUSKAN, api::verifikasi::tunggakan),
            Rute::get("/disiplin", &dis::KETETAPAN_BACA, pages::disiplin::daftar),
            Rute::get("/disiplin/usul", &dis::KETETAPAN_USULKAN, pages::disiplin::bentuk),
            Rute::post("/disiplin/usul", &dis::KETETAPAN_USULKAN, pages::disiplin::usulkan),
            Rute::get("/disiplin/pemenuhan", &dis::KETETAPAN_AKHIRI, pages::disiplin::bentuk_pemenuhan),
            Rute::post("/disiplin/pemenuhan", &dis::KETETAPAN_AKHIRI, pages::disiplin::penuhi),
            Rute::get("/disiplin/mangkir", &dis::KETETAPAN_BACA, pages::disiplin::mangkir),
            Rute::get("/disiplin/{nomor}", &dis::KETETAPAN_BACA, pages::disiplin::satu),
            Rute::post("/disiplin/{nomor}/putus", &dis::KETETAPAN_PUTUSKAN, pages::disiplin::putuskan),
            Rute::post("/disiplin/{nomor}/akhiri", &dis::KETETAPAN_AKHIRI, pages::disiplin::akhiri),
            Rute::get("/api/v1/disiplin", &dis::KETETAPAN_BACA, api::disiplin::daftar),
            Rute::post("/api/v1/disiplin", &dis::KETETAPAN_USULKAN, api::disiplin::usulkan),
            Rute::get("/api/v1/disiplin/mangkir", &dis::KETETAPAN_BACA, api::disiplin::mangkir),
            Rute::post("/api/v1/disiplin/pemenuhan", &dis::KETETAPAN_AKHIRI, api::disiplin::penuhi),
            Rute::get("/api/v1/disiplin/{nomor}", &dis::KETETAPAN_BACA, api::disiplin::satu),
            Rute::post("/api/v1/disiplin/{nomor}/putus", &dis::KETETAPAN_PUTUSKAN, api::disiplin::putuskan),
            Rute::post("/api/v1/disiplin/{nomor}/akhiri", &dis::KETETAPAN_AKHIRI, api::disiplin::akhiri),
            Rute::get("/tunjangan", &akt::SLIP_BACA, pages::slip::daftar),
            Rute::get("/tunjangan/perkiraan", &akt::SLIP_BACA, pages::perkiraan::satu),
            Rute::get("/api/v1/tunjangan/perkiraan", &akt::SLIP_BACA, api::perkiraan::satu),
            Rute::get("/tunjangan/{periode}", &akt::SLIP_BACA, pages::slip::satu),
            Rute::get("/tunjangan/{periode}/slip.pdf", &akt::SLIP_BACA, pages::slip::cetak::unduh),
            Rute::get("/impor", &balai_organisasi::PEGAWAI_IMPOR, pages::impor::form),
            Rute::post("/impor", &balai_organisasi::PEGAWAI_IMPOR, pages::impor::simpan),
            Rute::get("/proses", &akt::PROSES_BACA, pages::proses::daftar),
            Rute::post("/proses", &akt::PROSES_JALANKAN, pages::proses::mulai),
            Rute::get("/proses/{periode}", &akt::PROSES_BACA, pages::proses::satu),
            Rute::get("/proses/{periode}/ekspor", &akt::PROSES_EKSPOR, api::ekspor),
            Rute::get("/proses/{periode}/transfer", &akt::PROSES_EKSPOR, pages::transfer::satu),
            Rute::get("/proses/{periode}/transfer/berkas", &akt::TRANSFER_AMBIL, pages::transfer::berkas),
            Rute::get("/api/v1/proses/{periode}/transfer", &akt::PROSES_EKSPOR, api::transfer::baca),
            Rute::get("/proses/{periode}/presensi", &akt::PROSES_BACA, pages::langkah::presensi::daftar),
            Rute::post("/proses/{periode}/presensi", &akt::PRESENSI_KUNCI, pages::langkah::presensi::kunci),
            Rute::post(
                "/proses/{periode}/presensi/buka",
                &akt::PRESENSI_BUKA,
                pages::langkah::presensi::buka,
            ),
            Rute::get("/proses/{periode}/plafon", &akt::PROSES_BACA, pages::langkah::plafon::daftar),
            Rute::get("/proses/{periode}/plafon/{kode}", &akt::PROSES_OPD_BACA, pages::langkah::plafon::satu),
            Rute::post(
                "/proses/{periode}/plafon/{kode}",
                &akt::KEBIJAKAN_TETAPKAN,
                pages::langkah::plafon::tetapkan,
            ),
            Rute::get("/proses/{periode}/selisih", &akt::PROSES_BACA, pages::selisih::banding),
            Rute::post("/proses/{periode}/selisih", &akt::SELISIH_USULKAN, pages::selisih::usulkan),
            Rute::get("/proses/{periode}/selisih/{nomor}", &akt::PROSES_BACA, pages::selisih::satu),
            Rute::post("/proses/{periode}/selisih/{nomor}", &akt::SELISIH_PUTUSKAN, pages::selisih::putuskan),
            Rute::get("/api/v1/proses/{periode}/selisih", &akt::PROSES_BACA, api::selisih::banding),
            Rute::post("/api/v1/proses/{periode}/selisih", &akt::SELISIH_USULKAN, api::selisih::usul),
            Rute::get("/api/v1/proses/{periode}/selisih/{nomor}", &akt::PROSES_BACA, api::selisih::satu),
            Rute::post(
                "/api/v1/proses/{periode}/selisih/{nomor}",
                &akt::SELISIH_PUTUSKAN,
                api::selisih::putus,
            ),
            Rute::get("/proses/{periode}/opd/{kode}", &akt::PROSES_OPD_BACA, pages::langkah::opd::satu),
            Rute::get(
                "/proses/{periode}/opd/{kode}/rekap.pdf",
                &akt::PROSES_OPD_BACA,
                pages::langkah::opd::rekap,
            ),
            Rute::get(
                "/proses/{periode}/tanda-tangan",
                &akt::PROSES_TANDATANGAN,
                pages::langkah::tanda_tangan,
            ),
            Rute::post(
                "/proses/{periode}/tanda-tangan",
                &akt::PROSES_TANDATANGAN,
                pages::langkah::simpan_tanda_tangan,
            ),
            Rute::get("/proses/{periode}/tarik", &akt::PROSES_TANDATANGAN, pages::langkah::tarik),
            Rute::post("/proses/{periode}/tarik", &akt::PROSES_TANDATANGAN, pages::langkah::simpan_tarik),
            Rute::get("/proses/{periode}/verifikasi", &akt::PROSES_TERUSKAN, pages::langkah::verifikasi),
            Rute::post(
                "/proses/{periode}/verifikasi",
                &akt::PROSES_TERUSKAN,
                pages::langkah::simpan_verifikasi,
            ),
            Rute::get("/proses/{periode}/kembalikan", &akt::PROSES_TERUSKAN, pages::langkah::kembalikan),
            Rute::post(
                "/proses/{periode}/kembalikan",
                &akt::PROSES_TERUSKAN,
                pages::langkah::simpan_kembalikan,
            ),
            Rute::get("/proses/{periode}/setujui", &akt::PROSES_SETUJUI, pages::langkah::setujui),
            Rute::post("/proses/{periode}/setujui", &akt::PROSES_SETUJUI, pages::langkah::simpan_setujui),
            Rute::get("/proses/{periode}/serahkan", &akt::PROSES_SERAHKAN, pages::langkah::serahkan),
            Rute::post("/proses/{periode}/serahkan", &akt::PROSES_SERAHKAN, pages::langkah::simpan_serahkan),
            Rute::get("/proses/{periode}/bayar", &akt::PROSES_BAYAR, pages::langkah::bayar),
            Rute::post("/proses/{periode}/bayar", &akt::PROSES_BAYAR, pages::langkah::simpan_bayar),
            Rute::get("/api/v1/tunjangan/{periode}", &akt::SLIP_BACA, api::slip),
            Rute::get("/api/v1/proses/{periode}", &akt::PROSES_BACA, api::proses),
            Rute::get("/api/v1/proses/{periode}/baris", &akt::PROSES_BACA, api::baris),
            Rute::get("/api/v1/proses/{periode}/langkah", &akt::PROSES_BACA, api::langkah::baca),
            Rute::post("/api/v1/proses/{periode}/presensi", &akt::PRESENSI_KUNCI, api::langkah::kunci),
            Rute::post("/api/v1/proses/{periode}/presensi/buka", &akt::PRESENSI_BUKA, api::langkah::buka),
            Rute::post(
                "/api/v1/proses/{periode}/tanda-tangan",
                &akt::PROSES_TANDATANGAN,
                api::langkah::tanda_tangan,
            ),
            Rute::post("/api/v1/proses/{periode}/tarik", &akt::PROSES_TANDATANGAN, api::langkah::tarik),
            Rute::post(
                "/api/v1/proses/{periode}/verifikasi",
                &akt::PROSES_TERUSKAN,
                api::langkah::verifikasi,
            ),
            Rute::post(
                "/api/v1/proses/{periode}/kembalikan",
                &akt::PROSES_TERUSKAN,
                api::langkah::kembalikan,
            ),
            Rute::post("/api/v1/proses/{periode}/setujui", &akt::PROSES_SETUJUI, api::langkah::setujui),
            Rute::post("/api/v1/proses/{periode}/serahkan", &akt::PROSES_SERAHKAN, api::langkah::serahkan),
            Rute::post(
                "/api/v1/proses/{periode}/kebijakan",
                &akt::KEBIJAKAN_TETAPKAN,
                api::langkah::kebijakan,
            ),
            Rute::post("/api/v1/proses/{periode}/bayar", &akt::PROSES_BAYAR, api::langkah::bayar),
        ]
    }

    fn pintasan(&self) -> Vec<Pintasan> {
        let satu =
            |jalur, label, kata, ikon, akt| Pintasan { jalur, label, kata, ikon, akses: Akses::Akt(akt) };
        vec![
            satu("/aktivitas", "menu-aktivitas", "kata-aktivitas", "list-checks", &akt::ENTRI_CATAT),
            satu("/aktivitas/katalog", "katalog-judul", "katalog-kata", "search", &akt::KATALOG_BACA),
            satu("/verifikasi", "verifikasi-judul", "verifikasi-kata", "list-checks", &akt::ENTRI_PUTUSKAN),
            satu("/tunjangan", "menu-tunjangan", "kata-tunjangan", "receipt-text", &akt::SLIP_BACA),
            satu("/proses", "menu-proses", "kata-proses", "calculator", &akt::PROSES_BACA),
            satu("/disiplin", "disiplin-judul", "kata-disiplin", "scale", &dis::KETETAPAN_BACA),
            satu("/impor", "menu-impor", "impor-kata", "upload", &balai_organisasi::PEGAWAI_IMPOR),
        ]
    }

    fn menu(&self) -> Vec<ButirMenu> {
        let butir = |jalur, label, ikon, akses, urutan| ButirMenu { jalur, label, ikon, akses, urutan };
        vec![
            butir("/aktivitas", "menu-aktivitas", "list-checks", Akses::Akt(&akt::ENTRI_CATAT), 30),
            butir("/tunjangan", "menu-tunjangan", "receipt-text", Akses::Akt(&akt::SLIP_BACA), 40),
            butir("/proses", "menu-proses", "calculator", Akses::Akt(&akt::PROSES_BACA), 50),
            butir("/disiplin", "disiplin-menu", "scale", Akses::Akt(&dis::KETETAPAN_BACA), 60),
            butir("/impor", "menu-impor", "upload", Akses::Akt(&balai_organisasi::PEGAWAI_IMPOR), 75),
        ]
    }

    fn tersembunyi(&self, daerah: &Region) -> Vec<&'static str> {
        let sumber: Result<_, StoreError> = daerah.read(|tx| SUMBER_AKTIVITAS.pada(tx, daerah.hari_ini()));
        if sumber.is_ok_and(|s| s == BKN) { vec!["/aktivitas"] } else { Vec::new() }
    }

    fn beranda(&self, k: &Konteks, daerah: &Region, aktor: &Aktor) -> Result<Beranda, GalatWeb> {
        pages::beranda::beranda(k, daerah, aktor)
    }

    fn jobs(&self) -> Vec<Pelaksana> {
        acts::verifikasi::jobs()
    }

    fn pengganti(&self, daerah: &Region, dokumen: &Dokumen) -> Result<Option<Pengganti>, Refusal> {
        crate::acts::cetak::pengganti(daerah, dokumen)
    }

    fn locales(&self) -> [(Bahasa, &'static str); 2] {
        [(Bahasa::Id, include_str!("../locales/id.ftl")), (Bahasa::En, include_str!("../locales/en.ftl"))]
    }

    fn errors(&self) -> &'static [EntriKode] {
        &kode::SEMUA
    }

    fn openapi(&self) -> Vec<OperasiApi> {
        api::operasi()
    }
}
