-- What the search box finds. Rows are derived: the application that owns a thing writes them in the transaction that
-- changes it, and could make them anew from its own tables.

-- One row per thing. jenis says what it is ('orang', 'unit'), kunci which one, in the words of its application. lipat
-- holds every word it is found by, folded, each after a space; urutan is the folded title, by which lists are ordered.
-- jalur_unit, jalur_wilayah and nip say whose jurisdiction it is under; they are empty where there is none.
CREATE TABLE cari_entri (
  jenis         TEKS NOT NULL,
  kunci         TEKS NOT NULL,
  judul         TEKS NOT NULL,
  keterangan    TEKS NOT NULL,
  urutan        TEKS NOT NULL,
  lipat         TEKS NOT NULL,
  jalur_unit    TEKS NOT NULL,
  jalur_wilayah TEKS NOT NULL,
  nip           TEKS NOT NULL,
  PRIMARY KEY (jenis, kunci)
);

-- Each word of it once: the beginning of a word is a range of this key.
CREATE TABLE cari_kata (
  jenis TEKS NOT NULL,
  kata  TEKS NOT NULL,
  kunci TEKS NOT NULL,
  PRIMARY KEY (jenis, kata, kunci)
);
