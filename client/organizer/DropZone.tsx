import { createSignal } from 'solid-js'
import { Icon } from '../ui/Icon.tsx'

/** A place to drop a file on, or to choose one from. */
export function DropZone(props: {
  label: string
  hint: string
  accept: string
  onFile: (file: File) => void
  testid: string
}) {
  const [over, setOver] = createSignal(false)
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0]
    if (file) props.onFile(file)
  }
  return (
    <label
      class="desk-drop"
      data-over={over() ? '' : undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer?.files)
      }}
    >
      <Icon name="file" />
      <b>{props.label}</b>
      <span>{props.hint}</span>
      <input
        type="file"
        accept={props.accept}
        data-testid={props.testid}
        onChange={(event) => {
          take(event.currentTarget.files)
          event.currentTarget.value = ''
        }}
      />
    </label>
  )
}
