import { Globe } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { MatchCode } from '../../components/match-code.tsx'
import { Notice } from '../../components/notice.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { noBrowser, outcomeWords } from '../../lib/hand-off-words.ts'
import { type HandOffState, useHandOff } from '../../stores/hand-off.ts'

type Shown = Exclude<HandOffState, { at: 'idle' }>

/** The app waits for the browser to sign it in, or says how that ended. */
export function InBrowser({ state }: { state: Shown }) {
  return (
    <div className="entry__card">
      <title>Sign in with your browser · WeftID</title>
      <Stage state={state} />
    </div>
  )
}

function Stage({ state }: { state: Shown }) {
  switch (state.at) {
    case 'opening':
      return <h1>Opening your browser…</h1>
    case 'waiting':
      return <Comparing matchCode={state.matchCode} />
    case 'no-browser':
      return <Over {...noBrowser} />
    case 'ended':
      return state.outcome === 'signed-in' ? (
        <h1>Signing you in…</h1>
      ) : (
        <Over {...outcomeWords[state.outcome]} />
      )
  }
}

function Comparing({ matchCode }: { matchCode: string }) {
  const { begin, cancel } = useHandOff()
  return (
    <>
      <div>
        <h1>Go on in your browser</h1>
        <p className="entry__lead">
          Sign in there and press Allow, if the page shows this number. Then you are signed in here too.
        </p>
      </div>
      <MatchCode code={matchCode} />
      <Waiting onCancel={cancel}>Waiting for your browser…</Waiting>
      <div className="entry__links">
        <Button variant="quiet" onPress={() => void begin()}>
          Open the page again
        </Button>
      </div>
    </>
  )
}

function Over({ tone, title, text }: typeof noBrowser) {
  const { begin, cancel } = useHandOff()
  return (
    <>
      <h1>Sign in with your browser</h1>
      <Notice tone={tone} title={title}>
        {text}
      </Notice>
      <Button variant="primary" size="large" wide icon={Globe} autoFocus onPress={() => void begin()}>
        Try again
      </Button>
      <div className="entry__links">
        <Button variant="quiet" onPress={cancel}>
          Back to signing in
        </Button>
      </div>
    </>
  )
}
