//! What the catalogues of a database say about its tables, in one form for both engines.

use std::collections::BTreeMap;

use crate::{Row, StoreError, Tx, sql2};

/// One column, as the catalogue has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnShape {
    /// Column name.
    pub name: String,
    /// The type word's family: `number`, `text`, `bytes`; a truth value is `number` on SQLite and `bool` on
    /// PostgreSQL and is given as `number` here.
    pub kind: String,
    /// Whether NULL is allowed.
    pub nullable: bool,
}

/// One table, as the catalogue has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableShape {
    /// In order of definition.
    pub columns: Vec<ColumnShape>,
    /// Column lists of primary keys and unique constraints, sorted, `a,b`.
    pub uniques: Vec<String>,
    /// Foreign keys, sorted, `a,b -> table(x,y)`.
    pub references: Vec<String>,
}

sql2! {
    pub(crate) COLUMNS = sqlite: "SELECT m.name, c.name, c.type, c.\"notnull\" = 0 AND c.pk = 0
            FROM sqlite_schema m JOIN pragma_table_info(m.name) c
            WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, c.cid",
        pg: "SELECT c.relname::text, a.attname::text, format_type(a.atttypid, NULL), NOT a.attnotnull
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relnamespace = to_regnamespace(current_schema()) AND c.relkind = 'r'
            AND a.attnum > 0 AND NOT a.attisdropped ORDER BY c.relname, a.attnum";
    UNIQUES = sqlite: "SELECT m.name, (SELECT group_concat(name, ',') FROM
                (SELECT i.name FROM pragma_index_info(l.name) i ORDER BY i.seqno))
            FROM sqlite_schema m JOIN pragma_index_list(m.name) l
            WHERE m.type = 'table' AND l.\"unique\" AND m.name NOT LIKE 'sqlite_%'
            UNION ALL SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
            WHERE m.type = 'table' AND c.pk = 1 AND c.type = 'INTEGER' AND
            1 = (SELECT COUNT(*) FROM pragma_table_info(m.name) p WHERE p.pk > 0)",
        pg: "SELECT c.relname::text, (SELECT string_agg(pg_get_indexdef(x.indexrelid, k, true), ',' ORDER BY k)
                FROM generate_series(1, x.indnkeyatts) k), i.relname::text
            FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
            WHERE c.relnamespace = to_regnamespace(current_schema()) AND x.indisunique";
    REFERENCES = sqlite: "SELECT name, kolom || ' -> ' || tujuan || '(' || ke || ')' FROM
            (SELECT m.name, f.id, f.\"table\" AS tujuan, group_concat(f.\"from\", ',') AS kolom,
                group_concat(coalesce(f.\"to\", (SELECT group_concat(p.name, ',')
                    FROM pragma_table_info(f.\"table\") p WHERE p.pk > 0)), ',') AS ke
            FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f
            WHERE m.type = 'table' GROUP BY m.name, f.id)",
        pg: "SELECT c.relname::text, (SELECT string_agg(a.attname, ',' ORDER BY k.n) FROM
                unnest(f.conkey) WITH ORDINALITY k(col, n) JOIN pg_attribute a
                ON a.attrelid = f.conrelid AND a.attnum = k.col) || ' -> ' || t.relname || '(' ||
                (SELECT string_agg(a.attname, ',' ORDER BY k.n) FROM
                unnest(f.confkey) WITH ORDINALITY k(col, n) JOIN pg_attribute a
                ON a.attrelid = f.confrelid AND a.attnum = k.col) || ')'
            FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid JOIN pg_class t ON t.oid = f.confrelid
            WHERE f.contype = 'f' AND c.relnamespace = to_regnamespace(current_schema())";
    /// Names of unique indexes of a region, to give their columns in errors as SQLite does.
    UNIQUE_NAMES = sqlite: "SELECT name, name FROM sqlite_schema WHERE FALSE",
        pg: "SELECT i.relname::text, c.relname || '.' || (SELECT string_agg(
                pg_get_indexdef(x.indexrelid, k, true), ',' ORDER BY k)
                FROM generate_series(1, x.indnkeyatts) k)
            FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
            WHERE c.relnamespace = to_regnamespace(current_schema()) AND x.indisunique";
}

crate::statements![COLUMNS, UNIQUES, REFERENCES, UNIQUE_NAMES];

/// Name of a unique index -> `table.column,column`.
pub(crate) fn unique_names(tx: &mut Tx<'_>) -> Result<Vec<(String, String)>, StoreError> {
    tx.all(&UNIQUE_NAMES, &[], |row| Ok((row.text(0)?, row.text(1)?)))
}

/// The shape of every table of the region.
pub(crate) fn tables(tx: &mut Tx<'_>) -> Result<BTreeMap<String, TableShape>, StoreError> {
    let mut out: BTreeMap<String, TableShape> = BTreeMap::new();
    tx.each(&COLUMNS, &[], |row| {
        let kind = match row.str(2)? {
            "INTEGER" | "bigint" | "boolean" => "number",
            "TEXT" | "text" => "text",
            "BLOB" | "bytea" => "bytes",
            other => other,
        };
        let column = ColumnShape { name: row.text(1)?, kind: kind.to_owned(), nullable: row.bool(3)? };
        out.entry(row.text(0)?).or_default().columns.push(column);
        Ok(())
    })?;
    let pair = |row: &Row<'_>| Ok((row.text(0)?, row.text(1)?));
    for (table, columns) in tx.all(&UNIQUES, &[], pair)? {
        out.entry(table).or_default().uniques.push(columns);
    }
    for (table, reference) in tx.all(&REFERENCES, &[], pair)? {
        out.entry(table).or_default().references.push(reference);
    }
    for shape in out.values_mut() {
        shape.uniques.sort();
        shape.references.sort();
    }
    Ok(out)
}
