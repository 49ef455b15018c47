-- A person's name as it is searched and sorted: lowercase letters and digits, one space between words. Until a person's
-- row is written anew it is the lowercase name as it stood.
ALTER TABLE pegawai ADD COLUMN cari TEKS NOT NULL DEFAULT '';
UPDATE pegawai SET cari = (SELECT LOWER(c.nama) FROM pegawai_catatan c WHERE c.nomor = pegawai.catatan);
CREATE INDEX pegawai_cari ON pegawai (cari, nomor);
