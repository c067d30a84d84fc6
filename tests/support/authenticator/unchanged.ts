/** The honest default of every alteration. */
export const unchanged = <T>(made: T): T => made
