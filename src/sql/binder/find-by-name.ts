/** Matches a written name against names: exact case first, then without regard to case. */
import type { Identifier } from '../ast/identifier.ts'

export function findByName<T>(wanted: Identifier, candidates: readonly T[], nameOf: (candidate: T) => string): readonly T[] {
  const exact = candidates.filter(candidate => nameOf(candidate) === wanted.name)
  if (exact.length > 0) return exact
  const lower = wanted.name.toLowerCase()
  return candidates.filter(candidate => nameOf(candidate).toLowerCase() === lower)
}
