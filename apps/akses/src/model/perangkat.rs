//! Which device a session runs on, in words its owner recognises.

/// Longest description kept, in characters.
const PANJANG_MAKS: usize = 60;

/// `Firefox, Linux` of a browser's long name for itself; the beginning of what is not recognised.
pub fn perangkat(agen: &str) -> String {
    let kenali = |daftar: &[(&str, &'static str)]| {
        daftar.iter().find(|(tanda, _)| agen.contains(tanda)).map(|(_, nama)| *nama)
    };
    let peramban = kenali(&[
        ("Edg", "Edge"),
        ("OPR", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let mesin = kenali(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ]);
    match (peramban, mesin) {
        (Some(p), Some(m)) => format!("{p}, {m}"),
        (Some(satu), None) | (None, Some(satu)) => satu.to_owned(),
        (None, None) => agen.chars().filter(|c| !c.is_control()).take(PANJANG_MAKS).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_named_as_its_owner_names_it() {
        let hp =
            "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36";
        assert_eq!(perangkat(hp), "Chrome, Android");
        assert_eq!(
            perangkat("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"),
            "Firefox, Linux"
        );
        assert_eq!(perangkat("curl/8.5\u{7}"), "curl/8.5");
        assert_eq!(perangkat(&"x".repeat(500)).len(), 60);
    }
}
