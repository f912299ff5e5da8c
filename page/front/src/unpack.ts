// Unpacks LZMA, which takes a quarter less room than the gzip that browsers unpack by themselves: page/build packs the
// program with it. Written from the LZMA specification of the LZMA SDK (public domain).

const STATES = 12;
const POSITIONS = 16;
const MATCH_LEAST = 2;
const FULL_DISTANCES = 128;
const END_POSITION_MODEL = 14;
const ALIGN_BITS = 4;
const HALF = 1024;
const HEADER = 13;

/** Reads bits whose likelihood it learns. */
class Bits {
  // Range and code. Numbers of 32 bits are kept apart by the browser unless they stand in such an array.
  private readonly now = new Uint32Array([0xffffffff, 0]);
  private at = HEADER + 5;

  constructor(private readonly packed: Uint8Array) {
    this.now[1] = new DataView(packed.buffer, packed.byteOffset + HEADER + 1).getUint32(0);
  }

  bit(chances: Uint16Array, which: number): 0 | 1 {
    const now = this.now;
    const chance = chances[which] ?? 0;
    const range = now[0] ?? 0;
    const code = now[1] ?? 0;
    const bound = (range >>> 11) * chance;
    if (code < bound) {
      chances[which] = chance + ((2048 - chance) >>> 5);
      if (bound < 0x1000000) this.fill(bound, code);
      else now[0] = bound;
      return 0;
    }
    chances[which] = chance - (chance >>> 5);
    const left = range - bound;
    if (left < 0x1000000) this.fill(left, code - bound);
    else {
      now[0] = left;
      now[1] = code - bound;
    }
    return 1;
  }

  private fill(range: number, code: number): void {
    this.now[0] = range << 8;
    this.now[1] = (code << 8) | (this.packed[this.at] ?? 0);
    this.at += 1;
  }

  /** Bits that are as often 0 as 1. */
  direct(count: number): number {
    let value = 0;
    for (let left = count; left > 0; left -= 1) {
      const range = (this.now[0] ?? 0) >>> 1;
      const code = this.now[1] ?? 0;
      const bit = code >= range ? 1 : 0;
      const rest = bit ? code - range : code;
      if (range < 0x1000000) this.fill(range, rest);
      else {
        this.now[0] = range;
        this.now[1] = rest;
      }
      value = value * 2 + bit;
    }
    return value;
  }

  tree(chances: Uint16Array, from: number, bits: number): number {
    let node = 1;
    for (let left = bits; left > 0; left -= 1) node = node * 2 + this.bit(chances, from + node);
    return node - (1 << bits);
  }

  treeReversed(chances: Uint16Array, from: number, bits: number): number {
    let node = 1;
    let value = 0;
    for (let at = 0; at < bits; at += 1) {
      const bit = this.bit(chances, from + node);
      node = node * 2 + bit;
      value |= bit << at;
    }
    return value;
  }
}

const chances = (count: number): Uint16Array => new Uint16Array(count).fill(HALF);

/** How long a match is. */
class Length {
  private readonly choice = chances(2);
  private readonly low = chances(POSITIONS << 3);
  private readonly mid = chances(POSITIONS << 3);
  private readonly high = chances(256);

  of(bits: Bits, position: number): number {
    if (bits.bit(this.choice, 0) === 0) return bits.tree(this.low, position << 3, 3);
    if (bits.bit(this.choice, 1) === 0) return 8 + bits.tree(this.mid, position << 3, 3);
    return 16 + bits.tree(this.high, 0, 8);
  }
}

/** How far back a match lies. */
class Distance {
  private readonly slots = chances(4 << 6);
  private readonly near = chances(1 + FULL_DISTANCES - END_POSITION_MODEL);
  private readonly align = chances(1 << ALIGN_BITS);

  of(bits: Bits, length: number): number {
    const slot = bits.tree(this.slots, Math.min(length, 3) << 6, 6);
    if (slot < 4) return slot;
    const direct = (slot >>> 1) - 1;
    const base = (2 | (slot & 1)) * 2 ** direct;
    if (slot < END_POSITION_MODEL) return base + bits.treeReversed(this.near, base - slot, direct);
    return base + bits.direct(direct - ALIGN_BITS) * 16 + bits.treeReversed(this.align, 0, ALIGN_BITS);
  }
}

/** What was packed; throws where that is not what it is. */
export function unpacked(packed: Uint8Array): Uint8Array<ArrayBuffer> {
  const broken = new Error("the program inside this page is damaged: get the page again");
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const properties = view.getUint8(0);
  const size = view.getUint32(5, true);
  if (properties >= 9 * 5 * 5 || view.getUint32(9, true) !== 0) throw broken;
  const literalBits = properties % 9;
  const literalPositions = (1 << (Math.floor(properties / 9) % 5)) - 1;
  const positionMask = (1 << Math.floor(properties / 45)) - 1;

  const out = new Uint8Array(size);
  const bits = new Bits(packed);
  const literals = chances((literalPositions + 1) * 0x300 * (1 << literalBits));
  const isMatch = chances(STATES * POSITIONS);
  const isRepeat = chances(STATES);
  const isRepeat0 = chances(STATES);
  const isRepeat1 = chances(STATES);
  const isRepeat2 = chances(STATES);
  const isLongRepeat = chances(STATES * POSITIONS);
  const matchLength = new Length();
  const repeatLength = new Length();
  const distance = new Distance();

  let state = 0;
  let [back0, back1, back2, back3] = [0, 0, 0, 0];
  let at = 0;

  const literal = (): number => {
    const before = at > 0 ? (out[at - 1] ?? 0) : 0;
    const from = 0x300 * (((at & literalPositions) << literalBits) + (before >>> (8 - literalBits)));
    let symbol = 1;
    if (state >= 7) {
      let match = out[at - back0 - 1] ?? 0;
      while (symbol < 0x100) {
        const expected = (match >>> 7) & 1;
        match <<= 1;
        const bit = bits.bit(literals, from + ((1 + expected) << 8) + symbol);
        symbol = (symbol << 1) | bit;
        if (bit !== expected) break;
      }
    }
    while (symbol < 0x100) symbol = (symbol << 1) | bits.bit(literals, from + symbol);
    return symbol & 0xff;
  };

  while (at < size) {
    const position = at & positionMask;
    if (bits.bit(isMatch, state * POSITIONS + position) === 0) {
      out[at] = literal();
      at += 1;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let length: number;
    if (bits.bit(isRepeat, state) === 0) {
      [back3, back2, back1] = [back2, back1, back0];
      length = matchLength.of(bits, position);
      state = state < 7 ? 7 : 10;
      back0 = distance.of(bits, length);
    } else {
      if (bits.bit(isRepeat0, state) === 0) {
        if (bits.bit(isLongRepeat, state * POSITIONS + position) === 0) {
          state = state < 7 ? 9 : 11;
          out[at] = out[at - back0 - 1] ?? 0;
          at += 1;
          continue;
        }
      } else if (bits.bit(isRepeat1, state) === 0) [back0, back1] = [back1, back0];
      else if (bits.bit(isRepeat2, state) === 0) [back0, back1, back2] = [back2, back0, back1];
      else [back0, back1, back2, back3] = [back3, back0, back1, back2];
      length = repeatLength.of(bits, position);
      state = state < 7 ? 8 : 11;
    }
    length += MATCH_LEAST;
    if (back0 >= at || at + length > size) throw broken;
    // Byte by byte: a match may reach into what it makes.
    for (const end = at + length; at < end; at += 1) out[at] = out[at - back0 - 1] ?? 0;
  }
  return out;
}
