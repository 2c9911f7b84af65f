/** VCF text, or that of another format, as a table in memory, read through the provider and the fragment that a query would run. */
import type { ScanPartition, ScanPlan } from '../../src/catalog/table-provider.ts'
import type { Scalar } from '../../src/columnar/scalar.ts'
import { scalarAt } from '../../src/columnar/scalar-at.ts'
import { QueryError } from '../../src/common/errors.ts'
import type { JsonValue } from '../../src/common/json.ts'
import { runFragment } from '../../src/execution/run-fragment.ts'
import type { Expr } from '../../src/expr/expr.ts'
import type { FileTableProvider } from '../../src/formats/file-table-provider.ts'
import { loadFileFormat } from '../../src/formats/load-file-format.ts'
import { locateLine } from '../../src/formats/locate-line.ts'
import { openFileTable } from '../../src/formats/open-file-table.ts'
import { createFunctionRegistry } from '../../src/functions/create-function-registry.ts'
import type { ObjectStore } from '../../src/io/object-store.ts'
import { createNodeCodecs } from '../../src/platform/node/node-codecs.ts'

export type Row = Readonly<Record<string, Scalar>>

export interface ReadRequest {
  /** Absent: vcf. */
  readonly format?: string
  /** Compressed bytes of one partition, about. */
  readonly pieceBytes?: number
  readonly options?: { readonly [name: string]: JsonValue }
  readonly projection?: readonly string[]
  readonly filters?: readonly Expr[]
  readonly limit?: number
  readonly batchSize?: number
  /** Reads other partitions than those planned. */
  readonly replan?: (partitions: readonly ScanPartition[], table: FileTableProvider) => readonly ScanPartition[]
}

export interface ReadResult {
  readonly rows: readonly Row[]
  readonly count: number
  readonly warnings: readonly string[]
  readonly plan: ScanPlan
  readonly table: FileTableProvider
  readonly report: { rowsRead: number; rowsSkipped: number; fieldsNulled: number; bytesRead: number }
  /** Rows of each partition, in order. */
  readonly partitionCounts: readonly number[]
}

const limits = { lineBytes: 64 << 20, headerBytes: 16 << 20 }

/** Every column where no projection is given. Errors come with their line, as a session gives them. */
export async function readVcfFile(store: ObjectStore, location: string, request: ReadRequest = {}): Promise<ReadResult> {
  const codecs = createNodeCodecs()
  const resources = { store, codecs, limits, functions: createFunctionRegistry(), loadFormat: loadFileFormat }
  const warnings = new Set<string>()
  const report = { rowsRead: 0, rowsSkipped: 0, fieldsNulled: 0, bytesRead: 0 }
  const rows: Row[] = []
  const partitionCounts: number[] = []
  try {
    const options = request.options ?? {}
    const { format = 'vcf', pieceBytes } = request
    const settings = { ...resources, ...(pieceBytes !== undefined && { pieceBytes }), warn: (text: string) => void warnings.add(text) }
    const table = await openFileTable({ format, location, options }, settings)
    const { filters = [], projection = table.schema.fields.map(field => field.name), limit } = request
    const plan = await table.scan({ projection, filters, targetPartitions: 1, ...(limit === undefined ? {} : { limit }) })
    for (const warning of plan.warnings ?? []) warnings.add(warning)
    if (plan.source.kind !== 'partitions') throw new Error('files are scanned by partitions')
    const partitions = request.replan?.(plan.source.partitions, table) ?? plan.source.partitions
    for (const scan of partitions) {
      // What crosses to a worker is JSON.
      const fragment = JSON.parse(JSON.stringify({ scan, pipeline: [] })) as { scan: typeof scan; pipeline: [] }
      const control = {
        signal: new AbortController().signal,
        batchSize: request.batchSize ?? 8192,
        onReport: (part: typeof report & { readonly warnings: readonly string[] }) => {
          for (const text of part.warnings) warnings.add(text)
          for (const key of ['rowsRead', 'rowsSkipped', 'fieldsNulled', 'bytesRead'] as const) report[key] += part[key]
        },
      }
      let count = 0
      for await (const batch of runFragment(fragment, resources, control)) {
        count += batch.numRows
        for (let row = 0; row < batch.numRows && batch.columns.length > 0; row++) {
          rows.push(Object.fromEntries(batch.schema.fields.map((field, i) => [field.name, scalarAt(batch.columns[i]!, row)]))) // one column a field
        }
      }
      partitionCounts.push(count)
    }
    const count = partitionCounts.reduce((sum, part) => sum + part, 0)
    return { rows, count, warnings: [...warnings], plan, table, report, partitionCounts }
  } catch (error) {
    throw error instanceof QueryError ? await locateLine(error, { store, codecs }) : error
  }
}
