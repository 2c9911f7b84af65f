/** The one argument of read_vcf and describe_vcf: a path. */
import type { TableFunctionArgument } from '../../catalog/catalog.ts'
import { QueryError } from '../../common/errors.ts'

export function fileArgument(name: string, args: readonly TableFunctionArgument[]): string {
  const [first, ...more] = args
  if (first?.kind === 'value' && typeof first.value === 'string' && more.length === 0) return first.value
  throw new QueryError('PLAN', `${name} takes a path as text, and named options: ${name}('file', option => value).`)
}
