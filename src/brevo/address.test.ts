import { describe, expect, it } from 'vitest'
import { BREVO_API_URL, brevoApiUrl } from './address'

describe('brevoApiUrl', () => {
  it.each(['http://127.0.0.1:3000/v3', 'http://localhost:3000/v3', 'http://[::1]:3000/v3'])('honours %s', (url) => {
    expect(brevoApiUrl(url)).toBe(url)
  })

  it.each([
    undefined,
    '',
    'no address',
    'https://api.brevo.com.example/v3',
    'https://example.com/v3',
    'http://127.0.0.1.example.com/v3',
    'http://localhost.example.com/v3',
    'http://user@example.com/127.0.0.1',
    'http://10.0.0.1/v3',
  ])('takes the real Brevo instead of %s', (url) => {
    expect(brevoApiUrl(url)).toBe(BREVO_API_URL)
  })
})
