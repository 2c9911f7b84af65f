/** The memory of the print kernels, handed out in pieces that may grow. */
import { QueryError } from '../../../common/errors.ts'
import type { PrintKernels } from './print-kernels.ts'

/** A piece of the memory. Its address changes when it grows, and every view dies when any piece does. */
export interface Piece {
  at: number
  size: number
}

const LEAST_BYTES = 1024
const MOST_BYTES = 0xf000_0000 // WebAssembly addresses 4 GiB

export class PrintMemory {
  readonly kernels: PrintKernels
  #free: number
  /** Pieces given back, by their size. */
  readonly #spare = new Map<number, number[]>()

  constructor(kernels: PrintKernels) {
    this.kernels = kernels
    this.#free = Math.max(64, kernels.firstFree()) // 0 is no address
  }

  get bytes(): Uint8Array {
    return new Uint8Array(this.kernels.memory.buffer)
  }

  get words(): Int32Array {
    return new Int32Array(this.kernels.memory.buffer)
  }

  allocate(bytes: number): Piece {
    let size = LEAST_BYTES
    while (size < bytes) size *= 2
    const at = this.#spare.get(size)?.pop() ?? this.#extend(size)
    return { at, size }
  }

  /** Room for `bytes` in the piece, whose first `used` bytes are kept. */
  ensure(piece: Piece, bytes: number, used = 0): void {
    if (bytes <= piece.size) return
    const larger = this.allocate(bytes)
    this.bytes.copyWithin(larger.at, piece.at, piece.at + used)
    const spare = this.#spare.get(piece.size) ?? []
    spare.push(piece.at)
    this.#spare.set(piece.size, spare)
    piece.at = larger.at
    piece.size = larger.size
  }

  /** Copies what a view holds to the front of a piece. */
  store(piece: Piece, view: ArrayBufferView): void {
    this.ensure(piece, view.byteLength)
    this.bytes.set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength), piece.at)
  }

  #extend(size: number): number {
    const at = this.#free
    if (at + size > MOST_BYTES || this.kernels.grow(at + size) === 0) {
      throw new QueryError('RESOURCE', `No memory for ${size} bytes of printed rows.`)
    }
    this.#free += size
    return at
  }
}
