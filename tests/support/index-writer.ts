/** Writes the bytes of index files for tests, field by field. */
export class IndexWriter {
  readonly #bytes: number[] = []

  text(text: string): this {
    this.#bytes.push(...new TextEncoder().encode(text))
    return this
  }

  int32(...values: readonly number[]): this {
    for (const value of values) this.#bytes.push(value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, (value >>> 24) & 0xff)
    return this
  }

  uint64(value: bigint): this {
    return this.int32(Number(BigInt.asIntN(32, value)), Number(BigInt.asIntN(32, value >> 32n)))
  }

  offset(block: number, within = 0): this {
    return this.uint64((BigInt(block) << 16n) | BigInt(within))
  }

  bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes)
  }
}
