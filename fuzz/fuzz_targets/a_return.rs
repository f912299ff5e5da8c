//! A return: its container or one of its parts, received and checked with its plan.
#![no_main]
#![allow(dead_code, reason = "each target uses one of the bodies")]

#[path = "../../tests/hostile/bodies.rs"]
mod bodies;
#[path = "../../tests/hostile/parts.rs"]
mod parts;

libfuzzer_sys::fuzz_target!(|data: &[u8]| bodies::a_return(data));
