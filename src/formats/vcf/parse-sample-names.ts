/** The sample names of a #CHROM line: not empty, and each once, because columns and genotype lists go by them. */
import { QueryError } from '../../common/errors.ts'

const FIRST_SAMPLE = 9

export function parseSampleNames(columns: readonly string[], at: { readonly location: string; readonly line: number }): readonly string[] {
  const samples = columns.slice(FIRST_SAMPLE)
  const seen = new Set<string>()
  for (const [index, name] of samples.entries()) {
    if (name.trim() === '') throw sampleError(`sample ${index + 1} of the #CHROM line has no name; is there a tab at its end?`, at)
    if (seen.has(name)) throw sampleError(`the sample "${name}" stands twice in the #CHROM line.`, at)
    seen.add(name)
  }
  return samples
}

function sampleError(what: string, at: { readonly location: string; readonly line: number }): QueryError {
  return new QueryError('FORMAT', `${at.location}, line ${at.line}: ${what}`, at)
}
