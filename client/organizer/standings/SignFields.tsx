import { t } from '../../i18n/standings.ts'
import type { Signed } from './createStandings.ts'

/** Why, and who answers for it: under everything that can change a result. */
export function SignFields(props: { signed: Signed; put: (signed: Signed) => void }) {
  return (
    <>
      <label class="standings-reason">
        {t('reason')}
        <input
          maxlength={500}
          value={props.signed.reason}
          onInput={(e) => props.put({ ...props.signed, reason: e.currentTarget.value })}
        />
      </label>
      <label>
        {t('signer')}
        <input
          maxlength={60}
          autocomplete="off"
          value={props.signed.signer}
          onInput={(e) => props.put({ ...props.signed, signer: e.currentTarget.value })}
        />
      </label>
    </>
  )
}

export const notSigned: Signed = { reason: '', signer: '' }
export const isSigned = ({ reason, signer }: Signed): boolean => reason.trim() !== '' && signer.trim() !== ''
