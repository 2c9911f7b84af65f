/** The class of a failure: its message without the names and numbers of its own case. */
export function failureClass(message: string): string {
  if (message.startsWith('expected')) return 'other rows'
  return (message.split('\n')[0] ?? '')
    .replace(/ Did you mean .*$/, '')
    .replace(/"[^"]*"/g, '"…"')
    .replace(/'[^']*'/g, "'…'")
    .replace(/\d+/g, 'N')
    .slice(0, 140)
}
