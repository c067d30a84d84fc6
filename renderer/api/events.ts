import { liveEvent, streamEvents, type LiveEvent } from '../../shared/contract/events.ts'

interface StreamListener {
  onOpen: () => void
  onEvent: (event: LiveEvent) => void
  /** The stream ended, for whatever reason; it is closed already. */
  onLost: () => void
}

const types = liveEvent.options.map((option) => option.shape.type.value)

/** An event of the stream or of another tab, or null where it is none we know. */
export function readEvent(data: unknown): LiveEvent | null {
  return liveEvent.safeParse(data).data ?? null
}

function readMessage(message: MessageEvent<unknown>): LiveEvent | null {
  try {
    return readEvent(JSON.parse(String(message.data)))
  } catch {
    return null
  }
}

/** Opens the live stream once; answers how to close it. */
export function openStream({ onOpen, onEvent, onLost }: StreamListener): () => void {
  const source = new EventSource(`/api${streamEvents.path}`)
  source.addEventListener('open', onOpen)
  for (const type of types) {
    source.addEventListener(type, (message) => {
      const event = readMessage(message)
      if (event) onEvent(event)
    })
  }
  // The browser's own retry gives up after 401 and 503; ours asks first who is signed in.
  source.addEventListener('error', () => {
    source.close()
    onLost()
  })
  return () => source.close()
}
