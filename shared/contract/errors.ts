/** Every failure a client may meet: its stable code, HTTP status and words. */
export const errors = {
  'input.invalid': { status: 400, title: 'Something in the request is missing or not as expected.' },
  'session.required': { status: 401, title: 'Sign in to continue.' },
  'sign-in.failed': { status: 401, title: 'That did not work. Check what you entered and try again.' },
  'passkey.rejected': { status: 401, title: 'That passkey could not be verified.' },
  'fresh.required': { status: 403, title: 'Confirm that it is you to continue.' },
  'enrolment.only': { status: 403, title: 'Register a passkey first.' },
  'permission.denied': { status: 403, title: 'You are not allowed to do this.' },
  'not-found': { status: 404, title: 'This does not exist, or no longer does.' },
  'method.not-allowed': { status: 405, title: 'This address does not answer that method.' },
  conflict: { status: 409, title: 'This cannot be done as things stand.' },
  'setup.done': { status: 409, title: 'This server already has an administrator.' },
  'body.too-large': { status: 413, title: 'The request is too large.' },
  'media-type.unsupported': { status: 415, title: 'The request must be JSON.' },
  'host.unknown': { status: 421, title: 'This server does not answer to that host name.' },
  throttled: { status: 429, title: 'Too many attempts. Wait a little and try again.' },
  'server.failed': { status: 500, title: 'Something went wrong on our side. Try again.' },
  'server.unavailable': { status: 503, title: 'The server is not ready. Try again in a moment.' },
} as const satisfies Record<string, { status: number; title: string }>

export type ErrorCode = keyof typeof errors
