import { failureDetails } from '../api/api-error.ts'
import { describeFailure } from '../api/client.ts'

/** A value of the server's: being fetched, here, or not to be had and why. */
export type Remote<T> =
  | { status: 'loading' }
  | { status: 'ready'; value: T }
  | { status: 'failed'; message: string; details?: string | undefined }

/** Waits for a call and answers how it ended; never rejects. */
export async function settle<T>(promise: Promise<T>): Promise<Remote<T>> {
  try {
    return { status: 'ready', value: await promise }
  } catch (error) {
    return { status: 'failed', message: describeFailure(error), details: failureDetails(error) }
  }
}
