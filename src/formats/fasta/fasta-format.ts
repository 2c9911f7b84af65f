/** FASTA as a file format. */
import type { FileFormat, FileInfo } from '../file-format.ts'
import { parseFormatOptions } from '../parse-format-options.ts'
import { loadFastaIndex } from './fasta-index.ts'
import { type FastaOptions, fastaOptionSchema } from './fasta-options.ts'
import { fastaSections } from './fasta-sections.ts'
import { fastaSchema } from './fasta-table.ts'
import { loadFastaFile } from './load-fasta-file.ts'
import { readFasta } from './read-fasta.ts'

const parseOptions: FileFormat<FastaOptions>['parseOptions'] = options => parseFormatOptions('fasta', fastaOptionSchema, options)

/** More names than these are no reference but reads: they are not listed in the metadata. */
const MOST_CONTIGS = 10_000

const fastaFormat: FileFormat<FastaOptions> = {
  name: 'fasta',
  indexKinds: [],
  parseOptions,
  async inspect(source, options, context): Promise<FileInfo> {
    await loadFastaFile(source, context)
    const index = await loadFastaIndex(source, options.indexPath, context)
    const entries = typeof index === 'string' ? [] : index.fai.entries
    return { schema: fastaSchema(options, entries.length > MOST_CONTIGS ? [] : entries), splittable: 'by-bytes' }
  },
  /** One a sequence, by the FAI: a name finds its bytes. */
  async parts(source, context) {
    const index = await loadFastaIndex(source, parseOptions(context.options).indexPath, context)
    if (typeof index === 'string') return { kind: 'none', why: index }
    const encoder = new TextEncoder()
    const parts = fastaSections(index, source.location).map(({ entry, chunk, bytes }) => {
      const name = encoder.encode(entry.name)
      return { chunk, bytes, rows: 1, columns: new Map([['name', { min: name, max: name, nullCount: 0 }]]) }
    })
    return { kind: 'parts', parts, index: { kind: 'fai', location: index.fai.location }, joins: true, mayHideRows: true }
  },
  read: (partition, context) => readFasta(partition, parseOptions(partition.options), context),
}

export default fastaFormat
