/** Expressions over edge values, as text that DuckDB and this engine both understand. */

/** Values by kind: i integers, d doubles, m decimals, t texts, D dates, T timestamps, I intervals, b booleans, l lists of integers, L lists of texts, p parts of times, B bytes. */
const pools: { readonly [kind: string]: readonly string[] } = {
  i: ['0', '1', '-1', '7', '-3', '2147483647', 'NULL::INTEGER'],
  s: ['0', '1', '2', '3', '-1', '-2', '10'],
  d: ['0.0::DOUBLE', '1.5::DOUBLE', '-2.5::DOUBLE', '0.1::DOUBLE', '1e15::DOUBLE', '-123456.789::DOUBLE', 'NULL::DOUBLE'],
  n: ['0.5::DOUBLE', '1.0::DOUBLE', '2.0::DOUBLE', '10.0::DOUBLE', '0.001::DOUBLE'],
  m: [
    '1.25::DECIMAL(4,2)',
    '-0.5::DECIMAL(3,1)',
    '99.99::DECIMAL(4,2)',
    '12345678901234567.89::DECIMAL(19,2)',
    '0::DECIMAL(9,3)',
    'NULL::DECIMAL(5,1)',
  ],
  t: ["''", "'a'", "'ACGTacgt'", "'straße'", "'é😀b'", "'  x '", "'a,b,,c'", 'NULL::VARCHAR'],
  w: ["'a'", "'b'", "','", "''", "'ß'", "'CG'"],
  D: [
    "DATE '2024-02-29'",
    "DATE '1969-12-31'",
    "DATE '2000-01-01'",
    "DATE '2021-01-03'",
    "DATE '0001-01-01'",
    "DATE '2024-12-30'",
    'NULL::DATE',
  ],
  T: [
    "TIMESTAMP '2024-02-29 23:59:59.999999'",
    "TIMESTAMP '1969-12-31 12:34:56.5'",
    "TIMESTAMP '2000-01-01 00:00:00'",
    "TIMESTAMP '2023-10-31 10:00:00.001'",
    'NULL::TIMESTAMP',
  ],
  I: [
    "INTERVAL '1 day'",
    "INTERVAL '14 months'",
    "INTERVAL '-3 days 02:00:00'",
    "INTERVAL '00:00:01.5'",
    "INTERVAL '0 days'",
    'NULL::INTERVAL',
  ],
  b: ['true', 'false', 'NULL::BOOLEAN'],
  l: ['[1, 2, 3]', '[3, 1, NULL, 1]', '[]::INTEGER[]', '[5]', 'NULL::INTEGER[]'],
  L: ["['a', 'b']", "['b', NULL, 'a', 'b']", '[]::VARCHAR[]', 'NULL::VARCHAR[]'],
  p: ["'year'", "'month'", "'week'", "'day'", "'hour'", "'quarter'", "'decade'", "'century'", "'second'", "'minute'"],
  B: ["encode('a')", "unhex('DEADBEEF')", "unhex('')", 'NULL::BLOB'],
}

/** The template with every choice of values, or so many of them, evenly picked. */
export function expressionsOf(template: string, most = 24): readonly string[] {
  const kinds = [...template.matchAll(/\{(\w)\}/g)].map(match => match[1] ?? '')
  const sizes = kinds.map(kind => pools[kind]?.length ?? 1)
  const total = sizes.reduce((product, size) => product * size, 1)
  const count = Math.min(total, most)
  // A step that shares no factor with the total meets different values of every kind.
  let step = Math.max(1, Math.floor(total / count))
  while (step > 1 && sizes.some(size => step % size === 0 || gcd(step, size) > 1)) step++
  const found = new Set<string>()
  for (let i = 0; i < count; i++) {
    let rest = (i * step) % total
    const values = kinds.map((kind, place) => {
      const size = sizes[place] ?? 1
      const value = pools[kind]?.[rest % size] ?? ''
      rest = Math.floor(rest / size)
      return value
    })
    let next = 0
    found.add(template.replace(/\{\w\}/g, () => values[next++] ?? ''))
  }
  return [...found]
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b)
}
