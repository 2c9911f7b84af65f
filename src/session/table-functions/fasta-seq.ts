/** fasta_seq('ref.fa', 'chr1:100-200'): the bases of regions of an indexed FASTA file, one row a region. */
import type { TableFunction } from '../../catalog/catalog.ts'
import type { Batch } from '../../columnar/batch.ts'
import { QueryError } from '../../common/errors.ts'
import { shownStart } from '../../genomics/coordinate-system.ts'
import { batchOf, COUNT, TEXT } from '../batch-of.ts'
import type { FileTables } from '../file-tables.ts'
import { MemoryTable } from '../memory-table.ts'
import type { SessionConfig } from '../session-config.ts'

const NAME = 'fasta_seq'

export function fastaSeq(files: FileTables, config: SessionConfig): TableFunction {
  return {
    name: NAME,
    summary:
      'The bases of regions of a FASTA file with an index (FAI, and GZI where it is bgzipped), one row a region. Option: index_path.',
    example: `SELECT sequence FROM ${NAME}('ref.fa', 'chr1:100-200')`,
    bind: async (args, named) => {
      const [location, ...regions] = args.map(argument => (argument.kind === 'value' ? argument.value : undefined))
      if (typeof location !== 'string' || regions.length === 0 || !regions.every(region => typeof region === 'string')) {
        throw new QueryError('PLAN', `${NAME} takes a path and regions as text: ${NAME}('ref.fa', 'chr1:100-200').`)
      }
      const { index_path: indexPath, ...others } = named
      const [unknown] = Object.keys(others)
      if (unknown !== undefined) throw new QueryError('CONFIGURATION', `There is no option "${unknown}" of ${NAME}. It takes index_path.`)
      if (indexPath !== undefined && typeof indexPath !== 'string') {
        throw new QueryError('CONFIGURATION', `Option index_path of ${NAME} must be a path, not ${JSON.stringify(indexPath)}.`)
      }
      const isZeroBased = config.flag('bio.coordinate_system_zero_based')
      const rows = await files.fetchSequences({ location, regions, indexPath })
      const system = isZeroBased ? 'zero-based-half-open' : 'one-based-closed'
      const batch = batchOf({
        chrom: { type: TEXT, values: rows.map(row => row.name) },
        start: { type: COUNT, values: rows.map(row => BigInt(shownStart(row.start, system))) },
        end: { type: COUNT, values: rows.map(row => BigInt(row.end)) },
        sequence: { type: TEXT, values: rows.map(row => row.sequence) },
      })
      return tableOf(batch, isZeroBased)
    },
  }
}

function tableOf(batch: Batch, isZeroBased: boolean): MemoryTable {
  const schema = { ...batch.schema, metadata: { 'bio.coordinate_system_zero_based': String(isZeroBased) } }
  return MemoryTable.of(NAME, schema, [{ ...batch, schema }])
}
