import { describe, expect, it } from 'vitest'
import { actionGroups } from '../../../../renderer/lib/action-words.ts'
import { auditAction } from '../../../../shared/contract/activity.ts'

describe('actionGroups', () => {
  it('name everything that can be on the record, once', () => {
    const named = actionGroups.flatMap(({ actions }) => Object.keys(actions))
    expect(named.toSorted()).toEqual([...auditAction.options].toSorted())
  })
})
