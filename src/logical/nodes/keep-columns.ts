/** The same node without the output columns that are not wanted: what nobody above reads is not put together. The same object where all are. */
import type { NodeOf } from '../node-of.ts'

type Keeping = NodeOf<'filter' | 'join' | 'interval-join'>

export function keepColumns<N extends Keeping>(node: N, wanted: (id: number) => boolean): N {
  const places = node.ids.flatMap((id, place) => (wanted(id) ? [place] : []))
  if (places.length === node.ids.length) return node
  // In range: one field an id.
  const fields = places.map(place => node.schema.fields[place]!)
  return { ...node, schema: { ...node.schema, fields }, ids: places.map(place => node.ids[place]!) }
}
