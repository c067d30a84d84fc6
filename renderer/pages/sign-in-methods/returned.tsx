import { Notice } from '../../components/notice.tsx'
import { useJoining } from '../../stores/joining.ts'

/** After coming back: whoever had the lost device may have registered a passkey too. */
export function Returned() {
  const { isReturning, setReturning } = useJoining()
  if (!isReturning) return null
  return (
    <Notice tone="attention" title="Are all of these yours?" onDismiss={() => setReturning(false)}>
      Revoke any you do not recognise.
    </Notice>
  )
}
