/**
 * The slots of a hash table, of two or four words: hash, number + 1 (0: free), and what the owner adds. A large table is 64 parts by the first bits of
 * the hash, each with a size of its own: they grow one after the other, so that no batch of rows waits for all of them.
 */

const PART_BITS = 6
/** Entries with which the one part becomes many. */
const FEW = 1 << 14
const FIRST_SLOTS = 64

// `!`: parts are chosen by as many bits as there are of them; slots lie within their part, which is never full.

export class SlotParts {
  /** 1 or 64. Look-ups choose one by `hash >>> PART_SHIFT & (parts.length - 1)`, and begin at `homeSlot`. */
  parts: Int32Array[]
  private counts: number[] = [0]
  private readonly widthBits: 1 | 2

  constructor(widthBits: 1 | 2) {
    this.widthBits = widthBits
    this.parts = [new Int32Array(FIRST_SLOTS << widthBits)]
  }

  /** To be called when a free slot has been filled; slots that were found before mean nothing afterwards. */
  filled(hash: number): void {
    const which = (hash >>> PART_SHIFT) & (this.parts.length - 1)
    const count = ++this.counts[which]!
    // Each part at another load, between 3/8 and 1/2: otherwise all would grow at about the same time.
    if (count * (512 - which * 2) < (this.parts[which]!.length >> this.widthBits) * 192) return
    if (this.parts.length === 1 && count >= FEW) this.divide()
    else this.enlarge(which)
  }

  private enlarge(which: number): void {
    const old = this.parts[which]!
    const larger = new Int32Array(old.length * 2)
    moveSlots(old, [larger], this.widthBits)
    this.parts[which] = larger
  }

  private divide(): void {
    const [old] = this.parts
    const length = Math.max(FIRST_SLOTS << this.widthBits, old!.length >> (PART_BITS - 1))
    this.parts = Array.from({ length: 1 << PART_BITS }, () => new Int32Array(length))
    this.counts = moveSlots(old!, this.parts, this.widthBits)
  }
}

export const PART_SHIFT = 32 - PART_BITS

/** Where in a part the search for a hash begins: by its next bits, the highest first, so that a part grows by walking through both in order. */
export function homeSlot(part: Int32Array, hash: number, widthBits: 1 | 2): number {
  return ((hash << PART_BITS) >>> Math.clz32((part.length >> widthBits) - 1)) << widthBits
}

/** How many went into each part. */
function moveSlots(from: Int32Array, to: readonly Int32Array[], widthBits: 1 | 2): number[] {
  const width = 1 << widthBits
  const counts = to.map(() => 0)
  for (let at = 0; at < from.length; at += width) {
    if (from[at + 1] === 0) continue
    const hash = from[at]!
    const which = (hash >>> PART_SHIFT) & (to.length - 1)
    const part = to[which]!
    let slot = homeSlot(part, hash, widthBits)
    while (part[slot + 1] !== 0) slot = (slot + width) & (part.length - 1)
    for (let word = 0; word < width; word++) part[slot + word] = from[at + word]!
    counts[which]!++
  }
  return counts
}
