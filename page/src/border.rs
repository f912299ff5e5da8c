//! The border to JavaScript: two rooms that it writes into, a call, and two answers that it reads.
//!
//! Nothing here is unsafe but the attribute that names an export: a room is an ordinary vector, whose place in memory is
//! told, and the calls come one after the other.

#![allow(unsafe_code, reason = "an export is named by an attribute that is called unsafe; there is no unsafe block")]

use std::cell::RefCell;

use crate::session::Session;

#[derive(Default)]
struct Border {
    session: Session,
    text: Vec<u8>,
    bytes: Vec<u8>,
    answer: Vec<u8>,
    saved: Vec<u8>,
}

thread_local! {
    static BORDER: RefCell<Border> = RefCell::new(Border::default());
}

/// Room for the text of a request, JSON in UTF-8.
#[unsafe(no_mangle)]
pub extern "C" fn text_room(len: usize) -> *mut u8 {
    BORDER.with_borrow_mut(|border| room(&mut border.text, len))
}

/// Room for the bytes of a file; of no length where the call brings none.
#[unsafe(no_mangle)]
pub extern "C" fn bytes_room(len: usize) -> *mut u8 {
    BORDER.with_borrow_mut(|border| room(&mut border.bytes, len))
}

fn room(vector: &mut Vec<u8>, len: usize) -> *mut u8 {
    vector.clear();
    vector.resize(len, 0);
    vector.as_mut_ptr()
}

/// Does what was asked for, and gives the length of the answer.
#[unsafe(no_mangle)]
pub extern "C" fn call() -> usize {
    BORDER.with_borrow_mut(|border| {
        let bytes = std::mem::take(&mut border.bytes);
        let (answer, saved) = border.session.call(&border.text, bytes);
        border.answer = answer;
        border.saved = saved.unwrap_or_default();
        border.answer.len()
    })
}

/// Where the answer is, JSON in UTF-8.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> *const u8 {
    BORDER.with_borrow(|border| border.answer.as_ptr())
}

/// Where the bytes are that are to be saved.
#[unsafe(no_mangle)]
pub extern "C" fn saved() -> *const u8 {
    BORDER.with_borrow(|border| border.saved.as_ptr())
}

/// How many there are of them.
#[unsafe(no_mangle)]
pub extern "C" fn saved_len() -> usize {
    BORDER.with_borrow(|border| border.saved.len())
}
