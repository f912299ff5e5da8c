//! The `planroll` program: everything it does is in the library's `cli` module.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Returns are many small texts, read by several threads: the system's allocator takes a quarter of the time for them.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    planroll::cli::main()
}
