//! The bodies of the fuzz targets run for a bounded time on stable Rust, from the same kind of seeds.
//!
//! What libFuzzer does with coverage is done here with repeatable dice: bytes flipped, cut, doubled and moved, and words
//! that mean something put in between. The long run gives each body ten minutes.

use std::time::{Duration, Instant};

use super::bodies::{Body, IN_CSV, IN_WORD, a_plan, a_return, a_scheme, a_template, a_text, a_tracker};
use super::mutants::filled_in;
use super::parts::parts_of;
use super::{confined, long_run};
use planroll::desk::starter_template;

const SEED: u64 = 0x5eed_0f91_a11e_d002;
/// At least so many rounds each body is run, however busy the machine is.
const FEWEST: u64 = 100;

/// Words that mean something to a reader, or are the limit of it.
const WORDS: [&[u8]; 40] = [
    b"<",
    b"/>",
    b"</c>",
    b"</row>",
    b"t=\"b\"",
    b"t=\"e\"",
    b"t=\"str\"",
    b"<row r=\"1048576\">",
    b"<c r=\"XFD1\" t=\"s\"><v>",
    b"<![CDATA[",
    b"<!--",
    b"<!DOCTYPE a>",
    b"&#0;",
    b"&amp;",
    b"&x;",
    b"_xD83D_",
    b"99999999999999999999",
    b"-1",
    b"1e999",
    b"\"",
    b"\0",
    b"\xff\xfe",
    b"\xe2\x80\xae",
    b"mergeCell ref=\"A1:XFD1048576\"",
    b"PK\x01\x02",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"31/02/2026",
    b"29 Feb 1900",
    b"Q4",
    b"2025-26",
    b"December",
    b"end of ",
    b"79228162514264337593543950335",
    b"3 months",
    b"\t",
    b"\n\n",
    b"< 5",
    b">= ",
    b"% of target",
];

/// Repeatable dice (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides.max(1)).unwrap()).unwrap()
    }

    /// Changes some bytes, but for the first `kept`.
    fn damage(&mut self, bytes: &mut Vec<u8>, kept: usize) {
        for _ in 0..=self.roll(4) {
            let from = (kept + self.roll(bytes.len().saturating_sub(kept))).min(bytes.len());
            let to = (from + 1 + self.roll(24)).min(bytes.len());
            match self.roll(6) {
                0 if from < bytes.len() => bytes[from] ^= 1 << self.roll(8),
                1 => drop(bytes.drain(from..to)),
                2 if self.roll(8) == 0 => bytes.truncate(from),
                3 => {
                    let again = bytes[from..to].to_vec();
                    bytes.splice(from..from, again);
                }
                4 => {
                    let piece: Vec<u8> = bytes.drain(from..to).collect();
                    let place = kept + self.roll(bytes.len() - kept + 1);
                    bytes.splice(place..place, piece);
                }
                _ => drop(bytes.splice(from..from, WORDS[self.roll(WORDS.len())].iter().copied())),
            }
        }
    }
}

/// One target: its name, its body, its seeds, and how many of their first bytes say where the rest goes.
struct Target {
    name: &'static str,
    body: Body,
    seeds: Vec<Vec<u8>>,
    kept: usize,
}

fn targets() -> [Target; 6] {
    let (plan, filled_in) = filled_in();
    let texts = [
        "31/03/2026",
        "Mar 2026",
        "end of Q2 2025/26",
        "2025-26",
        "late summer 2026",
        "45%",
        "£1,234.50",
        "5 or more",
        "3 months",
    ];
    let scheme = "Actions\tComplete\t✓\tDone\t1F5C99\tFinished\tComplete\t\t\tOptional\tOptional\tRequired\tYes\n\
                  Actions\tAmber\t▲\tA\tFFBF47\tBehind\tBehind\t0\t3 months\tRequired\tRequired\tOptional\tYes\n\
                  Both\tRed\t■\tR\tB10E1E\tWell behind\tOff track\t3 months\t\tRequired\tRequired\tOptional\tYes\n\n\
                  Standard 5%\t% of target\tGreen\t<= 0\nStandard 5%\t% of target\tRed\t>= 5";
    [
        Target { name: "a_return", body: a_return, seeds: by_part(&filled_in, 0), kept: 1 },
        Target { name: "a_plan", body: a_plan, seeds: by_part(&plan, 0), kept: 1 },
        Target { name: "a_scheme", body: a_scheme, seeds: vec![scheme.as_bytes().to_vec()], kept: 0 },
        Target { name: "a_text", body: a_text, seeds: texts.map(|text| text.as_bytes().to_vec()).to_vec(), kept: 0 },
        Target { name: "a_tracker", body: a_tracker, seeds: trackers(), kept: 1 },
        Target { name: "a_template", body: a_template, seeds: by_part(&starter_template().unwrap(), 0), kept: 1 },
    ]
}

/// A tracker in Excel, one in Word and one in CSV.
fn trackers() -> Vec<Vec<u8>> {
    let read = |name| std::fs::read(format!("{}/tests/adopt/trackers/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let in_csv = [&[IN_CSV][..], &read("improvement-plan.csv")].concat();
    let (in_excel, in_word) = (by_part(&read("homes-tracker.xlsx"), 0), by_part(&read("delivery-plan.docx"), IN_WORD));
    [in_excel, in_word, vec![in_csv]].concat()
}

/// Each part of a workbook behind its number, counted from `first`, and the whole behind a number that no part has.
fn by_part(bytes: &[u8], first: u8) -> Vec<Vec<u8>> {
    let parts = (first..).zip(parts_of(bytes));
    let mut seeds: Vec<Vec<u8>> = parts.map(|(number, (_, part))| [vec![number], part].concat()).collect();
    seeds.push([&[u8::MAX], bytes].concat());
    seeds
}

#[test]
fn the_bodies_of_the_fuzz_targets_hold_for_damaged_seeds() {
    let Some((own, of)) = confined::share() else {
        let counted = confined::children("fuzz_run::the_bodies_of_the_fuzz_targets_hold_for_damaged_seeds", 2);
        println!("{counted:#?}");
        return;
    };
    let targets = targets();
    confined::limit_memory();
    let mut counted = String::new();
    for target in targets.iter().skip(own).step_by(of) {
        let mut dice = Dice(SEED);
        let mut rounds = 0_u64;
        let until = Instant::now() + Duration::from_secs(if long_run() { 600 } else { 5 });
        while rounds < FEWEST || Instant::now() < until {
            confined::say(&format!("{} round {rounds} from seed {SEED:x}", target.name));
            let mut bytes = target.seeds[dice.roll(target.seeds.len())].clone();
            dice.damage(&mut bytes, target.kept);
            (target.body)(&bytes);
            rounds += 1;
        }
        counted += &format!("{}: {rounds} rounds; ", target.name);
    }
    confined::say(&format!("{counted}peak {} MiB", confined::peak() >> 20));
}
