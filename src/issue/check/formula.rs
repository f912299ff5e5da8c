//! Formulas that Excel 2016 and `LibreOffice` 7 calculate alike, as trees: written into a cell as text, and calculated
//! by [`Formula::calculated`] for the result that is stored beside it.

use std::borrow::Cow;
use std::rc::Rc;

use jiff::civil::{Date, date};
use rust_decimal::Decimal;

use crate::domain::Cmp;
use crate::returns::EntryCell;
use crate::workbook::line;

use super::working_cell::WorkingCell;

/// A formula without its equals sign. Copies share what they consist of.
#[derive(Debug, Clone)]
pub(super) struct Formula(pub(super) Rc<Node>);

/// What a formula consists of.
#[derive(Debug)]
pub(super) enum Node {
    /// A text.
    Text(String),
    /// A number.
    Number(Decimal),
    /// TRUE or FALSE.
    Logical(bool),
    /// A cell, as it is called where the formula stands.
    Cell(String, Source),
    /// A named range.
    Range(Cow<'static, str>),
    /// Whether any of these characters stands in a text.
    HasAny(&'static str, Formula),
    /// An operator between two.
    Between(Formula, Operator, Formula),
    /// A function.
    Call(Function, Vec<Formula>),
}

/// What stands in a cell that a formula names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// An entry, or another cell of the row.
    Entry(EntryCell),
    /// What was read of an entry.
    WorkingCell(WorkingCell),
    /// Nothing, in the format General.
    General,
}

/// An operator, those that bind more tightly later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Operator {
    Equal,
    Unequal,
    Less,
    AtMost,
    More,
    AtLeast,
    Joined,
    Plus,
    Minus,
    Times,
    Over,
}

macro_rules! functions {
    ($($function:ident $name:literal)*) => {
        /// A function of Excel.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Function {
            $($function),*
        }

        impl Function {
            pub(super) fn name(self) -> &'static str {
                match self {
                    $(Self::$function => $name),*
                }
            }
        }
    };
}

functions! {
    And "AND" Or "OR" Not "NOT" If "IF" IfError "IFERROR"
    IsError "ISERROR" IsLogical "ISLOGICAL" IsNumber "ISNUMBER" IsText "ISTEXT"
    Char "CHAR" Exact "EXACT" Find "FIND" Left "LEFT" Len "LEN" Lower "LOWER" Mid "MID" Rept "REPT" Right "RIGHT"
    Substitute "SUBSTITUTE" Trim "TRIM" Upper "UPPER"
    Int "INT" Max "MAX" Mod "MOD" Round "ROUND"
    Date "DATE" Day "DAY"
    Index "INDEX" Match "MATCH" Cell "CELL"
}

impl Operator {
    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::Unequal => "<>",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
            Self::Joined => "&",
            Self::Plus => "+",
            Self::Minus => "-",
            Self::Times => "*",
            Self::Over => "/",
        }
    }

    /// How tightly it binds.
    pub(super) fn strength(self) -> u8 {
        match self {
            Self::Equal | Self::Unequal | Self::Less | Self::AtMost | Self::More | Self::AtLeast => 1,
            Self::Joined => 2,
            Self::Plus | Self::Minus => 3,
            Self::Times | Self::Over => 4,
        }
    }
}

impl From<Cmp> for Operator {
    fn from(cmp: Cmp) -> Self {
        match cmp {
            Cmp::Lt => Self::Less,
            Cmp::Le => Self::AtMost,
            Cmp::Gt => Self::More,
            Cmp::Ge => Self::AtLeast,
        }
    }
}

impl From<&str> for Formula {
    fn from(text: &str) -> Self {
        Self::of(Node::Text(text.to_owned()))
    }
}

impl From<Decimal> for Formula {
    fn from(number: Decimal) -> Self {
        Self::of(Node::Number(number))
    }
}

impl From<usize> for Formula {
    fn from(number: usize) -> Self {
        Decimal::from(number).into()
    }
}

impl From<bool> for Formula {
    fn from(truth: bool) -> Self {
        Self::of(Node::Logical(truth))
    }
}

/// The letter of a percent format.
pub(super) const PERCENT: &str = "P";
/// The letter of a format for plain numbers.
pub(super) const PLAIN: &str = "F";

/// A function called with `arguments`.
pub(super) fn call<const N: usize>(function: Function, arguments: [Formula; N]) -> Formula {
    Formula::of(Node::Call(function, arguments.into()))
}

/// The one where a test holds, else the other.
pub(super) fn either(test: Formula, one: impl Into<Formula>, other: impl Into<Formula>) -> Formula {
    call(Function::If, [test, one.into(), other.into()])
}

/// Whether all tests hold, whichever fails.
pub(super) fn all(tests: impl IntoIterator<Item = Formula>) -> Formula {
    Formula::of(Node::Call(Function::And, tests.into_iter().collect()))
}

/// Whether any test holds.
pub(super) fn any(tests: impl IntoIterator<Item = Formula>) -> Formula {
    Formula::of(Node::Call(Function::Or, tests.into_iter().collect()))
}

/// A text without spaces of any kind at its ends, and inside with one plain space for each run of them. Excel's own
/// TRIM knows plain spaces only. Spaces of no width and the marks that choose the emoji form of a symbol are taken out.
pub(super) fn tidy(text: &Formula) -> Formula {
    let control = [9usize, 10, 13].map(|code| call(Function::Char, [code.into()]));
    let spaces = control.into_iter().chain(["\u{a0}", "\u{202f}"].map(Formula::from));
    let parted = spaces.fold(text.clone(), |text, space| text.substitute(space, " "));
    let plain = ["\u{200b}", "\u{fe0f}", "\u{fe0e}"].iter().fold(parted, |text, mark| text.substitute(*mark, ""));
    plain.calls(Function::Trim)
}

/// A day as the number that Excel keeps for it.
pub(in crate::issue) fn serial(day: Date) -> i32 {
    (day - date(1899, 12, 30)).get_days()
}

/// A number with 15 digits, which is what Excel keeps.
pub(super) fn literal(number: Decimal) -> Formula {
    crate::plan::as_stored(number).into()
}

impl Formula {
    pub(super) fn of(node: Node) -> Self {
        Self(Rc::new(node))
    }

    /// Words of the plan, as far as a formula can hold them: 255 characters of them.
    pub(super) fn words(text: &str) -> Self {
        Self::from(&*line(text, 255))
    }

    /// A cell of the row by its name.
    pub(super) fn entry(name: String, at: EntryCell) -> Self {
        Self::of(Node::Cell(name, Source::Entry(at)))
    }

    /// A working cell by its name.
    pub(super) fn working(name: String, working: WorkingCell) -> Self {
        Self::of(Node::Cell(name, Source::WorkingCell(working)))
    }

    /// A named range.
    pub(super) fn range(name: impl Into<Cow<'static, str>>) -> Self {
        Self::of(Node::Range(name.into()))
    }

    /// A day.
    pub(super) fn day(day: Date) -> Self {
        Decimal::from(serial(day)).into()
    }

    /// A function of this alone.
    pub(super) fn calls(&self, function: Function) -> Self {
        call(function, [self.clone()])
    }

    /// This and another with an operator between.
    pub(super) fn with(&self, operator: Operator, other: impl Into<Self>) -> Self {
        Self::of(Node::Between(self.clone(), operator, other.into()))
    }

    /// Whether it is the same as another.
    pub(super) fn is(&self, other: impl Into<Self>) -> Self {
        self.with(Operator::Equal, other)
    }

    /// Not.
    pub(super) fn negated(&self) -> Self {
        self.calls(Function::Not)
    }

    /// Another where this is an error value.
    pub(super) fn or_else(&self, other: impl Into<Self>) -> Self {
        call(Function::IfError, [self.clone(), other.into()])
    }

    /// As a text, whatever it is.
    pub(super) fn as_text(&self) -> Self {
        self.with(Operator::Joined, "")
    }

    /// The text with one text in place of another.
    pub(super) fn substitute(&self, from: impl Into<Self>, to: impl Into<Self>) -> Self {
        call(Function::Substitute, [self.clone(), from.into(), to.into()])
    }

    /// The first characters of the text.
    pub(super) fn left(&self, count: usize) -> Self {
        call(Function::Left, [self.clone(), count.into()])
    }

    /// Whether any of these characters stands in the text.
    pub(super) fn has_any(&self, characters: &'static str) -> Self {
        Self::of(Node::HasAny(characters, self.clone()))
    }

    /// The place of this text in a named range.
    pub(super) fn place(&self, range: impl Into<Cow<'static, str>>) -> Self {
        call(Function::Match, [self.clone(), Self::range(range), 0usize.into()])
    }

    /// The place of this text in a named range, case aside; `*`, `?` and `~` are letters like any other.
    pub(super) fn plain_place(&self, range: impl Into<Cow<'static, str>>) -> Self {
        let plain =
            ["~", "*", "?"].iter().fold(self.clone(), |text, mark| text.substitute(*mark, &*format!("~{mark}")));
        plain.place(range)
    }

    /// Whether the cell is blank; spaces alone are blank, and an error value is not.
    pub(super) fn is_blank(&self) -> Self {
        tidy(&self.as_text()).is("").or_else(false)
    }

    /// The letter and the digits that Excel has for the number format of the cell. In a browser, on a tablet and on a phone
    /// it knows none, and they are those of `issued`.
    pub(super) fn format(&self, issued: &'static str) -> Self {
        self.known_format().or_else(issued)
    }

    /// The same; an error value where the program knows none.
    pub(super) fn known_format(&self) -> Self {
        call(Function::Cell, ["format".into(), self.clone()])
    }

    /// Whether the cell has a percent format, where the program knows none that of `issued`.
    pub(super) fn has_percent_format(&self, issued: &'static str) -> Self {
        self.format(issued).left(1).is(PERCENT)
    }

    /// A comparison of the cell, whose number has at most 15 digits, with a number that may have more.
    pub(super) fn compared(&self, cmp: Cmp, number: Decimal) -> Self {
        let kept = crate::plan::as_stored(number);
        let is_less = matches!(cmp, Cmp::Lt | Cmp::Le);
        let operator = match kept.cmp(&number) {
            std::cmp::Ordering::Equal => cmp.into(),
            std::cmp::Ordering::Less if is_less => Operator::AtMost,
            std::cmp::Ordering::Less => Operator::More,
            std::cmp::Ordering::Greater if is_less => Operator::Less,
            std::cmp::Ordering::Greater => Operator::AtLeast,
        };
        self.with(operator, kept)
    }
}

/// Whether a cell is blank, for conditional formats: [`Formula::is_blank`].
pub(in crate::issue) fn blank(cell: &str) -> String {
    Formula::of(Node::Cell(cell.to_owned(), Source::General)).is_blank().to_string()
}
