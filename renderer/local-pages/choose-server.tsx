import { useState } from 'react'
import type { ConnectBridge, ConnectView, Unusable } from '../../shared/local-pages.ts'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { TextField } from '../components/text-field.tsx'
import { Entry } from './entry.tsx'
import { RecentServers } from './recent-servers.tsx'
import { faultWords } from './words.ts'

interface ChooseServerProps {
  connect: ConnectBridge
  view: Extract<ConnectView, { view: 'choose' }>
}

/** Which server? Typed once; afterwards chosen from those that were confirmed. */
export function ChooseServer({ connect, view: { recent, unusable, back } }: ChooseServerProps) {
  return (
    <Entry
      title="Connect to your organisation"
      hasFocus
      lead="Enter the address of your organisation’s WeftID server. It is in your invitation, or your help desk knows it."
    >
      {unusable && <UnusableNotice unusable={unusable} />}
      <AddressForm connect={connect} />
      {recent.length > 0 && <RecentServers connect={connect} recent={recent} />}
      <div className="entry__links">
        <Button variant="quiet" onPress={() => void connect.useThisComputer()}>
          Use this computer only
        </Button>
        {back && (
          <Button variant="quiet" onPress={() => void connect.back()}>
            {back.server === null ? 'Back' : `Back to ${back.server.host}`}
          </Button>
        )}
      </div>
    </Entry>
  )
}

function UnusableNotice({ unusable }: { unusable: Unusable }) {
  return 'file' in unusable ? (
    <Notice tone="attention" title="Your organisation’s settings for this app cannot be read">
      Tell your help desk that <code>{unusable.file}</code> is not right. Meanwhile you can enter the address
      yourself.
    </Notice>
  ) : (
    <Notice tone="attention" title="The address set up for this computer cannot be used">
      It says <code>{unusable.address}</code>. Tell your help desk, or enter the right one.
    </Notice>
  )
}

function AddressForm({ connect }: { connect: ConnectBridge }) {
  const [typed, setTyped] = useState('')
  const [error, setError] = useState<string>()
  const check = async () => {
    const fault = await connect.check(typed)
    setError(fault === null ? undefined : faultWords[fault])
  }
  return (
    <form
      className="entry__form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void check()
      }}
    >
      <TextField
        label="Server address"
        description="For example id.company.com"
        error={error}
        value={typed}
        onChange={(text) => {
          setTyped(text)
          setError(undefined)
        }}
        maxLength={2000}
        size="large"
        type="url"
        autoFocus
        autoComplete="off"
        spellCheck="false"
      />
      <Button type="submit" variant="primary" size="large" wide>
        Continue
      </Button>
    </form>
  )
}
