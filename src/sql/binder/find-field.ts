/** A column of a table by the name that a statement gives, or an error that suggests one. */
import type { Field } from '../../columnar/data-type.ts'
import type { Identifier } from '../ast/identifier.ts'
import { findByName } from './find-by-name.ts'
import { didYouMean, planError } from './plan-error.ts'

export function findField(name: Identifier, fields: readonly Field[]): Field {
  const [field] = findByName(name, fields, candidate => candidate.name)
  if (field) return field
  const names = fields.map(candidate => candidate.name)
  throw planError(`Column "${name.name}" not found in the table.${didYouMean(name.name, names)}`, name.span)
}
