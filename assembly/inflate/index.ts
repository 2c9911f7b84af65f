// BGZF batches: walks the blocks of one run of input and inflates them back to back; and searches in the text that comes out.
import {
  E_BSIZE, E_CRC, E_EXTRA, E_ISIZE_LIMIT, E_MAGIC, E_TRAILING, FAST_IN_SLACK, FAST_OUT_SLACK, OK,
} from './layout';
import { consumedEnd } from './state';
import { inflateStream } from './inflate';
import { initTemplates } from './tables';
import { initCopy } from './copy';
import { crc32, initCrc } from './crc32';
import { countByte, indexLines, linesEnd } from './lines';
import { fieldSpans, infoSpans, initSpans, itemsWritten, nullsFound, spanNumbers, spanPositions, spanTexts } from './spans';
import { forgetNames, haveTabs, learnName, nameFields, placeFields, recordLines } from './fields';

export { inflateStream, consumedEnd, crc32, indexLines, linesEnd, countByte };
export { fieldSpans, infoSpans, itemsWritten, nullsFound, spanNumbers, spanPositions, spanTexts };
export { forgetNames, haveTabs, learnName, nameFields, placeFields, recordLines };

// Why a batch stopped. STOP_ERROR comes with `errorCode()` and the offset `consumed()`.
const STOP_END: i32 = 0; // all input used
const STOP_INPUT: i32 = 1; // the last block is not complete
const STOP_OUTPUT: i32 = 2; // the next block does not fit the output
const STOP_BLOCKS: i32 = 3; // the block table is full
const STOP_ERROR: i32 = 4;

const CHECK_CRC: u32 = 1; // flag of inflateBatch

const MAGIC: u32 = 0x04088b1f; // ID1, ID2, CM = deflate, FLG = FEXTRA
const FIXED_HEADER: u32 = 12; // up to and including XLEN
const FOOTER: u32 = 8; // CRC32 and ISIZE
const SUBFIELD_HEADER: u32 = 4; // SI1, SI2, SLEN
const BC_ID: u32 = 0x4342; // 'B', 'C'
const BC_BYTES: u32 = 2;
const MAX_ISIZE: u32 = 65536;

const RECORD: u32 = 16; // block table: input offset, output offset, ISIZE, CRC32
const PAGE_SHIFT: u32 = 16;
const ALIGN: usize = 64;
// Between lie the areas of loops that work in this memory: assembly/bam/layout.ts.
const LOOPS_FROM: usize = 1 << 20;
const FIRST_BUFFER: usize = 17 << 20;
const SCRATCH_BYTES: u32 = 9 << 16; // for what is found in lines: see src/io/inflate/wasm-line-fields.ts

let inputAt: usize = 0;
let inputSize: u32 = 0;
let tableAt: usize = 0;
let tableSlots: u32 = 0;
let linesAt: usize = 0;
let scratchAt: usize = 0;
let outputAt: usize = 0;
let outputSize: u32 = 0;

let stopped: i32 = STOP_END;
let failure: i32 = OK;
let used: u32 = 0;
let made: u32 = 0;

initTemplates();
initCopy();
initCrc();
initSpans();

// @ts-ignore: decorator
@inline
function align(at: usize): usize {
  return (at + ALIGN - 1) & ~(ALIGN - 1);
}

/**
 * Lays out the buffers, growing memory where needed; false if it cannot grow. The output lies last, so that asking again with more
 * output bytes and all else equal moves nothing.
 */
export function reserve(inputBytes: u32, outputBytes: u32, blocks: u32, positions: u32): bool {
  if (__heap_base > LOOPS_FROM) return false;
  const input = FIRST_BUFFER;
  const table = align(input + inputBytes + FAST_IN_SLACK);
  const lines = align(table + blocks * RECORD);
  const scratch = align(lines + positions * 4);
  const output = align(scratch + SCRATCH_BYTES);
  const end = <u64>output + outputBytes + FAST_OUT_SLACK;
  const least = <u64>inputBytes + outputBytes + <u64>blocks * RECORD + <u64>positions * 4;
  if (end < least || end > <u64>u32.MAX_VALUE) return false;
  const pages = <i32>((end + 0xffff) >> PAGE_SHIFT);
  const missing = pages - memory.size();
  if (missing > 0 && memory.grow(missing) < 0) return false;
  inputAt = input;
  inputSize = inputBytes;
  tableAt = table;
  tableSlots = blocks;
  linesAt = lines;
  scratchAt = scratch;
  outputAt = output;
  outputSize = outputBytes;
  return true;
}

export function inputPtr(): usize { return inputAt; }
export function outputPtr(): usize { return outputAt; }
export function blocksPtr(): usize { return tableAt; }
export function linesPtr(): usize { return linesAt; }
export function scratchPtr(): usize { return scratchAt; }
export function stopReason(): i32 { return stopped; }
export function errorCode(): i32 { return failure; }
/** Offset in the input up to which whole blocks were used; after an error, of the block at fault. */
export function consumed(): u32 { return used; }
/** Offset in the output up to which blocks were written. */
export function produced(): u32 { return made; }

/**
 * Inflates the blocks at [start, length) of the input buffer to the output buffer from offset `outStart` on, not beyond `outLimit`, and
 * returns how many were done. Blocks before an error or a stop are valid. Offsets in the block table count from the buffers' starts.
 */
export function inflateBatch(start: u32, length: u32, outStart: u32, outLimit: u32, flags: u32): u32 {
  const inputEnd = inputAt + min(length, inputSize);
  const readable = inputAt + inputSize + FAST_IN_SLACK;
  const outputEnd = outputAt + min(outLimit, outputSize);
  const writable = outputAt + outputSize + FAST_OUT_SLACK;
  let from = inputAt + start;
  let to = outputAt + outStart;
  let blocks: u32 = 0;
  let status = OK;
  stopped = STOP_END;
  while (from < inputEnd) {
    const left = <u32>(inputEnd - from);
    status = checkHeader(from, left);
    if (status) break;
    const size = blockSize;
    if (size > left || !size) {
      stopped = STOP_INPUT;
      break;
    }
    const end = from + size - FOOTER;
    const isize = load<u32>(end, 4);
    if (isize > MAX_ISIZE) {
      status = E_ISIZE_LIMIT;
      break;
    }
    if (blocks == tableSlots) {
      stopped = STOP_BLOCKS;
      break;
    }
    if (to + isize > outputEnd) {
      stopped = STOP_OUTPUT;
      break;
    }
    status = inflateStream(from + headerSize, end, readable, to, to + isize, writable);
    if (!status && consumedEnd() != end) status = E_TRAILING;
    if (!status && flags & CHECK_CRC && crc32(0, to, isize) != load<u32>(end)) status = E_CRC;
    if (status) break;
    const record = tableAt + blocks * RECORD;
    store<u32>(record, <u32>(from - inputAt));
    store<u32>(record, <u32>(to - outputAt), 4);
    store<u32>(record, isize, 8);
    store<u32>(record, load<u32>(end), 12);
    blocks++;
    from += size;
    to += isize;
  }
  failure = status;
  if (status) stopped = STOP_ERROR;
  used = <u32>(from - inputAt);
  made = <u32>(to - outputAt);
  return blocks;
}

let headerSize: u32 = 0;
let blockSize: u32 = 0; // 0: the header itself is not complete

/** Checks the header at `at` and finds the sizes of header and block. */
function checkHeader(at: usize, left: u32): i32 {
  blockSize = 0;
  if (left < 4) {
    // Compare what there is of the magic bytes.
    for (let i: u32 = 0; i < left; i++) {
      if (<u32>load<u8>(at + i) != ((MAGIC >> (i << 3)) & 0xff)) return E_MAGIC;
    }
    return OK;
  }
  if (load<u32>(at) != MAGIC) return E_MAGIC;
  if (left < FIXED_HEADER) return OK;
  const extra = <u32>load<u16>(at, 10);
  headerSize = FIXED_HEADER + extra;
  if (left < headerSize) return OK;
  let field = at + FIXED_HEADER;
  const end = field + extra;
  let size: u32 = 0;
  while (field + SUBFIELD_HEADER <= end) {
    const bytes = <u32>load<u16>(field, 2);
    if (bytes > <u32>(end - field) - SUBFIELD_HEADER) return E_EXTRA;
    if (<u32>load<u16>(field) == BC_ID) {
      if (bytes != BC_BYTES || size) return E_EXTRA;
      size = <u32>load<u16>(field, 4) + 1;
    }
    field += SUBFIELD_HEADER + bytes;
  }
  if (!size || field != end) return E_EXTRA;
  if (size <= headerSize + FOOTER) return E_BSIZE;
  blockSize = size;
  return OK;
}
