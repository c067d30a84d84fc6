import { Notice } from '../components/notice.tsx'
import { useConnection } from '../stores/connection.ts'

/** Says that nothing new is heard, while that is so. */
export function ConnectionNotice() {
  const isLost = useConnection((store) => store.isLost)
  if (!isLost) return null
  return (
    <div className="main__notice">
      <Notice tone="attention" title="The server cannot be reached">
        What you see may be out of date. It is tried again by itself.
      </Notice>
    </div>
  )
}
