/** Patterns of file names: '*' stands for letters of one name, '**' for folders too, '?' for one letter, '[abc]' for one of these. */

/** May be a pattern: '?' and '[' occur in names of files too, which are then those files. In URLs only a star counts. */
export function isGlob(location: string): boolean {
  return location.includes('*') || (!location.includes('://') && /\?|\[[^\]/]+\]/.test(location))
}

/** Matches whole paths, parts of which are divided by '/'. Names that begin with a dot match only a pattern that says so. */
export function globPattern(pattern: string): RegExp {
  let source = ''
  for (let at = 0; at < pattern.length; ) {
    const token = /^(?:\*\*\/|\*\*|\*|\?|\[[^\]/]+\]|.)/su.exec(pattern.slice(at))?.[0] ?? ''
    source += sourceOf(token, at === 0 || pattern[at - 1] === '/')
    at += token.length
  }
  return new RegExp(`^${source}$`, 'su')
}

function sourceOf(token: string, isFirst: boolean): string {
  // A name's first letter may be anything but a dot.
  const noDot = isFirst ? '(?!\\.)' : ''
  switch (token) {
    case '**/':
      return '(?:(?!\\.)[^/]+/)*'
    case '**':
      return `${noDot}.*`
    case '*':
      return `${noDot}[^/]*`
    case '?':
      return `${noDot}[^/]`
    default:
      if (token.startsWith('[') && token.length > 1) return token.replace(/^\[!/, '[^').replace(/\\/g, '\\\\')
      return token.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  }
}
