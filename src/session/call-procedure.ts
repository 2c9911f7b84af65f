/** CALL register_vcf('calls.vcf.gz', 'calls', …): registers a file of any format. */
import type { Batch } from '../columnar/batch.ts'
import { QueryError } from '../common/errors.ts'
import { suggest } from '../common/suggest.ts'
import type { BoundStatement } from '../sql/bound-statement.ts'
import { batchOf, TEXT } from './batch-of.ts'
import { formatNames } from './format-names.ts'
import type { StatementContext } from './statement-context.ts'

export async function callProcedure(call: BoundStatement & { kind: 'call' }, context: StatementContext): Promise<Batch> {
  const procedures = formatNames.map(format => `register_${format}`)
  const name = call.name.toLowerCase()
  const format = formatNames.find(candidate => name === `register_${candidate}`)
  if (!format) {
    const nearest = suggest(name, procedures)
    throw new QueryError(
      'PLAN',
      `There is no procedure "${call.name}". ${nearest ? `Did you mean "${nearest}"?` : `CALL takes ${procedures.join(', ')}.`}`,
    )
  }
  const [location, table, ...more] = call.args
  if (typeof location !== 'string' || (table !== undefined && table !== null && typeof table !== 'string') || more.length > 0) {
    throw new QueryError('PLAN', `${name} takes a path, a table name and named options: CALL ${name}('file', 'name', option => value).`)
  }
  const registered = await context.register(location, table ?? undefined, { format, options: call.named })
  return batchOf({ table_name: { type: TEXT, values: [registered] } })
}
