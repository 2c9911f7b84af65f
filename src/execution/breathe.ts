/** Gives the event loop of this thread a turn when it has had none for a while, whoever kept it busy. */

/** Milliseconds. An abort or another query waits at most about this long for a batch to end. */
const BUSY_LIMIT = 16

let lastTurn = performance.now()
let nextTurn: Promise<void> | undefined

/** Undefined: go on at once. */
export function breathe(): Promise<void> | undefined {
  if (nextTurn) return nextTurn
  if (performance.now() - lastTurn < BUSY_LIMIT) return undefined
  nextTurn = turn().then(() => {
    lastTurn = performance.now()
    nextTurn = undefined
  })
  return nextTurn
}

/** A message to oneself: timers wait at least a millisecond (4 in browsers), and promises give no turn to anybody else. */
function turn(): Promise<void> {
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}
