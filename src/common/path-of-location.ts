/** The path of a location: a URL without its query and fragment, or a local name as it stands, which may hold '?' and '#'. */
export function pathOfLocation(location: string): string {
  // Two letters at least: 'C:\data' is a local name.
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(location) ? location.replace(/[?#].*$/, '') : location
}
