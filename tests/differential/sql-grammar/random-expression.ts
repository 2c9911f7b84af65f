/** Random expressions without parentheses around operators, from a seed: whatever shape they get comes from precedence alone. */

/** Uniform numbers in [0, 1) from a seed (mulberry32), the same on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const operands = ['a', 'b', 'c', 't.d', '1', '2.5', "'x'", 'f(a)', 'f(a OR b, c)', 'CASE WHEN a THEN b ELSE c END', 'NULL', 'TRUE']
const comparisons = ['=', '<>', '!=', '<', '<=', '>', '>=']
const others = ['||', '&', '|', '#', '<<', '>>', '->', '->>', '@>', '<@', '&&', '~', '~*', '!~', '!~*', '~~', '!~~*']
const arithmetic = ['+', '-', '*', '/', '%', '^']
const memberships = ['LIKE', 'NOT LIKE', 'ILIKE', 'NOT ILIKE', 'SIMILAR TO', 'NOT SIMILAR TO']
const prefixes = ['NOT', '-', '+', '~']
const postfixes = ['IS NULL', 'IS NOT NULL', 'ISNULL', 'NOTNULL', 'IS TRUE', 'IS NOT FALSE', 'IS UNKNOWN', 'IN (1, 2)', 'NOT IN (a)']
const tightPostfixes = ['::text', '[1]', '[a + b]']
const quantified = ['= ANY (c)', '< ALL (c)', '<> SOME (c)']

/** Some `length` operands joined by operators of every level. */
export function randomExpression(random: () => number, length: number): string {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!
  const parts: string[] = []
  const pushOperand = () => {
    while (random() < 0.18) parts.push(pick(prefixes))
    const operand = pick(operands)
    // Only names take a subscript without parentheses in PostgreSQL.
    parts.push(random() < 0.1 ? operand + pick(/^[abc]$/.test(operand) ? tightPostfixes : ['::text']) : operand)
    if (random() < 0.12) parts.push(pick(postfixes))
    if (random() < 0.04) parts.push(pick(quantified))
  }
  pushOperand()
  for (let i = 1; i < length; i++) {
    const level = random()
    if (level < 0.25) parts.push(pick(['AND', 'OR']))
    else if (level < 0.4) parts.push(pick(comparisons))
    else if (level < 0.6) parts.push(pick(arithmetic))
    else if (level < 0.8) parts.push(pick(others))
    else if (level < 0.88) parts.push(pick(memberships))
    else if (level < 0.92) parts.push(pick(['IS DISTINCT FROM', 'IS NOT DISTINCT FROM']))
    else {
      parts.push(pick(['BETWEEN', 'NOT BETWEEN', 'BETWEEN SYMMETRIC']))
      pushOperand()
      if (random() < 0.3) {
        parts.push(pick([...arithmetic, ...others, ...comparisons]))
        pushOperand()
      }
      parts.push('AND')
    }
    pushOperand()
    if (random() < 0.05) parts.push("ESCAPE 'x'")
  }
  return parts.join(' ')
}
