import { z } from 'zod'
import { endpoint } from './endpoint.ts'

/** This contract as an OpenAPI 3.1 document. */
export const getOpenApi = endpoint({
  method: 'get',
  path: '/openapi.json',
  access: 'anyone',
  response: z.looseObject({ openapi: z.literal('3.1.1') }),
})
