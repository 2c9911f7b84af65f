/** Writes bits, lowest first, as deflate has them; Huffman codes highest bit first. */
export class BitWriter {
  readonly #bytes: number[] = []
  #byte = 0
  #count = 0

  put(value: number, count: number): void {
    for (let i = 0; i < count; i++) {
      this.#byte |= ((value >>> i) & 1) << this.#count
      if (++this.#count === 8) this.#flush()
    }
  }

  putCode(code: number, length: number): void {
    for (let i = length - 1; i >= 0; i--) this.put((code >>> i) & 1, 1)
  }

  end(): Buffer {
    if (this.#count) this.#flush()
    return Buffer.from(this.#bytes)
  }

  #flush(): void {
    this.#bytes.push(this.#byte)
    this.#byte = 0
    this.#count = 0
  }
}
