import { CircleCheck, CircleSlash } from 'lucide-react'

const words = {
  allowed: {
    icon: CircleCheck,
    title: 'Back to the app',
    text: 'WeftID is being signed in. If nothing happens there, press “Use my browser” in the app once more.',
  },
  denied: {
    icon: CircleSlash,
    title: 'The app was not signed in',
    text: 'You can close this tab. If you did not ask for it in the app, tell your help desk.',
  },
} as const

/** What stays if the browser does not get back to the app: nobody listens there any more. */
export function Going({ answer }: { answer: keyof typeof words }) {
  const { icon: Icon, title, text } = words[answer]
  return (
    <div className="entry__card" role="status">
      <title>{`${title} · WeftID`}</title>
      <Icon size={28} strokeWidth={1.5} aria-hidden className="signed-out__icon" />
      <div>
        <h1>{title}</h1>
        <p className="entry__lead">{text}</p>
      </div>
    </div>
  )
}
