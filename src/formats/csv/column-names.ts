/** Names for the columns of a file: each once, without regard to case, because SQL finds them so. */

/** An empty name becomes `column` and its number; a name that is taken gets a number behind it. */
export function uniqueColumnNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return names.map((written, index) => {
    const name = written.trim() === '' ? `column${index}` : written
    let free = name
    for (let number = 1; taken.has(free.toLowerCase()); number++) free = `${name}_${number}`
    taken.add(free.toLowerCase())
    return free
  })
}
