/** The name codec of CRAM 3.1 (CRAM codecs §5): each name is told by its differences from an earlier one, token by token. */
import { CodecFault } from './codec-fault.ts'
import { CompressedInput } from './compressed-input.ts'
import { decodeStream as decodeArithmetic } from './decode-arithmetic.ts'
import { decodeStream as decodeRans } from './decode-rans-nx16.ts'
import type { RansKernels } from './kernels/rans-kernels.ts'

const TOKEN = {
  type: 0,
  string: 1,
  char: 2,
  digits0: 3,
  digits0Length: 4,
  duplicate: 5,
  difference: 6,
  digits: 7,
  delta: 8,
  delta0: 9,
  match: 10,
  nop: 11,
  end: 12,
} as const
const TYPE_COUNT = 13
const NEW_POSITION = 128
const SAME_AS = 64
const MOST_TOKENS = 128
const ZERO = 48
/** Values of DIGITS have 32 bits. */
const MOST_DIGITS = 10

type Streams = (CompressedInput | undefined)[][]

/** Names, each with a NUL behind it. `size`: what the data must inflate to. */
export function decodeTok3(bytes: Uint8Array, size: number, kernels?: RansKernels): Uint8Array {
  const input = new CompressedInput(bytes)
  const told = input.uint32()
  if (told !== size) throw new CodecFault(`name data says that it inflates to ${told} bytes, not ${size}`)
  const count = input.uint32()
  if (count > size) throw new CodecFault(`${count} names take more than ${size} bytes`)
  const decode = input.byte() === 1 ? decodeArithmetic : decodeRans
  const streams = readStreams(input, { count, size, decode: tokens => decode(tokens, undefined, { depth: 0, kernels }) })
  return new NameDecoder(streams, count, size).decode()
}

function readStreams(
  input: CompressedInput,
  names: { readonly count: number; readonly size: number; readonly decode: (tokens: CompressedInput) => Uint8Array },
): Streams {
  const streams: Streams = []
  const contents: (Uint8Array | undefined)[][] = []
  while (input.left > 0) {
    const head = input.byte()
    const type = head & 63
    if (type >= TYPE_COUNT) throw new CodecFault(`name data has tokens of the unknown type ${type}`)
    if (head & NEW_POSITION) {
      if (contents.length === MOST_TOKENS) throw new CodecFault(`names have more than ${MOST_TOKENS} tokens`)
      contents.push([])
      if (type !== TOKEN.type) contents[contents.length - 1]![TOKEN.type] = impliedTypes(type, names.count)
    }
    const position = contents.at(-1)
    if (position === undefined) throw new CodecFault('name data begins with a later token')
    if (head & SAME_AS) {
      const from = input.byte()
      const fromType = input.byte()
      const content = contents[from]?.[fromType]
      if (content === undefined) throw new CodecFault('name data repeats tokens that are not there')
      position[type] = content
    } else {
      const content = names.decode(new CompressedInput(input.take(input.uint7())))
      if (content.length > names.size * 4 + names.count * 4) throw new CodecFault(`tokens of names take ${content.length} bytes`)
      position[type] = content
    }
  }
  for (const position of contents) streams.push(Array.from(position, content => content && new CompressedInput(content)))
  return streams
}

/** Where only the first name has a token of its own, and the others the same, the types are not stored. */
function impliedTypes(type: number, count: number): Uint8Array {
  const types = new Uint8Array(count).fill(TOKEN.match)
  if (count > 0) types[0] = type
  return types
}

class NameDecoder {
  private readonly streams: Streams
  private readonly count: number
  private readonly out: Uint8Array
  private used = 0
  /** Where the tokens begin in the output, name by name, with one place more a name. */
  private places = new Int32Array(1 << 12)
  private placesUsed = 0
  /** By name: its first place, and how many tokens it has. */
  private readonly firstPlaces: Int32Array
  private readonly tokenCounts: Uint8Array

  constructor(streams: Streams, count: number, size: number) {
    this.streams = streams
    this.count = count
    this.out = new Uint8Array(size)
    this.firstPlaces = new Int32Array(count)
    this.tokenCounts = new Uint8Array(count)
  }

  decode(): Uint8Array {
    for (let name = 0; name < this.count; name++) this.decodeName(name)
    if (this.used !== this.out.length) throw new CodecFault(`names take ${this.used} bytes, not ${this.out.length}`)
    return this.out
  }

  private stream(position: number, type: number): CompressedInput {
    const stream = this.streams[position]?.[type]
    if (stream === undefined) throw new CodecFault(`names have no tokens of type ${type} at position ${position}`)
    return stream
  }

  private decodeName(name: number): void {
    const kind = this.stream(0, TOKEN.type).byte()
    if (kind !== TOKEN.duplicate && kind !== TOKEN.difference) throw new CodecFault(`a name begins with a token of type ${kind}`)
    const distance = this.stream(0, kind).uint32()
    if (distance > name) throw new CodecFault('a name refers to one before the first')
    const before = name - distance
    if (kind === TOKEN.duplicate) this.repeat(name, before)
    else this.compose(name, distance === 0 ? undefined : before)
    this.append(0)
  }

  private repeat(name: number, before: number): void {
    if (before === name) throw new CodecFault('a name is a copy of itself')
    // In range: it is an earlier name.
    const first = this.firstPlaces[before]!
    const tokens = this.tokenCounts[before]!
    this.copy(this.places[first]!, this.places[first + tokens]!)
    this.firstPlaces[name] = first
    this.tokenCounts[name] = tokens
  }

  private compose(name: number, before: number | undefined): void {
    this.firstPlaces[name] = this.placesUsed
    for (let position = 1; ; position++) {
      this.addPlace()
      const type = this.stream(position, TOKEN.type).byte()
      if (type === TOKEN.end) break
      this.decodeToken(type, position, before)
      this.tokenCounts[name] = position
    }
  }

  private decodeToken(type: number, position: number, before: number | undefined): void {
    switch (type) {
      case TOKEN.char:
        this.append(this.stream(position, type).byte())
        return
      case TOKEN.string: {
        const stream = this.stream(position, type)
        for (let byte = stream.byte(); byte !== 0; byte = stream.byte()) this.append(byte)
        return
      }
      case TOKEN.digits:
        this.appendNumber(this.stream(position, type).uint32(), 1)
        return
      case TOKEN.digits0:
        this.appendNumber(this.stream(position, type).uint32(), this.stream(position, TOKEN.digits0Length).byte())
        return
      case TOKEN.delta:
      case TOKEN.delta0: {
        const { from, to } = this.tokenOf(before, position)
        const value = this.numberAt(from, to) + this.stream(position, type).byte()
        this.appendNumber(value, type === TOKEN.delta0 ? to - from : 1)
        return
      }
      case TOKEN.match: {
        const { from, to } = this.tokenOf(before, position)
        this.copy(from, to)
        return
      }
      case TOKEN.nop:
        return
      default:
        throw new CodecFault(`a name has a token of type ${type}`)
    }
  }

  private tokenOf(before: number | undefined, position: number): { readonly from: number; readonly to: number } {
    if (before === undefined || position > this.tokenCounts[before]!) throw new CodecFault('a name refers to a token that is not there')
    const place = this.firstPlaces[before]! + position - 1
    return { from: this.places[place]!, to: this.places[place + 1]! } // in range: a place more than tokens
  }

  private numberAt(from: number, to: number): number {
    let value = 0
    for (let at = from; at < to; at++) {
      const digit = this.out[at]! - ZERO // in range
      if (digit < 0 || digit > 9) throw new CodecFault('a token that should be a number is none')
      value = value * 10 + digit
    }
    return value
  }

  private appendNumber(value: number, width: number): void {
    if (value > 0xffffffff || width > 255) throw new CodecFault(`a name has the number ${value}`)
    const text = String(value).padStart(width, '0')
    if (text.length > Math.max(width, MOST_DIGITS)) throw new CodecFault(`a name has the number ${value}`)
    for (let i = 0; i < text.length; i++) this.append(text.charCodeAt(i))
  }

  private append(byte: number): void {
    if (this.used >= this.out.length) throw new CodecFault('names are longer than announced')
    this.out[this.used++] = byte
  }

  private copy(from: number, to: number): void {
    if (this.used + to - from > this.out.length) throw new CodecFault('names are longer than announced')
    this.out.copyWithin(this.used, from, to)
    this.used += to - from
  }

  private addPlace(): void {
    if (this.placesUsed === this.places.length) {
      const grown = new Int32Array(this.places.length * 2)
      grown.set(this.places)
      this.places = grown
    }
    this.places[this.placesUsed++] = this.used
  }
}
