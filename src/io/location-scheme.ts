/** The URL scheme of a location: 'file' for paths, also for Windows paths with a drive letter. */
export function locationScheme(location: string): string {
  // Two letters at least: `C:\data` is a path. Without slashes it is a path too: `sample:1.vcf`.
  return /^([a-z][a-z0-9+.-]+):\/\//i.exec(location)?.[1]?.toLowerCase() ?? 'file'
}
