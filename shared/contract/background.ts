/** Sent, with any value, by requests that nobody asked for: they are no use of the session and do not prolong it. */
export const backgroundHeader = 'x-weft-background'
