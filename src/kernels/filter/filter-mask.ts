/** The rows of a batch that pass a list of comparisons, as bits, by vectors: columns are copied into the memory of the loops once a batch, which costs less than it saves. */
import type { Batch } from '../../columnar/batch.ts'
import { bitmapBytes } from '../../columnar/bitmap.ts'
import type { Column } from '../../columnar/column.ts'
import { fixedWidth } from '../../columnar/fixed-width.ts'
import { rowsOfBits } from '../true-rows.ts'
import { type FilterKernels, filterKernels } from './filter-kernels.ts'
import { type MaskTerm, mergeRanges, type RangeTerm } from './mask-term.ts'

/** Fewer rows are not worth the calls. */
const FEW_ROWS = 256

const NO_ROWS = new Uint32Array(0)
const SIGN_64 = -(1n << 63n)

export class FilterMask {
  readonly #terms: readonly MaskTerm[]
  #bits = new Uint8Array(0)
  #count = 0

  constructor(terms: readonly MaskTerm[]) {
    this.#terms = mergeRanges(terms)
  }

  /** The rows where all comparisons are TRUE, in order; 'all' when they are everywhere. Undefined as below. */
  rows(batch: Batch): Uint32Array | 'all' | undefined {
    const bits = this.bits(batch)
    if (!bits) return undefined
    return this.#count === 0 ? NO_ROWS : this.#count === batch.numRows ? 'all' : rowsOfBits(bits, this.#count)
  }

  /** How many rows that are. */
  count(batch: Batch): number | undefined {
    return this.bits(batch) ? this.#count : undefined
  }

  /** A bit a row, 1 where all comparisons are TRUE. Valid until the next call of anybody. Undefined: these rows are for the loops of the script. */
  bits(batch: Batch): Uint8Array | undefined {
    const { numRows } = batch
    const kernels = numRows < FEW_ROWS ? undefined : filterKernels()
    if (!kernels || !this.#terms.every(term => hasColumns(batch, term))) return undefined
    const { mask, memory, mostRows } = kernels
    if (numRows <= mostRows) {
      this.#count = this.#runSome(kernels, batch, { start: 0, rows: numRows })
      return memory.subarray(mask, mask + bitmapBytes(numRows))
    }
    if (this.#bits.length < bitmapBytes(numRows)) this.#bits = new Uint8Array(bitmapBytes(numRows))
    this.#count = 0
    for (let start = 0; start < numRows; start += mostRows) {
      const rows = Math.min(mostRows, numRows - start)
      this.#count += this.#runSome(kernels, batch, { start, rows })
      this.#bits.set(memory.subarray(mask, mask + bitmapBytes(rows)), start >>> 3)
    }
    return this.#bits
  }

  /** How many pass. */
  #runSome(kernels: FilterKernels, batch: Batch, part: Part): number {
    kernels.run.begin(part.rows)
    let loaded = -1
    for (const term of this.#terms) {
      const column = batch.columns[term.column]! // hasColumns() has looked, here and below
      if (term.column !== loaded) copyIn(kernels, column, { ...part, to: kernels.input })
      loaded = term.column
      if (term.term === 'pair') copyIn(kernels, batch.columns[term.other]!, { ...part, to: kernels.other })
      runTerm(kernels, column, { term, rows: part.rows })
    }
    for (const term of this.#terms) {
      andValidity(kernels, batch.columns[term.column]!, part)
      if (term.term === 'pair') andValidity(kernels, batch.columns[term.other]!, part)
    }
    return kernels.run.count(part.rows)
  }
}

/** `start` is a multiple of eight. */
interface Part {
  readonly start: number
  readonly rows: number
}

function hasColumns(batch: Batch, term: MaskTerm): boolean {
  const { kind } = term
  return batch.columns[term.column]?.type.kind === kind && (term.term !== 'pair' || batch.columns[term.other]?.type.kind === kind)
}

function copyIn({ memory }: FilterKernels, { type, values }: Column, { start, rows, to }: Part & { readonly to: number }): void {
  const width = fixedWidth(type)!.bytesPerRow // of the types that have terms
  memory.set(new Uint8Array(values.buffer, values.byteOffset + start * width, rows * width), to)
}

function andValidity({ memory, input, run }: FilterKernels, { validity }: Column, { start, rows }: Part): void {
  if (!validity) return
  memory.set(validity.subarray(start >>> 3, bitmapBytes(start + rows)), input)
  run.andBits(rows)
}

function runTerm({ run }: FilterKernels, column: Column, { term, rows }: { readonly term: MaskTerm; readonly rows: number }): void {
  const { flip, kind } = term
  switch (term.term) {
    case 'range':
      runRange(run, term, rows)
      return
    case 'float':
      if (term.test === 'equal') run.equalFloat64(rows, term.value, flip)
      else run.atMostFloat64(rows, term.value, flip)
      return
    case 'entry':
      run.range32(rows, column.dictionary!.find(term.text), 0, flip) // of a dictionary column; -1, which no row has, where it is not there
      return
    case 'pair': {
      const wide = fixedWidth(column.type)?.bytesPerRow === 8
      if (term.test === 'equal') wide ? run.equalPairs64(rows, flip) : run.equalPairs32(rows, flip)
      else if (wide) run.atMostPairs64(rows, kind === 'uint64' ? SIGN_64 : 0n, flip)
      else run.atMostPairs32(rows, kind === 'uint32' ? -0x80000000 : 0, flip)
    }
  }
}

function runRange(run: FilterKernels['run'], { kind, low, high, flip }: RangeTerm, rows: number): void {
  switch (kind) {
    case 'int8':
    case 'uint8':
      run.range8(rows, Number(low), Number(high - low), flip)
      return
    case 'int16':
    case 'uint16':
      run.range16(rows, Number(low), Number(high - low), flip)
      return
    case 'int32':
    case 'uint32':
    case 'date':
      run.range32(rows, Number(low), Number(high - low), flip)
      return
    case 'uint64':
      run.range64(rows, BigInt.asIntN(64, low) ^ SIGN_64, BigInt.asIntN(64, high) ^ SIGN_64, SIGN_64, flip)
      return
    default:
      run.range64(rows, low, high, 0n, flip)
  }
}
