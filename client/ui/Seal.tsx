/** The mark 匠, white in a vermilion square. */
export function Seal() {
  return (
    <svg class="seal" viewBox="0 0 48 48" aria-hidden="true">
      <rect width="48" height="48" rx="3" />
      <path d="M38.5 10.5H10.5V37.5H38.5M18.5 31.5V18M18.5 18l15.5-2.2M18.5 23.5H37M29 23.5v8" />
    </svg>
  )
}
