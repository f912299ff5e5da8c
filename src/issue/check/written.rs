//! Formulas as they are written.
//!
//! They stand within one another many times over, so each is written behind the text before it: a formatter for each would be a
//! third of what a return costs.

use std::fmt;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::formula::{Formula, Node};

impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        self.push_to(&mut text);
        f.write_str(&text)
    }
}

impl Formula {
    /// Writes it behind a text.
    fn push_to(&self, text: &mut String) {
        match self.0.as_ref() {
            Node::Text(own) => {
                text.push('"');
                for (at, piece) in own.split('"').enumerate() {
                    text.push_str(if at == 0 { "" } else { "\"\"" });
                    text.push_str(piece);
                }
                text.push('"');
            }
            Node::Number(number) => push_number(*number, text),
            Node::Logical(true) => text.push_str("TRUE"),
            Node::Logical(false) => text.push_str("FALSE"),
            Node::Cell(name, _) => text.push_str(name),
            Node::Range(name) => text.push_str(name),
            Node::HasAny(characters, within) => {
                text.push_str("SUMPRODUCT(--ISNUMBER(FIND({");
                for (at, character) in characters.chars().enumerate() {
                    text.push_str(if at == 0 { "\"" } else { ",\"" });
                    text.push(character);
                    text.push('"');
                }
                text.push_str("},");
                within.push_to(text);
                text.push_str(")))>0");
            }
            Node::Between(left, operator, right) => {
                let is_weaker =
                    matches!(left.0.as_ref(), Node::Between(_, inner, _) if inner.strength() < operator.strength());
                text.push_str(if is_weaker { "(" } else { "" });
                left.push_to(text);
                text.push_str(if is_weaker { ")" } else { "" });
                text.push_str(operator.sign());
                right.push_to(text);
            }
            Node::Call(function, arguments) => {
                text.push_str(function.name());
                text.push('(');
                for (at, argument) in arguments.iter().enumerate() {
                    text.push_str(if at == 0 { "" } else { "," });
                    argument.push_to(text);
                }
                text.push(')');
            }
        }
    }
}

/// Writes a number behind a text. Nearly all are a digit or two: the places of pieces and lists.
fn push_number(number: Decimal, text: &mut String) {
    let digit = |number: u32| char::from_digit(number, 10);
    match number.to_u32().filter(|small| *small < 100 && number.scale() == 0 && !number.is_sign_negative()) {
        Some(small) => text.extend(digit(small / 10).filter(|_| small > 9).into_iter().chain(digit(small % 10))),
        None => text.push_str(&number.to_string()),
    }
}
