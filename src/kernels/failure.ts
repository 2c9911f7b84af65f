/** How a kernel says that a row has no result: the caller knows the expression and throws the error that names it. */
export type Fail = (row: number, reason: string) => never
