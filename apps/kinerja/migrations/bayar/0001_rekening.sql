-- The account each person is paid to, as the treasurer handed it in. Another account is a row of the next revisi; the highest
-- counts. nomor holds digits only, so that a leading zero stays and nothing is grouped.
CREATE TABLE rekening (
  pegawai   BILANGAN NOT NULL,
  revisi    BILANGAN NOT NULL,
  bank      TEKS     NOT NULL CHECK (length(bank) BETWEEN 1 AND 80),
  nomor     TEKS     NOT NULL CHECK (length(nomor) BETWEEN 6 AND 20),
  atas_nama TEKS     NOT NULL CHECK (length(atas_nama) BETWEEN 1 AND 120),
  berkas    BILANGAN NOT NULL,
  baris     BILANGAN NOT NULL,
  PRIMARY KEY (pegawai, revisi)
);
HANYA_TAMBAH rekening;
