//! A region's file: it may only give values to what the package declares.

use super::bagian::Pembaca;
use super::toml::Tabel as Toml;
use crate::galat::mirip;
use crate::jenis::tanya;

impl Pembaca<'_, '_> {
    /// A region's file: it may only give values to what the package declares.
    pub fn adopsi(&mut self, t: Toml<'_>) {
        t.hanya(&["adopsi", "parameter", "tabel"], self.c);
        if let Some(a) = t.wajib("adopsi", self.c).and_then(|v| v.tabel(self.c)) {
            a.hanya(&["paket", "daerah", "catatan", "dasar"], self.c);
            if let Some(p) = a.wajib("paket", self.c) {
                let id = p.teks(self.c).unwrap_or("");
                if id != self.d.id {
                    let isian = vec![("tulis", id.to_owned()), ("paket", self.d.id.clone())];
                    self.c.catat(p.letak(), "ATR-070", isian);
                }
            }
            if let Some(v) = a.wajib("daerah", self.c) {
                let kode = v.teks(self.c).unwrap_or("");
                if kode.parse::<balai_kernel::KodeWilayah>().is_err() {
                    self.c.catat(v.letak(), "ATR-073", vec![("tulis", kode.to_owned())]);
                }
                self.d.daerah = Some(kode.to_owned());
            }
        }
        let nilai = t.cari("parameter").and_then(|v| v.tabel(self.c)).map(|t| t.butir()).unwrap_or_default();
        for b in nilai {
            let Some(i) = self.d.parameter.iter().position(|p| p.nama == b.nama) else {
                let saran = mirip(b.nama, self.d.parameter.iter().map(|p| p.nama.as_str()));
                let daftar: Vec<&str> = self.d.parameter.iter().map(|p| p.nama.as_str()).collect();
                let isian = vec![("nama", b.nama.to_owned()), ("saran", tanya(saran, &daftar.join(", ")))];
                self.c.catat(b.letak, "ATR-071", isian);
                continue;
            };
            let Some(isi) = b.nilai.tabel(self.c) else { continue };
            isi.hanya(&["nilai", "ilustrasi", "catatan"], self.c);
            let jenis = self.d.parameter.get(i).map(|p| p.jenis.clone());
            let (Some(v), Some(jenis)) = (isi.wajib("nilai", self.c), jenis) else { continue };
            let nilai = self.deret(&jenis, v);
            self.urutan(nilai.iter().map(|n| (n.sejak, n.diketahui, n.letak)));
            let ilustrasi = isi.cari("ilustrasi").and_then(|v| v.ya(self.c)).unwrap_or(false);
            if let Some(p) = self.d.parameter.get_mut(i) {
                p.nilai = nilai;
                p.ilustrasi = ilustrasi;
            }
        }
        let tabel = t.cari("tabel").and_then(|v| v.tabel(self.c)).map(|t| t.butir()).unwrap_or_default();
        for b in tabel {
            let Some(i) = self.d.tabel.iter().position(|p| p.nama == b.nama) else {
                let saran = mirip(b.nama, self.d.tabel.iter().map(|p| p.nama.as_str()));
                let daftar: Vec<&str> = self.d.tabel.iter().map(|p| p.nama.as_str()).collect();
                let isian = vec![("nama", b.nama.to_owned()), ("saran", tanya(saran, &daftar.join(", ")))];
                self.c.catat(b.letak, "ATR-072", isian);
                continue;
            };
            let Some(isi) = b.nilai.tabel(self.c) else { continue };
            isi.hanya(&["versi", "catatan"], self.c);
            let (Some(v), Some(t)) = (isi.wajib("versi", self.c), self.d.tabel.get(i).cloned()) else {
                continue;
            };
            let versi = self.versi_tabel(&t, v);
            if let Some(t) = self.d.tabel.get_mut(i) {
                t.versi = versi;
            }
        }
    }
}
