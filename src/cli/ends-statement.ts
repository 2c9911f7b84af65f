/** Does a text end with a semicolon that is not inside a string, a quoted name or a comment? */
export function endsStatement(text: string): boolean {
  const bare = text.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g, ' ')
  // An opening quote or comment that is left has no end yet.
  return !/['"]|\/\*/.test(bare) && /;\s*$/.test(bare)
}
