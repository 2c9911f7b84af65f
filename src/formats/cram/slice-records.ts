/** The records of a slice: a typed array a field, and shared buffers for what has no fixed length. */
import { GrowingBytes } from './growing-bytes.ts'

/** No mate in this slice. */
export const NO_MATE = -1
/** The template length is to be computed. */
export const UNKNOWN_LENGTH = -(2 ** 31)

/** Memory that one slice after another uses. */
export interface SliceBuffers {
  readonly names: GrowingBytes
  readonly bases: GrowingBytes
  readonly qualities: GrowingBytes
  readonly tags: GrowingBytes
  /** Records as BAM has them. */
  readonly out: GrowingBytes
}

export function createSliceBuffers(): SliceBuffers {
  return {
    names: new GrowingBytes(),
    bases: new GrowingBytes(),
    qualities: new GrowingBytes(),
    tags: new GrowingBytes(),
    out: new GrowingBytes(),
  }
}

export class SliceRecords {
  readonly count: number
  readonly flags: Int32Array
  readonly cramFlags: Int32Array
  readonly referenceId: Int32Array
  /** 1-based; 0: none. */
  readonly start: Int32Array
  /** 1-based, the last base. */
  readonly end: Int32Array
  readonly mappingQuality: Uint8Array
  /** Another record of the slice. */
  readonly mate: Int32Array
  readonly mateReferenceId: Int32Array
  readonly mateStart: Int32Array
  readonly templateLength: Int32Array
  /** Of its bases; 0: none. */
  readonly length: Int32Array
  /** `count + 1` places: the records lie one behind the other. */
  readonly nameStarts: Int32Array
  readonly names: GrowingBytes
  readonly cigarStarts: Int32Array
  /** 32-bit words. */
  cigars = new Uint32Array(1 << 10)
  cigarsUsed = 0
  readonly baseStarts: Int32Array
  /** Letters, one a byte; as long as the qualities. */
  readonly bases: GrowingBytes
  readonly qualities: GrowingBytes
  readonly tagStarts: Int32Array
  /** As in BAM. */
  readonly tags: GrowingBytes

  /** What the buffers held is lost. */
  constructor(count: number, { names, bases, qualities, tags }: SliceBuffers) {
    this.count = count
    for (const buffer of [names, bases, qualities, tags]) buffer.used = 0
    this.names = names
    this.bases = bases
    this.qualities = qualities
    this.tags = tags
    const numbers = () => new Int32Array(count)
    this.flags = numbers()
    this.cramFlags = numbers()
    this.referenceId = numbers()
    this.start = numbers()
    this.end = numbers()
    this.mappingQuality = new Uint8Array(count)
    this.mate = numbers().fill(NO_MATE)
    this.mateReferenceId = numbers().fill(-1)
    this.mateStart = numbers()
    this.templateLength = numbers().fill(UNKNOWN_LENGTH)
    this.length = numbers()
    this.nameStarts = new Int32Array(count + 1)
    this.cigarStarts = new Int32Array(count + 1)
    this.baseStarts = new Int32Array(count + 1)
    this.tagStarts = new Int32Array(count + 1)
  }

  appendCigar(length: number, operation: number): void {
    if (this.cigarsUsed === this.cigars.length) {
      const grown = new Uint32Array(this.cigars.length * 2)
      grown.set(this.cigars)
      this.cigars = grown
    }
    this.cigars[this.cigarsUsed++] = (length << 4) | operation
  }
}
