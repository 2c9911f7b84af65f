/** The decoder's error codes (assembly/inflate/layout.ts) in words, and those words for the decoders that have no codes. */
export const BLOCK_FAULTS: readonly string[] = [
  'no fault',
  'not a BGZF block: its first bytes are not those of a gzip member with an extra field',
  'the extra field of the block header is malformed or names no block size (BC)',
  'BSIZE is too small for the header and footer of the block',
  'ISIZE is above 64 KiB',
  'the deflate data ends too early',
  'invalid deflate data: reserved block type',
  'invalid deflate data: stored block with wrong length',
  'invalid deflate data: too many length or distance symbols',
  'invalid deflate data: bad code lengths',
  'invalid deflate data: bad repeat of a code length',
  'invalid deflate data: no end-of-block code',
  'invalid deflate data: bad literal/length code',
  'invalid deflate data: bad distance code',
  'invalid deflate data: bad literal/length symbol',
  'invalid deflate data: distance too far back',
  'the data inflates to more bytes than ISIZE says',
  'the data inflates to fewer bytes than ISIZE says',
  'unused bytes between the deflate data and the footer of the block (BSIZE is wrong)',
  'wrong CRC32',
]

export const FAULT = { magic: 1, extra: 2, blockSize: 3, sizeLimit: 4, deflate: 5, overrun: 16, short: 17, trailing: 18, crc: 19 } as const
