-- The monthly run. A row of proses is its own lock: one row per period and version.
CREATE TABLE proses (
  id TEKS PRIMARY KEY,
  periode TEKS NOT NULL,
  versi BILANGAN NOT NULL,
  keadaan TEKS NOT NULL CHECK (keadaan IN ('dibuka', 'dibekukan', 'dihitung')),
  paket_id TEKS NOT NULL,
  paket_versi TEKS NOT NULL,
  paket_sidik TEKS NOT NULL,
  kalender_sidik TEKS NOT NULL,
  masukan_sidik TEKS,
  hasil_sidik TEKS,
  -- names, units and scales of the stored figures, as JSON, in the package's order
  keluaran TEKS,
  orang BILANGAN,
  jumlah_sen BILANGAN,
  dibuka_pada TEKS NOT NULL,
  dibuka_oleh TEKS NOT NULL,
  dihitung_pada TEKS,
  UNIQUE (periode, versi)
);

-- Frozen inputs, one canonical columnar file each, addressed by the SHA-256 of its bytes.
CREATE TABLE bekuan (
  sidik TEKS PRIMARY KEY,
  ukuran BILANGAN NOT NULL,
  isi BITA NOT NULL
);

CREATE TABLE proses_opd (
  proses TEKS NOT NULL REFERENCES proses (id),
  kode TEKS NOT NULL,
  nama TEKS NOT NULL,
  jalur_unit TEKS NOT NULL,
  masukan_sidik TEKS NOT NULL REFERENCES bekuan (sidik),
  orang BILANGAN NOT NULL,
  jumlah_sen BILANGAN,
  -- what the package compares with the ceiling; none when it declares none
  terhadap_sen BILANGAN,
  plafon_sen BILANGAN,
  PRIMARY KEY (proses, kode)
);

CREATE TABLE proses_baris (
  proses TEKS NOT NULL REFERENCES proses (id),
  nip TEKS NOT NULL,
  nama TEKS NOT NULL,
  -- name and NIP in lower case, for the search
  cari TEKS NOT NULL,
  jabatan TEKS NOT NULL,
  kelas BILANGAN NOT NULL,
  opd TEKS NOT NULL,
  unit_nama TEKS NOT NULL,
  jalur_unit TEKS NOT NULL,
  jalur_wilayah TEKS NOT NULL,
  utama_sen BILANGAN NOT NULL,
  -- every stored figure as an integer in its scale, JSON array in the order of proses.keluaran
  nilai TEKS NOT NULL,
  PRIMARY KEY (proses, nip)
);
CREATE INDEX proses_baris_unit ON proses_baris (proses, jalur_unit, nip);
CREATE INDEX proses_baris_nip ON proses_baris (nip, proses);
