/** The empty container that ends a CRAM file. */
import type { CramVersion } from './cram-version.ts'

/** CRAM 2.0 had none. */
export function hasEofMarker({ major, minor }: CramVersion): boolean {
  return major > 2 || minor > 0
}

/** A warning: every whole container was read, and there may have been more. */
export function missingEofMarker(location: string): string {
  return `${location}: the container that marks the end of the file is missing; the file may be truncated.`
}
