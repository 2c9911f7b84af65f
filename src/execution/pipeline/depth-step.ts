/** Counts how many alignments cover each position: runs of equal depth of the alignments of this fragment, which come by contig and position. */
import { DEPTH_RUNS } from '../../catalog/depth-runs-schema.ts'
import type { Batch } from '../../columnar/batch.ts'
import type { Dictionary } from '../../columnar/dictionary.ts'
import { isValid } from '../../columnar/is-valid.ts'
import { QueryError } from '../../common/errors.ts'
import { compileExpr } from '../../expr/compile-expr.ts'
import type { Expr } from '../../expr/expr.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'
import { DepthRuns } from '../../ranges/depth-runs.ts'
import { DepthWindow } from '../../ranges/depth-window.ts'
import { resolveByName } from './resolve-by-name.ts'

/** Bit by operation of a CIGAR (SAMv1 §4.2.2): M, = and X cover, those with D and N go on along the reference. */
const COVERS = 0b1_1000_0001
const REFERENCE = 0b1_1000_1101

export async function* depthStep(
  step: { readonly contig: Expr; readonly start: Expr; readonly cigar: Expr },
  input: AsyncIterable<Batch>,
  { functions, batchSize }: { readonly functions: FunctionRegistry; readonly batchSize: number },
): AsyncGenerator<Batch> {
  let read: ((batch: Batch) => AlignmentColumns) | undefined
  let counter: DepthCounter | undefined
  for await (const batch of input) {
    read ??= alignmentColumns(step, batch, functions)
    const columns = read(batch)
    counter ??= new DepthCounter(columns.dictionary)
    counter.count(columns)
    if (counter.runs.length >= batchSize) yield counter.take('final')
  }
  if (counter === undefined) return
  counter.cut()
  yield counter.take('final')
  counter.finish()
  yield counter.take('open')
}

interface AlignmentColumns {
  readonly numRows: number
  readonly dictionary: Dictionary
  readonly contigs: Int32Array
  readonly starts: Uint32Array
  readonly cigarEnds: Int32Array
  readonly cigars: Uint32Array
  /** NULL in a row: it has no place. */
  hasPlace(row: number): boolean
}

function alignmentColumns(
  step: { readonly contig: Expr; readonly start: Expr; readonly cigar: Expr },
  batch: Batch,
  functions: FunctionRegistry,
): (batch: Batch) => AlignmentColumns {
  const compile = (expr: Expr) => compileExpr(expr, resolveByName(batch), functions)
  const [contigOf, startOf, cigarOf] = [compile(step.contig), compile(step.start), compile(step.cigar)]
  return rows => {
    const contig = contigOf(rows)
    const start = startOf(rows)
    const cigar = cigarOf(rows)
    // The columns of an alignment table: a dictionary, uint32, and binary, which has offsets.
    const bytes = cigar.values as Uint8Array
    const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice()
    const everywhere = contig.nullCount === 0 && start.nullCount === 0
    return {
      numRows: rows.numRows,
      dictionary: contig.dictionary!,
      contigs: contig.values as Int32Array,
      starts: start.values as Uint32Array,
      cigarEnds: cigar.offsets!,
      cigars: new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >>> 2),
      hasPlace: row => everywhere || (isValid(contig, row) && isValid(start, row)),
    }
  }
}

class DepthCounter {
  readonly runs = new DepthRuns()
  private readonly dictionary: Dictionary
  private readonly window = new DepthWindow()
  private contig = -1
  private at = 0

  constructor(dictionary: Dictionary) {
    this.dictionary = dictionary
  }

  count(columns: AlignmentColumns): void {
    const { numRows, contigs, starts, cigarEnds } = columns
    const { window, runs } = this
    for (let row = 0; row < numRows; row++) {
      if (!columns.hasPlace(row)) continue
      // row lies below the length of every column; there is one offset more.
      const contig = contigs[row]!
      const start = starts[row]!
      if (contig !== this.contig) this.startContig(contig, start)
      else if (start < this.at) throw this.unsorted(start)
      this.at = start
      window.advance(start, runs)
      addCigar(window, start, { words: columns.cigars, from: cigarEnds[row]! >>> 2, to: cigarEnds[row + 1]! >>> 2 })
    }
  }

  /** What lies before the last alignment is final. */
  cut(): void {
    this.window.cut(this.runs)
  }

  finish(): void {
    this.window.finish(this.runs)
  }

  /** The runs so far as a batch. The last one may go on in the next: they add up all the same. */
  take(state: 'final' | 'open'): Batch {
    const { runs } = this
    const { length } = runs
    const column = { length, nullCount: 0 }
    const values = [runs.contigs, runs.starts, runs.ends, runs.depths].map(array => array.slice(0, length))
    const open = new Uint8Array(length).fill(state === 'open' ? 1 : 0)
    const columns = [...values, open].map((array, i) => ({
      ...column,
      type: DEPTH_RUNS.fields[i]!.type, // five arrays for five fields
      values: array,
      ...(i === 0 && { dictionary: this.dictionary }),
    }))
    runs.clear()
    return { schema: DEPTH_RUNS, numRows: length, columns }
  }

  private startContig(contig: number, start: number): void {
    if (this.contig >= 0) this.window.finish(this.runs)
    this.contig = contig
    this.runs.mark(contig)
    this.window.reset(contig, start)
  }

  private unsorted(start: number): QueryError {
    const contig = this.dictionary.text(this.contig)
    return new QueryError(
      'EXECUTION',
      `depth needs alignments sorted by position: on ${contig} one at ${start + 1} comes after one at ${this.at + 1}. Sort the file with samtools sort.`,
      {},
      { reason: 'not_sorted' },
    )
  }
}

function addCigar(
  window: DepthWindow,
  start: number,
  cigar: { readonly words: Uint32Array; readonly from: number; readonly to: number },
): void {
  const { words, from, to } = cigar
  let at = start
  for (let i = from; i < to; i++) {
    const word = words[i]! // in range: offsets of the same column
    const operation = word & 15
    if (((REFERENCE >>> operation) & 1) === 0) continue
    const end = at + (word >>> 4)
    if ((COVERS >>> operation) & 1) window.add(at, end)
    at = end
  }
}
