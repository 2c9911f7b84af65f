/** Names for an object or a file where each may stand once: the second `a` becomes `a_1`, as in DuckDB. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  const given = new Set(names)
  return names.map(name => {
    let unique = name
    for (let n = 1; taken.has(unique) || (unique !== name && given.has(unique)); n++) unique = `${name}_${n}`
    taken.add(unique)
    return unique
  })
}
