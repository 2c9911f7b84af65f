/** Writes BCF by hand, so that tests can store values as no common writer does. */

const encoder = new TextEncoder()

/** A header and records, not packed. */
export function bcfFile(headerLines: readonly string[], records: readonly Uint8Array[], minorVersion = 2): Uint8Array {
  const text = encoder.encode(`${headerLines.join('\n')}\n\0`)
  return join([Uint8Array.of(0x42, 0x43, 0x46, 2, minorVersion), uint32(text.length), text, ...records])
}

export interface BcfRecord {
  readonly contig?: number
  /** 0-based. */
  readonly position?: number
  readonly quality?: Uint8Array
  readonly id?: Uint8Array
  readonly alleles?: readonly string[]
  readonly filters?: Uint8Array
  /** Key and typed value. */
  readonly info?: readonly (readonly [number, Uint8Array])[]
  /** Key, type byte and the values of all samples. */
  readonly formats?: readonly (readonly [number, Uint8Array])[]
  readonly samples?: number
}

export function bcfRecord(record: BcfRecord): Uint8Array {
  const { contig = 0, position = 0, alleles = ['A', 'C'], info = [], formats = [], samples = 0 } = record
  const shared = join([
    uint32(contig),
    uint32(position),
    uint32(alleles[0]?.length ?? 0),
    record.quality ?? MISSING_FLOAT,
    uint32((alleles.length << 16) | info.length),
    uint32((formats.length << 24) | samples),
    record.id ?? texts(''),
    ...alleles.map(texts),
    record.filters ?? Uint8Array.of(0),
    ...info.flatMap(([key, value]) => [ints(1, [key]), value]),
  ])
  const individual = join(formats.flatMap(([key, value]) => [ints(1, [key]), value]))
  return join([uint32(shared.length), uint32(individual.length), shared, individual])
}

const MISSING_FLOAT = Uint8Array.of(1, 0, 0x80, 0x7f)

/** A typed vector of integers of 1, 2 or 4 bytes. */
export function ints(width: 1 | 2 | 4, values: readonly number[]): Uint8Array {
  return join([head(width === 4 ? 3 : width, values.length), ...values.map(value => little(value, width))])
}

/** A typed vector of floats by their bits, so that missing values can be written. */
export function floatBits(bits: readonly number[]): Uint8Array {
  return join([head(5, bits.length), ...bits.map(uint32)])
}

export function texts(text: string): Uint8Array {
  const bytes = encoder.encode(text)
  return join([head(7, bytes.length), bytes])
}

/** Values of several samples: the count in the type byte is that of one. */
export function perSample(width: 1 | 2 | 4, samples: readonly (readonly number[])[]): Uint8Array {
  const each = samples[0]?.length ?? 0
  return join([head(width === 4 ? 3 : width, each), ...samples.flat().map(value => little(value, width))])
}

export function bitsOf(value: number): number {
  return new Uint32Array(Float32Array.of(value).buffer)[0] ?? 0
}

function head(type: number, count: number): Uint8Array {
  return count < 15 ? Uint8Array.of((count << 4) | type) : join([Uint8Array.of(0xf0 | type), ints(count < 128 ? 1 : 4, [count])])
}

export function uint32(value: number): Uint8Array {
  return little(value, 4)
}

function little(value: number, width: number): Uint8Array {
  return Uint8Array.from({ length: width }, (_, i) => (value >> (8 * i)) & 255)
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
