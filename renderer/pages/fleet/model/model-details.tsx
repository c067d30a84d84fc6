import { ChevronRight } from 'lucide-react'
import type { Model } from '../../../../shared/contract/fleet.ts'
import { CopyButton } from '../../../components/copy-button.tsx'

/** What only somebody who follows up an advisory wants to know, folded. */
export function ModelDetails({ model: { aaguid, attested, renamed } }: { model: Model }) {
  return (
    <details className="model-details">
      <summary>
        <ChevronRight size={16} aria-hidden />
        Details
      </summary>
      <dl>
        <dt>AAGUID</dt>
        <dd className="model-details__id">
          <code>{aaguid}</code>
          <CopyButton text={aaguid} variant="quiet" />
        </dd>
        <dt>How it is known</dt>
        <dd>
          {attested
            ? 'Attested: the maker’s signature was checked when it was registered.'
            : 'Self-reported: it is what the authenticators say of themselves. Nobody has checked it, and a forged one would be counted here too.'}
        </dd>
        <dt>Name</dt>
        <dd>{renamed ? 'Given by an administrator.' : 'As it is commonly known.'}</dd>
      </dl>
    </details>
  )
}
