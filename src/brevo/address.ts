/** Brevo's API, the only address that the key is sent to. */
export const BREVO_API_URL = 'https://api.brevo.com/v3'

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/**
 * Where Brevo's API is called: the real one, or the one that `BREVO_API_URL` names if that is on this very machine,
 * for the sandbox and the tests. Any other value is ignored, so that no environment can lead the key elsewhere.
 */
export const brevoApiUrl = (override: string | undefined): string => {
  if (!override || !URL.canParse(override)) {
    return BREVO_API_URL
  }
  return LOOPBACK.test(new URL(override).hostname) ? override.replace(/\/$/, '') : BREVO_API_URL
}
