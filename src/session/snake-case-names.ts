/** Options as methods take them under their names in SQL: minOverlap is the option min_overlap. */
import type { JsonValue } from '../common/json.ts'

/** Names in snake case stay, so that scripts of polars-bio run. What is undefined is not given. */
export function snakeCaseNames(options: { readonly [name: string]: JsonValue | undefined }): { readonly [name: string]: JsonValue } {
  const renamed: Record<string, JsonValue> = Object.create(null)
  for (const [name, value] of Object.entries(options))
    if (value !== undefined) renamed[name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)] = value
  return renamed
}
