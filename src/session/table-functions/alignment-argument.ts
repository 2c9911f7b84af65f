/** The one alignment file of flagstat, idxstats and depth. */
import type { TableFunctionArgument } from '../../catalog/catalog.ts'
import { QueryError } from '../../common/errors.ts'
import type { FileTables } from '../file-tables.ts'

const FORMATS: ReadonlySet<string> = new Set(['bam', 'sam', 'cram'])

/** A path, and the format that is found there. */
export async function alignmentArgument(
  name: string,
  argument: TableFunctionArgument | undefined,
  files: FileTables,
): Promise<{ readonly location: string; readonly format: string }> {
  const location = argument?.kind === 'value' ? argument.value : undefined
  if (typeof location !== 'string' || location === '') {
    throw new QueryError('PLAN', `${name} takes the path of one file: ${name}('reads.bam').`)
  }
  const format = await files.formatOf(location)
  if (FORMATS.has(format)) return { location, format }
  throw new QueryError('PLAN', `${name} takes a BAM, SAM or CRAM file; ${location} is ${format.toUpperCase()}.`)
}
