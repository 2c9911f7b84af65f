/** Header lines to a VcfHeader (VCF 4.0 to 4.5). Lines may come in any order; what does no harm is a warning. */
import { QueryError } from '../../common/errors.ts'
import type { Contig } from '../../genomics/contig.ts'
import { parseSampleNames } from './parse-sample-names.ts'
import { parseStructuredLine } from './parse-structured-line.ts'
import type { VcfField, VcfHeader, VcfSymbol, VcfType } from './vcf-header.ts'

/** What an unknown version is read as: between them only percent-encoding differs for a reader. */
const DEFAULT_VERSION = 402
const TYPES: readonly string[] = ['Integer', 'Float', 'Flag', 'Character', 'String'] satisfies readonly VcfType[]

/** What is gathered while the lines go by. Maps keep the header's order, and names such as __proto__ are keys like any other. */
interface Gathered {
  fileFormat?: string
  readonly infoFields: Map<string, VcfField>
  readonly formatFields: Map<string, VcfField>
  readonly filters: Map<string, VcfSymbol>
  readonly alternativeAlleles: Map<string, VcfSymbol>
  readonly contigs: Map<string, Contig>
  readonly warnings: string[]
}

/** `lines` are those that begin with '#', without line ends. */
export function parseVcfHeader(lines: readonly string[], location: string): VcfHeader {
  const gathered: Gathered = {
    infoFields: new Map(),
    formatFields: new Map(),
    filters: new Map(),
    alternativeAlleles: new Map(),
    contigs: new Map(),
    warnings: [],
  }
  let columns: readonly string[] | undefined
  for (const [index, text] of lines.entries()) {
    const line = { text, number: index + 1, location }
    if (text.startsWith('##')) {
      if (columns !== undefined) gathered.warnings.push(`${placeOf(line)}: this header line stands below the #CHROM line.`)
      gatherLine(line, gathered)
    } else {
      if (columns !== undefined) throw headerError(line, 'a second #CHROM line')
      columns = text.split('\t')
      checkColumns(columns, line)
    }
  }
  if (columns === undefined) {
    const at = { location, line: lines.length + 1 }
    throw new QueryError('FORMAT', `${location}, line ${lines.length + 1}: the header has no #CHROM line. Is this a VCF file?`, at)
  }
  return finishHeader({ lines, columns, location, gathered })
}

interface HeaderLine {
  readonly text: string
  readonly number: number
  readonly location: string
}

function finishHeader(parts: {
  readonly lines: readonly string[]
  readonly columns: readonly string[]
  readonly location: string
  readonly gathered: Gathered
}): VcfHeader {
  const { lines, columns, location, gathered } = parts
  const fileFormat = gathered.fileFormat ?? ''
  const version = parseVersion(fileFormat)
  if (version === undefined) {
    const found = fileFormat === '' ? 'has no ##fileformat line' : `says ##fileformat=${fileFormat}`
    gathered.warnings.push(`${location}: the header ${found}; it is read as VCFv4.2.`)
  }
  return {
    fileFormat,
    version: version ?? DEFAULT_VERSION,
    infoFields: [...gathered.infoFields.values()],
    formatFields: [...gathered.formatFields.values()],
    filters: [...gathered.filters.values()],
    alternativeAlleles: [...gathered.alternativeAlleles.values()],
    contigs: [...gathered.contigs.values()],
    samples: parseSampleNames(columns, { location, line: lines.findIndex(line => !line.startsWith('##')) + 1 }),
    columnCount: columns.length,
    lines,
    warnings: gathered.warnings,
  }
}

/** 'VCFv4.2' as 402; undefined outside 4.0 to 4.5. */
function parseVersion(fileFormat: string): number | undefined {
  const minor = /^VCFv4\.([0-5])$/.exec(fileFormat.trim())?.[1]
  return minor === undefined ? undefined : 400 + Number(minor)
}

function gatherLine(line: HeaderLine, gathered: Gathered): void {
  const equals = line.text.indexOf('=')
  if (equals < 0) return
  const key = line.text.slice(2, equals)
  const value = line.text.slice(equals + 1)
  if (key === 'fileformat') gathered.fileFormat ??= value
  else if (key === 'INFO') gatherField(gathered.infoFields, { line, value, gathered })
  else if (key === 'FORMAT') gatherField(gathered.formatFields, { line, value, gathered })
  else if (key === 'FILTER') gatherSymbol(gathered.filters, { line, value, gathered })
  else if (key === 'ALT') gatherSymbol(gathered.alternativeAlleles, { line, value, gathered })
  else if (key === 'contig') gatherContig({ line, value, gathered })
}

interface Definition {
  readonly line: HeaderLine
  readonly value: string
  readonly gathered: Gathered
}

function gatherField(fields: Map<string, VcfField>, definition: Definition): void {
  const values = structuredValues(definition)
  const id = values?.get('ID')
  if (values === undefined || id === undefined) return
  const { line, gathered } = definition
  const warn = (what: string) => gathered.warnings.push(`${placeOf(line)}: ${id} ${what}`)
  const type = values.get('Type')
  if (type === undefined || !TYPES.includes(type))
    warn(`has ${type === undefined ? 'no Type' : `the unknown Type ${type}`}; it is read as String.`)
  const number = values.get('Number')
  if (number === undefined) warn('has no Number; it is read as a list.')
  const field: VcfField = {
    id,
    number: type === 'Flag' ? '0' : (number ?? '.'),
    // One of the five words: it stands in TYPES.
    type: type !== undefined && TYPES.includes(type) ? (type as VcfType) : 'String',
    description: values.get('Description') ?? '',
  }
  const known = fields.get(id)
  if (known === undefined) fields.set(id, field)
  else if (known.type !== field.type || known.number !== field.number) warn('is declared again with another type; the first line counts.')
}

function gatherSymbol(symbols: Map<string, VcfSymbol>, definition: Definition): void {
  const values = structuredValues(definition)
  const id = values?.get('ID')
  if (values === undefined || id === undefined || symbols.has(id)) return
  symbols.set(id, { id, description: values.get('Description') ?? '' })
}

function gatherContig(definition: Definition): void {
  const values = structuredValues(definition)
  const name = values?.get('ID')
  const { contigs } = definition.gathered
  if (values === undefined || name === undefined || contigs.has(name)) return
  const length = values.get('length')
  contigs.set(name, length !== undefined && /^\d+$/.test(length) ? { name, length: Number(length) } : { name })
}

/** The key-value pairs of a line that defines something. Undefined, with a warning, where it has no ID: nothing can refer to it. */
function structuredValues({ line, value, gathered }: Definition): ReadonlyMap<string, string> | undefined {
  const { values, closed } = value.startsWith('<') ? parseStructuredLine(value) : { values: new Map<string, string>(), closed: true }
  if (values.has('ID')) {
    if (!closed) gathered.warnings.push(`${placeOf(line)}: a quote or bracket is not closed.`)
    return values
  }
  if (!closed) throw headerError(line, 'a quote or bracket is not closed, so its ID is lost')
  gathered.warnings.push(`${placeOf(line)}: a line without an ID is ignored.`)
  return undefined
}

const COLUMNS = ['#CHROM', 'POS', 'ID', 'REF', 'ALT', 'QUAL', 'FILTER', 'INFO', 'FORMAT']

function checkColumns(columns: readonly string[], line: HeaderLine): void {
  for (const [index, expected] of COLUMNS.entries()) {
    const found = columns[index]
    if (found === expected || (found === undefined && index >= 8)) continue
    if (columns.length === 1 && line.text.split(/ +/)[0] === '#CHROM')
      throw headerError(line, 'the names of the #CHROM line must be parted by tabs')
    const what = found === undefined ? 'ends there' : `says "${found.slice(0, 40)}"`
    throw headerError(line, `column ${index + 1} of the #CHROM line must be ${expected}, and it ${what}`)
  }
}

function placeOf(line: HeaderLine): string {
  return `${line.location}, line ${line.number}`
}

function headerError(line: HeaderLine, what: string): QueryError {
  return new QueryError('FORMAT', `${placeOf(line)}: ${what}.`, { location: line.location, line: line.number })
}
