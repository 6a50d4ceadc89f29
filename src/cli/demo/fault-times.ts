/** Faults take a moment. What was on its way between begin and end may have met either state. Host clock. */
export interface FaultTimes {
  readonly beginMs: number;
  /** From here on the fault (or its end) is in force for everybody. */
  readonly endMs: number;
}
