/** FASTQ as a file format. */
import type { FileFormat, FileInfo } from '../file-format.ts'
import { parseFormatOptions } from '../parse-format-options.ts'
import { type FastqOptions, fastqOptionSchema } from './fastq-options.ts'
import { fastqSchema } from './fastq-table.ts'
import { loadFastqFile } from './load-fastq-file.ts'
import { readFastq } from './read-fastq.ts'

const parseOptions: FileFormat<FastqOptions>['parseOptions'] = options => parseFormatOptions('fastq', fastqOptionSchema, options)

const fastqFormat: FileFormat<FastqOptions> = {
  name: 'fastq',
  indexKinds: [],
  parseOptions,
  async inspect(source, options, context): Promise<FileInfo> {
    const { isMultiLine } = await loadFastqFile(source, context)
    // Where records have any number of lines, or lines are missing, no place but the first is surely the start of one.
    const isSure = !(options.multiLine ?? isMultiLine) && options.onMalformed === 'error'
    return { schema: fastqSchema(options), splittable: isSure ? 'by-bytes' : 'no' }
  },
  read: (partition, context) => readFastq(partition, parseOptions(partition.options), context),
}

export default fastqFormat
