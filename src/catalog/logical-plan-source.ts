/** A logical plan seen from below `logical/`: opaque here, so that the catalog does not depend on plans. */
export interface LogicalPlanSource {
  readonly kind: string
}
