/** The step that restarts a Windows guest and waits for it, as fixes write it: its type and settings. */
export const windowsRestart = ['windows-restart', { restart_timeout: '15m' }] as const;
