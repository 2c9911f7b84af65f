/** Counts the alignments over positions: chrom, start, end, depth of runs, or chrom, pos, depth of positions. */
import type { DataType, Field } from '../../columnar/data-type.ts'
import type { ColumnIds } from '../column-ids.ts'
import type { NodeOf } from '../node-of.ts'

const POSITION: DataType = { kind: 'uint32' }

export function depthNode(of: Pick<NodeOf<'depth'>, 'alignments' | 'scope' | 'input'>, ids: ColumnIds): NodeOf<'depth'> {
  const { form, coordinates } = of.scope
  const places: readonly (readonly [string, DataType])[] =
    form === 'runs'
      ? [
          ['start', POSITION],
          ['end', POSITION],
        ]
      : [['pos', POSITION]]
  const columns = [['chrom', { kind: 'dictionary' }] as const, ...places, ['depth', { kind: 'int32' }] as const]
  const fields = columns.map(([name, type]): Field => ({ name, type, nullable: false }))
  const metadata = { 'bio.coordinate_system_zero_based': String(coordinates === 'zero-based-half-open') }
  return { kind: 'depth', ...of, schema: { fields, metadata }, ids: fields.map(() => ids.next()) }
}
