/** The bound on one text that a function may make; a mistyped number must not fill the memory. */
import { QueryError } from '../../common/errors.ts'

/** Bytes, roughly: UTF-16 units of one value. */
export const LONGEST_TEXT = 64 * 1024 * 1024

export function checkTextLength(length: number, name: string): void {
  if (length <= LONGEST_TEXT) return
  throw new QueryError('RESOURCE', `Function ${name} would make a text of ${length} characters; the limit is ${LONGEST_TEXT}`)
}
