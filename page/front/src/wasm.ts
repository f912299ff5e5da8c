// The program's exports, typed. See protocol.ts.

import type { Answer, Request } from "./protocol";

interface Exports {
  memory: WebAssembly.Memory;
  text_room(length: number): number;
  bytes_room(length: number): number;
  call(): number;
  answer(): number;
  saved(): number;
  saved_len(): number;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const nothing = new Uint8Array(0);

/** Unpacks what page/build packed. */
export async function unpack(base64: string): Promise<Uint8Array<ArrayBuffer>> {
  const letters = atob(base64.trim());
  const packed = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) packed[at] = letters.charCodeAt(at);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// The program is self-contained: all it may ask of the browser is the time, which is overwritten in every file.
function imports(module: WebAssembly.Module): WebAssembly.Imports {
  const given: WebAssembly.Imports = {};
  for (const wanted of WebAssembly.Module.imports(module)) {
    const from = (given[wanted.module] ??= {});
    from[wanted.name] = wanted.name.startsWith("__wbg_now_")
      ? () => Date.now()
      : () => {
          throw new Error(`The program asked the browser for ${wanted.name}.`);
        };
  }
  return given;
}

/** One run of the program, with a memory of its own. */
export class Instance {
  private readonly exports: Exports;

  private constructor(exports: WebAssembly.Exports) {
    this.exports = exports as unknown as Exports;
  }

  static async of(module: WebAssembly.Module): Promise<Instance> {
    return new Instance((await WebAssembly.instantiate(module, imports(module))).exports);
  }

  /** Asks the program something; throws where it stops. */
  ask(request: Request, bytes: Uint8Array = nothing): Answer {
    const text = encoder.encode(JSON.stringify(request));
    const textAt = this.exports.text_room(text.length) >>> 0;
    const bytesAt = this.exports.bytes_room(bytes.length) >>> 0;
    // Memory may have grown, and its buffer is another one then: looked at only now, and again after the call.
    const memory = new Uint8Array(this.exports.memory.buffer);
    memory.set(text, textAt);
    memory.set(bytes, bytesAt);
    const length = this.exports.call() >>> 0;
    const answer = new Uint8Array(this.exports.memory.buffer, this.exports.answer() >>> 0, length);
    return JSON.parse(decoder.decode(answer)) as Answer;
  }

  /** A copy of the file that the last answer made. */
  saved(): Uint8Array<ArrayBuffer> {
    const length = this.exports.saved_len() >>> 0;
    return new Uint8Array(this.exports.memory.buffer, this.exports.saved() >>> 0, length).slice();
  }
}
