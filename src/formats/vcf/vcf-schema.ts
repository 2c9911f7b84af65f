/** The columns of a VCF table: the only place that knows their names, types and order. */
import type { DataType, Field } from '../../columnar/data-type.ts'
import type { Schema } from '../../columnar/schema.ts'
import { QueryError } from '../../common/errors.ts'
import { suggest } from '../../common/suggest.ts'
import type { VcfField, VcfHeader } from './vcf-header.ts'
import { fieldMetadata, schemaMetadata } from './vcf-metadata.ts'
import type { VcfOptions } from './vcf-options.ts'

export type CoreColumn = 'chrom' | 'start' | 'end' | 'id' | 'ref' | 'alt' | 'qual' | 'filter'

/** Where a column's values come from. */
export type VcfColumnSource =
  | { readonly kind: CoreColumn }
  | { readonly kind: 'info'; readonly info: VcfField }
  | { readonly kind: 'format'; readonly format: VcfField } // of the only sample
  | { readonly kind: 'genotypes'; readonly formats: readonly VcfField[] } // of several samples

export interface VcfColumn {
  readonly field: Field
  readonly source: VcfColumnSource
}

/** A VCF file seen as a table. */
export interface VcfTable {
  readonly header: VcfHeader
  readonly options: VcfOptions
  readonly columns: readonly VcfColumn[]
  readonly schema: Schema
  /** Positions of the chosen samples among the header's. */
  readonly sampleIndexes: readonly number[]
  readonly warnings: readonly string[]
}

export function createVcfTable(header: VcfHeader, options: VcfOptions): VcfTable {
  const warnings = [...header.warnings]
  const sampleIndexes = chooseSamples(header, options, warnings)
  const columns = coreColumns(options)
  const severalSamples = header.samples.length > 1
  const genotypes = severalSamples && sampleIndexes.length > 0 ? genotypesColumn(header, options) : []
  const taken = new Set([...columns, ...genotypes].map(column => column.field.name))
  for (const info of chooseFields('info', header.infoFields, options.infoFields)) {
    columns.push(infoColumn(info, freeName(info.id, ['info'], taken)))
  }
  if (!severalSamples && sampleIndexes.length > 0) {
    for (const format of chooseFields('format', header.formatFields, options.formatFields)) {
      columns.push(formatColumn(format, freeName(format.id, ['fmt', 'format'], taken)))
    }
  }
  columns.push(...genotypes)
  // Where broken fields read as NULL, no column can promise a value.
  const finished = options.onMalformed === 'null' ? columns.map(nullable) : columns
  const schema = { fields: finished.map(column => column.field), metadata: schemaMetadata(header, { options, sampleIndexes }) }
  return { header, options, columns: finished, schema, sampleIndexes, warnings }
}

function coreColumns(options: VcfOptions): VcfColumn[] {
  const position: DataType = { kind: options.positions }
  const core = (name: CoreColumn, type: DataType, nullable: boolean): VcfColumn => ({
    field: { name, type, nullable },
    source: { kind: name },
  })
  return [
    core('chrom', { kind: 'dictionary' }, false),
    core('start', position, false),
    core('end', position, false),
    core('id', { kind: 'utf8' }, true),
    core('ref', { kind: 'utf8' }, false),
    core('alt', { kind: 'utf8' }, true),
    core('qual', { kind: 'float64' }, true),
    core('filter', { kind: 'dictionary' }, true),
  ]
}

function infoColumn(info: VcfField, name: string): VcfColumn {
  const metadata = fieldMetadata(info, 'INFO')
  // A flag that is not there is false, so it is never NULL.
  return { field: { name, type: infoType(info), nullable: info.type !== 'Flag', metadata }, source: { kind: 'info', info } }
}

function formatColumn(format: VcfField, name: string): VcfColumn {
  return {
    field: { name, type: formatType(format), nullable: true, metadata: fieldMetadata(format, 'FORMAT') },
    source: { kind: 'format', format },
  }
}

function genotypesColumn(header: VcfHeader, options: VcfOptions): readonly VcfColumn[] {
  const formats = chooseFields('format', header.formatFields, options.formatFields)
  if (formats.length === 0) return []
  const field: Field = { name: 'genotypes', type: { kind: 'struct', fields: formats.map(genotypesChild) }, nullable: false }
  return [{ field, source: { kind: 'genotypes', formats } }]
}

function genotypesChild(format: VcfField): Field {
  return { name: format.id, type: { kind: 'list', item: formatType(format) }, nullable: false, metadata: fieldMetadata(format, 'FORMAT') }
}

function nullable(column: VcfColumn): VcfColumn {
  return { ...column, field: { ...column.field, nullable: true } }
}

/** Number 0 and 1 are scalars, every other Number a list. */
function infoType(info: VcfField): DataType {
  if (info.type === 'Flag') return { kind: 'boolean' }
  const item = scalarType(info)
  return info.number === '1' || info.number === '0' ? item : { kind: 'list', item }
}

/** GT is text whatever the header says; a FORMAT flag has no meaning in the specification and stays text. */
function formatType(format: VcfField): DataType {
  if (format.id === 'GT') return { kind: 'utf8' }
  const item = scalarType(format)
  return format.number === '1' || format.number === '0' ? item : { kind: 'list', item }
}

function scalarType(field: VcfField): DataType {
  if (field.type === 'Integer') return { kind: 'int32' }
  return field.type === 'Float' ? { kind: 'float32' } : { kind: 'utf8' }
}

/** The key itself; where that name is taken, `prefix_KEY`, and then numbers. Names that differ in case alone live side by side. */
function freeName(id: string, prefixes: readonly string[], taken: Set<string>): string {
  const candidates = [id, ...prefixes.map(prefix => `${prefix}_${id}`)]
  let name = candidates.find(candidate => !taken.has(candidate))
  for (let number = 2; name === undefined; number++) {
    const candidate = `${prefixes.at(-1)}_${id}_${number}`
    if (!taken.has(candidate)) name = candidate
  }
  taken.add(name)
  return name
}

/** The fields asked for, in that order; all of the header if nothing is asked for. */
function chooseFields(kind: 'info' | 'format', declared: readonly VcfField[], wanted: readonly string[] | undefined): readonly VcfField[] {
  if (wanted === undefined) return declared
  return [...new Set(wanted)].map(id => {
    const field = declared.find(candidate => candidate.id === id)
    if (field !== undefined) return field
    const similar = suggest(
      id,
      declared.map(candidate => candidate.id),
    )
    const hint = similar === undefined ? '' : ` Did you mean "${similar}"?`
    throw new QueryError(
      'CONFIGURATION',
      `Option ${kind}_fields names "${id}", which the header does not declare as ${kind.toUpperCase()}.${hint}`,
    )
  })
}

function chooseSamples(header: VcfHeader, options: VcfOptions, warnings: string[]): readonly number[] {
  if (options.samples === undefined) return header.samples.map((_, index) => index)
  const chosen = new Set<number>()
  for (const name of options.samples) {
    const index = header.samples.indexOf(name)
    if (index >= 0) chosen.add(index)
    else warnings.push(`Option samples names "${name}", which is not in the file; it is left out.`)
  }
  return [...chosen]
}
