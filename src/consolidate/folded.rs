//! Text that runs over the cells beside it, in lines that are no wider than what it stands above: what is wider would make
//! the printed page wider, and all of it smaller.

/// A text in lines of at most so many characters.
pub(super) fn folded(text: &str, width: u16) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > usize::from(width) {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_description_is_folded_and_loses_no_word() {
        let text = "word ".repeat(100) + "\nanother paragraph";
        let lines = folded(&text, 40);
        assert!(lines.iter().all(|line| line.chars().count() <= 40), "{lines:?}");
        assert_eq!(lines.join(" ").split_whitespace().count(), 102);
        assert_eq!(folded("one", 40), ["one"]);
    }
}
