/** A notice in words, before anything of the server's own. */
export interface Words {
  subject: string
  /** What it means, in a sentence or two. */
  happened: string
  /** Who did it, where that is not simply the actor. */
  who?: string
  /** Over the steps; "Was this not you?" unless told. */
  heading?: string
  /** What to do, before calling for help. */
  steps: string[]
}
