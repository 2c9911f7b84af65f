/** The one argument of read_vcf and describe_vcf: a path, a pattern of paths, or a list of them. */
import type { TableFunctionArgument } from '../../catalog/catalog.ts'
import { QueryError } from '../../common/errors.ts'

export function fileArgument(name: string, args: readonly TableFunctionArgument[]): string | readonly string[] {
  const [first, ...more] = args
  const value = first?.kind === 'value' && more.length === 0 ? first.value : undefined
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.every(item => typeof item === 'string')) return value
  throw new QueryError('PLAN', `${name} takes a path as text (or a list of them), and named options: ${name}('file', option => value).`)
}
