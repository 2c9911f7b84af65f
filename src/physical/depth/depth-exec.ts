/** How many alignments cover the positions: adds up the runs that fragments counted, in the order of the file, and shows them. */
import { DEPTH_RUNS } from '../../catalog/depth-runs-schema.ts'
import type { Batch } from '../../columnar/batch.ts'
import { createDictionary } from '../../columnar/create-dictionary.ts'
import type { Dictionary } from '../../columnar/dictionary.ts'
import type { Schema } from '../../columnar/schema.ts'
import { encodeUtf8 } from '../../columnar/utf8.ts'
import { QueryError } from '../../common/errors.ts'
import { shownStart } from '../../genomics/coordinate-system.ts'
import { formatRegion } from '../../genomics/format-region.ts'
import type { DepthScope } from '../../logical/logical-plan.ts'
import { DepthRuns } from '../../ranges/depth-runs.ts'
import { DepthSum } from '../../ranges/depth-sum.ts'
import { coalesce } from '../coalesce.ts'
import { FragmentStepExec } from '../fragment-step-exec.ts'
import type { PhysicalOperator, PhysicalStrategy, TaskContext } from '../physical-operator.ts'
import { runOperator } from '../run-operator.ts'
import { DepthRows } from './depth-rows.ts'
import { ShowPositions, ShowRuns } from './show-depth.ts'

const REGIONS_SHOWN = 3

export class DepthExec implements PhysicalOperator {
  readonly name = 'DepthExec'
  readonly schema: Schema
  readonly children: readonly PhysicalOperator[]
  readonly outputPartitions = 1
  readonly #input: PhysicalOperator
  readonly #scope: DepthScope

  /** The input gives DEPTH_RUNS. */
  constructor(input: PhysicalOperator, spec: { readonly schema: Schema; readonly scope: DepthScope }) {
    this.#input = coalesce(input)
    this.#scope = spec.scope
    this.schema = spec.schema
    this.children = [this.#input]
  }

  describe(): Readonly<Record<string, string>> {
    const { form, coordinates, parameters, needed, regions, oneContig } = this.#scope
    const start = needed === undefined ? 0 : shownStart(needed.start, coordinates)
    const end = needed === undefined || needed.end === Number.MAX_SAFE_INTEGER ? '' : String(shownStart(needed.end - 1, coordinates))
    return {
      mode: 'final',
      form,
      coordinates,
      ...Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)])),
      ...(regions && { regions: regionsText(regions) }),
      ...(needed && { needed: `starts ${start}-${end}${oneContig && end !== '' ? ', then stops' : ''}` }),
    }
  }

  async *execute(_partition: number, context: TaskContext): AsyncIterable<Batch> {
    const scope = this.#scope
    const contigs = new ContigCodes(scope.contigs)
    const rows = new DepthRows({
      schema: this.schema,
      dictionary: contigs.dictionary,
      batchSize: context.batchSize,
      shift: shownStart(0, scope.coordinates),
    })
    const shown = scope.form === 'runs' ? new ShowRuns(scope, rows) : new ShowPositions(scope, rows)
    const runs = new DepthRuns()
    const adder = new RunAdder(scope, contigs, runs)
    for await (const batch of runOperator(this.#input, 0, context)) {
      adder.add(batch)
      // The last run may become longer.
      const count = Math.max(0, runs.length - 1)
      yield* shown.show(runs, count, contigs.all)
      runs.dropFirst(count)
      if (shown.isDone) break
    }
    if (!shown.isDone) {
      adder.finish()
      yield* shown.show(runs, runs.length, contigs.all)
    }
    yield* shown.finish(contigs.all)
  }
}

/** The contigs of the header by their place in it, then those that it does not name. */
class ContigCodes {
  readonly dictionary: Dictionary = createDictionary()
  readonly all: { readonly name: string; readonly length?: number }[]
  private codes = new Map<number, number>()
  private source: Dictionary | undefined

  constructor(contigs: DepthScope['contigs']) {
    this.all = [...contigs]
    for (const { name } of contigs) this.encode(name)
  }

  codeOf(code: number, source: Dictionary): number {
    if (source !== this.source) {
      this.source = source
      this.codes = new Map()
    }
    const known = this.codes.get(code)
    if (known !== undefined) return known
    const name = source.text(code)
    const own = this.encode(name)
    if (own === this.all.length) this.all.push({ name })
    this.codes.set(code, own)
    return own
  }

  private encode(name: string): number {
    const bytes = encodeUtf8(name)
    return this.dictionary.encode(bytes, 0, bytes.length)
  }
}

/** Batches of the fragments, in the order of the file, into one sum. */
class RunAdder {
  private readonly scope: DepthScope
  private readonly contigs: ContigCodes
  private readonly sum: DepthSum
  private readonly runs: DepthRuns
  private readonly done = new Set<number>()
  private code = -1
  private source: Dictionary | undefined

  constructor(scope: DepthScope, contigs: ContigCodes, runs: DepthRuns) {
    this.scope = scope
    this.contigs = contigs
    this.runs = runs
    this.sum = new DepthSum(runs)
  }

  add({ numRows, columns }: Batch): void {
    const [contig, start, end, depth, open] = columns
    // The types of DEPTH_RUNS.
    const codes = contig!.values as Int32Array
    const starts = start!.values as Uint32Array
    const ends = end!.values as Uint32Array
    const depths = depth!.values as Int32Array
    const opens = open!.values as Uint8Array
    const dictionary = contig!.dictionary!
    for (let row = 0; row < numRows; row++) {
      // row lies below the length of every column
      if (codes[row] !== this.code || dictionary !== this.source) this.startContig(codes[row]!, dictionary)
      if (depths[row] === 0) continue
      const isInOrder =
        opens[row] === 1 ? this.sum.addOpen(starts[row]!, ends[row]!, depths[row]!) : this.sum.add(starts[row]!, ends[row]!, depths[row]!)
      if (!isInOrder) throw this.unsorted(dictionary.text(codes[row]!))
    }
  }

  finish(): void {
    this.sum.finish()
  }

  private startContig(code: number, dictionary: Dictionary): void {
    const own = this.contigs.codeOf(code, dictionary)
    this.code = code
    this.source = dictionary
    if (this.done.has(own)) throw this.unsorted(dictionary.text(code))
    this.done.add(own)
    this.sum.startContig(own)
    this.runs.mark(own)
  }

  private unsorted(contig: string): QueryError {
    const { file } = this.scope
    return new QueryError(
      'EXECUTION',
      `depth needs alignments sorted by position: those on ${contig} in ${file} are not. Sort the file with samtools sort.`,
      { location: file },
      { reason: 'not_sorted' },
    )
  }
}

function regionsText(regions: NonNullable<DepthScope['regions']>): string {
  const texts = regions.slice(0, REGIONS_SHOWN).map(formatRegion)
  return `[${texts.join(', ')}${regions.length > REGIONS_SHOWN ? `, … ${regions.length - REGIONS_SHOWN} more` : ''}]`
}

export const depthStrategy: PhysicalStrategy = {
  name: 'depth',
  plan(node, [input]) {
    if (node.kind !== 'depth' || !input) return undefined
    const { contig, start, cigar } = node.alignments
    const partial = FragmentStepExec.over(input, {
      name: 'DepthExec',
      schema: DEPTH_RUNS,
      inputIds: node.input.ids,
      exprs: [contig, start, cigar],
      // Three expressions come back for three.
      step: exprs => ({ kind: 'depth', contig: exprs[0]!, start: exprs[1]!, cigar: exprs[2]! }),
      columns: DEPTH_RUNS.fields.map(field => field.name),
      describe: { mode: 'partial' },
    })
    if (!partial) throw new QueryError('INTERNAL', 'depth runs over a scan of alignments only. This is a bug in locusql; please report it.')
    return new DepthExec(partial, { schema: node.schema, scope: node.scope })
  },
}
