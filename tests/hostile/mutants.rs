//! Every byte of a filled-in return's directory and of its parts flipped, cut out and doubled.
//!
//! Small parts and the directory are tried byte by byte, large parts at every n-th byte, each kind of damage in each of
//! them; a long run leaves nothing out. A program built for debugging is many times slower, and tries fewer bytes of the
//! larger parts. Each mutant is received and checked with its plan under a limit on memory and a limit on time. One
//! mutant alone is tried again with its number, in the same build: `PLANROLL_MUTANT=12345 cargo test --test hostile mutants`.

use std::time::Instant;

use super::laws::{Original, Outcome};
use super::parts::{changed, packed, parts_of, with_part, with_shared_texts};
use super::{confined, long_run};

/// Parts larger than this are sampled.
const SMALL: usize = if cfg!(debug_assertions) { 700 } else { 2_500 };
/// About how many bytes of a large part are tried.
const SAMPLE: usize = if cfg!(debug_assertions) { 500 } else { 2_000 };
/// The bytes of a part's header in the container, its name included.
const HEADER: usize = 60;
/// At least so many mutants are tried.
const FEWEST: usize = 20_000;
/// The longest that one mutant may take, on a busy machine and without optimisation.
const LONGEST_MILLIS: u128 = 5_000;

/// What is done to a byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Damage {
    /// One bit is turned, another one at each place; at every ninth place all bits.
    Flip,
    /// The byte is taken out.
    Cut,
    /// The byte stands twice.
    Double,
}

const DAMAGES: [Damage; 3] = [Damage::Flip, Damage::Cut, Damage::Double];

fn damaged(bytes: &[u8], at: usize, damage: Damage) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    match damage {
        Damage::Flip if at % 9 == 8 => bytes[at] ^= 0xff,
        Damage::Flip => bytes[at] ^= 1 << (at % 9),
        Damage::Cut => drop(bytes.remove(at)),
        Damage::Double => bytes.insert(at, bytes[at]),
    }
    bytes
}

/// One mutant: which part, or the container itself; which byte of it; what is done.
struct Mutant {
    part: Option<usize>,
    at: usize,
    damage: Damage,
}

/// What the return has not: a hidden row, a truth value, an error, a formula's text and merged cells, for its first sheet.
const ROWS: &str = "<row r=\"50\" hidden=\"1\"><c r=\"A50\" t=\"b\"><v>1</v></c><c r=\"B50\" t=\"e\"><v>#N/A</v></c></row>\
     <row r=\"51\"><c r=\"A51\" t=\"str\"><f>A50&amp;\"x\"</f><v>x</v></c><c r=\"B51\"><v>434.99999999999994</v></c></row></sheetData>";
const MERGED: &str = "<mergeCells count=\"1\"><mergeCell ref=\"A52:B54\"/></mergeCells><pageMargins ";

/// The return whose mutants are tried: as another program saved it, the texts of one sheet in a list of texts.
struct Subject {
    whole: Vec<u8>,
    parts: Vec<(String, Vec<u8>)>,
    original: Original,
}

/// A plan workbook, and a return of it that was issued and filled in by other programs.
pub(crate) fn filled_in() -> (Vec<u8>, Vec<u8>) {
    let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/two-quarters/q2");
    let plan = std::fs::read(format!("{examples}/plan.xlsx")).unwrap();
    (plan, std::fs::read(format!("{examples}/returns/homes-2025-26-q2.xlsx")).unwrap())
}

impl Subject {
    fn new() -> Self {
        let (plan, bytes) = filled_in();
        let mut parts = with_shared_texts(parts_of(&bytes), "xl/worksheets/sheet3.xml");
        changed(&mut parts, "xl/worksheets/sheet1.xml", "</sheetData>", ROWS);
        changed(&mut parts, "xl/worksheets/sheet1.xml", "<pageMargins ", MERGED);
        let whole = packed(&parts);
        let original = Original::new(&plan, &whole);
        assert_eq!(original.judge(&whole), Ok(Outcome::Same));
        Self { whole, parts, original }
    }

    /// All mutants, in an order that never changes.
    fn mutants(&self) -> Vec<Mutant> {
        let mut all = Vec::new();
        let directory = self.whole.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
        let mut header = 0;
        for at in 0..self.whole.len() {
            if self.whole[at..].starts_with(b"PK\x03\x04") {
                header = at;
            }
            // Packed contents have a checksum, so that a few of their bytes tell as much as all of them.
            if long_run() || at >= directory || at < header + HEADER || at % 23 == 0 {
                all.extend(DAMAGES.map(|damage| Mutant { part: None, at, damage }));
            }
        }
        for (part, (_, bytes)) in self.parts.iter().enumerate() {
            let all_of_it = long_run() || bytes.len() <= SMALL;
            let step = if all_of_it { 1 } else { bytes.len().div_ceil(SAMPLE) };
            for at in (0..bytes.len()).step_by(step) {
                // Where places are left out, each has one of the damages in turn.
                let own = (at / step) % DAMAGES.len();
                let damages = if all_of_it { &DAMAGES[..] } else { &DAMAGES[own..=own] };
                all.extend(damages.iter().map(|damage| Mutant { part: Some(part), at, damage: *damage }));
            }
        }
        all
    }

    fn bytes(&self, mutant: &Mutant) -> Vec<u8> {
        match mutant.part {
            None => damaged(&self.whole, mutant.at, mutant.damage),
            Some(part) => {
                let (name, bytes) = &self.parts[part];
                with_part(&self.whole, name, &damaged(bytes, mutant.at, mutant.damage))
            }
        }
    }

    fn words(&self, mutant: &Mutant) -> String {
        let (name, bytes) = match mutant.part {
            None => ("the container", &self.whole),
            Some(part) => (self.parts[part].0.as_str(), &self.parts[part].1),
        };
        let near = &bytes[mutant.at.saturating_sub(30)..(mutant.at + 30).min(bytes.len())];
        format!("{:?} of byte {} of {name}, in {:?}", mutant.damage, mutant.at, String::from_utf8_lossy(near))
    }

    /// Whether a byte stands in what a part says: a text between two tags, or the value of an attribute. Another value
    /// is as good as the one before, and no reader could tell. So is a style without its number format: many have none.
    fn is_value(&self, mutant: &Mutant) -> bool {
        let Some(part) = mutant.part else { return false };
        let (name, bytes) = &self.parts[part];
        let before = &bytes[..mutant.at];
        let tag = before.iter().rposition(|b| *b == b'<');
        let end = before.iter().rposition(|b| *b == b'>');
        // The second of two `>` is text.
        let ends_tag = bytes[mutant.at] == b'>' && matches!(mutant.damage, Damage::Double);
        let in_text = tag < end || ends_tag || name == "xl/styles.xml";
        let in_value = before[tag.unwrap_or(0)..].iter().fold(false, |inside, b| inside ^ (*b == b'"'));
        in_text || in_value
    }
}

#[test]
fn no_mutant_of_a_return_ends_the_reader_or_loses_a_row_or_an_entry_without_a_word() {
    if let Some((own, of)) = confined::share() {
        return try_all(own, of);
    }
    if let Ok(number) = std::env::var("PLANROLL_MUTANT") {
        let subject = Subject::new();
        let mutant = &subject.mutants()[number.parse::<usize>().unwrap()];
        let bytes = subject.bytes(mutant);
        println!("{}\n{:#?}", subject.words(mutant), subject.original.check(&bytes).findings);
        println!("{:?}; another value: {}", subject.original.judge(&bytes), subject.is_value(mutant));
        return;
    }
    let begun = Instant::now();
    let name = "mutants::no_mutant_of_a_return_ends_the_reader_or_loses_a_row_or_an_entry_without_a_word";
    let counted = confined::children(name, 2);
    println!("{counted:#?} in {:?}", begun.elapsed());
    let tried: usize = counted.iter().map(|own| own.split(' ').next().unwrap().parse::<usize>().unwrap()).sum();
    assert!(tried >= FEWEST, "{tried} mutants");
}

/// Tries every mutant of this child's share.
fn try_all(own: usize, of: usize) {
    let subject = Subject::new();
    let mutants = subject.mutants();
    for (part, (name, _)) in subject.parts.iter().enumerate() {
        let done = |damage| mutants.iter().any(|mutant| mutant.part == Some(part) && mutant.damage == damage);
        assert!(DAMAGES.into_iter().all(done), "{name} has every kind of damage");
    }
    confined::limit_memory();
    let mut wrong = Vec::new();
    let mut counts = [0_usize; 5];
    let mut slowest = 0;
    for (number, mutant) in mutants.iter().enumerate().filter(|(number, _)| number % of == own) {
        confined::say(&format!("mutant {number}"));
        let bytes = subject.bytes(mutant);
        let begun = Instant::now();
        let outcome = subject.original.judge(&bytes);
        let took = begun.elapsed().as_millis();
        slowest = slowest.max(took);
        if took > LONGEST_MILLIS {
            wrong.push(format!("mutant {number} took {took} ms: {}", subject.words(mutant)));
        }
        match outcome {
            Ok(Outcome::Same) => counts[0] += 1,
            Ok(Outcome::Told) => counts[1] += 1,
            Ok(Outcome::Refused) => counts[2] += 1,
            Ok(Outcome::Silent) if subject.is_value(mutant) => counts[3] += 1,
            Ok(Outcome::Silent) => wrong.push(format!("mutant {number} is another return: {}", subject.words(mutant))),
            Err(fault) => wrong.push(format!("mutant {number}: {fault}: {}", subject.words(mutant))),
        }
    }
    let tried = counts.iter().sum::<usize>() + wrong.len();
    assert!(wrong.is_empty(), "{} of {tried} mutants:\n{}", wrong.len(), wrong.join("\n"));
    // Were one of these nothing, the mutants would not reach what they are to try.
    assert!(counts[..3].iter().all(|count| *count > 200), "{counts:?}");
    confined::say(&format!(
        "{tried} mutants: {} the same, {} told, {} refused, {} another value; slowest {slowest} ms, peak {} MiB",
        counts[0],
        counts[1],
        counts[2],
        counts[3],
        confined::peak() >> 20
    ));
}
