// What page/build knew when it made this page.

export interface Component {
  name: string;
  version: string;
  licence: string;
  /** The holders, where its licence names them. */
  copyright: string;
}

export interface Facts {
  /** SHA-256 of the program inside, unpacked, and its length in bytes. */
  program: { sha256: string; bytes: number };
  policy: string;
  /** Rust crates that the program is made of, and what the page's own script and style come from. */
  crates: Component[];
  npm: Component[];
  /** The licences that ask to travel with what is under them. */
  licences: { name: string; text: string }[];
}
