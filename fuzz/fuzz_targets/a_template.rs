//! The template of a report, read and filled.
#![no_main]
#![allow(dead_code, reason = "each target uses one of the bodies")]

#[path = "../../tests/hostile/bodies.rs"]
mod bodies;
#[path = "../../tests/hostile/parts.rs"]
mod parts;

libfuzzer_sys::fuzz_target!(|data: &[u8]| bodies::a_template(data));
