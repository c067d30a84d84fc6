import { Checkbox } from '../../components/checkbox.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { count } from '../../lib/format.ts'
import type { Profile } from '../../stores/user-profile.ts'
import { lengthOptions } from './pass-length.ts'
import type { LossForm } from './use-loss.ts'

interface Props {
  profile: Profile
  loss: LossForm
  openSessions: number
  mayIssue: boolean
}

/** What else is to be taken or given in the same act. */
export function LossOptions({ profile, loss, openSessions, mayIssue }: Props) {
  const codes = profile.backupCodesRemaining
  return (
    <div className="lost__options" role="group" aria-label="In the same act">
      {openSessions > 0 && (
        <Checkbox isSelected={loss.endAll} onChange={loss.setEndAll}>
          End all sessions
          <small>Also those that other passkeys or a password opened: {openSessions} in all.</small>
        </Checkbox>
      )}
      {codes > 0 && (
        <Checkbox isSelected={loss.voidCodes} onChange={loss.setVoidCodes}>
          Void backup codes
          <small>{count(codes, 'code')} left. Do it if they were kept with the device.</small>
        </Checkbox>
      )}
      {mayIssue && (
        <div className="lost__pass">
          <Checkbox isSelected={loss.withPass} onChange={loss.setWithPass}>
            Issue a temporary pass
            <small>
              To register a new passkey, and nothing else. Make sure that the caller is who they say they are.
            </small>
          </Checkbox>
          {loss.withPass && (
            <SelectField
              label="Valid for"
              options={lengthOptions}
              value={loss.length}
              onChange={loss.setLength}
            />
          )}
        </div>
      )}
    </div>
  )
}
