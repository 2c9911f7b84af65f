/** Builds the rows of depth: of runs (chrom, start, end, depth) or of positions (chrom, pos, depth), one batch after the other. */
import type { Batch } from '../../columnar/batch.ts'
import type { Column } from '../../columnar/column.ts'
import type { Dictionary } from '../../columnar/dictionary.ts'
import type { Schema } from '../../columnar/schema.ts'

export interface DepthRowsSpec {
  readonly schema: Schema
  readonly dictionary: Dictionary
  readonly batchSize: number
  /** Added to 0-based starts to show them. */
  readonly shift: number
}

export class DepthRows {
  private readonly spec: DepthRowsSpec
  private length = 0
  private contigs: Int32Array
  private starts: Uint32Array
  private ends: Uint32Array
  private depths: Int32Array

  constructor(spec: DepthRowsSpec) {
    const { batchSize } = spec
    this.spec = spec
    this.contigs = new Int32Array(batchSize)
    this.starts = new Uint32Array(batchSize)
    this.ends = new Uint32Array(batchSize)
    this.depths = new Int32Array(batchSize)
  }

  get isFull(): boolean {
    return this.length === this.spec.batchSize
  }

  /** One run; there must be room. */
  appendRun(contig: number, run: { readonly start: number; readonly end: number; readonly depth: number }): void {
    const row = this.length++
    this.contigs[row] = contig
    this.starts[row] = run.start + this.spec.shift
    this.ends[row] = run.end
    this.depths[row] = run.depth
  }

  /** As many positions of the run as there is room for; gives the first one that is left. */
  appendPositions(contig: number, run: { readonly start: number; readonly end: number; readonly depth: number }): number {
    const { starts, length } = this
    const count = Math.min(run.end - run.start, this.spec.batchSize - length)
    const first = run.start + this.spec.shift
    this.contigs.fill(contig, length, length + count)
    this.depths.fill(run.depth, length, length + count)
    for (let i = 0; i < count; i++) starts[length + i] = first + i
    this.length = length + count
    return run.start + count
  }

  /** The rows so far, and an empty batch to go on with. */
  take(): Batch {
    const { schema, dictionary, batchSize } = this.spec
    const { length } = this
    const arrays =
      schema.fields.length === 4 ? [this.contigs, this.starts, this.ends, this.depths] : [this.contigs, this.starts, this.depths]
    const columns = arrays.map(
      (values, i): Column => ({
        type: schema.fields[i]!.type, // as many arrays as fields
        length,
        nullCount: 0,
        values,
        ...(i === 0 && { dictionary }),
      }),
    )
    this.contigs = new Int32Array(batchSize)
    this.starts = new Uint32Array(batchSize)
    this.ends = new Uint32Array(schema.fields.length === 4 ? batchSize : 0)
    this.depths = new Int32Array(batchSize)
    this.length = 0
    return { schema, numRows: length, columns }
  }
}
