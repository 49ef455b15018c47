//! A region and the act that is measured, as an application writes it.

use std::sync::Arc;
use std::time::Duration;

use balai_kernel::{Aktor, Lingkup, Peran};
use balai_platform::{
    AktEntri, Balai, Done, Event, Jangkauan, OsAcak, Pekerjaan, Refusal, Region, Sasaran, SumberPaket,
    SystemClock, decide, operator,
};
use balai_store::{Migration, StoreError, sql};
use serde_json::json;

use crate::{Seen, measure};

/// Proposals there are to approve; each client has its own of them.
pub const USULAN: i64 = 6_400;
/// Most clients at once.
const CLIENTS_MAX: i64 = 64;

/// The act.
const SETUJUI: AktEntri = AktEntri {
    id: "ukur.usulan.setujui",
    label_id: "menyetujui usulan ukur",
    label_en: "approve a measured proposal",
    peran: &[Peran::Bkpsdm],
    lingkup: Jangkauan::Daerah,
};

const TABLES: Migration = Migration {
    app: "ukur",
    versi: 1,
    nama: "usulan",
    sql: "CREATE TABLE ukur_usulan (nomor BILANGAN NOT NULL PRIMARY KEY, jalur_unit TEKS NOT NULL,
            keadaan TEKS NOT NULL, versi BILANGAN NOT NULL);",
};

sql! {
    ISI = "INSERT INTO ukur_usulan (nomor, jalur_unit, keadaan, versi) VALUES ($1, $2, $3, 1)";
    BACA = "SELECT jalur_unit, keadaan, versi FROM ukur_usulan
        WHERE nomor = $1 AND jalur_unit >= $2 AND jalur_unit < $3";
    SIMPAN = "UPDATE ukur_usulan SET keadaan = $2, versi = versi + 1 WHERE nomor = $1 AND versi = $3";
}

/// A region with proposals.
pub struct Kota {
    region: Region,
    aktor: Arc<Aktor>,
}

impl Kota {
    /// Made in an empty folder or database.
    pub fn open(address: &str) -> Kota {
        let url = address.parse().expect("a folder or a postgres:// address");
        let balai = Balai::open(url, Arc::new(SystemClock), OsAcak).dengan_migrasi([TABLES]);
        let kode = "32.73".parse().expect("a code");
        let profil = SumberPaket::bawaan().profil(&kode).expect("a profile");
        let aktor = operator().expect("the operator");
        let region = balai.add_region(&profil, &aktor).expect("the region is made");
        let made: Result<u64, StoreError> = region.upkeep(|tx| {
            tx.exec_many(&ISI, (0..USULAN).map(|n| [n.into(), "01/".into(), "diajukan".into()]))
        });
        made.expect("the proposals are made");
        Kota { region, aktor: Arc::new(aktor) }
    }

    /// So many clients approve and return proposals.
    pub fn act(&self, clients: usize, time: Duration) -> Seen {
        let before = self.region.store().statistik();
        let seen = measure(clients, time, |client, n| {
            let client = i64::try_from(client).unwrap_or_default();
            let n = i64::try_from(n).unwrap_or_default();
            let nomor = client + n % (USULAN / CLIENTS_MAX) * CLIENTS_MAX;
            setujui(&self.region, &self.aktor, nomor).expect("the act is done");
        });
        let after = self.region.store().statistik();
        // of the counted ones only a share of all that were run
        let acts = (after.acts - before.acts).max(1);
        Seen { commits: (after.batches - before.batches) * seen.count / acts, ..seen }
    }
}

/// Load within the jurisdiction, decide, change, save, return the event and the job that tells people of it.
fn setujui(region: &Region, aktor: &Arc<Aktor>, nomor: i64) -> Result<(), Refusal> {
    let (oleh, hari) = (Arc::clone(aktor), region.hari_ini());
    region.act(aktor, move |tx| {
        let rentang = Lingkup::Semua.rentang_unit();
        let dalam = [nomor.into(), (&rentang.dari).into(), (&rentang.sampai).into()];
        let usulan = tx.one(&BACA, &dalam, |r| Ok((r.text(0)?, r.text(1)?, r.i64(2)?)))?;
        let (unit, keadaan, versi) = usulan.ok_or(Refusal::NotFound)?;
        let putusan = decide(&oleh, &SETUJUI, &Sasaran::daerah(hari))?;
        let baru = if keadaan == "diajukan" { "disetujui" } else { "diajukan" };
        tx.save(&SIMPAN, &[nomor.into(), baru.into(), versi.into()])?;
        let event = Event::baru(putusan, format!("ukur.usulan/{nomor}"))
            .isi(json!({ "unit": unit, "dari": keadaan, "ke": baru }))
            .sebelum(format!("{nomor} {keadaan} {versi}").as_bytes())
            .sesudah(format!("{nomor} {baru} {}", versi + 1).as_bytes());
        let kabari = Pekerjaan::baru("ukur.kabari", json!({ "nomor": nomor, "keadaan": baru }));
        Ok(Done::new((), event).kerjakan(kabari))
    })
}
