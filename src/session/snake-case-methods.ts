/** Methods of a session under their names in polars-bio, so that its scripts translate line by line. */
import type { Session } from './session.ts'

const names = {
  register_view: 'registerView',
  register_table: 'registerTable',
  register_rows: 'registerRows',
  register_function: 'registerFunction',
  from_polars: 'registerArrow',
  set_option: 'setOption',
  get_option: 'getOption',
  get_metadata: 'metadata',
  set_source_metadata: 'setSourceMetadata',
  print_metadata_json: 'printMetadataJson',
  print_metadata_summary: 'printMetadataSummary',
} as const satisfies Record<string, keyof Session>

export type SnakeCaseMethods = { readonly [Name in keyof typeof names]: Session[(typeof names)[Name]] }

export function snakeCaseMethods(session: Session): SnakeCaseMethods {
  const methods = Object.entries(names).map(([name, method]) => [name, (session[method] as Session['setOption']).bind(session)])
  // The cast above names any one of the methods: bind works on all alike. Here: the entries are those of the mapped type.
  return Object.fromEntries(methods) as SnakeCaseMethods
}
