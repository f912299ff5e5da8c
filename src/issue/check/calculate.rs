//! Calculating a formula as Excel and `LibreOffice` do, as far as live checks need it.

use std::borrow::Cow;

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use super::formula::{Formula, Function, Node, Operator, Source, serial};

/// What stands in a cell or comes of a formula. An error value is no value, and is `None` wherever a value may be one.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::issue) enum Value {
    /// Nothing.
    Blank,
    /// A text.
    Text(String),
    /// A number, or a day as the number that Excel keeps for it.
    Number(Decimal),
    /// TRUE or FALSE.
    Logical(bool),
}

/// A list that formulas look entries up in: its named range, its heading, and its cells.
pub(in crate::issue) type List = (Option<Cow<'static, str>>, Cow<'static, str>, Vec<Item>);

/// One cell of a list.
#[derive(Debug)]
pub(in crate::issue) enum Item {
    /// A word.
    Word(String),
    /// A number.
    Number(i32),
}

/// The cells that a formula names.
pub(super) trait Cells {
    /// What stands in a cell.
    fn value(&self, source: Source) -> Option<Value>;
    /// The letter that Excel has for the number format of a cell.
    fn format(&self, source: Source) -> &'static str;
    /// What stands in a named range.
    fn range(&self, name: &str) -> &[Item];
}

impl Value {
    fn text(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.normalize().to_string(),
            Self::Logical(true) => "TRUE".to_owned(),
            Self::Logical(false) => "FALSE".to_owned(),
        }
    }

    fn number(&self) -> Option<Decimal> {
        match self {
            Self::Blank => Some(Decimal::ZERO),
            Self::Number(number) => Some(*number),
            Self::Text(_) | Self::Logical(_) => None,
        }
    }

    fn truth(&self) -> Option<bool> {
        match self {
            Self::Logical(truth) => Some(*truth),
            Self::Blank | Self::Text(_) | Self::Number(_) => None,
        }
    }

    /// What a blank cell is beside another value.
    fn beside(self, other: &Self) -> Self {
        match (self, other) {
            (Self::Blank, Self::Text(_)) => Self::Text(String::new()),
            (Self::Blank, Self::Number(_)) => Self::Number(Decimal::ZERO),
            (Self::Blank, Self::Logical(_)) => Self::Logical(false),
            (value, _) => value,
        }
    }

    /// Numbers come before texts, whose case does not count, and texts before truths.
    fn order(self, other: Self) -> std::cmp::Ordering {
        let rank = |value: &Self| match value {
            Self::Blank => 0,
            Self::Number(_) => 1,
            Self::Text(_) => 2,
            Self::Logical(_) => 3,
        };
        let (one, other) = (self.clone().beside(&other), other.beside(&self));
        match (&one, &other) {
            (Self::Number(one), Self::Number(other)) => one.cmp(other),
            (Self::Text(one), Self::Text(other)) => one.to_lowercase().cmp(&other.to_lowercase()),
            (one, other) => rank(one).cmp(&rank(other)),
        }
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Number(number.into())
    }
}

impl Formula {
    /// What it comes to; `None` is an error value.
    pub(super) fn calculated(&self, cells: &dyn Cells) -> Option<Value> {
        Some(match self.0.as_ref() {
            Node::Text(text) => Value::Text(text.clone()),
            Node::Number(number) => Value::Number(*number),
            Node::Logical(truth) => Value::Logical(*truth),
            Node::Cell(_, source) => cells.value(*source)?,
            // Only MATCH and INDEX read ranges.
            Node::Range(_) => return None,
            Node::HasAny(characters, text) => {
                let text = text.text(cells);
                Value::Logical(text.is_some_and(|text| text.contains(|c| characters.contains(c))))
            }
            Node::Between(left, operator, right) => {
                between(&left.calculated(cells)?, *operator, &right.calculated(cells)?)?
            }
            Node::Call(function, arguments) => called(*function, arguments, cells)?,
        })
    }

    fn text(&self, cells: &dyn Cells) -> Option<String> {
        Some(self.calculated(cells)?.text())
    }

    fn number(&self, cells: &dyn Cells) -> Option<Decimal> {
        self.calculated(cells)?.number()
    }

    fn count(&self, cells: &dyn Cells) -> Option<usize> {
        self.number(cells)?.to_usize()
    }

    fn truth(&self, cells: &dyn Cells) -> Option<bool> {
        self.calculated(cells)?.truth()
    }

    fn in_range<'c>(&self, cells: &'c dyn Cells) -> &'c [Item] {
        let Node::Range(name) = self.0.as_ref() else { return &[] };
        cells.range(name)
    }
}

fn between(left: &Value, operator: Operator, right: &Value) -> Option<Value> {
    let compared = |is: fn(std::cmp::Ordering) -> bool| Value::Logical(is(left.clone().order(right.clone())));
    let (one, other) = (left.number(), right.number());
    Some(match operator {
        Operator::Equal => compared(std::cmp::Ordering::is_eq),
        Operator::Unequal => compared(std::cmp::Ordering::is_ne),
        Operator::Less => compared(std::cmp::Ordering::is_lt),
        Operator::AtMost => compared(std::cmp::Ordering::is_le),
        Operator::More => compared(std::cmp::Ordering::is_gt),
        Operator::AtLeast => compared(std::cmp::Ordering::is_ge),
        Operator::Joined => Value::Text(left.text() + &right.text()),
        Operator::Plus => Value::Number(one?.checked_add(other?)?),
        Operator::Minus => Value::Number(one?.checked_sub(other?)?),
        Operator::Times => Value::Number(one?.checked_mul(other?)?),
        Operator::Over => Value::Number(one?.checked_div(other?)?),
    })
}

fn called(function: Function, arguments: &[Formula], cells: &dyn Cells) -> Option<Value> {
    let value = |at: usize| arguments.get(at).and_then(|argument| argument.calculated(cells));
    let text = |at: usize| arguments.get(at)?.text(cells);
    let number = |at: usize| arguments.get(at)?.number(cells);
    let count = |at: usize| arguments.get(at)?.count(cells);
    let truths = || arguments.iter().map(|argument| argument.truth(cells)).collect::<Option<Vec<bool>>>();
    Some(match function {
        Function::If => value(if arguments.first()?.truth(cells)? { 1 } else { 2 })?,
        Function::IfError => value(0).or_else(|| value(1))?,
        Function::And => Value::Logical(truths()?.iter().all(|truth| *truth)),
        Function::Or => Value::Logical(truths()?.iter().any(|truth| *truth)),
        Function::Not => Value::Logical(!arguments.first()?.truth(cells)?),
        Function::IsError => Value::Logical(value(0).is_none()),
        Function::IsLogical => Value::Logical(matches!(value(0), Some(Value::Logical(_)))),
        Function::IsNumber => Value::Logical(matches!(value(0), Some(Value::Number(_)))),
        Function::IsText => Value::Logical(matches!(value(0), Some(Value::Text(_)))),
        Function::Char => Value::Text(char::from(number(0)?.to_u8()?).to_string()),
        Function::Upper => Value::Text(text(0)?.to_uppercase()),
        Function::Lower => Value::Text(text(0)?.to_lowercase()),
        Function::Exact => Value::Logical(text(0)? == text(1)?),
        Function::Trim => {
            let text = text(0)?;
            let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
            Value::Text(words.join(" "))
        }
        Function::Substitute => {
            let within = text(0)?;
            let own;
            // Nearly always there is nothing to replace, and what is sought is a word of the formula's own.
            let from = match arguments.get(1)?.0.as_ref() {
                Node::Text(literal) => literal.as_str(),
                Node::Number(_)
                | Node::Logical(_)
                | Node::Cell(..)
                | Node::Range(_)
                | Node::HasAny(..)
                | Node::Between(..)
                | Node::Call(..) => {
                    own = text(1)?;
                    own.as_str()
                }
            };
            Value::Text(if within.contains(from) { within.replace(from, &text(2)?) } else { within })
        }
        Function::Rept => Value::Text(text(0)?.repeat(count(1)?)),
        Function::Left => Value::Text(text(0)?.chars().take(count(1)?).collect()),
        Function::Right => {
            let text = text(0)?;
            // Of a text that is shorter, all of it.
            let before = text.chars().count().saturating_sub(count(1)?);
            Value::Text(text.chars().skip(before).collect())
        }
        Function::Mid => Value::Text(text(0)?.chars().skip(count(1)?.checked_sub(1)?).take(count(2)?).collect()),
        Function::Len => text(0)?.chars().count().into(),
        Function::Find => {
            let (part, text) = (text(0)?, text(1)?);
            let (before, _) = text.split_once(&part)?;
            (before.chars().count() + 1).into()
        }
        Function::Match => {
            let wanted = text(0)?.to_lowercase();
            let is_wanted = |item: &Item| matches!(item, Item::Word(word) if escaped(&word.to_lowercase()) == wanted);
            let words = arguments.get(1)?.in_range(cells);
            let at = words.iter().position(is_wanted).filter(|_| !wanted.is_empty())?;
            (at + 1).into()
        }
        Function::Index => match arguments.first()?.in_range(cells).get(count(1)?.checked_sub(1)?)? {
            Item::Word(word) => Value::Text(word.clone()),
            Item::Number(number) => Value::Number((*number).into()),
        },
        Function::Int => Value::Number(number(0)?.floor()),
        Function::Mod => {
            let (number, divisor) = (number(0)?, number(1)?);
            Value::Number(number.checked_sub(number.checked_div(divisor)?.floor().checked_mul(divisor)?)?)
        }
        Function::Round => {
            let places = number(1)?.to_u32()?;
            Value::Number(number(0)?.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero))
        }
        Function::Max => {
            let numbers = (0..arguments.len()).map(number).collect::<Option<Vec<Decimal>>>()?;
            Value::Number(numbers.into_iter().max()?)
        }
        Function::Date => Value::Number(serial(day(number(0)?, number(1)?, number(2)?)?).into()),
        Function::Day => {
            let day = date(1899, 12, 30).checked_add(number(0)?.to_i64()?.days()).ok()?;
            Value::Number(day.day().into())
        }
        Function::Cell => {
            let Node::Cell(_, source) = arguments.get(1)?.0.as_ref() else { return None };
            Value::Text(cells.format(*source).to_owned())
        }
    })
}

/// A word as MATCH is asked for it, where some of its letters would be signs for others.
fn escaped(word: &str) -> String {
    word.replace('~', "~~").replace('*', "~*").replace('?', "~?")
}

/// The day of a year that begins so many months and days after; none of either is the one before the first.
fn day(year: Decimal, month: Decimal, day: Decimal) -> Option<Date> {
    let first = date(year.to_i16()?, 1, 1).checked_add((month.to_i32()? - 1).months()).ok()?;
    first.checked_add((day.to_i64()? - 1).days()).ok()
}
