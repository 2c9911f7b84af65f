/** The path of a location, for its extension: a URL without its query and fragment. In a path `?` and `#` are letters like others. */
export function locationPath(location: string): string {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(location) ? location.replace(/[?#].*$/s, '') : location
}
