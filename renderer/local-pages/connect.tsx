import { useEffect, useState } from 'react'
import type { ConnectBridge, ConnectView } from '../../shared/local-pages.ts'
import { ChooseServer } from './choose-server.tsx'
import { ConfirmServer } from './confirm-server.tsx'
import { mount } from './mount.tsx'
import { Problem } from './problem.tsx'
import { Waiting } from './waiting.tsx'

declare global {
  interface Window {
    connect: ConnectBridge
  }
}

const { connect } = window

function Connect() {
  const [view, setView] = useState<ConnectView | null>(null)
  useEffect(() => {
    const stop = connect.onView(setView)
    // What the shell has said meanwhile is newer than the answer.
    void connect.view().then((first) => setView((heard) => heard ?? first))
    return stop
  }, [])
  // The network is back: no need to wait for the next try.
  useEffect(() => {
    const retry = () => void connect.retry()
    if (view?.view !== 'problem') return
    window.addEventListener('online', retry)
    return () => window.removeEventListener('online', retry)
  }, [view])
  switch (view?.view) {
    case undefined:
      return null
    case 'choose':
      return <ChooseServer connect={connect} view={view} />
    case 'confirm':
      return <ConfirmServer connect={connect} view={view} />
    case 'checking':
      return <Waiting server={view.server} onCancel={() => void connect.choose()} />
    case 'opening':
      return <Waiting server={view.server} />
    case 'problem':
      return <Problem connect={connect} view={view} />
  }
}

mount(<Connect />)
