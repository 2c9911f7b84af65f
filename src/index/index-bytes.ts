/** Reads the fields of an index file one after another; lengths are checked against the bytes that are left before anything is made of them. */
import { QueryError } from '../common/errors.ts'

export class IndexBytes {
  readonly location: string
  /** All bytes, for loops that check lengths themselves. */
  readonly view: DataView
  readonly #bytes: Uint8Array
  #at = 0 // may be set back to read a part later

  constructor(location: string, bytes: Uint8Array) {
    this.location = location
    this.#bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get position(): number {
    return this.#at
  }

  set position(at: number) {
    this.#at = at
  }

  get left(): number {
    return this.#bytes.length - this.#at
  }

  magic(wanted: string, kind: string): void {
    const found = String.fromCharCode(...this.#bytes.subarray(0, wanted.length))
    if (found !== wanted) throw this.fault(`it does not begin with ${JSON.stringify(wanted)}, so it is no ${kind} index`)
    this.#at = wanted.length
  }

  int32(field: string): number {
    return this.view.getInt32(this.#advance(4, field), true)
  }

  uint32(field: string): number {
    return this.view.getUint32(this.#advance(4, field), true)
  }

  uint64(field: string): number {
    return this.uint64At(this.#advance(8, field))
  }

  /** A field that lies before the position, of which the length is known to hold. */
  uint32At(at: number): number {
    return this.view.getUint32(at, true)
  }

  /** Counts beyond 2^53 do not happen; as a double they would be rounded. */
  uint64At(at: number): number {
    return this.view.getUint32(at + 4, true) * 2 ** 32 + this.view.getUint32(at, true)
  }

  /** A virtual offset is 48 bits of block address over 16 bits within the block. */
  blockAt(at: number): number {
    return this.view.getUint32(at + 4, true) * 2 ** 16 + this.view.getUint16(at + 2, true)
  }

  withinAt(at: number): number {
    return this.view.getUint16(at, true)
  }

  /** A number of items of at least `itemBytes` each, all of which must still be there. */
  count(field: string, itemBytes: number): number {
    const count = this.int32(field)
    if (count < 0 || count * itemBytes > this.left) throw this.fault(`field ${field} says ${count}, but only ${this.left} bytes are left`)
    return count
  }

  bytes(length: number, field: string): Uint8Array {
    const at = this.#advance(length, field)
    return this.#bytes.subarray(at, at + length)
  }

  skip(length: number, field: string): void {
    this.#advance(length, field)
  }

  fault(fault: string): QueryError {
    const at = { location: this.location, indexLocation: this.location, byteOffset: this.#at }
    return new QueryError('FORMAT', `Broken index file ${this.location} at byte ${this.#at} of its content: ${fault}.`, at, {
      reason: 'index',
    })
  }

  #advance(length: number, field: string): number {
    if (length > this.left) throw this.fault(`the file ends before field ${field}`)
    const at = this.#at
    this.#at += length
    return at
  }
}
