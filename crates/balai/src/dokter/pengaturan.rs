//! Settings that are valid and yet open a door: judged without touching the network or the disk.

use std::net::IpAddr;
use std::path::Path;

use balai_kernel::Bahasa;

use super::{Nilai, Temuan};
use crate::konfigurasi::Konfigurasi;

/// Every setting of concern, or one line that there is none. `data` is the folder of the data, where it is a folder.
pub fn semua(k: &Konfigurasi, data: Option<&Path>, b: Bahasa) -> Vec<Temuan> {
    let mut hasil: Vec<Temuan> = [
        alamat(k, b),
        pengelola(k, b),
        proksi(k, b),
        tanpa_proksi(k, b),
        surel(k, b),
        kait(k, b),
        rak(k, data, b),
    ]
    .into_iter()
    .flatten()
    .collect();
    if hasil.is_empty() {
        hasil.push(Temuan::baik(
            "jaringan",
            b.pilih("tertutup bagi yang tidak perlu", "closed to whom it need not be open"),
        ));
    }
    hasil
}

fn ingat(perkara: &'static str, keadaan: String, saran: &str) -> Option<Temuan> {
    Some(Temuan::baru(perkara, Nilai::Ingat, keadaan, saran))
}

fn alamat(k: &Konfigurasi, b: Bahasa) -> Option<Temuan> {
    let s = &k.server;
    if s.https || s.alamat.is_loopback() {
        return None;
    }
    let keadaan =
        format!("[server] alamat {}: {}", s.alamat, b.pilih("terbuka tanpa HTTPS", "open without HTTPS"));
    let saran = b.pilih(
        "Dengarkan 127.0.0.1 di belakang proksi HTTPS dan isi https = true; sandi dan kuki lewat jaringan.",
        "Listen on 127.0.0.1 behind an HTTPS proxy and set https = true: passwords and cookies travel the network.",
    );
    ingat("jaringan", keadaan, saran)
}

fn pengelola(k: &Konfigurasi, b: Bahasa) -> Option<Temuan> {
    let p = k.server.pengelola.filter(|p| !p.ip().is_loopback())?;
    let keadaan = format!(
        "[server] pengelola {p}: {}",
        b.pilih("ukuran terbaca dari jaringan", "measures can be read from the network")
    );
    let saran = b.pilih(
        "Dengarkan 127.0.0.1, atau batasi dengan tembok api.",
        "Listen on 127.0.0.1, or restrict it by a firewall.",
    );
    ingat("pengelola", keadaan, saran)
}

fn proksi(k: &Konfigurasi, b: Bahasa) -> Option<Temuan> {
    k.server.proksi.iter().find(|p| p.semua())?;
    let keadaan = b.pilih(
        "[server] proksi memuat semua alamat: siapa pun dapat mengaku beralamat lain",
        "[server] proksi holds every address: anybody can claim another one",
    );
    let saran = b.pilih(
        "Tulis alamat proksinya saja, misalnya 127.0.0.1.",
        "Name the proxy's own address, such as 127.0.0.1.",
    );
    ingat("proksi", keadaan.to_owned(), saran)
}

fn tanpa_proksi(k: &Konfigurasi, b: Bahasa) -> Option<Temuan> {
    if !k.server.https || !k.server.proksi.is_empty() {
        return None;
    }
    let keadaan = b.pilih(
        "[server] https tanpa proksi: semua orang tampak beralamat sama, batas laju kena bersama",
        "[server] https without proksi: everybody seems to have one address, and shares its limits",
    );
    let saran = b.pilih(
        "Isi [server] proksi dengan alamat proksi HTTPS itu.",
        "Set [server] proksi to the HTTPS proxy's address.",
    );
    ingat("proksi", keadaan.to_owned(), saran)
}

/// Whether an address lies outside the machine and its network. A name cannot be told.
fn umum(tuan: &str) -> bool {
    match tuan.trim_matches(['[', ']']).parse::<IpAddr>().map(|a| a.to_canonical()) {
        Ok(IpAddr::V4(a)) => !(a.is_loopback() || a.is_private()),
        Ok(IpAddr::V6(a)) => !(a.is_loopback() || a.is_unique_local()),
        Err(_) => false,
    }
}

fn surel(k: &Konfigurasi, b: Bahasa) -> Option<Temuan> {
    let relai = k.surel.as_ref()?.relai();
    let tuan = relai.rsplit_once(':').map_or(relai, |(t, _)| t);
    if !umum(tuan) {
        return None;
    }
    let keadaan = format!(
        "[surel] relai {relai}: {}",
        b.pilih(
            "di luar jaringan ini, tidak satu surel pun akan dikirim",
            "outside this network, no letter will be sent"
        )
    );
    let saran = b.pilih(
        "Pasang relai di mesin ini atau jaringannya yang meneruskan dengan TLS (docs/pemberitahuan.md).",
        "Install a relay on this machine or network that passes them on by TLS (docs/pemberitahuan.md).",
    );
    Some(Temuan::baru("surel", Nilai::Rusak, keadaan, saran))
}

fn kait(k: &Konfigurasi, b: Bahasa) -> Option<Temuan> {
    let alamat = &k.kait.as_ref()?.alamat;
    let tuan = alamat.split_once("://").map_or(alamat.as_str(), |(_, sisa)| sisa);
    let tuan = tuan.split('/').next().unwrap_or_default();
    let tuan = tuan.rsplit_once(':').map_or(tuan, |(t, _)| t);
    if !umum(tuan) {
        return None;
    }
    let keadaan = format!(
        "[kait] alamat {alamat}: {}",
        b.pilih("di luar mesin dan jaringannya", "outside the machine and its network")
    );
    let saran = b
        .pilih("Tunjuk gerbang di mesin ini atau jaringannya.", "Name a gateway on this machine or network.");
    ingat("kait", keadaan, saran)
}

fn rak(k: &Konfigurasi, data: Option<&Path>, b: Bahasa) -> Option<Temuan> {
    let (folder, data) = (k.cadangan.folder.as_deref()?, data?);
    // a folder that is not there yet has no other name than the written one
    let nyata = |p: &Path| p.canonicalize().unwrap_or_else(|_| p.to_owned());
    if !nyata(folder).starts_with(nyata(data)) {
        return None;
    }
    let keadaan = format!(
        "{}: {}",
        folder.display(),
        b.pilih("cadangan di dalam folder data", "backups inside the data folder")
    );
    let saran = b.pilih(
        "Simpan cadangan di cakram atau mesin lain: yang merusak folder data ikut merusaknya.",
        "Keep backups on another disk or machine: what ruins the data folder ruins them too.",
    );
    ingat("cadangan", keadaan, saran)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn perkara(teks: &str, data: Option<&str>) -> Vec<(&'static str, Nilai)> {
        let k = Konfigurasi::dari_teks(teks, Path::new("balai.toml")).expect("a configuration");
        let semua = semua(&k, data.map(Path::new), Bahasa::Id);
        semua.into_iter().map(|t| (t.perkara, t.nilai)).collect()
    }

    #[test]
    fn doors_that_stand_open_are_named() {
        assert_eq!(perkara("", Some("/data")), [("jaringan", Nilai::Baik)]);
        for (teks, nama) in [
            ("[server]\nalamat = \"0.0.0.0\"\n", "jaringan"),
            ("[server]\npengelola = \"0.0.0.0:9180\"\n", "pengelola"),
            ("[server]\nproksi = [\"0.0.0.0/0\"]\n", "proksi"),
            ("[server]\nhttps = true\n", "proksi"),
            ("[surel]\nrelai = \"8.8.8.8:25\"\ndari = \"a@b.go.id\"\n", "surel"),
            ("[kait]\nalamat = \"http://169.254.169.254/kirim\"\nrahasia_berkas = \"/r\"\n", "kait"),
            ("[cadangan]\nfolder = \"/data/cadangan\"\n", "cadangan"),
        ] {
            let nilai = if nama == "surel" { Nilai::Rusak } else { Nilai::Ingat };
            assert_eq!(perkara(teks, Some("/data")), [(nama, nilai)], "{teks}");
        }
        let baik = "[server]\nalamat = \"0.0.0.0\"\nhttps = true\nproksi = [\"10.0.0.5\"]\n\
            [surel]\nrelai = \"10.0.0.9:25\"\ndari = \"a@b.go.id\"\n[cadangan]\nfolder = \"/data-lain\"\n";
        assert_eq!(perkara(baik, Some("/data")), [("jaringan", Nilai::Baik)]);
    }
}
