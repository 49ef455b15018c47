-- Rows of a large file on their way into presensi_catatan or aktivitas, in pieces that are each written and each moved in
-- a short transaction, so that an import of millions of rows never keeps others from writing.
--
-- impor is the id that the file's row in berkas_impor has or will have. Until that row is there (one short act) the pieces
-- mean nothing, and are swept away when their import never ended. From then on they count, and are moved piece by
-- piece; whoever needs whole tables moves the rest first. isi is the rows as variable-length numbers.
CREATE TABLE impor_tahap (
  impor  TEKS     NOT NULL,
  urut   BILANGAN NOT NULL,
  jenis  TEKS     NOT NULL CHECK (jenis IN ('presensi', 'aktivitas')),
  dibuat TEKS     NOT NULL,
  isi    BITA     NOT NULL,
  PRIMARY KEY (impor, urut)
);
