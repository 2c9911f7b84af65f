/** Builds the rows of depth: of runs (chrom, start, end, depth) or of positions (chrom, pos, depth), one batch after the other. */
import type { Batch } from '../../columnar/batch.ts'
import type { Column } from '../../columnar/column.ts'
import type { Dictionary } from '../../columnar/dictionary.ts'
import type { Schema } from '../../columnar/schema.ts'
import { spareBuffers } from '../../columnar/spare-buffers.ts'

/** A call of `fill` costs more than so many entries. */
const FEW = 24

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
    const { contigs, starts, depths } = createArrays(batchSize)
    this.contigs = contigs
    this.starts = starts
    this.ends = createEnds(batchSize)
    this.depths = depths
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
    const { contigs, starts, depths, length } = this
    const count = Math.min(run.end - run.start, this.spec.batchSize - length)
    const first = run.start + this.spec.shift
    if (count > FEW) {
      contigs.fill(contig, length, length + count)
      depths.fill(run.depth, length, length + count)
    }
    for (let i = 0; i < count; i++) starts[length + i] = first + i
    if (count <= FEW) {
      for (let row = length; row < length + count; row++) {
        contigs[row] = contig
        depths[row] = run.depth
      }
    }
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
    const next = createArrays(batchSize)
    this.contigs = next.contigs
    this.starts = next.starts
    if (schema.fields.length === 4) this.ends = createEnds(batchSize)
    this.depths = next.depths
    this.length = 0
    return { schema, numRows: length, columns }
  }
}

function createEnds(rows: number): Uint32Array {
  return new Uint32Array(spareBuffers.take(rows * 4), 0, rows)
}

function createArrays(rows: number) {
  const buffer = () => spareBuffers.take(rows * 4)
  return {
    contigs: new Int32Array(buffer(), 0, rows),
    starts: new Uint32Array(buffer(), 0, rows),
    depths: new Int32Array(buffer(), 0, rows),
  }
}
