/** Keeps the screen on where the browser allows it; asked again whenever the page comes back. Returns how to stop. */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | undefined
  const ask = () => {
    if (document.visibilityState !== 'visible') return
    navigator.wakeLock?.request('screen').then(
      (held) => {
        lock = held
      },
      () => undefined, // plain http has no wake lock: the screen's own settings decide
    )
  }
  ask()
  document.addEventListener('visibilitychange', ask)
  return () => {
    document.removeEventListener('visibilitychange', ask)
    void lock?.release()
  }
}
