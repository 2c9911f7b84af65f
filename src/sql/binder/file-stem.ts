/** The name that `FROM 'dir/calls.vcf.gz'` gives its table: calls. */
export function fileStem(location: string): string {
  const base =
    location
      .replace(/[?#].*$/, '')
      .split(/[\\/]/)
      .at(-1) ?? location
  const uncompressed = base.replace(/\.(gz|bgz|bz2|zst|xz)$/i, '')
  const stem = uncompressed.replace(/\.[^.]+$/, '')
  return stem === '' ? base : stem
}
