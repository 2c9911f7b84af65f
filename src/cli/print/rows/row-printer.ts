/**
 * Writes batches as delimited rows. Columns that were gathered together from one side of a join are one part of the row: each row of that side
 * is printed once, and its text copied wherever it comes. Measured on 6.2M pairs: see bench/intervals.mjs.
 */
import type { Batch } from '../../../columnar/batch.ts'
import type { Column } from '../../../columnar/column.ts'
import { gatheredFrom } from '../../../columnar/gather-column.ts'
import { delimiterOf } from '../escape-text.ts'
import type { OutputBuffer } from '../output-buffer.ts'
import { JOB, OUT_SLACK, PART, PART_KIND, type PrintKernels } from './print-kernels.ts'
import { type Piece, PrintMemory } from './print-memory.ts'
import { PrintedRows } from './printed-rows.ts'
import { ColumnPart, type PartWords, storePart } from './row-parts.ts'

/** Text made at once. */
const OUT_BYTES = 256 * 1024

export class RowPrinter {
  readonly #memory: PrintMemory
  readonly #style: 'csv' | 'tsv'
  readonly #job: Piece
  readonly #parts: Piece
  readonly #out: Piece
  readonly #identity: Piece
  #identityRows = 0
  /** By the place of the first column. */
  readonly #columns = new Map<number, ColumnPart>()
  readonly #groups = new Map<number, ColumnGroup>()

  constructor(kernels: PrintKernels, style: 'csv' | 'tsv') {
    const memory = new PrintMemory(kernels)
    this.#memory = memory
    this.#style = style
    this.#job = memory.allocate(JOB.words * 4)
    this.#parts = memory.allocate(0)
    this.#out = memory.allocate(OUT_BYTES)
    this.#identity = memory.allocate(0)
  }

  print({ columns, numRows }: Batch, out: OutputBuffer): void {
    const runs = runsOf(columns)
    const parts = runs.map(run => (run.rows ? this.#group(run, run.rows) : this.#column(run)))
    const rowBytes = parts.reduce((sum, part) => sum + part.longest + 1, 0)
    const rowsAtOnce = Math.max(1, Math.floor(OUT_BYTES / rowBytes))
    this.#memory.ensure(this.#out, Math.max(OUT_BYTES, rowBytes) + OUT_SLACK)
    this.#storeParts(this.#parts, runs, parts)
    for (let from = 0; from < numRows; from += rowsAtOnce) {
      const text = this.#out.at
      const end = this.#run({ parts: this.#parts.at, partCount: parts.length, from, to: Math.min(numRows, from + rowsAtOnce), out: text })
      out.append(this.#memory.bytes.subarray(text, end))
    }
  }

  #run(job: Partial<Record<keyof typeof JOB, number>>): number {
    const words = this.#memory.words
    const at = this.#job.at >>> 2
    words.fill(0, at, at + JOB.words)
    words[at + JOB.delimiter] = delimiterOf(this.#style)
    // The keys of a job are keys of JOB.
    for (const [name, value] of Object.entries(job)) words[at + JOB[name as keyof typeof JOB]] = value
    return this.#memory.kernels.writeRows(this.#job.at)
  }

  #storeParts(piece: Piece, runs: readonly ColumnRun[], parts: readonly PartWords[]): void {
    this.#memory.ensure(piece, runs.length * PART.words * 4)
    const words = this.#memory.words
    parts.forEach((part, i) => {
      storePart(words, (piece.at >>> 2) + i * PART.words, part)
    })
  }

  #column({ first, columns }: ColumnRun, of: Map<number, ColumnPart> = this.#columns): PartWords {
    const known = of.get(first) ?? new ColumnPart(this.#memory, this.#style)
    of.set(first, known)
    // In range: a run has a column.
    return known.bind(columns[0]!, () => this.#identityAt(columns[0]!.length))
  }

  #group({ first, columns }: ColumnRun, rows: Uint32Array): PartWords {
    const group = this.#groups.get(first) ?? new ColumnGroup(this.#memory)
    this.#groups.set(first, group)
    this.#memory.store(group.rows, rows)
    const sources = columns.map(column => gatheredFrom(column)?.source ?? column)
    const { printed } = group
    printed.cover(sources, { at: group.rows.at, count: rows.length }, (taken, targets) => this.#printEntries(group, taken, targets))
    return {
      kind: PART_KIND.entry,
      values: group.rows.at,
      starts: printed.starts.at,
      lengths: printed.lengths.at,
      text: printed.text.at,
      none: printed.none,
      longest: printed.longest,
    }
  }

  #printEntries(group: ColumnGroup, columns: readonly Column[], targets: Uint32Array): void {
    const memory = this.#memory
    const { printed } = group
    const runs = columns.map((column, first): ColumnRun => ({ first, columns: [column], rows: undefined }))
    const parts = runs.map(run => this.#column(run, group.columns))
    const rowBytes = parts.reduce((sum, part) => sum + part.longest + 1, 0)
    memory.store(group.targets, targets)
    this.#storeParts(group.parts, runs, parts)
    const rowsAtOnce = Math.max(1, Math.floor(OUT_BYTES / rowBytes))
    for (let from = 0; from < targets.length; from += rowsAtOnce) {
      const to = Math.min(targets.length, from + rowsAtOnce)
      memory.ensure(printed.text, printed.textBytes + (to - from) * rowBytes + OUT_SLACK, printed.textBytes)
      const text = printed.text.at
      const end = this.#run({
        parts: group.parts.at,
        partCount: parts.length,
        from,
        to,
        out: text + printed.textBytes,
        targets: group.targets.at,
        starts: printed.starts.at,
        lengths: printed.lengths.at,
        text,
      })
      printed.textBytes = end - text
    }
    printed.longest = Math.max(printed.longest, rowBytes)
  }

  #identityAt(rows: number): number {
    if (rows > this.#identityRows) {
      this.#memory.store(
        this.#identity,
        Int32Array.from({ length: rows }, (_, row) => row),
      )
      this.#identityRows = rows
    }
    return this.#identity.at
  }
}

/** Columns of one side, their printed rows, and the memory to print more of them. */
class ColumnGroup {
  readonly rows: Piece
  readonly targets: Piece
  readonly parts: Piece
  readonly printed: PrintedRows
  readonly columns = new Map<number, ColumnPart>()

  constructor(memory: PrintMemory) {
    this.rows = memory.allocate(0)
    this.targets = memory.allocate(0)
    this.parts = memory.allocate(0)
    this.printed = new PrintedRows(memory)
  }
}

interface ColumnRun {
  /** The place of its first column. */
  readonly first: number
  readonly columns: readonly Column[]
  /** Columns that were gathered by the same row numbers. */
  readonly rows: Uint32Array | undefined
}

function runsOf(columns: readonly Column[]): readonly ColumnRun[] {
  const runs: { first: number; columns: Column[]; rows: Uint32Array | undefined; length: number }[] = []
  for (const [place, column] of columns.entries()) {
    const gathered = gatheredFrom(column)
    const last = runs.at(-1)
    const length = gathered?.source.length ?? -1
    if (last && gathered && last.rows === gathered.rows && last.length === length) last.columns.push(column)
    else runs.push({ first: place, columns: [column], rows: gathered?.rows, length })
  }
  return runs
}
