//! A link that people are sent to: an address of the web, and nothing that a program would run.

/// The most characters of a link: Excel follows none that is longer.
const LONGEST: usize = 2_000;

/// Reads a link as typed; `None` for what is no address of the web, or shows a password to everybody.
pub(crate) fn read_link(text: &str) -> Option<String> {
    let text = text.trim();
    let (scheme, rest) = text.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = host.starts_with(char::is_alphanumeric) && !host.contains('@');
    // Whatever else stands in a link is written with a %.
    let is_of_link = |c: char| c.is_alphanumeric() || (c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c));
    let is_short = text.chars().count() <= LONGEST;
    (is_web && is_host && is_short && text.chars().all(is_of_link)).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_the_web_is_a_link_as_it_stands() {
        for text in [
            "https://anyshire.sharepoint.com/:f:/r/sites/performance/Shared%20Documents/Returns?csf=1&web=1&e=aB3",
            "http://intranet/planroll.html",
            "HTTPS://intranet.example.org:8443/#top",
            "https://rhyl.example.org/ffurflenni/tŷ",
        ] {
            assert_eq!(read_link(&format!(" {text} ")).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_would_run_or_leads_nowhere_is_none() {
        for text in [
            "javascript:alert(1)",
            "javascript://example.org/%0aalert(1)",
            "data:text/html,<b>",
            "file://server/returns",
            r"\\server\returns",
            "ftp://example.org",
            "www.example.org",
            "https://",
            "https:///returns",
            "https://officer:secret@example.org",
            "https://example.org/Shared Documents",
            "https://example.org/\" onclick=\"x",
            "https://example.org/\u{202e}txt",
        ] {
            assert_eq!(read_link(text), None, "{text}");
        }
        assert_eq!(read_link(&format!("https://example.org/{}", "a".repeat(2_000))), None);
    }
}
