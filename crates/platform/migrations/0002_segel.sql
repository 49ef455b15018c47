-- The journal, sealed. A row of `jurnal` never changes and holds nothing that names a person; names, reasons
-- and personal facts stand in `jurnal_pribadi`, bound to the row by `komitmen` and removable without
-- breaking the seal. Rows from before this step have no commitment; they are sealed with the rest.
CREATE TABLE jurnal_pribadi (
    id          TEKS NOT NULL PRIMARY KEY,
    garam       BITA,
    aktor_nama  TEKS NOT NULL,
    alasan      TEKS,
    isi         TEKS
) MENURUT_KUNCI;
INSERT INTO jurnal_pribadi (id, aktor_nama, alasan) SELECT id, aktor_nama, alasan FROM jurnal;

CREATE TABLE jurnal_baru (
    id          TEKS NOT NULL PRIMARY KEY,
    waktu       TEKS NOT NULL,
    akt         TEKS NOT NULL,
    aktor       TEKS NOT NULL,
    kapasitas   TEKS NOT NULL,
    asal        TEKS NOT NULL,
    sasaran     TEKS NOT NULL,
    jalur_unit  TEKS NOT NULL,
    tujuan      TEKS,
    isi         TEKS NOT NULL,
    sebelum     TEKS,
    sesudah     TEKS,
    komitmen    BITA
);
INSERT INTO jurnal_baru (id, waktu, akt, aktor, kapasitas, asal, sasaran, jalur_unit, isi, sebelum, sesudah)
    SELECT id, waktu, akt, aktor, kapasitas, '', sasaran, jalur_unit, isi, sebelum, sesudah FROM jurnal;
DROP TABLE jurnal;
ALTER TABLE jurnal_baru RENAME TO jurnal;
CREATE INDEX jurnal_sasaran ON jurnal (sasaran, id);
CREATE INDEX jurnal_unit ON jurnal (jalur_unit, id);
CREATE INDEX jurnal_aktor ON jurnal (aktor, id);
CREATE INDEX jurnal_akt ON jurnal (akt, id);

-- Events that have no place in the tree yet. The act adds a row, sealing takes it away.
CREATE TABLE jurnal_antre (
    id          TEKS NOT NULL PRIMARY KEY
) MENURUT_KUNCI;
INSERT INTO jurnal_antre (id) SELECT id FROM jurnal;

-- The leaves of the tree in their order, counted from 0.
CREATE TABLE jurnal_daun (
    nomor       BILANGAN NOT NULL PRIMARY KEY,
    id          TEKS NOT NULL UNIQUE,
    daun        BITA NOT NULL
);

-- Every eighth level of the tree above the leaves (256 hashes become one): what a proof would otherwise recompute.
CREATE TABLE jurnal_simpul (
    tingkat     BILANGAN NOT NULL,
    nomor       BILANGAN NOT NULL,
    sidik       BITA NOT NULL,
    PRIMARY KEY (tingkat, nomor)
);

-- Signed checkpoints: size and root of the tree at a moment, as a C2SP signed note.
CREATE TABLE jurnal_titik (
    id          TEKS NOT NULL PRIMARY KEY,
    ukuran      BILANGAN NOT NULL,
    dibuat      TEKS NOT NULL,
    nota        TEKS NOT NULL
);
CREATE INDEX jurnal_titik_ukuran ON jurnal_titik (ukuran, id);

HANYA_TAMBAH jurnal;
HANYA_TAMBAH jurnal_daun;
HANYA_TAMBAH jurnal_simpul;
HANYA_TAMBAH jurnal_titik;
