/** The two dictionaries of a BCF header (VCFv4.3 §6.2.1): records name contigs, filters and keys by their numbers in them. */
import { parseStructuredLine } from '../vcf/parse-structured-line.ts'

export interface BcfDictionaries {
  /** IDs of FILTER, INFO and FORMAT lines by number; a number that no line has is undefined. */
  readonly strings: readonly (string | undefined)[]
  readonly contigs: readonly (string | undefined)[]
}

const LINE = /^##(FILTER|INFO|FORMAT|contig)=(<.*)$/
/** More numbers than this come from a broken IDX. */
const MOST_ENTRIES = 1 << 24

export function bcfDictionaries(lines: readonly string[]): BcfDictionaries {
  // PASS is number 0, whether a line says so or not.
  const strings = new Numbering(['PASS'])
  const contigs = new Numbering([])
  for (const line of lines) {
    const [, kind, definition = ''] = LINE.exec(line) ?? []
    if (kind === undefined) continue
    const { values } = parseStructuredLine(definition)
    const id = values.get('ID')
    if (id !== undefined) (kind === 'contig' ? contigs : strings).add(id, values.get('IDX'))
  }
  return { strings: strings.names, contigs: contigs.names }
}

class Numbering {
  readonly names: (string | undefined)[]
  private readonly known: Set<string>

  constructor(names: readonly string[]) {
    this.names = [...names]
    this.known = new Set(names)
  }

  /** One ID has one number, also where INFO and FORMAT both have it. Without IDX it is the next. */
  add(id: string, index: string | undefined): void {
    if (this.known.has(id)) return
    this.known.add(id)
    const given = index !== undefined && /^\d+$/.test(index) ? Number(index) : this.names.length
    if (given >= MOST_ENTRIES) return
    while (this.names.length < given) this.names.push(undefined)
    this.names[given] = id
  }
}
