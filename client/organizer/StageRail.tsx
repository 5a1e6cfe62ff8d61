import { A } from '@solidjs/router'
import type { StageId } from '#domain/ids.ts'
import { language } from '../i18n/language.ts'
import { t } from '../i18n/organizer.ts'
import { Icon } from '../ui/Icon.tsx'

/** The hall's screen has no switch: it opens in the language of whoever opens it. */
export const screenOf = (stageId: StageId) => `/screen/${stageId}?lang=${language()}`

/** The 72 px rail inside one stage. */
export function StageRail(props: { stageId: StageId }) {
  return (
    <nav class="desk-rail">
      <div class="desk-rail-links">
        <A href={`/stages/${props.stageId}`} end>
          <Icon name="doc" />
          {t('rail.prepare')}
        </A>
        <A href={`/stages/${props.stageId}/rubric`}>
          <Icon name="sheet" />
          {t('rail.rubric')}
        </A>
        <A href={`/stages/${props.stageId}/scheme`}>
          <Icon name="scale" />
          {t('rail.scheme')}
        </A>
        <A href={`/stages/${props.stageId}/progress`}>
          <Icon name="grid" />
          {t('rail.console')}
        </A>
        <A href={`/stages/${props.stageId}/standings`}>
          <Icon name="award" />
          {t('rail.standings')}
        </A>
        <a href={screenOf(props.stageId)} target="_blank" rel="noopener">
          <Icon name="screen" />
          {t('rail.screen')}
        </a>
        <a href={`/board/${props.stageId}`} target="_blank" rel="noopener">
          <Icon name="tablet" />
          {t('rail.phone')}
        </a>
      </div>
    </nav>
  )
}
