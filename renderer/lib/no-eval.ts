import { z } from 'zod'

// Imported first of all: schemas decide when they are made whether to compile themselves, which the page's policy forbids.
z.config({ jitless: true })
