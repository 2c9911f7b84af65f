/** Whether two results, as text, are one value: doubles may differ in their last digits, and every error is like another. */
export function sameValue(a: string, b: string): boolean {
  if (a === b || (a.startsWith('ERROR') && b.startsWith('ERROR'))) return true
  const [x, y] = [a, b].map(text => (text.trim() === '' ? Number.NaN : Number(text)))
  if (x === undefined || y === undefined || !Number.isFinite(x) || !Number.isFinite(y)) return false
  return Math.abs(x - y) <= 1e-12 * Math.max(Math.abs(x), Math.abs(y), 1e-300)
}
