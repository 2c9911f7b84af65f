/** The options region and regions: region text, a list of it, or a file of regions. */
import { QueryError } from '../../common/errors.ts'
import { suggest } from '../../common/suggest.ts'
import { mergeRegions } from '../../genomics/merge-regions.ts'
import { parseRegion } from '../../genomics/parse-region.ts'
import type { Region } from '../../genomics/region.ts'
import type { RangeOptions } from '../range-functions/range-options.ts'

export interface RegionSources {
  /** What the regions are for: names the function in errors. */
  readonly of: string
  readonly contigs: readonly string[]
  readFile(location: string): Promise<readonly Region[]>
  warn(message: string): void
}

/** Undefined: neither was given. Merged. */
export async function regionOption(options: RangeOptions, sources: RegionSources): Promise<readonly Region[] | undefined> {
  const one = options.textOrTexts('region')
  const many = options.textOrTexts('regions')
  if (one !== undefined && many !== undefined) throw new QueryError('PLAN', `${sources.of} takes region or regions, not both.`)
  const given = one ?? many
  if (given === undefined) return undefined
  if (typeof given !== 'string') return mergeRegions(given.map(text => knownRegion(text, sources)))
  const region = parseRegion(given, sources.contigs)
  if (sources.contigs.includes(region.contig)) return [region]
  if (!looksLikePath(given)) throw unknownContig(given, region, sources)
  const regions = await sources.readFile(given)
  const isKnown = ({ contig }: Region) => sources.contigs.length === 0 || sources.contigs.includes(contig)
  const unknown = regions.find(candidate => !isKnown(candidate))
  if (unknown) sources.warn(`${given} has regions on ${unknown.contig}, which the header does not name; they are left out.`)
  return regions.filter(isKnown)
}

function knownRegion(text: string, sources: RegionSources): Region {
  const region = parseRegion(text, sources.contigs)
  if (sources.contigs.length === 0 || sources.contigs.includes(region.contig)) return region
  throw unknownContig(text, region, sources)
}

function looksLikePath(text: string): boolean {
  return /[/\\]|\.[a-z][a-z0-9]*(\.b?gz)?$/i.test(text)
}

function unknownContig(text: string, { contig }: Region, { of, contigs }: RegionSources): QueryError {
  if (contigs.length === 0) return new QueryError('PLAN', `${of} cannot use region "${text}": the file has no header that names contigs.`)
  const near = suggest(contig, contigs)
  const hint = near === undefined ? `Its contigs are named like ${contigs.slice(0, 3).join(', ')}.` : `Did you mean "${near}"?`
  return new QueryError('PLAN', `${of} cannot use region "${text}": the header names no contig "${contig}". ${hint}`)
}
