/** xz: streams of blocks of LZMA2 data, with sizes and checksums around them (The .xz file format 1.2). */
import { crc32 } from '../inflate/crc32.ts'
import { CodecFault } from './codec-fault.ts'
import { CompressedInput } from './compressed-input.ts'
import { Lzma2Decoder } from './lzma2-decoder.ts'

const MAGIC = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]
const LZMA2_FILTER = 0x21
/** Bytes of a check by its number. */
const CHECK_BYTES = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64]
const CRC32_CHECK = 1
const FOOTER_BYTES = 12

/** `size`: what the data must inflate to. */
export function decodeXz(bytes: Uint8Array, size: number): Uint8Array {
  const input = new CompressedInput(bytes)
  const decoder = new Lzma2Decoder(size)
  while (input.left > 0) {
    if (isPadding(input)) break
    decodeStream(input, decoder)
  }
  if (decoder.used !== size) throw new CodecFault(`xz data inflates to ${decoder.used} bytes, not ${size}`)
  return decoder.out
}

function isPadding(input: CompressedInput): boolean {
  return input.bytes.subarray(input.at, input.end).every(byte => byte === 0)
}

function decodeStream(input: CompressedInput, decoder: Lzma2Decoder): void {
  if (input.left < FOOTER_BYTES || MAGIC.some(byte => input.byte() !== byte)) throw new CodecFault('it is no xz data')
  const flags = input.take(2)
  const check = flags[1] ?? 0
  if (flags[0] !== 0 || check > 15) throw new CodecFault('xz data has unknown flags')
  if (crc32(flags) !== input.uint32()) throw new CodecFault('wrong CRC32 of the flags of xz data')
  for (;;) {
    const headerSize = input.byte()
    if (headerSize === 0) break
    decodeBlock(input, (headerSize + 1) * 4, { check, decoder })
  }
  skipIndex(input)
  input.take(FOOTER_BYTES)
}

function decodeBlock(
  input: CompressedInput,
  headerSize: number,
  { check, decoder }: { readonly check: number; readonly decoder: Lzma2Decoder },
): void {
  const start = input.at - 1
  const header = new CompressedInput(input.bytes, input.at, start + headerSize - 4)
  if (start + headerSize > input.end) throw new CodecFault('the xz data ends too early')
  const wantedCrc = new CompressedInput(input.bytes, start + headerSize - 4, start + headerSize).uint32()
  if (crc32(input.bytes.subarray(start, start + headerSize - 4)) !== wantedCrc)
    throw new CodecFault('wrong CRC32 of the header of an xz block')
  readFilters(header)
  input.at = start + headerSize
  const from = input.at
  const outFrom = decoder.used
  decoder.decode(input)
  while ((input.at - from) % 4 !== 0) if (input.byte() !== 0) throw new CodecFault('an xz block is padded with something')
  const checkBytes = new CompressedInput(input.take(CHECK_BYTES[check] ?? 0))
  if (check === CRC32_CHECK && crc32(decoder.out.subarray(outFrom, decoder.used)) !== checkBytes.uint32()) {
    throw new CodecFault('wrong CRC32 of an xz block')
  }
}

/** LZMA2 alone: what the branch and delta filters are for, CRAM does not hold. */
function readFilters(header: CompressedInput): void {
  const flags = header.byte()
  if (flags & 0x3f) throw new CodecFault('an xz block has filters besides LZMA2')
  if (flags & 0x40) readNumber(header)
  if (flags & 0x80) readNumber(header)
  const filter = readNumber(header)
  if (filter !== LZMA2_FILTER) throw new CodecFault(`an xz block has the filter ${filter}, not LZMA2`)
  header.take(readNumber(header)) // the size of its dictionary: all output is kept
}

function skipIndex(input: CompressedInput): void {
  const start = input.at - 1
  const count = readNumber(input)
  if (count * 2 > input.left) throw new CodecFault('the index of xz data is too long')
  for (let i = 0; i < count; i++) {
    readNumber(input)
    readNumber(input)
  }
  while ((input.at - start) % 4 !== 0) input.byte()
  const end = input.at
  if (crc32(input.bytes.subarray(start, end)) !== input.uint32()) throw new CodecFault('wrong CRC32 of the index of xz data')
}

/** Seven bits a byte, the lowest first. */
function readNumber(input: CompressedInput): number {
  let value = 0
  for (let scale = 1, i = 0; i < 7; i++, scale *= 128) {
    const byte = input.byte()
    value += (byte & 127) * scale
    if (byte < 128) return value
  }
  throw new CodecFault('a number of xz data is too large')
}
