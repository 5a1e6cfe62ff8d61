import { createUniqueId, For, Show } from 'solid-js'
import { formatPoints, type Points } from '#domain/points.ts'
import type { Aspect } from '#domain/rubric.ts'
import { t } from '../../i18n/amend.ts'
import { t as rubric } from '../../i18n/rubric.ts'
import { Icon } from '../../ui/Icon.tsx'
import { PointsField, TextField } from '../rubric/Fields.tsx'
import { RuleFields } from '../rubric/RuleFields.tsx'
import { faultSentence } from './amend-words.ts'
import type { Amending, Way } from './createAmending.ts'
import { Effect } from './Effect.tsx'

/** From the aspect to the signature, left to right: which, how, and what it would do. */
export function AmendForm(props: { amending: Amending }) {
  return (
    <div class="amend-form">
      <Chooser amending={props.amending} />
      <Show when={props.amending.chosen()} keyed>
        {(of) => (
          <>
            <section class="amend-how">
              <h2>
                {of.id} <span>{of.name}</span>
              </h2>
              <Ways amending={props.amending} aspect={of} />
              <button
                type="button"
                class="btn primary"
                disabled={!props.amending.mayLook()}
                onClick={() => void props.amending.look()}
                data-testid="preview"
              >
                <Icon name="eye" />
                {t(props.amending.busy() === 'preview' ? 'previewing' : props.amending.preview() ? 'again' : 'preview')}
              </button>
            </section>
            <section class="amend-effect" aria-live="polite">
              <Show when={props.amending.preview()}>
                {(preview) => (
                  <>
                    <Show when={props.amending.isOutdated()}>
                      <p class="desk-problem" role="alert">
                        {t('outdated')}
                      </p>
                    </Show>
                    <Effect preview={preview()} />
                    <Sign amending={props.amending} aspect={of} />
                  </>
                )}
              </Show>
            </section>
          </>
        )}
      </Show>
    </div>
  )
}

function Chooser(props: { amending: Amending }) {
  const id = createUniqueId()
  return (
    <section class="amend-choose">
      <h2>
        <label for={id}>{t('choose')}</label>
      </h2>
      <input
        id={id}
        class="re-in"
        type="search"
        placeholder={t('search')}
        value={props.amending.search()}
        onInput={(event) => props.amending.setSearch(event.currentTarget.value)}
      />
      <ul>
        <For each={props.amending.found()} fallback={<li class="desk-empty">{t('noneFound')}</li>}>
          {(aspect) => (
            <li>
              <button
                type="button"
                aria-pressed={props.amending.chosen()?.id === aspect.id}
                onClick={() => props.amending.choose(aspect)}
                data-aspect={aspect.id}
                data-annulled={props.amending.isAnnulled(aspect.id) ? '' : undefined}
              >
                <b>{aspect.id}</b>
                <span>{aspect.name}</span>
                <small>{formatPoints(aspect.max)}</small>
              </button>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.amending.notListed() > 0}>
        <p class="desk-empty">{t('more', { n: String(props.amending.notListed()) })}</p>
      </Show>
    </section>
  )
}

function Ways(props: { amending: Amending; aspect: Aspect }) {
  const ways: readonly (readonly [Way, 'annul' | 'correct'])[] = [
    ['annulled', 'annul'],
    ['corrected', 'correct'],
  ]
  return (
    <>
      <fieldset class="amend-ways">
        <legend class="sr">{t('way')}</legend>
        <For each={ways}>
          {([way, word]) => (
            <button
              type="button"
              aria-pressed={props.amending.way() === way}
              onClick={() => props.amending.setWay(way)}
              data-way={way}
            >
              {t(word)}
            </button>
          )}
        </For>
      </fieldset>
      <Show
        when={props.amending.way() === 'corrected' && props.amending.draft()}
        fallback={<Gifts amending={props.amending} />}
      >
        {(draft) => <Correction amending={props.amending} draft={draft()} aspect={props.aspect} />}
      </Show>
    </>
  )
}

function Gifts(props: { amending: Amending }) {
  return (
    <fieldset class="amend-gifts">
      <legend class="sr">{t('annul')}</legend>
      <For each={['nothing', 'maximum'] as const}>
        {(give) => (
          <label>
            <input
              type="radio"
              name="give"
              checked={props.amending.give() === give}
              onChange={() => props.amending.setGive(give)}
            />
            {t(`give.${give}`)}
          </label>
        )}
      </For>
    </fieldset>
  )
}

function Correction(props: { amending: Amending; draft: Aspect; aspect: Aspect }) {
  return (
    <div class="amend-correction re" data-kind={props.draft.kind}>
      <p class="amend-hint">
        {rubric(`kind.${props.draft.kind}`)} · {t('unchanged')}
      </p>
      <Show when={props.amending.isAnnulled(props.aspect.id)}>
        <p class="amend-hint">{t('isAnnulled')}</p>
      </Show>
      <Show when={props.draft.kind !== 'veto'}>
        <PointsField
          label={t('max')}
          value={props.draft.max}
          disabled={false}
          onValue={(max) => props.amending.change(withMaximum(props.draft, max))}
        />
      </Show>
      <RuleFields aspect={props.draft} disabled={false} change={props.amending.change} />
      <TextField
        label={t('requirement')}
        value={props.draft.requirement}
        most={2000}
        disabled={false}
        onText={(requirement) => props.amending.change({ ...props.draft, requirement })}
      />
      <For each={props.amending.faults()}>
        {(fault) => (
          <p class="amend-fault" role="status">
            <Icon name="alert" />
            {faultSentence(fault)}
          </p>
        )}
      </For>
    </div>
  )
}

/** Where a rule begins at the maximum, both are one figure (RULES §2). */
const withMaximum = (aspect: Aspect, max: Points): Aspect =>
  aspect.kind === 'deduction' || aspect.kind === 'timed' ? { ...aspect, max, start: max } : { ...aspect, max }

function Sign(props: { amending: Amending; aspect: Aspect }) {
  const id = createUniqueId()
  const { amending } = props
  return (
    <form
      class="amend-sign"
      onSubmit={(event) => {
        event.preventDefault()
        if (amending.mayConfirm()) void amending.confirm()
      }}
    >
      <label for={`${id}-reason`}>{t('reason')}</label>
      <textarea
        id={`${id}-reason`}
        class="re-in"
        rows={2}
        maxLength={500}
        value={amending.reason()}
        onInput={(event) => amending.setReason(event.currentTarget.value)}
      />
      <label for={`${id}-signer`}>{t('signer')}</label>
      <input
        id={`${id}-signer`}
        class="re-in"
        maxLength={100}
        value={amending.signer()}
        onInput={(event) => amending.setSigner(event.currentTarget.value)}
      />
      <button type="submit" class="btn commit" disabled={!amending.mayConfirm()} data-testid="confirm-amendment">
        <Icon name="stamp" />
        {amending.busy() === 'confirm'
          ? t('confirming')
          : t(amending.way() === 'annulled' ? 'confirm' : 'confirmCorrection', { id: props.aspect.id })}
      </button>
    </form>
  )
}
