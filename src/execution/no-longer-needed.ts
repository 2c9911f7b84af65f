/** Why a task is cancelled whose query goes on, or ended well: nobody sees it as an error. */
export const noLongerNeeded = new DOMException('No longer needed', 'AbortError')
