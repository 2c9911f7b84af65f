/** The name that `FROM 'dir/calls.vcf.gz'` gives its table: calls. */

import { locationPath } from '../../common/location-path.ts'

export function fileStem(location: string): string {
  const base = locationPath(location).split(/[\\/]/).at(-1) ?? location
  const uncompressed = base.replace(/\.(gz|bgz|bz2|zst|xz)$/i, '')
  const stem = uncompressed.replace(/\.[^.]+$/, '')
  return stem === '' ? base : stem
}
