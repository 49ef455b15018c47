//! Just enough reading of SQL text to tell code from strings and comments.

/// A run of SQL text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    Code(&'a str),
    /// A string or a quoted name, its quotes included.
    Quoted(&'a str),
    /// `-- ..` without its line end, or `/* .. */`.
    Comment(&'a str),
}

/// Cuts `text` into runs of code, quoted text and comments; together they are the whole text.
pub(crate) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let start = ["'", "\"", "--", "/*"].iter().filter_map(|m| rest.find(m)).min().unwrap_or(rest.len());
        let (code, tail) = rest.split_at(start);
        if !code.is_empty() {
            out.push(Piece::Code(code));
        }
        let len = special_len(tail);
        let (special, after) = tail.split_at(len);
        if special.starts_with(['\'', '"']) {
            out.push(Piece::Quoted(special));
        } else if !special.is_empty() {
            out.push(Piece::Comment(special));
        }
        rest = after;
    }
    out
}

/// Length in bytes of the string or comment that `tail` begins with. An unclosed one runs to the end.
fn special_len(tail: &str) -> usize {
    let closed = |open: usize, close: &str| {
        tail.get(open..).and_then(|t| t.find(close)).map_or(tail.len(), |i| open + i + close.len())
    };
    if tail.starts_with("--") {
        tail.find('\n').unwrap_or(tail.len())
    } else if tail.starts_with("/*") {
        closed(2, "*/")
    } else if tail.starts_with('\'') {
        // a doubled quote closes one piece and opens the next, which reads the same
        closed(1, "'")
    } else if tail.starts_with('"') {
        closed(1, "\"")
    } else {
        0
    }
}

/// Cuts a script into statements at each `;` that is code. Comments are dropped.
pub(crate) fn split_statements(text: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let push = |out: &mut Vec<String>, s: &str| {
        if let Some(last) = out.last_mut() {
            last.push_str(s);
        }
    };
    for piece in pieces(text) {
        match piece {
            Piece::Comment(_) => push(&mut out, " "),
            Piece::Quoted(q) => push(&mut out, q),
            Piece::Code(code) => {
                for (i, part) in code.split(';').enumerate() {
                    if i > 0 {
                        out.push(String::new());
                    }
                    push(&mut out, part);
                }
            }
        }
    }
    out.into_iter().map(|s| s.trim().to_owned()).filter(|s| !s.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_semicolon_in_a_string_or_comment_does_not_end_a_statement() {
        let text =
            "CREATE TABLE a (x TEKS DEFAULT 'a;b'); -- one; two\nINSERT INTO a VALUES ('it''s;');/*;*/";
        assert_eq!(
            split_statements(text),
            ["CREATE TABLE a (x TEKS DEFAULT 'a;b')", "INSERT INTO a VALUES ('it''s;')"]
        );
    }

    #[test]
    fn an_unclosed_string_runs_to_the_end() {
        assert_eq!(pieces("a 'b"), [Piece::Code("a "), Piece::Quoted("'b")]);
    }
}
