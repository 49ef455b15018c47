-- A person's months are found from the runs, a few dozen rows each followed by one lookup in the primary key. The index
-- by NIP did the same, and every run of 20,000 people paid for it with a third of its storing.
DROP INDEX proses_baris_nip;
