/** How much two texts differ. */
import { QueryError } from '../../common/errors.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { type RowFunction, rowFunction } from '../support/row-function.ts'

/** Two texts of so many characters each cost their product. */
const MOST_STEPS = 100_000_000

const int64 = { kind: 'int64' } as const
const float64 = { kind: 'float64' } as const

/** Cells beyond the table's edges are never asked for: `!` below. */
function editDistance(a: string, b: string, transpositions: 'counted' | 'one step'): bigint {
  const [x, y] = [[...a], [...b]]
  if (x.length * y.length > MOST_STEPS) throw new QueryError('RESOURCE', 'The texts are too long to compare character by character')
  const width = y.length + 1
  let before = new Int32Array(width)
  let last = Int32Array.from({ length: width }, (_, j) => j)
  let next = new Int32Array(width)
  for (let i = 1; i <= x.length; i++) {
    next[0] = i
    for (let j = 1; j < width; j++) {
      const substituted = last[j - 1]! + Number(x[i - 1] !== y[j - 1])
      const swapped = transpositions === 'one step' && i > 1 && j > 1 && x[i - 1] === y[j - 2] && x[i - 2] === y[j - 1]
      next[j] = Math.min(last[j]! + 1, next[j - 1]! + 1, substituted, swapped ? before[j - 2]! + 1 : substituted)
    }
    ;[before, last, next] = [last, next, before]
  }
  return BigInt(last[y.length]!)
}

function hamming(a: string, b: string): bigint {
  const [x, y] = [[...a], [...b]]
  if (x.length !== y.length)
    throw new QueryError('EXECUTION', `Function hamming takes texts of one length, not of ${x.length} and ${y.length} characters`)
  return BigInt(x.filter((character, i) => character !== y[i]).length)
}

/** Of the sets of characters. */
function jaccard(a: string, b: string): number {
  const [x, y] = [new Set(a), new Set(b)]
  if (x.size === 0 || y.size === 0) throw new QueryError('EXECUTION', 'Function jaccard takes texts that are not empty')
  const shared = [...x].filter(character => y.has(character)).length
  return shared / (x.size + y.size - shared)
}

/** Characters of `x` with an equal one near their place in `y`, each used once: the places in both. */
function matches(x: readonly string[], y: readonly string[]): readonly [readonly number[], readonly number[]] {
  const reach = Math.max(0, Math.floor(Math.max(x.length, y.length) / 2) - 1)
  const used = new Set<number>()
  const places: number[] = []
  for (const [i, character] of x.entries()) {
    for (let j = Math.max(0, i - reach); j <= Math.min(y.length - 1, i + reach); j++) {
      if (used.has(j) || y[j] !== character) continue
      used.add(j)
      places.push(i)
      break
    }
  }
  return [places, [...used].toSorted((p, q) => p - q)]
}

function jaro(a: string, b: string): number {
  const [x, y] = [[...a], [...b]]
  if (x.length === 0 && y.length === 0) return 1
  if (x.length * y.length > MOST_STEPS) throw new QueryError('RESOURCE', 'The texts are too long to compare character by character')
  const [ofX, ofY] = matches(x, y)
  const count = ofX.length
  if (count === 0) return 0
  const moved = ofX.filter((place, i) => x[place] !== y[ofY[i] ?? -1]).length / 2
  return (count / x.length + count / y.length + (count - Math.floor(moved)) / count) / 3
}

/** A common start of up to four characters counts more, where the texts are alike at all. */
function jaroWinkler(a: string, b: string): number {
  const similarity = jaro(a, b)
  const [x, y] = [[...a], [...b]]
  let prefix = 0
  while (prefix < 4 && prefix < x.length && x[prefix] === y[prefix]) prefix++
  return similarity > 0.7 ? similarity + prefix * 0.1 * (1 - similarity) : similarity
}

function distance(
  description: Pick<RowFunction, 'name' | 'aliases' | 'summary' | 'example' | 'result' | 'compute'>,
  gives: RowFunction['gives'],
): ScalarFunction {
  return rowFunction({ ...description, takes: ['text', 'text'], gives })
}

export const distanceFunctions: readonly ScalarFunction[] = [
  distance(
    {
      name: 'levenshtein',
      aliases: ['editdist3'],
      summary: 'How many insertions, deletions and substitutions make one text the other.',
      example: "SELECT levenshtein('kitten', 'sitting')",
      result: '3',
      compute: (a: string, b: string) => editDistance(a, b, 'counted'),
    },
    int64,
  ),
  distance(
    {
      name: 'damerau_levenshtein',
      summary: 'The same, where swapping two neighbours is one step.',
      example: "SELECT damerau_levenshtein('ACGT', 'CAGT')",
      result: '1',
      compute: (a: string, b: string) => editDistance(a, b, 'one step'),
    },
    int64,
  ),
  distance(
    {
      name: 'hamming',
      aliases: ['mismatches'],
      summary: 'At how many places two texts of one length differ.',
      example: "SELECT hamming('ACGT', 'AGGA')",
      result: '2',
      compute: hamming,
    },
    int64,
  ),
  distance(
    {
      name: 'jaccard',
      summary: 'The characters that both texts have, as a part of those that either has.',
      example: "SELECT jaccard('ACG', 'CGT')",
      result: '0.5',
      compute: jaccard,
    },
    float64,
  ),
  distance(
    {
      name: 'jaro_similarity',
      summary: 'How alike two texts are, 0 to 1, by shared characters and their order.',
      example: "SELECT round(jaro_similarity('MARTHA', 'MARHTA'), 3)",
      result: '0.944',
      compute: jaro,
    },
    float64,
  ),
  distance(
    {
      name: 'jaro_winkler_similarity',
      summary: 'The same, where a common beginning counts more.',
      example: "SELECT round(jaro_winkler_similarity('MARTHA', 'MARHTA'), 3)",
      result: '0.961',
      compute: jaroWinkler,
    },
    float64,
  ),
]
