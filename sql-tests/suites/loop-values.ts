/** The values a loop of a DuckDB file takes: `loop i 0 10`, `foreach type <integral> !bigint float`. */
const SIGNED = ['tinyint', 'smallint', 'integer', 'bigint', 'hugeint']
const UNSIGNED = ['utinyint', 'usmallint', 'uinteger', 'ubigint', 'uhugeint']
const NUMERIC = [...SIGNED, ...UNSIGNED, 'float', 'double']
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  '<signed>': SIGNED,
  '<unsigned>': UNSIGNED,
  '<integral>': [...SIGNED, ...UNSIGNED],
  '<numeric>': NUMERIC,
  '<alltypes>': [...NUMERIC, 'bool', 'interval', 'varchar'],
}

export function loopValues(word: string, words: readonly string[]): readonly string[] {
  if (word === 'loop') {
    const from = Number(words[0])
    return Array.from({ length: Math.max(0, Number(words[1]) - from) }, (_, i) => String(from + i))
  }
  const excluded = new Set(words.filter(value => value.startsWith('!')).map(value => value.slice(1)))
  return words.filter(value => !value.startsWith('!')).flatMap(value => (GROUPS[value] ?? [value]).filter(each => !excluded.has(each)))
}
