-- Whose line it is, by the number the organisation gave the person: what addresses carry instead of a NIP. Lines stored
-- before this column have 0 and are reached by their owner only, until the month is run again.
ALTER TABLE proses_baris ADD COLUMN pegawai BILANGAN NOT NULL DEFAULT 0;
CREATE INDEX proses_baris_pegawai ON proses_baris (proses, pegawai);
