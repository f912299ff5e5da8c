//! What a formula knows of the way in which a cell is written: marks that change no word, and formats of plain numbers.

use super::formula::{Formula, Function, Node, Source, any, call};
use super::working_cell::general;

/// Characters with which a word may be a rating all the same: accents that stand behind their letter, and what shows as
/// nothing. No formula can compose or pass over them all.
pub(super) const FOLDED: &str = "\u{300}\u{301}\u{302}\u{303}\u{304}\u{306}\u{307}\u{308}\u{309}\u{30a}\u{30b}\u{30c}\u{30f}\u{311}\u{31b}\u{323}\u{324}\u{325}\u{326}\u{327}\u{328}\u{32d}\u{32e}\u{330}\u{331}\u{ad}\u{61c}\u{180e}\u{200c}\u{200d}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2060}\u{2066}\u{2067}\u{2068}\u{2069}\u{feff}";

/// Whether a cell shows a plain number, by the letter that the program has for its format. A date is no figure, and only
/// its format tells it. Programs differ in the letter for General, so it is that of a cell which has it; where a
/// program knows no letters, the letter is that of `issued`.
pub(super) fn is_plain_format(cell: &Formula, issued: &'static str) -> Formula {
    let general = Formula::of(Node::Cell(general(), Source::General));
    let letter = cell.format(issued);
    let is_known = call(Function::Find, [letter.left(1), "F,CS".into()]).calls(Function::IsNumber);
    any([letter.is(general.known_format()).or_else(false), is_known])
}
