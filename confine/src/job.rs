//! A Job Object around this process: Windows' limits hold for whatever is within one, and nobody within can lift them.

#![expect(unsafe_code, reason = "four calls of the system, each with what makes it sound")]

use std::io;
use std::mem::size_of;
use std::os::windows::io::{AsRawHandle as _, FromRawHandle as _, OwnedHandle};
use std::ptr::{from_ref, null};
use std::time::Duration;

use windows_sys::Win32::System::JobObjects::{
    AssignProcessToJobObject, CreateJobObjectW, JOB_OBJECT_LIMIT_ACTIVE_PROCESS,
    JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION, JOB_OBJECT_LIMIT_PROCESS_MEMORY, JOB_OBJECT_LIMIT_PROCESS_TIME,
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION, JobObjectExtendedLimitInformation, SetInformationJobObject,
};
use windows_sys::Win32::System::Threading::GetCurrentProcess;

/// The exit status of a process that Windows ended because its processor time was used up.
pub const OUT_OF_TIME: i32 = 1816;

/// Limits this process for good: memory beyond `memory` bytes is not given to it, after `time` of processor time it is
/// ended, it starts no other process, and where it dies no window opens to say so.
///
/// # Errors
/// What the system says where it does not limit.
pub fn confine(memory: usize, time: Duration) -> io::Result<()> {
    let mut limits = JOBOBJECT_EXTENDED_LIMIT_INFORMATION { ProcessMemoryLimit: memory, ..Default::default() };
    let basic = &mut limits.BasicLimitInformation;
    basic.LimitFlags = JOB_OBJECT_LIMIT_PROCESS_MEMORY
        | JOB_OBJECT_LIMIT_PROCESS_TIME
        | JOB_OBJECT_LIMIT_ACTIVE_PROCESS
        | JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION;
    basic.ActiveProcessLimit = 1;
    // In steps of a hundred nanoseconds.
    basic.PerProcessUserTimeLimit = i64::try_from(time.as_nanos() / 100).unwrap_or(i64::MAX);
    let size = u32::try_from(size_of::<JOBOBJECT_EXTENDED_LIMIT_INFORMATION>()).map_err(io::Error::other)?;

    // SAFETY: both arguments may be null: no attributes, no name.
    let job = unsafe { CreateJobObjectW(null(), null()) };
    if job.is_null() {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: a handle that was just made, is no null and belongs to nobody else. The limits stay when it is closed: a job
    // lasts as long as a process is within it.
    let job = unsafe { OwnedHandle::from_raw_handle(job) };
    // SAFETY: the pointer is to limits of the kind that is named, of the size that is given, and is read during the call.
    let set = unsafe {
        SetInformationJobObject(job.as_raw_handle(), JobObjectExtendedLimitInformation, from_ref(&limits).cast(), size)
    };
    if set == 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the job's handle is open, and the other stands for this process, whatever happens.
    let within = unsafe { AssignProcessToJobObject(job.as_raw_handle(), GetCurrentProcess()) };
    if within == 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}
