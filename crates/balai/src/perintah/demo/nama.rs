//! Invented names as people of Bandung carry them: Sundanese first, with Javanese, Batak, Minang and others.

use super::acak::Benih;

const DEPAN_L: [&str; 48] = [
    "Asep",
    "Dadang",
    "Cecep",
    "Ujang",
    "Agus",
    "Dedi",
    "Iwan",
    "Yayan",
    "Deni",
    "Tatang",
    "Encep",
    "Jajang",
    "Rizki",
    "Fajar",
    "Gilang",
    "Yoga",
    "Hendra",
    "Budi",
    "Bambang",
    "Eko",
    "Wahyu",
    "Dimas",
    "Aditya",
    "Muhammad",
    "Ahmad",
    "Irfan",
    "Ridwan",
    "Taufik",
    "Rahmat",
    "Yusuf",
    "Ginanjar",
    "Dani",
    "Heri",
    "Anton",
    "Robby",
    "Andri",
    "Ade",
    "Endang",
    "Nandang",
    "Aep",
    "Usep",
    "Yohanes",
    "Togar",
    "Binsar",
    "Syafrizal",
    "Made",
    "Arif",
    "Teguh",
];
const DEPAN_P: [&str; 48] = [
    "Euis", "Neng", "Siti", "Nenden", "Lilis", "Imas", "Iis", "Tuti", "Ai", "Cucu", "Elis", "Rina", "Rini",
    "Dewi", "Sri", "Ratna", "Yuni", "Nia", "Wulan", "Gina", "Intan", "Putri", "Annisa", "Fitri", "Nur",
    "Rahmi", "Heni", "Yeni", "Lina", "Mira", "Ani", "Dian", "Eka", "Maya", "Novi", "Popon", "Tita", "Ira",
    "Ida", "Nani", "Yanti", "Maria", "Ester", "Rosmala", "Desi", "Kadek", "Titin", "Wiwin",
];
const TENGAH: [&str; 24] = [
    "Nurjanah", "Hidayat", "Permana", "Kurnia", "Rahayu", "Komariah", "Setia", "Mulya", "Dwi", "Tri",
    "Agung", "Indra", "Surya", "Nur", "Galih", "Puspa", "Ayu", "Lestari", "Budi", "Priyo", "Bagja", "Endah",
    "Sari", "Jaya",
];
const BELAKANG: [&str; 64] = [
    "Kusumawardhani",
    "Natalegawa",
    "Sastranegara",
    "Koswara",
    "Suryana",
    "Gunawan",
    "Hermawan",
    "Iskandar",
    "Maulana",
    "Mulyani",
    "Hartati",
    "Sutisna",
    "Supriatna",
    "Rohendi",
    "Sopandi",
    "Suherman",
    "Kartiwa",
    "Wiraatmaja",
    "Sulaeman",
    "Ramdhan",
    "Firmansyah",
    "Nugraha",
    "Setiawan",
    "Saputra",
    "Pratama",
    "Wijaya",
    "Hadikusumo",
    "Sulistyawan",
    "Purnama",
    "Hendrawan",
    "Solihin",
    "Somantri",
    "Wirahadikusumah",
    "Djuanda",
    "Atmadja",
    "Sumarna",
    "Sudrajat",
    "Mulyadi",
    "Kosasih",
    "Rukmana",
    "Subagja",
    "Danuwijaya",
    "Ginting",
    "Sihombing",
    "Simanjuntak",
    "Nasution",
    "Tanjung",
    "Chaniago",
    "Wibowo",
    "Susanto",
    "Handayani",
    "Rahmawati",
    "Fauziah",
    "Hasanah",
    "Nurhayati",
    "Rosmiati",
    "Sukaesih",
    "Juariah",
    "Suhartini",
    "Anggraeni",
    "Oktaviani",
    "Apriliani",
    "Marlina",
    "Herlina",
];

/// What a post asks for; it decides which degrees stand behind the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rumpun {
    /// Heads and senior officials of any office.
    Pimpinan,
    /// General administration.
    Umum,
    /// Engineers and planners.
    Teknik,
    /// Teachers.
    Guru,
    /// Nurses, midwives, technicians of health.
    Kesehatan,
    /// Physicians and dentists.
    Dokter,
    /// Civil service police, fire brigade, traffic.
    Lapangan,
}

const S1_UMUM: [&str; 6] = ["S.Sos.", "S.E.", "S.H.", "S.IP.", "S.A.P.", "S.Kom."];
const S2_UMUM: [&str; 6] = ["M.Si.", "M.A.P.", "M.M.", "M.H.", "M.AP.", "M.Ak."];
const S1_TEKNIK: [&str; 4] = ["S.T.", "S.Kom.", "S.Ars.", "S.P."];
const S2_TEKNIK: [&str; 3] = ["M.T.", "M.Eng.", "M.Kom."];
const S1_SEHAT: [&str; 5] = ["A.Md.Kep.", "S.Kep., Ners", "A.Md.Keb.", "S.Farm., Apt.", "S.K.M."];
const S1_GURU: [&str; 3] = ["S.Pd.", "S.Pd.I.", "S.Pd.SD."];

/// A full name with titles, e.g. `Hj. Euis Komariah Natalegawa, S.Sos., M.A.P.`; `lahir` is the year of birth.
pub fn nama(acak: &mut Benih, laki: bool, rumpun: Rumpun, lahir: i16) -> String {
    let depan = if laki { acak.pilih(&DEPAN_L) } else { acak.pilih(&DEPAN_P) };
    let mut polos = String::from(depan);
    if acak.permil(420) {
        let tengah = acak.pilih(&TENGAH);
        if tengah != depan {
            polos.push(' ');
            polos.push_str(tengah);
        }
    }
    polos.push(' ');
    polos.push_str(acak.pilih(&BELAKANG));
    let mut muka: Vec<&str> = Vec::new();
    let mut belakang: Vec<&str> = Vec::new();
    gelar(acak, laki, rumpun, lahir, &mut muka, &mut belakang);
    let mut hasil = String::with_capacity(64);
    for g in muka {
        hasil.push_str(g);
        hasil.push(' ');
    }
    hasil.push_str(&polos);
    for g in belakang {
        hasil.push_str(", ");
        hasil.push_str(g);
    }
    hasil
}

fn gelar<'a>(
    acak: &mut Benih,
    laki: bool,
    rumpun: Rumpun,
    lahir: i16,
    muka: &mut Vec<&'a str>,
    belakang: &mut Vec<&'a str>,
) {
    // The old degrees were given until about 1993.
    let lama = lahir < 1972;
    match rumpun {
        Rumpun::Pimpinan => {
            if acak.permil(180) {
                muka.push("Dr.");
            }
            if lama && acak.permil(600) {
                muka.push(if acak.permil(400) {
                    "Ir."
                } else if laki {
                    "Drs."
                } else {
                    "Dra."
                });
            } else {
                belakang.push(acak.pilih(&S1_UMUM));
            }
            belakang.push(acak.pilih(&S2_UMUM));
        }
        Rumpun::Umum => {
            if acak.permil(620) {
                belakang.push(acak.pilih(&S1_UMUM));
                if acak.permil(220) {
                    belakang.push(acak.pilih(&S2_UMUM));
                }
            }
        }
        Rumpun::Teknik => {
            belakang.push(acak.pilih(&S1_TEKNIK));
            if acak.permil(260) {
                belakang.push(acak.pilih(&S2_TEKNIK));
            }
        }
        Rumpun::Guru => {
            belakang.push(acak.pilih(&S1_GURU));
            if acak.permil(180) {
                belakang.push("M.Pd.");
            }
        }
        Rumpun::Kesehatan => belakang.push(acak.pilih(&S1_SEHAT)),
        Rumpun::Dokter => {
            muka.push(if acak.permil(250) { "drg." } else { "dr." });
            if acak.permil(120) {
                belakang.push("Sp.PD");
            }
        }
        Rumpun::Lapangan => {
            if acak.permil(250) {
                belakang.push(acak.pilih(&S1_UMUM));
            }
        }
    }
    // The pilgrimage comes with age.
    if lahir < 1980 && acak.permil(260) {
        let haji = if laki { "H." } else { "Hj." };
        let tempat = usize::from(muka.first().is_some_and(|g| *g == "Dr."));
        muka.insert(tempat.min(muka.len()), haji);
    }
}

#[cfg(test)]
mod tests {
    use super::{Benih, Rumpun, nama};

    #[test]
    fn names_are_whole_and_varied() {
        let mut acak = Benih::cabang(3, 3);
        let semua: std::collections::BTreeSet<String> = (0..2000)
            .map(|i| nama(&mut acak, i % 2 == 0, Rumpun::Umum, 1975 + i16::try_from(i % 25).unwrap()))
            .collect();
        assert!(semua.len() > 1800, "only {} names are different", semua.len());
        assert!(semua.iter().all(|n| n.split(' ').count() >= 2 && n.len() <= 80 && !n.contains("  ")));
    }
}
