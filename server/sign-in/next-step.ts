import type { NextStep } from '../../shared/contract/next-step.ts'
import { secondSteps, type Means } from '../fallback/second-steps.ts'
import type { Half } from '../session.ts'

/**
 * What is still missing after a first factor: nothing after a passkey, any second step after a password or a passkey
 * that seems to exist twice. Null where the account has nothing that could complete it.
 */
export function nextStep(first: 'passkey' | Half, means: Means): NextStep | null {
  if (first === 'passkey') return { done: true }
  const oneOf = secondSteps(means)
  return oneOf.length > 0 ? { done: false, oneOf } : null
}
