//! From the tracker that a council keeps now to a plan workbook, with everything that was taken for something else, left out
//! or left to decide on the sheet *Adopted*.
//!
//! Files come in as bytes under their names and one workbook goes out; the same input gives the same bytes. What is not
//! understood is never passed over: every cell of a tracker is in the plan or on that sheet.

mod action;
mod adoption;
mod aside;
mod bands;
mod block;
mod colour;
mod columns;
mod context;
mod csv_text;
mod draft;
mod earlier;
mod filing;
mod gather;
mod heading;
mod holds;
mod indicator;
mod indicator_target;
mod instead;
mod legend;
mod lines;
mod made;
mod meaning;
mod outcome;
mod place;
mod polarity;
mod rating;
mod reading;
mod row;
mod scheme;
mod sheet;
mod source;
mod symbols;
mod tables;
mod target;
mod timing;
mod told;
mod tracker;
mod unseen;
mod view;
mod wanted;
mod when;
mod words;

pub(crate) use adoption::adopt;
pub use outcome::{Adopted, NotAdopted};
