/** Several files as one table: columns united by name, partitions file by file in the order of the files. */
import type { DerivedColumn, FilterPushdown, ScanPartition, ScanPlan, ScanRequest } from '../catalog/table-provider.ts'
import type { Field } from '../columnar/data-type.ts'
import { sameType } from '../columnar/same-type.ts'
import type { Schema } from '../columnar/schema.ts'
import { QueryError } from '../common/errors.ts'
import type { Expr } from '../expr/expr.ts'
import { mapExpr } from '../expr/map-expr.ts'
import type { FileInfo } from './file-format.ts'
import type { ColumnBounds, FilePart } from './file-part.ts'
import type { FileTable } from './file-table.ts'
import type { FileTableProvider } from './file-table-provider.ts'
import { filterColumnNames } from './filter-column-names.ts'
import { mayPass } from './may-pass.ts'
import { projectSchema } from './project-schema.ts'
import type { GenomicColumns } from './scan/region-filter.ts'
import { formatBytes } from './scan/scan-notes.ts'
import { unionFields } from './union-fields.ts'

const FILENAME: Field = { name: 'filename', type: { kind: 'dictionary' }, nullable: false }

export interface ManyFilesSettings {
  /** A column `filename` with the location of each row's file, behind the others. */
  readonly filename: 'column' | 'none'
}

export class ManyFilesProvider implements FileTable {
  readonly schema: Schema
  readonly format: string
  /** Of the first file, but for the columns. */
  readonly info: FileInfo
  readonly #files: readonly FileTableProvider[]
  readonly #settings: ManyFilesSettings

  constructor(files: readonly [FileTableProvider, ...FileTableProvider[]], settings: ManyFilesSettings) {
    this.#files = files
    this.#settings = settings
    const fields = unionFields(files.map(({ location, schema }) => ({ location, fields: schema.fields })))
    if (settings.filename === 'column' && fields.some(field => field.name.toLowerCase() === FILENAME.name)) {
      throw new QueryError('CONFIGURATION', 'Option filename cannot be used: the files have a column of that name.')
    }
    this.schema = { fields: settings.filename === 'column' ? [...fields, FILENAME] : fields, metadata: commonMetadata(files) }
    this.format = files[0].format
    this.info = { ...files[0].info, schema: this.schema }
  }

  /** Where all files have the same. */
  get genomicColumns(): GenomicColumns | undefined {
    const [first, ...others] = this.#files.map(file => file.genomicColumns)
    return others.every(other => other?.contig === first?.contig && other?.start === first?.start && other?.end === first?.end)
      ? first
      : undefined
  }

  supportsFilters(filters: readonly Expr[]): readonly FilterPushdown[] {
    const byFile = this.#files.map(file => file.supportsFilters(filters))
    return filters.map((_, i) => (byFile.every(supports => supports[i] === 'exact') ? 'exact' : 'unsupported'))
  }

  async scan(request: ScanRequest, signal?: AbortSignal): Promise<ScanPlan> {
    const partitions: ScanPartition[] = []
    const warnings: string[] = []
    let bytes = 0
    let read = 0
    for (const file of this.#files) {
      const derived = this.#derivedColumns(file)
      if (!request.filters.every(filter => mayPass(filter, constantPart(derived)))) continue
      const plan = await file.scan(requestOf(file, request, derived), signal)
      warnings.push(...(plan.warnings ?? []))
      bytes += plan.statistics?.bytes ?? 0
      if (plan.source.kind !== 'partitions' || plan.source.partitions.length === 0) continue
      read++
      const wanted = derived.filter(column => request.projection.some(name => isPathOf(name, column.field.name)))
      for (const partition of plan.source.partitions) {
        partitions.push({ ...partition, projection: request.projection, ...(wanted.length > 0 && { derived: wanted }) })
      }
    }
    return {
      schema: projectSchema(this.schema, request.projection),
      source: { kind: 'partitions', partitions },
      format: this.format,
      statistics: { bytes },
      notes: { files: `${read} of ${this.#files.length}`, bytes: formatBytes(bytes) },
      ...(warnings.length > 0 && { warnings }),
    }
  }

  /** The columns of the table that this file does not have as they are. */
  #derivedColumns(file: FileTableProvider): readonly DerivedColumn[] {
    return this.schema.fields.flatMap((field): readonly DerivedColumn[] => {
      if (field === FILENAME && this.#settings.filename === 'column') {
        return [{ field, expr: { kind: 'literal', type: field.type, value: file.location } }]
      }
      const own = file.schema.fields.find(candidate => candidate.name === field.name)
      if (own === undefined) return [{ field, expr: { kind: 'literal', type: field.type, value: null } }]
      if (sameType(own.type, field.type)) return []
      // Inside a fragment columns are found by name.
      const operand: Expr = { kind: 'column', id: -1, name: own.name, type: own.type }
      return [{ field, expr: { kind: 'cast', operand, to: field.type, onError: 'throw' } }]
    })
  }
}

/** The request in the words of one file. */
function requestOf(file: FileTableProvider, request: ScanRequest, derived: readonly DerivedColumn[]): ScanRequest {
  const exprs = new Map(derived.map(column => [column.field.name, column.expr]))
  const filters = request.filters.map(filter => mapExpr(filter, expr => (expr.kind === 'column' ? (exprs.get(expr.name) ?? expr) : expr)))
  const kept = request.projection.filter(name => !derived.some(column => isPathOf(name, column.field.name)))
  const needed = filterColumnNames(derived.map(column => column.expr))
  const projection = [...new Set([...kept, ...needed])].filter(name => file.schema.fields.some(field => isPathOf(name, field.name)))
  return { ...request, filters, projection }
}

/** 'genotypes.GT' is a path into the column 'genotypes'. */
function isPathOf(path: string, name: string): boolean {
  return path === name || path.startsWith(`${name}.`)
}

const encoder = new TextEncoder()

/** A file's constants bound its rows, as the statistics of a part do. */
function constantPart(derived: readonly DerivedColumn[]): Pick<FilePart, 'rows' | 'columns'> {
  const columns = new Map<string, ColumnBounds>()
  for (const { field, expr } of derived) {
    if (expr.kind !== 'literal') continue
    const value = typeof expr.value === 'string' ? encoder.encode(expr.value) : undefined
    columns.set(field.name, { min: value, max: value, nullCount: expr.value === null ? 1 : 0 })
  }
  return { rows: 1, columns }
}

/** What all files say alike. Two coordinate systems in one column would be wrong whatever is done with it. */
function commonMetadata(files: readonly FileTableProvider[]): Readonly<Record<string, string>> {
  const [first, ...others] = files
  const key = 'bio.coordinate_system_zero_based'
  const odd = others.find(file => file.schema.metadata?.[key] !== first?.schema.metadata?.[key])
  if (odd !== undefined) {
    const message = `${odd.location} counts coordinates otherwise than ${first?.location}. Read the files as two tables.`
    throw new QueryError('PLAN', message, { location: odd.location }, { reason: 'coordinate_system_mismatch' })
  }
  const entries = Object.entries(first?.schema.metadata ?? {})
  return Object.fromEntries(entries.filter(([name, value]) => others.every(file => file.schema.metadata?.[name] === value)))
}
