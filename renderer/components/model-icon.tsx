import { CircleQuestionMark } from 'lucide-react'
import type { Model } from '../../shared/contract/fleet.ts'
import { kindOfModel } from '../lib/model-words.ts'
import { kindIcons } from '../lib/passkey-icons.ts'

/** The picture of a model's kind: a computer, a security key or a credential manager. */
export function ModelIcon({ model }: { model: Pick<Model, 'aaguid' | 'synced'> }) {
  const kind = kindOfModel(model)
  const Icon = kind === 'unknown' ? CircleQuestionMark : kindIcons[kind]
  return <Icon size={20} strokeWidth={1.75} aria-hidden />
}
