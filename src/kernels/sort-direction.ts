/** How one sort key orders. A SortKey of the plan is one. */
export interface SortDirection {
  readonly descending: boolean
  readonly nullsFirst: boolean
}
