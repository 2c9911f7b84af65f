/**
 * Puts NULL among the numbers of an encoder that knows only real values: it takes the number that was next when it first
 * came, and the values that came later move up by one.
 */
export class NullCode {
  /** -1: no NULL came so far. */
  code = -1

  /** The number of NULL when `valuesSoFar` real values are known. */
  assign(valuesSoFar: number): number {
    if (this.code < 0) this.code = valuesSoFar
    return this.code
  }

  /** The number of a real value. */
  shift(valueCode: number): number {
    return this.code >= 0 && valueCode >= this.code ? valueCode + 1 : valueCode
  }

  /** How many numbers there are for so many real values. */
  size(values: number): number {
    return this.code >= 0 ? values + 1 : values
  }
}
