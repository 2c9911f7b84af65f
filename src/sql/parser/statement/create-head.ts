/** What stands before the kind of thing that CREATE creates. */
export interface CreateHead {
  readonly start: number
  readonly orReplace: boolean
  readonly temporary: boolean
}
