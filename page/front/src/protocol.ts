// How the page's worker talks to the program inside it (wasm). One answer type for every call.
//
// wasm exports (no wasm-bindgen; every import is given a function that throws, but names that begin with `__wbg_now_`, which get Date.now):
//   memory
//   text_room(len: number): number      // pointer to `len` bytes for the request, JSON in UTF-8
//   bytes_room(len: number): number     // pointer to `len` bytes for a file's contents (0 where the call brings none)
//   call(): number                      // does it; length of the answer in bytes (JSON in UTF-8)
//   answer(): number                    // pointer to the answer
//   saved(): number                     // pointer to the bytes of a file to save
//   saved_len(): number                 // their length; 0 where the call made none
// (re-make the Uint8Array views after every call: memory grows)

// ---- requests ----
export type Request =
  | { call: "about" }                                    // answered with { about: About }
  | { call: "begin"; job: Job; files: Given[]; options: Options; lost: Lost[] }   // begins a job anew; forgets the one before
  | { call: "step" }                                     // goes on; brings the bytes of file `wants`, where one is wanted
  | { call: "lost"; why: LostWhy }                       // goes on without the file that was wanted: it could not be read
  | { call: "save"; output: string }                     // one output by its id; "all" for the .zip

export type Job = "check" | "consolidate" | "issue" | "start" | "template" | "agree" | "next-year" | "adopt";
export interface Given { name: string; path: string; size: number }   // name: File.name; path: webkitRelativePath or ""
export interface Lost { file: number; why: LostWhy }
export type LostWhy = "stopped" | "too long" | "not readable";         // trap; watchdog; File.arrayBuffer() rejected
// Every text as typed in its field; blank = not given. today/asOf as `2025-07-11` (from input type=date) or in words.
export interface Options {
  clock: string;          // the day on this computer, local time, YYYY-MM-DD: what `today` is where it is blank
  plan: string;           // name of the plan workbook to take, where several were given
  period: string; asOf: string; today: string;
  newest: boolean;        // of two different returns take the newest
  mail: boolean;          // issue: drafts too
  only: string[];         // issue: codes of delivery plans; [] = all
  from: string;           // issue: name of the return (among the files) to issue again from; "" = none
  chase: "" | "outstanding" | "due-soon" | "receipts";    // consolidate: which drafts; "" = none
  data: boolean;          // consolidate: data package too
  reportFor: string;      // consolidate: whom reports of their own are for, parted by line breaks or semicolons
  members: boolean;       // consolidate: the workbook for members too
  scheme: string;         // start
  adoptScheme: string;    // adopt: the scheme to map its ratings to; "" = the one that knows most of its words
  by: string;             // agree: who agreed it, and when
}

// ---- answers ----
export type Answer =
  | { about: About }
  | { step: Step }
  | { view: View }
  | { refused: Refused }                       // the job cannot be done; in words
  | { saved: { name: string } }                // bytes by saved()/saved_len()

// The job goes on: send `step` (with the bytes of file number `wants`, where it is a number).
// `at`: the file that it is about, with its bytes or without; a trap or a time-out costs that one.
export interface Step { wants: number | null; at: number | null; done: number; of: number; doing: string }   // status text: `${doing} ${done} of ${of}`

export interface About { version: string; template: number; schemes: { value: string; title: string; about: string }[] }

// (changed by the lead: Refused now carries everything of Found, such as the findings of a plan workbook that stop the job; `taken` instead of `files`)
export interface Refused extends Found { title: string; words: string }   // plans: where several plan workbooks were given: choose one (a select appears, and is sent as options.plan)

// What became of each file that was given, in the order given.
export interface Taken { name: string; what: string; state: "used" | "passed over" | "unreadable" }

export type View = CheckView | CollectView | IssueView | StartView | TurnedView;

export interface Found {
  taken: Taken[];
  plans: string[];                 // names of all plan workbooks among the files (select shown where > 1)
  summary: ErrorSummary | null;    // errors or unreadable files: the error summary; focus goes there
  counts: Counts;                  // of everything in groups
  verdict: string;                 // a line such as "2 errors, 1 warning, 0 notes in 3 files."
  groups: Group[];
  outputs: Output[];               // what can be saved
  notes: string[];                 // things to know, a sentence each
}
export interface Counts { error: number; warning: number; note: number; waived: number }
export interface ErrorSummary { title: string; items: { words: string; link: string }[]; more: string }   // link = id of a finding (`f12`) ; more = "" or "and 12 more"
// A file, or what was found across the returns (file: "").
export interface Group {
  file: string; heading: string;          // heading: "housing-2025-26-q1.xlsx: Housing, 2025-26 Q1"
  unreadable: boolean;                    // its one finding is the program's message
  findings: Finding[];
  nothing: string;                        // "" or "Nothing needs putting right in housing-2025-26-q1.xlsx."
  advice: string[];                       // what to do now, a sentence each (also where nothing is wrong)
  marked: string;                         // id of the output that is its marked copy; "" where there is none
  notMarked: string;                      // why there is none; ""
}
export interface Finding {
  id: string; code: string; rule: string; severity: "error" | "warning" | "note";
  files: string[];                        // across: the files that it is about
  place: string;                          // "Actions!F6"; "" for a whole file; sheet alone for a whole sheet: "Actions"
  sheet: string; cell: string; cells: string[]; ref: string;
  message: string; found: string; expected: string; help: string;
  waivedBy: string;                       // "" or who approved that it stands
  row: { heading: string; cell: string; text: string; isIt: boolean }[];     // the row as on the sheet; [] where there is none
}
export interface Output { id: string; name: string; kind: string; about: string; bytes: number | null }   // kind: "workbook" | "data" | "marked copy" | "draft" | "return" | "findings" | "json" | "csv" | "plan" | "report" | "members" | "template"; bytes null until made

export interface CheckView extends Found { kind: "check"; asOf: string }
export interface CollectView extends Found {
  kind: "consolidate"; asOf: string; period: string;
  provisional: boolean; headline: string[]; state: string;    // "Provisional: 1 return is missing (leisure)." | "Complete: …"
  status: StatusTable; tables: SummaryTable[]; short: Short[];
  chased: { plan: string; why: string; draft: string }[];      // who gets a draft ("" = none), and why
}
export interface StatusTable { title: string; words: string; rows: StatusRow[]; below: string[] }
export interface StatusRow { mark: boolean; plan: string; file: string; state: string[]; rows: string; signed: string[] }
export interface SummaryTable {
  title: string; first: string;           // caption; heading of the first column
  columns: { name: string; fill: string; ink: string; inBase: boolean }[];   // fill/ink "#c6efce" or ""
  lines: { code: string; name: string; counts: number[]; cells: string[]; total: number; notRated: number; overall: boolean }[];
  footnote: string;
}
// A list in short: exceptions, decisions.
export interface Short { title: string; words: string; lists: { title: string; notes: string[]; headings: string[]; rows: string[][] }[] }   // notes: a sentence each, above the table, or instead of it
export interface IssueView extends Found {
  kind: "issue"; period: string; said: string;      // "4 returns will be issued for …"
  issued: { code: string; plan: string; rows: string; lead: string; address: string; file: string; output: string; draft: string }[];
  below: string[];                                   // no return for …; put these files in the folder …; what was not taken over
}
// start and template: a file to begin with.
export interface StartView { kind: "start"; title: string; outputs: Output[]; words: string }
// agree and next-year: a plan workbook made of a plan workbook; adopt: one made of a tracker.
export interface TurnedView extends Found {
  kind: "turned"; said: string;
  list: { title: string; notes: string[]; headings: string[]; rows: string[][] };   // what became of each decision or row
  below: string[];                                   // things to know of the new workbook
}
