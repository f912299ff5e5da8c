//! The program as people run it: one file per command.

mod as_seen;
mod chase;
mod check;
mod consolidate;
mod corrections;
mod csv;
mod explain;
mod help;
mod init;
mod issue;
mod labels;
mod names;
mod not_looked_at;
mod over;
mod own_columns;
mod pasted;
mod plan_changed;
mod previous;
mod status;
mod text;
mod turn;
#[cfg(unix)]
mod unopened;
mod waivers;
mod words;
mod workdir;
