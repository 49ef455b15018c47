-- What the list of accounts is searched by: name, account name and staff number, folded. `masuk` is the last sign-in.
ALTER TABLE akses_akun ADD COLUMN cari TEKS NOT NULL DEFAULT '';
ALTER TABLE akses_akun ADD COLUMN masuk TEKS;
UPDATE akses_akun SET cari = lower(nama) || ' ' || nama_akun || ' ' || COALESCE(nip, '');

-- The region's rules of signing in, each from a day on; that of a day is the last one begun by then. Rows stay.
CREATE TABLE akses_ketentuan (
    id             TEKS NOT NULL PRIMARY KEY,
    sejak          TEKS NOT NULL,
    panjang_sandi  BILANGAN NOT NULL CHECK (panjang_sandi BETWEEN 12 AND 64),
    faktor_wajib   TEKS NOT NULL,
    dasar          TEKS NOT NULL,
    dibuat         TEKS NOT NULL
);
CREATE INDEX akses_ketentuan_sejak ON akses_ketentuan (sejak, id);
INSERT INTO akses_ketentuan (id, sejak, panjang_sandi, faktor_wajib, dasar, dibuat)
    SELECT '0', '2026-01-01', 12, nilai, '-', '2026-01-01T00:00:00.000Z' FROM akses_aturan WHERE kunci = 'faktor_wajib';
DROP TABLE akses_aturan;
HANYA_TAMBAH akses_ketentuan;

-- Failed sign-ins in a row, by account and by where they came from: an address, or a browser that has been in
-- before. `akun` is an id, or the hash of a name that nobody has.
CREATE TABLE akses_gagal (
    akun             TEKS NOT NULL,
    dari             TEKS NOT NULL,
    gagal            BILANGAN NOT NULL,
    pada             TEKS NOT NULL,
    terkunci_sampai  TEKS,
    PRIMARY KEY (akun, dari)
);
CREATE INDEX akses_gagal_pada ON akses_gagal (pada);

-- Browsers that have signed in: whoever guesses elsewhere does not make them wait.
CREATE TABLE akses_perangkat (
    sidik     TEKS NOT NULL,
    akun      TEKS NOT NULL REFERENCES akses_akun (id),
    terlihat  TEKS NOT NULL,
    PRIMARY KEY (sidik, akun)
);
CREATE INDEX akses_perangkat_akun ON akses_perangkat (akun);
CREATE INDEX akses_perangkat_terlihat ON akses_perangkat (terlihat);
