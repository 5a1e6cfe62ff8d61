import { createSignal, For, Match, Show, Switch } from 'solid-js'
import type { AspectId, EntryId, PhotoId } from '#domain/ids.ts'
import { t, whyOf } from '../i18n/notes.ts'
import { Icon, type IconName } from '../ui/Icon.tsx'
import type { Notes } from './createNotes.ts'
import type { KeptPhoto } from './photo-box.ts'
import { MOST_WAITING } from './photo-box.ts'

const icons: Readonly<Record<KeptPhoto['state'], IconName>> = {
  saved: 'check',
  waiting: 'queue',
  removing: 'queue',
  attention: 'alert',
}

/** The photos of one aspect × competitor, in places that are all drawn from the start, and the two ways to more. */
export function PhotoSlots(props: {
  notes: Notes
  entryId: EntryId
  aspectId: AspectId
  isOpen: boolean
  most: number
}) {
  const photos = () => props.notes.photosOf(props.entryId, props.aspectId)
  const [lookedAt, setLookedAt] = createSignal<PhotoId>()
  const places = Array.from({ length: props.most }, (_, i) => i)
  const mayAdd = () => props.isOpen && photos().length + props.notes.preparing() < props.most
  const take = (input: HTMLInputElement) => {
    const files = [...(input.files ?? [])]
    input.value = '' // the same picture may be chosen again
    void props.notes.addPhotos(props.entryId, props.aspectId, files)
  }
  const troubled = () => {
    const trouble = props.notes.trouble()
    const most = trouble === 'photos-waiting' ? MOST_WAITING : props.most
    return trouble && t(`trouble.${trouble}`, { most: String(most) })
  }
  return (
    <section class="note-photos">
      <h3>{t('photos', { n: String(photos().length), of: String(props.most) })}</h3>
      <ol>
        <For each={places}>
          {(place) => (
            <li>
              <Show
                when={photos()[place]}
                fallback={
                  <span class="note-place">
                    <Show
                      when={place < photos().length + props.notes.preparing()}
                      fallback={<span class="sr">{t('empty')}</span>}
                    >
                      <Icon name="sync" /> {t('preparing')}
                    </Show>
                  </span>
                }
              >
                {(photo) => (
                  <button
                    type="button"
                    aria-label={`${t('look', { n: String(place + 1) })} ${t(`state.${photo().state}`)}`}
                    onClick={() => setLookedAt(photo().id)}
                  >
                    <Picture src={props.notes.urlOf(photo())} n={place + 1} />
                    <PhotoState photo={photo()} />
                  </button>
                )}
              </Show>
            </li>
          )}
        </For>
      </ol>
      <div class="note-take">
        <label class="btn touch" data-disabled={mayAdd() ? undefined : ''}>
          <Icon name="camera" />
          {t('take')}
          <input
            type="file"
            class="sr"
            accept="image/*"
            capture="environment"
            disabled={!mayAdd()}
            onChange={(event) => take(event.currentTarget)}
            data-testid="photo-take"
          />
        </label>
        <label class="btn touch" data-disabled={mayAdd() ? undefined : ''}>
          <Icon name="picture" />
          {t('choose')}
          <input
            type="file"
            class="sr"
            accept="image/*"
            multiple
            disabled={!mayAdd()}
            onChange={(event) => take(event.currentTarget)}
            data-testid="photo-choose"
          />
        </label>
      </div>
      <p class="note-trouble" role="alert" data-trouble={troubled() ? '' : undefined}>
        {troubled() ?? t('stripped')}
      </p>
      <Show when={photos().find((photo) => photo.id === lookedAt())}>
        {(photo) => (
          <PhotoView
            notes={props.notes}
            photo={photo()}
            n={photos().indexOf(photo()) + 1}
            isOpen={props.isOpen}
            close={() => setLookedAt(undefined)}
          />
        )}
      </Show>
    </section>
  )
}

/** A picture that only the server has is not there without a line; the words under it say so. */
function Picture(props: { src: string; n: number }) {
  const [isMissing, setMissing] = createSignal(false)
  return (
    <Show when={!isMissing()} fallback={<span class="note-place">{t('savedPhoto')}</span>}>
      <img src={props.src} alt={t('photo', { n: String(props.n) })} onError={() => setMissing(true)} />
    </Show>
  )
}

function PhotoState(props: { photo: KeptPhoto }) {
  return (
    <span class="note-state" data-note={props.photo.state}>
      <Icon name={icons[props.photo.state]} />
      {t(`state.${props.photo.state}`)}
    </span>
  )
}

/** One photo large, with the way to take it down: two taps, and it says what that does. */
function PhotoView(props: { notes: Notes; photo: KeptPhoto; n: number; isOpen: boolean; close: () => void }) {
  const [isSure, setSure] = createSignal(false)
  const act = (work: Promise<void>) => {
    void work
    props.close()
  }
  return (
    <div class="note-view">
      <Picture src={props.notes.urlOf(props.photo)} n={props.n} />
      <footer>
        <p>
          <Switch fallback={<PhotoState photo={props.photo} />}>
            <Match when={props.photo.state === 'attention'}>
              {t('because', { why: whyOf(props.photo.why ?? 'unexpected') })}
            </Match>
            <Match when={isSure()}>{t('removeWhat')}</Match>
          </Switch>
        </p>
        <Switch>
          <Match when={props.photo.state === 'attention'}>
            <Back close={props.close} />
            <button type="button" class="btn touch" onClick={() => act(props.notes.dismissPhoto(props.photo.id))}>
              {t('understood')}
            </button>
          </Match>
          <Match when={isSure()}>
            {/* Where "take down" was stands the way back: a second tap of a heavy finger does no harm. */}
            <button
              type="button"
              class="btn touch"
              disabled={!props.isOpen}
              onClick={() => act(props.notes.removePhoto(props.photo.id))}
            >
              {t('removeNow')}
            </button>
            <Back close={props.close} />
          </Match>
          <Match when={true}>
            <Back close={props.close} />
            <button type="button" class="btn touch" disabled={!props.isOpen} onClick={() => setSure(true)}>
              {t('remove')}
            </button>
          </Match>
        </Switch>
      </footer>
    </div>
  )
}

const Back = (props: { close: () => void }) => (
  <button type="button" class="btn touch" onClick={() => props.close()}>
    {t('back')}
  </button>
)
