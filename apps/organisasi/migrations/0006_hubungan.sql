-- From a superior, an assessor, a chair to the people they answer for: the other way round than these rows are written.
CREATE INDEX pegawai_catatan_atasan ON pegawai_catatan (atasan_nip, pegawai);
CREATE INDEX penilai_catatan_penilai ON penilai_catatan (penilai, pegawai);
