//! The text of a mail as paragraphs and lists, written once and laid out twice: as plain text and as simple HTML.
//!
//! What is in it came from workbooks; in HTML every sign that has a meaning there is written as itself.

/// A part of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// Lines that belong together.
    Paragraph(String),
    /// What is said about the lines below it.
    Heading(String),
    /// Points in no order.
    Points(Vec<String>),
    /// Points one after the other.
    Steps(Vec<String>),
    /// A link below what it leads to.
    Link(String, String),
    /// A row of a return, and points about it.
    Row(String, Vec<String>),
}

impl Block {
    pub(super) fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph(text.into())
    }
}

/// Text that an officer typed: an empty line parts paragraphs.
pub(super) fn paragraphs(text: &str) -> Vec<Block> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut blocks = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    for line in text.split('\n').map(str::trim_end).chain(std::iter::once("")) {
        if !line.is_empty() {
            lines.push(line);
        } else if !lines.is_empty() {
            blocks.push(Block::Paragraph(lines.join("\n")));
            lines.clear();
        }
    }
    blocks
}

/// The text as plain text, without a width: mail programs break lines where they need to.
pub(super) fn as_text(blocks: &[Block]) -> String {
    let parts: Vec<String> = blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(text) | Block::Heading(text) => readable(text),
            Block::Points(points) => listed(points),
            Block::Link(words, link) => format!("{}\n{}", on_one_line(words), on_one_line(link)),
            Block::Row(title, points) => format!("{}\n{}", on_one_line(title), listed(points)),
            Block::Steps(steps) => (1..)
                .zip(steps)
                .map(|(number, step)| format!("{number}. {}", on_one_line(step)))
                .collect::<Vec<_>>()
                .join("\n"),
        })
        .collect();
    format!("{}\n", parts.join("\n\n"))
}

/// Points as lines of plain text.
fn listed(points: &[String]) -> String {
    points.iter().map(|point| format!("- {}", on_one_line(point))).collect::<Vec<_>>().join("\n")
}

/// The text as an HTML page without pictures, scripts or anything to fetch.
pub(super) fn as_html(blocks: &[Block]) -> String {
    let items = |items: &[String]| -> String {
        items.iter().map(|item| format!("<li>{}</li>\n", escaped(&on_one_line(item)))).collect()
    };
    let body: String = blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(text) => format!("<p>{}</p>\n", escaped(&readable(text)).replace('\n', "<br>\n")),
            Block::Heading(text) => format!("<h2 style=\"font-size: 1.2em\">{}</h2>\n", escaped(&readable(text))),
            Block::Points(points) => format!("<ul>\n{}</ul>\n", items(points)),
            Block::Steps(steps) => format!("<ol>\n{}</ol>\n", items(steps)),
            Block::Link(words, link) => {
                let (words, link) = (escaped(&on_one_line(words)), escaped(&on_one_line(link)));
                format!("<p>{words}<br>\n<a href=\"{link}\">{link}</a></p>\n")
            }
            Block::Row(title, points) => format!(
                "<p style=\"margin-bottom: 0\"><strong>{}</strong></p>\n<ul style=\"margin-top: 0\">\n{}</ul>\n",
                escaped(&on_one_line(title)),
                items(points)
            ),
        })
        .collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head><meta charset=\"utf-8\"></head>\n\
         <body style=\"font-family: Calibri, Arial, sans-serif\">\n{body}</body>\n</html>\n"
    )
}

fn on_one_line(text: &str) -> String {
    crate::report::plain(text)
}

/// Each line with pictures for its control characters.
fn readable(text: &str) -> String {
    text.split('\n').map(crate::report::plain).collect::<Vec<_>>().join("\n")
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_keeps_its_lines_and_paragraphs() {
        let typed = "Dear {x},\r\n\r\nplease:\n- one\n- two\n\n\n  \nThank you";
        let blocks = paragraphs(typed);
        assert_eq!(
            blocks,
            [Block::paragraph("Dear {x},"), Block::paragraph("please:\n- one\n- two"), Block::paragraph("Thank you")]
        );
        assert_eq!(as_text(&blocks), "Dear {x},\n\nplease:\n- one\n- two\n\nThank you\n");
        assert!(as_html(&blocks).contains("please:<br>\n- one"));
    }

    #[test]
    fn what_was_typed_is_never_markup_and_never_a_terminal_command() {
        let blocks = [
            Block::paragraph("<script>alert(\"x\")</script> & more\u{1b}[31m"),
            Block::Points(vec!["<b>\nsecond line".to_owned()]),
        ];
        let html = as_html(&blocks);
        assert!(!html.contains("<script>") && !html.contains("<b>") && !html.contains('\u{1b}'), "{html}");
        assert!(html.contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; more␛[31m"), "{html}");
        assert!(as_text(&blocks).contains("- <b> second line\n"));
    }
}
