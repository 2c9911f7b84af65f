/** Options as written (snake_case in SQL, camelCase in TypeScript) to checked ones. An unknown name is an error with a suggestion. */
import type * as z from 'zod/mini'
import { QueryError } from '../common/errors.ts'
import type { JsonValue } from '../common/json.ts'
import { suggest } from '../common/suggest.ts'

/** The keys of the schema's shape are the names; NULL values count as left out. Parsing what was parsed changes nothing. */
export function parseFormatOptions<Shape extends z.core.$ZodShape>(
  format: string,
  schema: z.ZodMiniObject<Shape>,
  options: { readonly [name: string]: JsonValue | undefined },
): z.output<z.ZodMiniObject<Shape>> {
  const names = Object.keys(schema.shape)
  const given = new Map<string, JsonValue>()
  for (const [written, value] of Object.entries(options)) {
    const name = toCamelCase(written)
    if (!names.includes(name)) throw unknownOption(format, written, names)
    if (given.has(name)) throw new QueryError('CONFIGURATION', `Option ${written} of ${format} is given twice.`)
    if (value !== null && value !== undefined) given.set(name, value)
  }
  const result = schema.safeParse(Object.fromEntries(given))
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const name = String(issue?.path[0] ?? '')
  const value = JSON.stringify(given.get(name))
  throw new QueryError('CONFIGURATION', `Option ${toSnakeCase(name)} of ${format} must be ${issue?.message}, not ${value}.`)
}

function unknownOption(format: string, written: string, names: readonly string[]): QueryError {
  const candidates = written.includes('_') || written === written.toLowerCase() ? names.map(toSnakeCase) : names
  const similar = suggest(written, candidates)
  const hint = similar === undefined ? `It takes ${candidates.join(', ')}.` : `Did you mean "${similar}"?`
  return new QueryError('CONFIGURATION', `There is no option "${written}" of ${format}. ${hint}`)
}

function toCamelCase(name: string): string {
  return name.includes('_') ? name.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) : name
}

function toSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
}
